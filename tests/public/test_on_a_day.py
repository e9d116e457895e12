"""What a page said on a day."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.asserts import assertContains

from countries.models import Country
from monitor.publishing.publish import publish
from monitor.publishing.withdraw import withdraw
from tests.builders import make_law, make_whole_country

ON = "/countries/freedonia/on/"


@pytest.fixture
def dated(db) -> Country:
    """A page with editions of March 1, May 1 (twice) and May 20, 2026."""
    country = make_whole_country()
    for number, day in enumerate([(3, 1), (5, 1), (5, 1), (5, 20)]):
        make_law(f"Law {number}", country=country, position=10 + number)
        publish(country, note="Next.", dated=datetime.date(2026, *day))
    return country


@pytest.mark.parametrize(
    ("day", "number"),
    [("2026-03-01", 1), ("2026-04-30", 1), ("2026-05-01", 3), ("2026-05-19", 3), ("2026-05-20", 4), ("2026-06-30", 4)],
)
def test_a_day_leads_to_the_edition_that_stood_on_it(dated: Country, client: Client, day: str, number: int):
    answer = client.get(f"{ON}{day}/")

    assert (answer.status_code, answer.headers["Location"]) == (302, f"/countries/freedonia/editions/{number}/")


def test_today_leads_to_the_current_edition(dated: Country, client: Client):
    assert client.get(f"{ON}{timezone.now().date()}/").headers["Location"].endswith("/editions/4/")


def test_an_edition_dated_before_the_one_it_follows_stands_on_its_own_day(dated: Country, client: Client):
    make_law("Late", country=dated, position=30)
    publish(dated, note="An import of an older page.", dated=datetime.date(2026, 2, 1))

    assert client.get(f"{ON}2026-02-10/").headers["Location"].endswith("/editions/5/")


def test_before_the_first_edition_there_was_no_page(dated: Country, client: Client):
    page = client.get(f"{ON}2026-02-28/")

    assertContains(page, "There was no page on February 28, 2026", status_code=404)
    assertContains(page, "Its first edition is of March 1, 2026.", status_code=404)
    assertContains(page, 'href="/countries/freedonia/editions/1/"', status_code=404)


def test_a_day_to_come_cannot_be_known(dated: Country, client: Client):
    page = client.get(f"{ON}2999-01-01/")

    assertContains(page, "That day has not come yet", status_code=404)
    assertContains(page, 'href="/countries/freedonia/"', status_code=404)


@pytest.mark.parametrize(
    "day", ["2026-02-31", "2026-13-01", "2026", "yesterday", "0000-00-00", "%FF", "9" * 3000, "١٢٣"]
)
def test_a_day_that_no_calendar_has_is_asked_for_again(dated: Country, client: Client, day: str):
    assertContains(client.get(f"{ON}{day}/"), 'type="date"', status_code=404)


def test_the_form_leads_to_the_address_of_the_day(dated: Country, client: Client):
    answer = client.get(f"{ON}?date=2026-05-10")

    assert (answer.status_code, answer.headers["Location"]) == (302, f"{ON}2026-05-10/")


@pytest.mark.parametrize("query", ["date=", "date=2026-02-31", "date=x&date=y", "date=%FF", "day=2026-01-01"])
def test_a_bad_answer_to_the_form_is_asked_again(dated: Country, client: Client, query: str):
    assertContains(client.get(f"{ON}?{query}"), 'role="alert"', status_code=400)


def test_without_a_day_the_form_is_shown(dated: Country, client: Client):
    assertContains(client.get(ON), "What did the page say on")


@pytest.mark.parametrize("rest", ["", "2026-05-01/", "2999-01-01/"])
def test_an_unknown_country_is_not_found(dated: Country, client: Client, rest: str):
    assert client.get(f"/countries/nowhere/on/{rest}").status_code == 404


@pytest.mark.parametrize("rest", ["", "2026-05-01/", "2026-01-01/", "?date=2026-05-01"])
def test_a_withdrawn_page_says_why(dated: Country, client: Client, rest: str):
    withdraw(dated, "A person is at risk.", None)

    assertContains(client.get(f"{ON}{rest}"), "A person is at risk.", status_code=410)


@pytest.mark.parametrize("rest", ["", "2026-05-01/", "2026-01-01/", "2999-01-01/"])
def test_a_day_takes_three_queries_at_most(dated: Country, client: Client, django_assert_max_num_queries, rest: str):
    with django_assert_max_num_queries(3):
        client.get(f"{ON}{rest}")
