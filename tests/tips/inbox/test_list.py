"""The list of tips: what is known of each, and not a word of it."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.formats import date_format
from pytest_django.asserts import assertContains, assertNotContains

from monitor.tips.answering import ask, reply
from monitor.tips.inbox.deeds import merge
from monitor.tips.inbox.first_page import waiting
from monitor.tips.models import Tip
from tests.builders import newest_edition
from tests.tips.builders import TEXT

from .builders import LIST, make_file, make_local_reader, make_reader, make_tip, reading

pytestmark = pytest.mark.django_db


def shown(client, query: str = "") -> set[Tip]:
    return set(client.get(f"{LIST}{query}").context["cl"].result_list)


def test_a_tip_is_listed_with_what_is_known_of_it(published):
    law = published.law_set.get()
    tip = make_tip(published, law)
    make_file(tip)
    page = reading().get(LIST)

    for words in (tip.short, "Freedonia", "Law on Associations", "Unpleasant", "Received"):
        assertContains(page, words)
    assertNotContains(page, TEXT[:20])


def test_a_block_is_named_by_its_section_and_first_words(published):
    section = published.section_set.get(topic="formation")
    sections = newest_edition(published).document["sections"]
    block = next(one for one in sections if one["id"] == str(section.pk))["blocks"][0]
    make_tip(published, block["id"])

    assertContains(reading().get(LIST), "Barriers to Formation: A fee is due.")


def test_a_passage_that_is_gone_is_said_to_be(published):
    make_tip(published, "11111111-1111-4111-8111-111111111111")

    assertContains(reading().get(LIST), "a passage no longer on the page")


def test_open_tips_are_shown_first(published):
    tip, closed = make_tip(published), make_tip(published, text="Another.")
    Tip.objects.filter(pk=closed.pk).update(state="not-used", closed_on=closed.day)
    client = reading()

    assert (shown(client), shown(client, "?state=not-used"), shown(client, "?state=all")) == (
        {tip}, {closed}, {tip, closed},
    )  # fmt: skip


def test_the_list_is_narrowed(published):
    tina = make_reader()
    mine, other = make_tip(published, risk="dangerous"), make_tip(text="Another.")
    Tip.objects.filter(pk=mine.pk).update(assigned_to=tina)
    client = reading(tina)

    for query in ("?assigned=me", "?risk__exact=dangerous", f"?country={published.pk}", f"?q={mine.short}"):
        assert shown(client, query) == {mine}, query
    for query in ("?assigned=none", "?country=none"):
        assert shown(client, query) == {other}, query


@pytest.mark.parametrize(
    "query", ["state=zzz", "country=1", "assigned=7", "risk__exact=%F0", "q=%27zzz", "p=zz", "o=x"]
)
def test_nonsense_is_no_fault(published, query):
    make_tip(published)

    assert reading().get(f"{LIST}?{query}").status_code in (200, 302, 400)


@pytest.mark.parametrize("query", ["sealed__contains=x", "fold=x", "codes__finder=x", "messages__sealed=x"])
def test_nothing_is_found_by_what_is_sealed(published, query):
    make_tip(published)

    assert reading().get(f"{LIST}?{query}").status_code == 400


def test_doubles_are_folded_under_their_tip(published):
    tina = make_reader()
    main, double = make_tip(published), make_tip(published, text="The same in other words.")
    merge(double, main, by=tina)
    page = reading(tina).get(LIST)

    assert set(page.context["cl"].result_list) == {main}
    assertContains(page, f'href="{double.get_absolute_url()}"')


def test_whose_sender_spoke_last_is_found_also_among_doubles(published):
    tina = make_reader()
    main, double, asked = (make_tip(published, text=f"Words {number}.") for number in range(3))
    merge(double, main, by=tina)
    for tip in (double, asked):
        ask(tip, "Which office?", by=tina)
    reply(double, "The one in the port.")

    assert shown(reading(tina), "?state=replied") == {double}
    assert waiting(tina)["replied"] == 1


def test_a_double_of_an_unseen_tip_is_not_hidden(published):
    main, double = make_tip(), make_tip(published, text="The same.")
    merge(double, main, by=make_reader())

    assert shown(reading(make_local_reader(published))) == {double}


def test_the_day_of_the_end_is_told(published, settings):
    tip = make_tip(published)
    Tip.objects.filter(pk=tip.pk).update(state="not-used", closed_on=tip.day)
    end = tip.day + datetime.timedelta(days=settings.TIP_DAYS)

    assertContains(reading().get(f"{LIST}?state=all"), date_format(end))


def test_keys_say_how_many_tips_need_them(published, settings):
    make_tip(published)
    former, today = settings.TIP_KEYS[0], "age1" + "q" * 58
    settings.TIP_KEYS = [today]
    keys = reading().get(LIST).context["tip_keys"]

    assert [(one.is_of_today, one.opens) for one in keys] == [(True, 0), (False, 1), (False, 1)]
    assert f"{former[:8]}…{former[-4:]}" in {one.short for one in keys}


def test_a_longer_list_takes_no_more_queries(published):
    client = reading()
    counted = []
    for number in range(2):
        make_file(make_tip(published, published.law_set.get(), text=f"Words {number}."))
        client.get(LIST)
        with CaptureQueriesContext(connection) as queries:
            client.get(LIST)
        counted.append(len(queries))

    assert counted[0] == counted[1] < 22
