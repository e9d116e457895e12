"""The desk of a country in the office: what differs, picking, asking for review, discarding."""

import re

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from countries.models import Country, GlanceRow, NewsItem, Section
from legal.models import Initiative, InitiativeEvent, Law, Ratification
from monitor.desk.checking import check
from monitor.desk.look import look_at
from monitor.desk.models import Proposal, SuggestedNote, Waiver
from monitor.publishing.models import Edition
from monitor.publishing.publish import publish
from tests.builders import (
    edit,
    make_country,
    make_editor,
    make_event,
    make_initiative,
    make_law,
    make_news,
    make_published,
    make_ratification,
    make_section,
    newest_edition,
)

from .browser import office_address, send


def desk(country: Country) -> str:
    return office_address(country, "desk")


def test_the_desk_says_that_nothing_differs(office: Client, published: Country):
    assertContains(office.get(desk(published)), "Nothing differs from that edition.")


def test_each_kind_of_change_is_listed_with_its_words(office: Client, published: Country):
    edit(GlanceRow, value="<p>The court</p>")
    make_law("Law on Charity", country=published)
    Initiative.objects.all().delete()
    NewsItem.objects.filter(archived=False).update(position=9)
    page = office.get(desk(published)).content.decode()
    said = [" ".join(re.sub("<[^>]+>", " ", head).split()) for head in re.findall(r"<h3>(.*?)</h3>", page, re.S)]

    assert said == [
        "Changed Registration Body glance row",
        "New Law on Charity law",
        "Moved An old report news item",
        "Removed Draft Law on Charity initiative",
    ]
    assert "The <del>ministry</del><ins>court</ins>" in page


def test_changes_are_shown_side_by_side_on_request(office: Client, published: Country):
    edit(GlanceRow, value="<p>The court</p>")

    page = office.get(desk(published), {"view": "side"})

    assertContains(page, "<td><p>The <del>ministry</del></p></td><td><p>The <ins>court</ins></p></td>")


def test_all_is_sent_for_review_with_one_click(office: Client, published: Country):
    edit(GlanceRow, value="<p>The court</p>")

    response = send(office, desk(published), note="The court registers now.", action="ask")

    proposal = Proposal.objects.get()
    assertRedirects(response, proposal.get_absolute_url())
    assert (proposal.note, proposal.state, proposal.substantive) == ("The court registers now.", "asked", True)
    assert Edition.objects.count() == 1


@pytest.mark.parametrize(
    ("weight", "kept"), [("substantive", (True, False)), ("minor", (False, False)), ("correction", (True, True))]
)
def test_the_editor_says_what_kind_of_edition_it_is(office: Client, published: Country, weight, kept):
    edit(GlanceRow, value="<p>The court</p>")

    send(office, desk(published), note="A note.", weight=weight, action="ask")

    proposal = Proposal.objects.get()
    assert (proposal.substantive, proposal.correction) == kept


def test_only_what_is_ticked_is_sent(office: Client, published: Country):
    edit(GlanceRow, value="<p>The court</p>")
    law = make_law("Law on Charity", country=published)

    send(office, desk(published), note="A new law.", which="some", key=[f"new:{law.pk}"], action="ask")

    assert Proposal.objects.get().picked == [f"new:{law.pk}"]


def test_what_waits_already_is_not_sent_again(office: Client, published: Country):
    row = edit(GlanceRow, value="<p>The court</p>")
    send(office, desk(published), note="The court.", action="ask")
    law = make_law("Law on Charity", country=published)

    page = office.get(desk(published))
    send(office, desk(published), note="A new law.", action="ask")

    assertContains(page, "waits for review")
    assert [proposal.picked for proposal in Proposal.objects.order_by("asked_at")] == [
        [f"changed:{row.pk}"],
        [f"new:{law.pk}"],
    ]


def test_without_a_note_nothing_is_sent_and_nothing_lost(office: Client, published: Country):
    edit(GlanceRow, value="<p>The court</p>")
    law = make_law("Law on Charity", country=published)

    page = send(office, desk(published), note=" ", which="some", key=[f"new:{law.pk}"], weight="minor", action="ask")

    assertContains(page, "Say in the change note what changed")
    assertContains(page, f'value="new:{law.pk}" checked')
    assertContains(page, 'value="minor" checked')
    assert not Proposal.objects.exists()


def test_an_error_blocks_and_is_named_with_its_words(office: Client, published: Country):
    edit(Section, body="<p>A fee is due [1].</p>")

    page = send(office, desk(published), note="A fee.", action="ask")

    assertContains(page, "must be put right")
    assertContains(page, "[1]")
    assert not Proposal.objects.exists()


def test_a_warning_is_waved_through_with_a_reason(office: Client, published: Country):
    make_initiative("Draft Law on Clubs", country=published, expected="2020-01")
    page = office.get(desk(published)).content.decode()
    [name] = re.findall(r'name="(reason-\w+)"', page)

    send(office, desk(published), note="A new draft.", action="ask", **{name: "Parliament is late."})

    assert Waiver.objects.get().reason == "Parliament is late."
    assert Proposal.objects.exists()


def test_a_reason_that_was_typed_stays_when_the_note_is_missing(office: Client, published: Country):
    make_initiative("Draft Law on Clubs", country=published, expected="2020-01")
    [name] = re.findall(r'name="(reason-\w+)"', office.get(desk(published)).content.decode())

    assertContains(
        send(office, desk(published), note="", action="ask", **{name: "Parliament is late."}), "Parliament is late."
    )


def test_a_page_that_changed_meanwhile_is_not_sent(office: Client, published: Country):
    edit(GlanceRow, value="<p>The court</p>")
    seen = look_at(published).seen
    edit(GlanceRow, value="<p>The king</p>")

    page = send(office, desk(published), seen=seen, note="The court.", action="ask")

    assertContains(page, "The page has changed since you opened it here.")
    assert not Proposal.objects.exists()
    assertRedirects(send_again(office, page, desk(published)), Proposal.objects.get().get_absolute_url())


def send_again(client: Client, page, address: str):
    from .browser import Form

    form = Form()
    form.feed(page.content.decode())
    return client.post(address, {**form.fields, "action": "ask"})


def test_a_suggested_note_is_offered(office: Client, published: Country):
    edit(GlanceRow, value="<p>The court</p>")
    SuggestedNote.objects.create(country_id=published.pk, text="The law was signed.")

    assertContains(office.get(desk(published)), "The law was signed.")
    send(office, desk(published), action="ask")
    assert not SuggestedNote.objects.exists()


def test_changes_are_discarded_back_to_the_edition(office: Client, published: Country):
    make_everything_different(published)

    send(office, desk(published), action="discard")

    assert look_at(Country.objects.get()).changes == []


def make_everything_different(country: Country) -> None:
    """Change, add, remove and move records of every kind."""
    edit(Section, heading="Preface", body="<p>Other words.</p>", source="https://a.example/", as_of="2026")
    make_section("A new section", country=country, position=1)
    GlanceRow.objects.all().delete()
    NewsItem.objects.filter(archived=False).update(position=9, date="2026-03/2026-04", language="ru")
    make_event(Initiative.objects.get(), date="2026-05", stage="first-reading")
    Ratification.objects.all().delete()
    make_law("Law on Charity", country=country, position=0)
    law = Law.objects.exclude(title="Law on Charity").get()
    law.replaced_by, law.status, law.topics = Law.objects.get(title="Law on Charity"), "replaced", ["formation"]
    law.save()
    country.region = "Elsewhere"
    country.save()


def test_one_change_is_discarded_and_the_rest_stays(office: Client, published: Country):
    edit(GlanceRow, value="<p>The court</p>")
    law = make_law("Law on Charity", country=published)

    send(office, desk(published), which="some", key=[f"new:{law.pk}"], action="discard")

    assert not Law.objects.filter(title="Law on Charity").exists()
    assert GlanceRow.objects.get().value == "<p>The court</p>"


def test_discarding_a_step_keeps_the_others_as_they_were(office: Client, published: Country):
    step = InitiativeEvent.objects.get()
    InitiativeEvent.objects.update(source="Gazette 7", as_of="2026")
    make_event(Initiative.objects.get(), date="2026-01", stage="drafting")
    make_event(Initiative.objects.get(), date="2026-05", stage="first-reading", position=2)

    send(office, desk(published), action="discard")

    kept = InitiativeEvent.objects.get()
    assert (kept.pk, kept.source, str(kept.as_of)) == (step.pk, "Gazette 7", "2026")
    assert look_at(Country.objects.get()).changes == []


def test_a_step_that_was_changed_is_brought_back_in_its_row(office: Client, published: Country):
    step = InitiativeEvent.objects.get()
    InitiativeEvent.objects.update(source="Gazette 7", note="By 60 votes", date="2026-03")

    send(office, desk(published), action="discard")

    kept = InitiativeEvent.objects.get()
    assert (kept.pk, kept.source, kept.note, kept.date) == (step.pk, "Gazette 7", "", step.date)


def test_what_was_discarded_can_be_recovered(office: Client, published: Country):
    make_law("Law on Charity", country=published)
    send(office, desk(published), action="discard")

    assertContains(office.get(office_address(Law, "recoverlist")), "Law on Charity")


def test_what_clashes_is_not_half_discarded(office: Client, published: Country):
    gone = Ratification.objects.get()
    gone_id = gone.pk
    gone.delete()
    make_ratification(country=published)

    page = send(office, desk(published), which="some", key=[f"removed:{gone_id}"], action="discard")

    assertContains(page, "cannot be discarded alone")
    assert Ratification.objects.count() == 1


@pytest.mark.parametrize("action", ["ask", "discard"])
def test_a_made_up_post_without_the_right_does_nothing(published: Country, action):
    edit(GlanceRow, value="<p>The court</p>")
    client = Client()
    client.force_login(make_editor("rosa", rights=("countries", "legal")))
    typed = {"seen": look_at(published).seen, "which": "all", "note": "Mine.", "weight": "minor", "action": action}

    assert client.post(desk(published), typed).status_code == 403
    assert GlanceRow.objects.get().value == "<p>The court</p>"
    assert not Proposal.objects.exists()


def test_a_made_up_key_is_said_to_be_none(office: Client, published: Country):
    edit(GlanceRow, value="<p>The court</p>")
    typed = {"seen": look_at(published).seen, "which": "some", "key": "new:x", "note": "N", "weight": "minor"}

    assertContains(office.post(desk(published), {**typed, "action": "ask"}), "Select a valid choice")


def test_looking_writes_nothing(office: Client, published: Country):
    edit(GlanceRow, value="<p>The court</p>")
    with CaptureQueriesContext(connection) as queries:
        office.get(desk(published))

    assert [query["sql"] for query in queries if re.match("INSERT|UPDATE|DELETE", query["sql"])] == []


def test_a_country_that_was_never_published_has_a_desk(office: Client, country: Country):
    assertContains(office.get(desk(country)), "Readers see nothing of Freedonia yet.")
    send(office, desk(country), note="The first edition.", action="ask")
    assert Proposal.objects.get().base is None


def test_titles_and_texts_are_shown_as_text(office: Client, published: Country):
    make_law("<script>alert(1)</script>", country=published)
    make_news("A & B <b>", country=published)

    page = office.get(desk(published))

    assertNotContains(page, "<script>alert")
    assertContains(page, "A &amp; B &lt;b&gt;")


def test_the_desk_of_nowhere_is_not_found(office: Client, db):
    assert office.get("/admin/countries/country/00000000-0000-4000-8000-000000000000/desk/").status_code == 404


def test_who_asked_is_kept(office: Client, published: Country):
    edit(GlanceRow, value="<p>The court</p>")
    send(office, desk(published), note="N.", action="ask")

    assert Proposal.objects.get().author == User.objects.get(username="ada")
    assert newest_edition(published).number == 1


@pytest.mark.django_db(transaction=True)
def test_discarding_half_of_a_replacement_is_refused_in_words():
    country = make_country()
    new = make_law("New law", country=country, position=2)
    old = make_law("Old law", country=country, status="replaced", replaced_by=new, position=1)
    publish(country, note="First.")
    new.delete()
    look = look_at(country)
    assert set(look.keys) == {f"changed:{old.pk}", f"removed:{new.pk}"} or look.keys
    key = next(one for one in look.keys if one == f"changed:{old.pk}")
    client = Client(raise_request_exception=False)
    client.force_login(make_editor())
    said = {"seen": look.seen, "which": "some", "key": [key], "weight": "minor", "action": "discard", "note": ""}
    assert client.post(desk(country), said).status_code == 200


def test_a_reason_with_nul_is_not_kept(office: Client):
    country = make_published()
    make_news("Twice", country=country, position=5, date="2020")
    make_news("Twice", country=country, position=6, date="2020")
    look = look_at(country)
    warnings = [one for one in check(country, look.after, look.before) if one.blocks and one.finding.level == "warning"]
    assert warnings
    said = {f"reason-{one.finding.key}": "Odd\0reason" for one in warnings}
    said |= {"seen": look.seen, "which": "all", "weight": "minor", "note": "First."}
    office.post(desk(country), {**said, "action": "ask"})
    assert not any("\0" in one.reason for one in Waiver.objects.all())


def test_a_long_page_is_picked_from_by_what_to_leave(office: Client):
    country = make_country()
    NewsItem.objects.bulk_create(
        NewsItem(country=country, title=f"News {one}", date="2026-01", position=one) for one in range(1, 521)
    )
    look = look_at(country)
    said = {
        "seen": look.seen,
        "which": "rest",
        "key": look.keys[:9],
        "weight": "minor",
        "note": "First.",
        "action": "ask",
    }

    office.post(desk(country), said)

    assert len(Proposal.objects.get().picked) == 511
