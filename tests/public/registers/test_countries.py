"""The list of pages."""

import pytest
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains

from countries.models import Country
from tests.builders import make_published


def test_every_published_page_is_listed_by_name(db, client: Client):
    make_published("Sylvania")
    make_published("Freedonia")

    page = client.get("/countries/").content.decode()
    assert page.index("Freedonia") < page.index("Sylvania")


def test_an_empty_site_says_so(db, client: Client):
    assertContains(client.get("/countries/"), "No page is published yet.")


def test_a_region_can_be_chosen(db, client: Client):
    make_published("Sylvania", region="Central Asia")
    make_published("Freedonia", region="Caribbean")

    page = client.get("/countries/?region=Caribbean")
    assertContains(page, "Freedonia")
    assertNotContains(page, "Sylvania")


def test_a_region_that_is_not_offered_is_a_bad_request_with_a_way_on(published: Country, client: Client):
    page = client.get("/countries/?region=Atlantis")

    assert page.status_code == 400
    assertContains(page, "There is no such choice", status_code=400)
    assertContains(page, "Freedonia", status_code=400)


@pytest.mark.parametrize("query", ["?state=%ff", "?region=" + "x" * 5000, "?region=a&region=b", "?state=live%27--"])
def test_nonsense_is_answered_with_advice(published: Country, client: Client, query: str):
    assert client.get(f"/countries/{query}").status_code == 400


def test_sample_and_archived_pages_are_marked(db, client: Client):
    make_published("Sylvania", sample=True)
    make_published("Freedonia", state="archived")

    page = client.get("/countries/")
    assertContains(page, '<span class="mark">sample</span>', html=True)
    assertContains(page, '<span class="mark">archived</span>', html=True)


def test_the_list_takes_three_queries_however_long_it_is(db, client: Client, django_assert_num_queries):
    for name in ("Freedonia", "Sylvania", "Ruritania"):
        make_published(name)

    with django_assert_num_queries(3):
        client.get("/countries/?region=")
