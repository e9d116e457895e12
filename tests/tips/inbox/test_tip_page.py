"""The page of a tip: its passage then and now, and everything that is done with it."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from monitor.desk.models import AuditEntry
from monitor.publishing.publish import publish
from monitor.tips.answering import reply
from monitor.tips.inbox.deeds import CannotError, merge
from monitor.tips.models import State, Tip
from monitor.tips.sealing import open_words
from tests.builders import make_published, newest_edition
from tests.office.people import make_person
from tests.tips.builders import office_keys, send

from .builders import LIST, do, make_local_reader, make_reader, make_tip, reading

pytestmark = pytest.mark.django_db
SECRET = "a question with zyxwomble in it"


def deeds_of(tip) -> list[str]:
    return [one.deed for one in AuditEntry.objects.naming(f"tip {tip.short}").order_by("pk")]


def publish_another(country, title: str = "Law on Clubs"):
    law = country.law_set.get()
    law.title = title
    law.save()
    publish(country, note="A law has another name.")
    return newest_edition(country)


def test_the_passage_stands_there_as_it_was_read_and_as_it_is(published):
    law = published.law_set.get()
    tip = make_tip(published, law)
    client = reading()
    assertContains(client.get(tip.get_absolute_url()), "The same, word for word.")
    publish_another(published)
    page = client.get(tip.get_absolute_url())

    for words in (
        "Law on Associations",
        "Law on Clubs",
        f"/admin/legal/law/{law.pk}/change/",
        f"/cite/{law.pk}/?edition=1",
    ):
        assertContains(page, words)


def test_a_passage_that_is_gone_is_said_to_be(published):
    tip = make_tip(published, published.law_set.get())
    published.law_set.all().delete()
    publish(published, note="A law is gone.")

    assertContains(reading().get(tip.get_absolute_url()), "a passage no longer on the page")


def test_a_tip_about_no_country_has_its_page():
    assertContains(reading().get(send()[0].get_absolute_url()), "The sender named no country.")


def test_a_tip_is_assigned_looked_at_and_handed_back(published):
    tina, tip = make_reader(), make_tip(published)
    rosa, client = make_local_reader(published), reading(tina)
    do(client, tip, "assign", to=rosa.pk)
    assert (tip.assigned_to, tip.state) == (rosa, State.LOOKING)
    do(client, tip, "hand-back")

    assert tip.assigned_to is None
    assert deeds_of(tip) == ["assigned a tip", "handed back a tip"]


def test_a_tip_is_not_assigned_to_who_may_not_read_it(published):
    tip, editor = make_tip(published), make_person("ed", "Editors")
    do(reading(), tip, "assign", to=editor.pk)

    assert tip.assigned_to is None


def test_a_question_is_sealed_and_kept_nowhere_else(published):
    tip, client = make_tip(published), reading()
    assertRedirects(do(client, tip, "ask", words=SECRET), tip.get_absolute_url())

    assert tip.state == State.ASKED
    assert open_words(tip.messages.get().sealed, office_keys()[0]) == {"text": SECRET}
    assertNotContains(client.get(tip.get_absolute_url()), "zyxwomble")
    assert deeds_of(tip) == ["asked about a tip"]


def test_a_late_question_is_not_kept_for_later(published, settings):
    tip, client = make_tip(published), reading()
    seen = client.get(tip.get_absolute_url()).context["forms"]["ask"]["seen"].value()
    settings.SESSION_IDLE = -1
    client.post(f"{LIST}{tip.pk}/ask/", {"seen": seen, "words": SECRET})

    assert not tip.messages.exists()
    assert "zyxwomble" not in str(dict(client.session))


def test_who_comes_second_is_told_and_loses_nothing(published):
    tip, client = make_tip(published), reading()
    stale = client.get(tip.get_absolute_url()).context["forms"]["ask"]["seen"].value()
    reply(tip, "One thing more.")
    answer = client.post(f"{LIST}{tip.pk}/ask/", {"seen": stale, "words": SECRET})

    assertContains(answer, "its sender has replied")
    assertContains(answer, SECRET)
    assert tip.messages.count() == 1
    assert deeds_of(tip) == []


def test_what_was_typed_stays_where_the_tip_was_closed_meanwhile(published):
    tip, client = make_tip(published), reading()
    do(client, tip, "refuse", words="The law says so already.")
    answer = client.post(f"{LIST}{tip.pk}/ask/", {"seen": "x", "words": SECRET})

    assertContains(answer, SECRET)
    assertContains(answer, "as it stands now, this cannot be done")
    assert tip.messages.count() == 1


def test_a_used_tip_leads_to_the_edition_and_the_record(published):
    law, client = published.law_set.get(), reading()
    tip = make_tip(published, law)
    other = publish_another(published)
    choices = client.get(tip.get_absolute_url()).context["forms"]["use"].fields["where"].choices
    assert choices[0][1][0][0] == f"{other.pk}:{law.pk}"
    do(client, tip, "use", where=f"{other.pk}:{law.pk}")

    assert (tip.state, tip.used_in, tip.used_record_id, tip.is_closed) == (State.USED, other, law.pk, True)
    assertContains(client.get(tip.get_absolute_url()), other.get_absolute_url())


def test_an_edition_of_another_country_is_not_taken(published):
    tip, other = make_tip(published), newest_edition(make_published("Sylvania"))
    do(reading(), tip, "use", where=f"{other.pk}:")

    assert not tip.is_closed


def test_a_tip_is_not_used_only_with_a_reason_for_the_sender(published):
    tip, client = make_tip(published), reading()
    do(client, tip, "refuse", words=" ")
    assert not tip.is_closed
    do(client, tip, "refuse", words="The law says so already.")

    assert (tip.state, tip.messages.count()) == (State.NOT_USED, 1)
    do(client, tip, "reopen")
    assert (tip.state, tip.closed_on) == (State.LOOKING, None)


def test_doubles_close_with_their_tip_and_each_sender_is_told(published):
    main, double, client = make_tip(published), make_tip(published, text="The same."), reading()
    do(client, double, "merge", main=main.pk)
    assert double.merged_into == main
    do(client, main, "refuse", words="The law says so already.")
    double.refresh_from_db()

    assert (double.state, double.messages.count()) == (State.NOT_USED, 1)


def test_a_double_is_taken_out_again(published):
    main, double, client = make_tip(published), make_tip(published, text="The same."), reading()
    do(client, double, "merge", main=main.pk)
    do(client, double, "part")

    assert double.merged_into is None
    assert deeds_of(main) == ["merged a tip", "parted a tip"]


def test_doubles_make_no_circle(published):
    one, two, three = (make_tip(published, text=f"Words {number}.") for number in range(3))
    client = reading()
    do(client, one, "merge", main=two.pk)
    do(client, two, "merge", main=one.pk)
    assert two.merged_into is None
    do(client, two, "merge", main=three.pk)
    one.refresh_from_db()

    assert (one.merged_into, two.merged_into, three.merged_into) == (three, three, None)
    do(client, three, "merge", main=three.pk)
    assert three.merged_into is None


def test_a_tip_is_folded_under_none_that_is_gone(published):
    main, double, tina = make_tip(published), make_tip(published, text="The same."), make_reader()
    Tip.objects.filter(pk=main.pk).delete()

    with pytest.raises(CannotError, match="destroyed meanwhile"), transaction.atomic():
        merge(double, main, by=tina)


@pytest.mark.parametrize("deed", ["zzz", "ask", "use", "merge", "assign", "part", "reopen"])
def test_nonsense_is_no_fault(published, deed):
    tip, client = make_tip(published), reading()
    for form in ({}, {"seen": "x", "to": "9" * 400, "words": "x" * 6000, "where": "1:2", "main": "zzz"}):
        assert client.post(f"{LIST}{tip.pk}/{deed}/", form).status_code in (200, 302, 404)
    tip.refresh_from_db()

    assert (tip.state, tip.messages.count()) == (State.RECEIVED, 0)


def test_a_page_takes_few_queries(published):
    tip, client = make_tip(published, published.law_set.get()), reading()
    client.get(tip.get_absolute_url())
    with CaptureQueriesContext(connection) as queries:
        client.get(tip.get_absolute_url())

    assert len(queries) < 36
    assert not [one for one in queries if not one["sql"].startswith(("SELECT", "DECLARE"))]


def test_where_the_key_is_for_development_its_reader_is_told(published, settings):
    tip, client = make_tip(published), reading()
    assertNotContains(client.get(tip.get_absolute_url()), "var/tip-key-development.age")
    settings.TIP_KEYS, settings.DEVELOPMENT = [], True

    assertContains(client.get(tip.get_absolute_url()), "var/tip-key-development.age")
