"""What needs me: the first page of the office."""

import datetime
import time
from typing import Any

import pytest
import reversion
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from countries.models import Assignment, Country, Section
from legal.models import Law
from monitor.desk.first_page import what_needs
from monitor.desk.mine import MOST, unpublished
from monitor.desk.models import CitationTask, Proposal
from monitor.importing.models import MissingLink
from monitor.publishing.models import Edition, Page, PublishedRecord
from monitor.publishing.publish import publish
from tests.builders import make_country, make_editor, make_law, make_published, newest_edition

FIRST = "/admin/"
NOON = timezone.now()


@pytest.fixture
def ada(db) -> User:
    return make_editor()


@pytest.fixture
def grace(db) -> User:
    return make_editor("grace")


def make_proposal(country: Country, author: User, **facts: Any) -> Proposal:
    edition = newest_edition(country)
    facts = {"picked": ["country"], "titles": ["Freedonia"], "note": "A note.", **facts}
    return Proposal.objects.create(
        country_id=country.pk,
        country_name=country.name,
        base=edition,
        document=edition.document,
        author=author,
        **facts,
    )


def _save(row: Any, by: User) -> None:
    with reversion.create_revision():
        reversion.set_user(by)
        row.save()


def test_an_empty_office_says_so_in_every_place(office: Client):
    page = office.get(FIRST).content.decode()

    for words in (
        "Nothing waits for you.", "Nothing was sent back to you.", "Readers see all that you have saved.",
        "Nothing is scheduled.", "No link lacks its address.", "No replaced law is cited.", "Nothing is due.",
        "No country is assigned to you.",
    ):  # fmt: skip
        assert words in page, words


def test_every_country_is_one_click_away(published: Country, office: Client):
    make_country("Sylvania")
    page = office.get(FIRST)

    assertContains(page, f'<li><a href="/admin/countries/country/{published.pk}/change/">Freedonia</a></li>', html=True)
    assertContains(page, "not published")


def test_what_others_ask_waits_for_me(published: Country, ada: User, grace: User):
    asked = make_proposal(published, grace)
    make_proposal(published, ada)

    assert what_needs(ada)["reviews"] == [asked]


def test_without_the_right_to_publish_nothing_waits_for_review(published: Country, grace: User):
    make_proposal(published, grace)

    assert what_needs(make_editor(rights=("countries", "legal")))["reviews"] == []


def test_what_was_sent_back_is_mine_alone(published: Country, ada: User, grace: User):
    back = make_proposal(published, ada, state="sent-back")

    assert (what_needs(ada)["sent_back"], what_needs(grace)["sent_back"]) == ([back], [])


def test_what_is_to_be_done_stands_beside_what_was_sent_back(published: Country, ada: User, grace: User):
    back = make_proposal(published, ada, state="sent-back")
    back.events.create(by=grace, what="sent-back", comment="Say which court.")

    assert [one.said for one in what_needs(ada)["sent_back"]] == ["Say which court."]


def test_what_i_asked_again_is_not_sent_back_any_more(published: Country, ada: User):
    make_proposal(published, ada, state="sent-back")
    make_proposal(published, ada)

    assert what_needs(ada)["sent_back"] == []


def test_what_is_scheduled_stands_in_order_of_time(published: Country, ada: User, grace: User):
    late, soon = (
        make_proposal(published, grace, state="scheduled", publish_at=NOON + datetime.timedelta(days=day))
        for day in (9, 2)
    )

    assert what_needs(ada)["scheduled"] == [soon, late]


def test_my_saved_changes_are_counted_by_record(published: Country, ada: User, grace: User):
    law, section = Law.objects.get(), Section.objects.all()[0]
    law.title, section.body = "Another title", "<p>Other words</p>"
    _save(law, ada)
    _save(section, ada)

    assert [(one.name, one.changes, one.is_public) for one in unpublished(ada)] == [("Freedonia", 2, True)]
    assert unpublished(grace) == []


def test_a_new_and_a_deleted_record_of_mine_count(published: Country, ada: User):
    law = Law.objects.get()
    _save(law, ada)
    law.delete()
    _save(make_law("New", country=published, position=2), ada)

    assert unpublished(ada)[0].changes == 2


def test_what_i_put_back_is_no_change(published: Country, ada: User):
    _save(Law.objects.get(), ada)

    assert unpublished(ada) == []


def test_what_is_published_is_mine_no_more(published: Country, ada: User):
    law = Law.objects.get()
    law.title = "Another title"
    _save(law, ada)
    publish(published, note="A new title.")

    assert unpublished(ada) == []


def test_a_country_that_was_never_published_is_named(db, ada: User):
    country = make_country()
    _save(country, ada)

    assert [(one.name, one.changes, one.is_public) for one in unpublished(ada)] == [("Freedonia", None, False)]


def test_beyond_a_handful_of_countries_it_says_perhaps(db, ada: User):
    for number in range(MOST + 1):
        law = make_published(f"Country {number}").law_set.get()
        law.title = "Another title"
        _save(law, ada)

    assert [one.changes for one in unpublished(ada)] == [1] * MOST + [None]


def test_links_and_citations_are_counted_for_each_country(published: Country, office: Client):
    law = Law.objects.get()
    MissingLink.objects.create(country=published, kind="laws", record_id=law.pk, record="A", text="B", line=1)
    CitationTask.objects.create(
        law_id=law.pk, law_title="A", country_id=published.pk, kind="laws", record_id=law.pk, record_title="B", key="1"
    )
    needs = what_needs(User.objects.get())

    assert [(one["name"], one["count"]) for one in (*needs["links"], *needs["tasks"])] == [("Freedonia", 1)] * 2
    assertContains(office.get(FIRST), f"?state=open&amp;country__id__exact={published.pk}")


def test_what_is_due_has_its_button(published: Country, office: Client):
    PublishedRecord.objects.of_kind("laws").update(due_on=datetime.date(2026, 1, 1))
    page = office.get(FIRST)

    assertContains(page, 'aria-label="Checked, still right: Law on Associations"')
    assertContains(page, f'name="record" value="{Law.objects.get().pk}"')


def test_who_may_not_confirm_has_no_button(published: Country, client: Client):
    PublishedRecord.objects.of_kind("laws").update(due_on=datetime.date(2026, 1, 1))
    client.force_login(make_editor(rights=("countries", "legal")))
    page = client.get(FIRST)

    assertContains(page, "Law on Associations")
    assertNotContains(page, "Checked, still right")


def test_who_keeps_one_country_sees_that_one(published: Country, client: Client):
    sylvania = make_published("Sylvania")
    reader = make_editor(rights=("legal",))
    Assignment.objects.create(user=reader, country=sylvania)
    PublishedRecord.objects.update(due_on=datetime.date(2026, 1, 1))
    client.force_login(reader)
    page = client.get(FIRST)

    assertContains(page, "Sylvania")
    assertNotContains(page, "Freedonia")


def test_looking_writes_nothing(published: Country, office: Client):
    office.get(FIRST)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        office.get(FIRST)

    assert [one["sql"] for one in queries if not one["sql"].startswith("SELECT")] == []


def _many_pages(countries: int, records: int) -> None:
    """Published pages with many due records, written past publishing, which takes its time."""
    make_published("Country 0")
    edition = Edition.objects.get()
    line = PublishedRecord.objects.of_kind("laws").get()
    page = Page.objects.get()
    for number in range(1, countries):
        country = make_country(f"Country {number}")
        page.country_id, page.slug, page.name = country.pk, country.slug, country.name
        edition.pk, edition.country_id, edition._state.adding = None, country.pk, True
        edition.save()
        page.edition, page._state.adding = edition, True
        page.save(force_insert=True)
        copies = []
        for at in range(records):
            values = {field.attname: getattr(line, field.attname) for field in line._meta.concrete_fields}
            ident = f"{number:08x}-0000-4000-8000-{at:012x}"
            values |= {"id": None, "edition_id": edition.pk, "record_id": ident, "position": at}
            copies.append(PublishedRecord(**{**values, "due_on": datetime.date(2026, 1, 1 + at % 28)}))
        PublishedRecord.objects.bulk_create(copies)


def test_sixty_pages_open_quickly_and_in_few_queries(office: Client):
    _many_pages(60, 150)
    for law in Law.objects.all():
        _save(law, User.objects.get())
    office.get(FIRST)
    with CaptureQueriesContext(connection) as queries:
        start = time.perf_counter()
        page = office.get(FIRST)
        seconds = time.perf_counter() - start

    assertContains(page, "These are the first 20.")
    assert len(queries) < 40
    assert seconds < 3, "on a quiet machine it takes a tenth of that"
