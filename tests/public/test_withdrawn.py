"""What readers get in place of a withdrawn page."""

import json

import pytest
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains

from countries.models import Country
from monitor.publishing.publish import publish
from monitor.publishing.withdraw import give_back, withdraw
from tests.builders import make_published

from .crawl import crawl

REASON = "A person named here is at risk."
ADDRESSES = ["/", "/?open=all", "/history/", "/editions/1/", ".json"]


@pytest.fixture
def withdrawn(published: Country) -> Country:
    withdraw(published, REASON, None)
    return published


@pytest.mark.parametrize("rest", ADDRESSES)
def test_every_address_of_the_page_says_why_it_is_gone(withdrawn: Country, client: Client, rest: str):
    assertContains(client.get(f"/countries/freedonia{rest}"), REASON, status_code=410)


@pytest.mark.parametrize("rest", ADDRESSES)
def test_a_former_address_leads_to_the_reason(withdrawn: Country, client: Client, rest: str):
    withdrawn.slug = "new-freedonia"
    withdrawn.save()
    publish(withdrawn, note="A new name.")

    assertContains(client.get(f"/countries/freedonia{rest}", follow=True), REASON, status_code=410)


def test_no_word_of_the_page_is_left_on_any_address(withdrawn: Country, client: Client):
    make_published("Sylvania")
    answers = crawl(client)

    found = [address for address, answer in answers.items() if "Draft Law on Charity" in answer]
    assert found
    assert not [address for address in found if "freedonia" in address]


def test_the_list_leaves_it_out(withdrawn: Country, client: Client):
    assertNotContains(client.get("/countries/"), "Freedonia")


def test_a_region_that_only_a_withdrawn_page_has_is_not_offered(db, client: Client):
    withdraw(make_published("Freedonia", region="Caribbean"), REASON, None)

    assertNotContains(client.get("/countries/"), "Caribbean")


def test_a_program_is_told_in_its_own_words(withdrawn: Country, client: Client):
    answer = client.get("/countries/freedonia.json")

    assert (answer.status_code, answer.headers["Content-Type"]) == (410, "application/json")
    assert set(json.loads(answer.content)) == {"status", "withdrawn_on", "reason"}


@pytest.mark.parametrize("rest", ADDRESSES)
def test_the_answer_is_not_kept_for_longer_than_a_page(withdrawn: Country, client: Client, rest: str):
    assert client.get(f"/countries/freedonia{rest}").headers["Cache-Control"] == "public, max-age=60"


def test_the_page_comes_back(withdrawn: Country, client: Client):
    give_back(withdrawn, None)

    assertContains(client.get("/countries/freedonia/"), "Draft Law on Charity")
    assertContains(client.get("/countries/"), "Freedonia")


def test_a_reason_with_markup_is_shown_as_text(published: Country, client: Client):
    withdraw(published, "<script>alert(1)</script>", None)

    assertNotContains(client.get("/countries/freedonia/"), "<script>alert", status_code=410)


def test_the_answer_takes_one_query(withdrawn: Country, client: Client, django_assert_num_queries):
    with django_assert_num_queries(1):
        client.get("/countries/freedonia/")


@pytest.mark.parametrize("rest", ["/editions/99/", "/?open=some"])
def test_nonsense_below_a_withdrawn_page_learns_no_more(withdrawn: Country, client: Client, rest: str):
    assert client.get(f"/countries/freedonia{rest}").status_code == 410
