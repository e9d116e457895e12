"""An initiative moves: a step, and the law, the news item and the change note that it proposes."""

import threading
import time
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects
from reversion.models import Revision, Version

from countries.models import Assignment, NewsItem
from legal.models import Initiative, InitiativeEvent, Law
from monitor.desk import initiatives
from monitor.desk.models import AuditEntry, CitationTask, SuggestedNote
from monitor.desk.proposed import law_title, proposed
from tests.builders import (
    make_country,
    make_editor,
    make_event,
    make_initiative,
    make_law,
    make_published,
    make_section,
)

from .browser import Form, office_address, send
from .people import browser_of


@pytest.fixture
def bill(db) -> Initiative:
    """A draft law that parliament has read once."""
    bill = make_initiative("Draft Law on Charity", stage="first-reading", expected="2026-05")
    make_event(bill, stage="first-reading", date="2026-03-02", position=1)
    return bill


def place(bill: Initiative) -> str:
    return reverse("admin:legal_initiative_move", args=[bill.pk])


def move(office: Client, bill: Initiative, **typed: object) -> HttpResponse:
    """Send the form, with `step_date=…` for the box step-date; None unticks."""
    boxes = {name.replace("_", "-", 1): value for name, value in typed.items()}
    boxes = {"step-stage": "adopted", "step-date": "2026-06-19", **boxes}
    return send(office, place(bill), **{name: [] if value is None else value for name, value in boxes.items()})


def opened(client: Client, address: str) -> dict[str, Any]:
    """Open a page and return what a browser would send of its form."""
    return sent_again(client.get(address))


def sent_again(page: HttpResponse) -> dict[str, Any]:
    form = Form()
    form.feed(page.content.decode())
    return form.fields


def test_the_initiative_leads_to_it(office: Client, bill: Initiative):
    assertContains(office.get(office_address(bill, "change")), f'href="{place(bill)}"')


def test_it_offers_the_stage_that_follows(office: Client, bill: Initiative):
    page = office.get(place(bill))

    assertContains(page, '<option value="second-reading" selected>')
    assertContains(page, "Draft Law on Charity: second reading.")
    assertContains(page, "Until now it is May 2026.")


def test_a_step_is_kept_and_moves_the_initiative(office: Client, bill: Initiative):
    response = move(office, bill, step_note="By 60 votes", step_source="Gazette 7", note_take=None)

    assertRedirects(response, office_address(bill, "change"))
    bill.refresh_from_db()
    step = bill.events.last()
    assert (bill.stage, bill.expected) == ("adopted", None)
    assert (str(step.date), step.stage, step.note) == ("June 19, 2026", "adopted", "By 60 votes")
    assert (step.source, step.position) == ("Gazette 7", 2)
    assert not Law.objects.exists()
    assert not NewsItem.objects.exists()
    assert not SuggestedNote.objects.exists()


def test_what_is_expected_next_is_kept(office: Client, bill: Initiative):
    move(office, bill, step_expected="October 2026")
    bill.refresh_from_db()

    assert bill.expected.iso == "2026-10"


def test_the_law_is_taken(office: Client, bill: Initiative):
    make_law("Law on Clubs", country=bill.country, position=4)
    move(office, bill, law_take="on", step_source="https://gazette.example/7")

    law = Law.objects.get(title="Law on Charity")
    assert (law.kind, law.status, law.date.iso, law.position) == ("law", "not-yet-in-force", "2026-06-19", 5)
    assert (law.country, law.source) == (bill.country, "https://gazette.example/7")


def test_the_law_that_it_replaces_is_marked_and_its_citations_become_tasks(office: Client, bill: Initiative):
    old = make_law("Law on Charity", country=bill.country, status="in-force", date="2015")
    make_section("Charity", "<p>See Article 2 of the Law on Charity.</p>", country=bill.country)
    response = move(office, bill, law_take="on", law_replaces=str(old.pk))

    old.refresh_from_db()
    assert (old.status, old.replaced_by.date.iso) == ("replaced", "2026-06-19")
    assert [task.articles for task in CitationTask.objects.all()] == [["2"]]
    assertContains(office.get(response["Location"]), "This law is cited in 1 place")


def test_the_news_item_is_taken(office: Client, bill: Initiative):
    move(office, bill, news_take="on", news_title="Charity law passes", news_url="https://news.example/1")

    item = NewsItem.objects.get()
    assert (item.title, item.url, item.date.iso) == ("Charity law passes", "https://news.example/1", "2026-06-19")


def test_the_change_note_waits_on_the_desk_in_the_words_of_the_step(office: Client, bill: Initiative):
    move(office, bill)

    assert SuggestedNote.objects.get(pk=bill.country_id).text == "Draft Law on Charity: adopted (June 19, 2026)."


def test_a_note_that_waits_already_stays(office: Client, bill: Initiative):
    SuggestedNote.objects.create(country_id=bill.country_id, text="A slip.")
    move(office, bill, note_text="The law is adopted.")

    assert SuggestedNote.objects.get().text == "A slip.\nThe law is adopted."


def test_a_note_that_was_typed_is_not_worded_anew(office: Client, bill: Initiative):
    move(office, bill, note_text="Adopted at last.")

    assert SuggestedNote.objects.get().text == "Adopted at last."


def test_all_of_it_is_one_revision_of_this_user(office: Client, bill: Initiative):
    old = make_law("Law on Alms", country=bill.country)
    ticks = {"law_take": "on", "law_replaces": str(old.pk), "news_take": "on"}
    move(office, bill, **ticks, step_revision_comment="From the gazette")

    revision = Revision.objects.get()
    kinds = sorted(version._model.__name__ for version in revision.version_set.all())
    assert (revision.user.username, revision.comment) == ("ada", "From the gazette")
    assert kinds == ["Initiative", "InitiativeEvent", "InitiativeEvent", "Law", "Law", "NewsItem"]


def test_the_audit_log_has_it(office: Client, bill: Initiative):
    move(office, bill)

    assert AuditEntry.objects.get(deed="initiative-moved").about == "Draft Law on Charity: June 19, 2026: Adopted"


def test_it_can_leave_the_page_and_come_back(office: Client, bill: Initiative):
    response = move(office, bill, step_leave="on")

    assertRedirects(response, office_address(bill.country, "change"), fetch_redirect_response=False)
    assert not Initiative.objects.exists()
    version = Version.objects.get_deleted(Initiative).get()
    send(office, reverse("admin:legal_initiative_recover", args=[version.pk]))
    assert [step.stage for step in Initiative.objects.get().events.all()] == ["first-reading", "adopted"]


def test_it_does_not_leave_while_it_is_pending(office: Client, bill: Initiative):
    response = move(office, bill, step_stage="second-reading", step_leave="on")

    assertContains(response, "It leaves the page only after")
    assert Initiative.objects.exists()


# What is refused or asked --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    [
        {"step_date": "yesterday"},
        {"step_date": "2026-01/2026-02"},
        {"step_stage": ""},
        {"step_stage": "unknown"},
        {"step_expected": "soon"},
        {"law_take": "on", "law_title": ""},
        {"law_take": "on", "law_kind": "poem"},
        {"law_take": "on", "law_url": "javascript:alert(1)"},
        {"law_take": "on", "law_replaces": str(uuid.uuid4())},
        {"law_take": "on", "law_replaces": "x"},
        {"news_take": "on", "news_url": "nowhere"},
        {"news_take": "on", "news_date": "13/13/13"},
        {"note_text": "x" * 1001},
        {"note_text": " "},
        {"step_note": "\x00"},
    ],
)
def test_what_cannot_be_read_is_said_in_place_and_nothing_is_lost(office: Client, bill: Initiative, typed):
    response = move(office, bill, **{"step_source": "Gazette <7>", "news_summary": "So & so", **typed})

    assertContains(response, "Gazette &lt;7&gt;")
    assertContains(response, "So &amp; so")
    assertContains(response, "errorlist")
    assert InitiativeEvent.objects.count() == 1
    assert not Law.objects.exists()


def test_nonsense_in_what_is_not_taken_does_not_matter(office: Client, bill: Initiative):
    move(office, bill, law_title="", law_date="x", news_url="x")

    assert InitiativeEvent.objects.count() == 2


def test_a_date_before_the_last_step_is_asked_about(office: Client, bill: Initiative):
    response = move(office, bill, step_date="2026-02")

    assertContains(response, "It is earlier than the last step: First reading, March 2, 2026.")
    assert InitiativeEvent.objects.count() == 1


def test_a_month_is_not_before_a_day_in_it(office: Client, bill: Initiative):
    move(office, bill, step_date="2026-03")

    assert InitiativeEvent.objects.count() == 2


def test_the_same_step_twice_is_asked_about(office: Client, bill: Initiative):
    typed = {**opened(office, place(bill)), "step-stage": "adopted", "step-date": "2026-06-19"}
    office.post(place(bill), typed)
    response = office.post(place(bill), typed)

    assertContains(response, "This step is here already")
    assertContains(response, "Somebody has saved this initiative")
    assert InitiativeEvent.objects.count() == 2


def test_a_step_back_is_asked_about(office: Client, bill: Initiative):
    assertContains(move(office, bill, step_stage="drafting"), "It goes back")


def test_what_was_asked_about_is_saved_when_it_is_confirmed(office: Client, bill: Initiative):
    response = move(office, bill, step_date="2026-02")
    asked = response.context["move"].step.doubts
    office.post(place(bill), {**sent_again(response), "step-sure": " ".join(asked)})

    assert InitiativeEvent.objects.count() == 2


def test_another_doubt_is_asked_about_anew(office: Client, bill: Initiative):
    mine = opened(office, place(bill))
    office.post(place(bill), {**mine, "step-stage": "drafting", "step-date": "2026-02", "step-sure": "earlier"})

    assert InitiativeEvent.objects.count() == 1


def test_a_law_that_is_there_already_is_not_added_again(office: Client, bill: Initiative):
    make_law("Law on Charity", country=bill.country, status="not-yet-in-force")

    assertContains(office.get(place(bill)), 'data-makes-law=""')
    assertContains(move(office, bill, law_take="on"), "There is a law of this title already")
    assert Law.objects.count() == 1


def test_an_old_law_of_the_same_title_is_offered_as_the_one_that_is_replaced(office: Client, bill: Initiative):
    old = make_law("Law on Charity", country=bill.country, status="in-force", date="2015")

    assertContains(office.get(place(bill)), f'<option value="{old.pk}" selected>')


def test_wording_the_proposals_saves_nothing(office: Client, bill: Initiative):
    page = office.post(
        place(bill),
        {
            "step-stage": "signed",
            "step-date": "2026-06-19",
            "shown-stage": "second-reading",
            "law-title": "Law on Charity",
            "news-title": "Mine",
            "note-take": "on",
            "note-text": "Draft Law on Charity: second reading.",
            "fill-in": "1",
        },
    )

    assertContains(page, "Draft Law on Charity: signed (June 19, 2026).")
    assertContains(page, 'value="Mine"')
    assertContains(page, 'name="law-take" id="id_law-take" checked')
    assert InitiativeEvent.objects.count() == 1


# Others at work at the same time ---------------------------------------------------------------------------------


@pytest.fixture
def colleague(db) -> Client:
    return browser_of(make_editor("charles"))


def stale(office: Client, colleague: Client, bill: Initiative, **typed: str) -> HttpResponse:
    """Send a form that was opened before a colleague saved the initiative."""
    mine = opened(office, place(bill))
    send(colleague, office_address(bill, "change"), expected="2027-05", stage="second-reading")
    return office.post(place(bill), {**mine, "step-stage": "first-reading", "step-date": "2026-03-20", **typed})


def test_a_move_does_not_put_back_what_was_expected_before(office: Client, colleague: Client, bill: Initiative):
    answer = stale(office, colleague, bill)

    bill.refresh_from_db()
    assert (answer.status_code, bill.stage, str(bill.expected)) == (200, "second-reading", "May 2027")
    assert InitiativeEvent.objects.count() == 1


def test_who_is_refused_reads_what_stands_and_keeps_what_was_typed(office: Client, colleague: Client, bill: Initiative):
    answer = stale(office, colleague, bill, **{"step-note": "By 60 votes", "news-summary": "So & so"})

    assertContains(
        answer,
        "Somebody has saved this initiative since you opened this page: its stage is now “Second reading”, "
        "next step expected: May 2027, 1 step. Look, then send again.",
    )
    assertContains(answer, "By 60 votes")
    assertContains(answer, "So &amp; so")


def test_a_second_sending_goes_through(office: Client, colleague: Client, bill: Initiative):
    answer = stale(office, colleague, bill, **{"step-stage": "adopted"})

    assertRedirects(office.post(place(bill), sent_again(answer)), office_address(bill, "change"))
    bill.refresh_from_db()
    assert bill.stage == "adopted"


def test_another_save_in_between_is_seen_too(office: Client, colleague: Client, bill: Initiative):
    answer = stale(office, colleague, bill, **{"step-stage": "adopted"})
    make_event(bill, stage="second-reading", date="2026-04", position=2)

    assertContains(office.post(place(bill), sent_again(answer)), "2 steps. Look, then send again.")


def test_a_doubt_that_was_set_aside_stays_so_while_the_form_is_refused(
    office: Client, colleague: Client, bill: Initiative
):
    answer = stale(office, colleague, bill, **{"step-date": "2026-02", "step-sure": "earlier"})

    assertContains(answer, 'value="earlier" checked')


def test_a_form_without_its_mark_is_refused(office: Client, bill: Initiative):
    assertContains(office.post(place(bill), {"step-stage": "adopted"}), "Somebody has saved this initiative")


def test_an_initiative_that_a_colleague_takes_off_the_page_meanwhile_is_not_found(
    office: Client, bill: Initiative, monkeypatch: pytest.MonkeyPatch
):
    mine, usual = opened(office, place(bill)), initiatives.lock

    def lock_after_a_colleague(country_id: Any) -> Any:
        bill.delete()
        return usual(country_id)

    monkeypatch.setattr(initiatives, "lock", lock_after_a_colleague)

    assert office.post(place(bill), {**mine, "step-stage": "adopted"}).status_code == 404


def while_a_move_is_saved(
    monkeypatch: pytest.MonkeyPatch, by: User, bill: Initiative, meanwhile: Callable[[], int], **typed: Any
) -> list[int]:
    """Save a move slowly and do something else `meanwhile`; return the answers of both."""
    usual = initiatives.save_move

    def slowly(*args: Any, **rest: Any) -> Any:
        time.sleep(1.5)
        return usual(*args, **rest)

    monkeypatch.setattr(initiatives, "save_move", slowly)
    client = browser_of(by)
    client.raise_request_exception = False
    said = {**opened(client, place(bill)), "step-stage": "adopted", "step-date": "2026-06", "note-take": [], **typed}
    answers = []

    def run() -> None:
        answers.append(client.post(place(bill), said).status_code)
        connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    time.sleep(0.5)
    answers.append(meanwhile())
    thread.join()
    return answers


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite lets one writer in at a time; see PostgreSQL")
def test_a_move_and_a_save_at_once_do_not_deadlock(monkeypatch: pytest.MonkeyPatch):
    bill = Initiative.objects.get(country=make_published())
    client = browser_of(make_editor("charles"))
    client.raise_request_exception = False
    address = office_address(bill, "change")
    form = {**opened(client, address), "title": "Another title"}
    law = {"law-take": "on", "law-title": "Law on Clubs", "law-kind": "law", "law-status": "not-yet-in-force"}
    answers = while_a_move_is_saved(
        monkeypatch, make_editor(), bill, lambda: client.post(address, form).status_code, **law
    )

    assert set(answers) == {302, 200}  # the save comes second, and is told that its form is stale
    assert Law.objects.filter(title="Law on Clubs").exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite lets one writer in at a time; see PostgreSQL")
def test_putting_in_order_does_not_undo_a_move(monkeypatch: pytest.MonkeyPatch):
    country = make_published()
    bill = Initiative.objects.get(country=country)
    other = make_initiative("Another", country=country, position=2)
    client, said = browser_of(make_editor("charles")), {"kind": "initiatives", "order": f"{other.pk},{bill.pk}"}
    answers = while_a_move_is_saved(
        monkeypatch,
        make_editor(),
        bill,
        lambda: client.post(office_address(country, "order"), said).status_code,
        **{"law-take": [], "news-take": []},
    )

    bill.refresh_from_db()
    assert (answers, bill.stage, bill.position) == ([302, 302], "adopted", 2)


# Rights ------------------------------------------------------------------------------------------------------------


def writer(*rights: str, country: object = None) -> Client:
    user = make_editor("eve", rights=())
    user.user_permissions.set(Permission.objects.filter(codename__in=rights))
    if country:
        Assignment.objects.create(user=user, country=country)
    client = Client()
    client.force_login(user)
    return client


def test_who_may_not_change_initiatives_is_refused(bill: Initiative):
    client = writer("view_initiative", "add_law", country=bill.country)

    assert client.get(place(bill)).status_code == 403
    assert client.post(place(bill), {"step-stage": "adopted"}).status_code == 403


def test_an_initiative_of_another_country_is_not_found(bill: Initiative):
    assert writer("change_initiative", country=make_country("Sylvania")).get(place(bill)).status_code == 404


def test_who_only_looks_at_a_country_is_refused(bill: Initiative):
    assert writer("change_initiative", "see_every_country").get(place(bill)).status_code == 403


def test_who_may_add_no_law_is_offered_none_and_a_made_up_form_adds_none(bill: Initiative):
    client = writer("change_initiative", country=bill.country)
    page = client.get(place(bill))
    client.post(
        place(bill),
        {**sent_again(page), "step-stage": "adopted",
         "law-take": "on", "law-title": "A", "law-kind": "law", "law-status": "in-force",
         "news-take": "on", "news-title": "B", "step-leave": "on"},
    )  # fmt: skip

    assertNotContains(page, "law-take")
    assertNotContains(page, "news-take")
    assertNotContains(page, "step-leave")
    assert (Law.objects.count(), NewsItem.objects.count(), InitiativeEvent.objects.count()) == (0, 0, 2)


def test_who_may_not_change_laws_replaces_none(bill: Initiative):
    client = writer("change_initiative", "add_law", country=bill.country)

    assertNotContains(client.get(place(bill)), "law-replaces")


def test_a_law_of_another_country_is_not_replaced(office: Client, bill: Initiative):
    foreign = make_law("Law on Alms", country=make_country("Sylvania"))
    move(office, bill, law_take="on", law_replaces=str(foreign.pk))

    foreign.refresh_from_db()
    assert foreign.status != "replaced"


def test_an_initiative_that_does_not_exist_is_not_found(office: Client, bill: Initiative):
    assert office.get(reverse("admin:legal_initiative_move", args=[uuid.uuid4()])).status_code == 404


def test_looking_writes_nothing(office: Client, bill: Initiative):
    office.get(place(bill))

    assert not Revision.objects.exists()


# Wording -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("draft", "law"),
    [
        ("Draft Law on Charity", "Law on Charity"),
        ("Draft amendments to the Law on Charity", "Amendments to the Law on Charity"),
        ("Draft of the new Tax Code", "New Tax Code"),
        ("Bill on Charity", "Law on Charity"),
        ("Amendments to the Law on Charity", "Amendments to the Law on Charity"),
        ("Проект закона о благотворительности", "Закон о благотворительности"),
        ("Законопроект о СМИ", "Закон о СМИ"),
        ("Draft", "Draft"),
    ],
)
def test_a_draft_is_named_as_the_law_it_becomes(draft: str, law: str):
    assert law_title(draft) == law


@pytest.mark.parametrize(
    ("draft", "kind"),
    [
        ("Draft Law on Charity", "law"),
        ("Draft Tax Code", "code"),
        ("Draft Constitutional Law on Elections", "constitutional-law"),
        ("Draft Constitution", "constitution"),
        ("Draft Law on Order", "law"),
    ],
)
def test_the_kind_of_law_is_read_from_its_title(draft: str, kind: str):
    assert proposed(draft, "adopted", None).law_kind == kind
