"""A correction of a wrong statement is shown for thirty days, whatever comes after it."""

import datetime
import json
from unittest.mock import patch

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from countries.models import Country
from monitor.publishing.models import Edition
from monitor.publishing.publish import Making, lock, make_edition, newest_of, next_document, publish
from monitor.publishing.register import rebuild
from monitor.publishing.verify import problems
from tests.builders import make_law, newest_edition

ADDRESS = "/countries/freedonia/"
TODAY = datetime.datetime.now(datetime.UTC).date()


def correct(country: Country, *, note: str = "The fee is 6 euros, not 60.", days_ago: int = 0) -> Edition:
    make_law(f"Law {Edition.objects.count()}", country=country)
    before = newest_of(country)
    assert before
    document = next_document(lock(country.pk), before.document)
    dated = TODAY - datetime.timedelta(days=days_ago)
    return make_edition(country, document, before, Making(note, correction=True, dated=dated))


def test_a_correction_stands_on_the_page(published: Country, client: Client):
    correct(published)

    assertContains(client.get(ADDRESS), "Correction, <time")
    assertContains(client.get(ADDRESS), "</time>:</strong> The fee is 6 euros, not 60.")


@pytest.mark.parametrize(("days_ago", "shown"), [(29, True), (30, False), (400, False)])
def test_it_stands_there_for_thirty_days(published: Country, client: Client, days_ago: int, shown: bool):
    correct(published, days_ago=days_ago)

    assert ("Correction, <time" in client.get(ADDRESS).content.decode()) is shown


def test_it_goes_by_itself(published: Country, client: Client):
    correct(published)
    with patch.object(timezone, "now", return_value=timezone.now() + datetime.timedelta(days=30)):
        assertNotContains(client.get(ADDRESS), "Correction, <time")


def test_it_stays_when_a_later_edition_comes_out(published: Country, client: Client):
    correct(published, days_ago=3)
    make_law("Law on Charity", country=published)
    publish(published, note="A new law.")

    assertContains(client.get(ADDRESS), "The fee is 6 euros, not 60.")


def test_several_stand_newest_first(published: Country, client: Client):
    correct(published, note="First.", days_ago=3)
    correct(published, note="Second.", days_ago=1)

    page = client.get(ADDRESS).content.decode()
    assert page.index("</strong> Second.") < page.index("</strong> First.")


def test_an_edition_of_its_own_page_does_not_repeat_it(published: Country, client: Client):
    correct(published)

    assertNotContains(client.get(f"{ADDRESS}editions/1/"), "Correction, <time")


def test_the_history_marks_it(published: Country, client: Client):
    correct(published)

    assertContains(client.get(f"{ADDRESS}history/"), '<span class="mark">correction</span>', count=1, html=True)


def test_the_document_says_so_only_where_it_is_one(published: Country):
    correct(published)

    facts = [json.loads(bytes(edition.content))["edition"] for edition in Edition.objects.order_by("number")]
    assert "correction" not in facts[0]
    assert facts[1]["correction"] is True


def test_a_correction_that_is_denied_in_the_database_is_found(published: Country):
    correct(published)
    assert list(problems()) == []
    from django.db.models import QuerySet

    QuerySet(Edition).filter(number=2).update(correction=False)

    assert not newest_edition(published).is_intact()


def test_rebuilding_changes_nothing(published: Country):
    correct(published)

    assert rebuild() == (1, 0)


def test_a_note_with_markup_is_shown_as_text(published: Country, client: Client):
    correct(published, note="<script>alert(1)</script>")

    assertNotContains(client.get(ADDRESS), "<script>alert")


def test_the_page_still_takes_one_query(published: Country, client: Client, django_assert_num_queries):
    correct(published)

    with django_assert_num_queries(1):
        client.get(ADDRESS)
