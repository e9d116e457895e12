"""What readers see of “checked, still right”."""

import datetime

import pytest
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains

from countries.models import Country
from monitor.publishing.checked import confirm
from monitor.publishing.document import KINDS, records
from tests.builders import newest_edition

ADDRESS = "/countries/freedonia/"
SEEN = 'Checked <time datetime="2026-06-01">June 1, 2026</time>'


def _check(country: Country, *kinds: str) -> int:
    """Check every record of these lists; return how many there are."""
    ids = [record["id"] for kind, record in records(newest_edition(country).document) if kind in kinds]
    confirm(country.pk, ids, by=None, day=datetime.date(2026, 6, 1))
    return len(ids)


def test_a_page_without_checks_says_nothing_of_them(published: Country, client: Client):
    assertNotContains(client.get(ADDRESS), "Checked")


def test_a_page_is_the_same_but_for_its_checks(published: Country, client: Client):
    before = client.get(ADDRESS).content.decode()
    _check(published, *KINDS)
    after = client.get(ADDRESS).content.decode()
    for added in (f'<p> <span class="quiet checked">{SEEN}</span></p>', f' <span class="quiet checked">{SEEN}</span>'):
        after = after.replace(added, "")

    assert after == before


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_record_shows_its_check(published: Country, client: Client, kind: str):
    count = _check(published, kind)

    assertContains(client.get(ADDRESS), SEEN, count=count)


def test_a_page_with_checks_still_takes_one_query(published: Country, client: Client, django_assert_num_queries):
    _check(published, *KINDS)

    with django_assert_num_queries(1):
        client.get(ADDRESS)


def test_an_edition_shows_as_it_stood(published: Country, client: Client):
    _check(published, *KINDS)

    assertNotContains(client.get(f"{ADDRESS}editions/1/"), "Checked")


def test_the_page_as_data_has_the_day(published: Country, client: Client):
    _check(published, "laws")
    page = client.get("/countries/freedonia.json").json()

    assert (page["laws"][0]["last_checked"], page["glance"][0]["last_checked"]) == ("2026-06-01", None)
    assert page["edition"]["number"] == 1
