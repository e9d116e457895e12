"""Lists in the office, narrowed by how exactly a date is known and by its year."""

import pytest
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains

from countries.models import NewsItem
from legal.models import Initiative, Law
from tests.builders import make_country, make_initiative, make_law, make_news

from .browser import office_address

pytestmark = pytest.mark.django_db
DATES = {"none": None, "year": "2024", "month": "2024-06", "day": "2023-06-19"}


def make_laws() -> None:
    for name, date in DATES.items():
        make_law(f"Law of {name}", date=date)


def shown(client: Client, model: type, **asked: str) -> list[str]:
    """The titles that a list shows."""
    response = client.get(office_address(model, "changelist"), asked)
    assert response.status_code == 200
    return sorted(row.title for row in response.context["cl"].result_list)


@pytest.mark.parametrize("precision", DATES)
def test_laws_are_narrowed_to_a_precision(office: Client, precision):
    make_laws()

    assert shown(office, Law, date__precision=precision) == [f"Law of {precision}"]


def test_news_is_narrowed_to_ranges(office: Client):
    make_news("Of a day", date="2024-06-19")
    make_news("Of two months", date="2024-03/2024-04")

    assert shown(office, NewsItem, date__precision="range") == ["Of two months"]


def test_laws_are_narrowed_to_a_year(office: Client):
    make_laws()

    assert shown(office, Law, date__year="2024") == ["Law of month", "Law of year"]


def test_initiatives_are_narrowed_to_the_year_of_their_next_step(office: Client):
    make_initiative("This year", expected="2026-11")
    make_initiative("Next year", expected="2027")

    assert shown(office, Initiative, expected__year="2027") == ["Next year"]


def test_filters_add_up(office: Client):
    make_law("Ours", date="2024", country=make_country())
    make_law("Theirs", date="2024", country=(other := make_country("Sylvania")))
    make_law("Their old one", date="2023", country=other)

    assert shown(office, Law, date__year="2024", country__id__exact=str(other.pk)) == ["Theirs"]


def test_nothing_chosen_shows_all(office: Client):
    make_laws()

    assert len(shown(office, Law)) == len(DATES)


@pytest.mark.parametrize("asked", [{"date__year": "1066"}, {"date__year": "zzz"}, {"expected__year": "'"}])
def test_a_year_that_does_not_occur_shows_nothing(office: Client, asked):
    make_laws()
    make_initiative(expected="2026")
    make_initiative(expected="2027")
    model = Law if "date__year" in asked else Initiative

    assert shown(office, model, **asked) == []


def test_the_years_that_occur_are_offered_newest_first(office: Client):
    make_laws()
    page = office.get(office_address(Law, "changelist")).content.decode()

    assert page.index("?date__year=2024") < page.index("?date__year=2023")
    assert "?date__year=&" not in page


def test_a_single_year_is_not_offered(office: Client):
    make_law(date="2024")

    assertNotContains(office.get(office_address(Law, "changelist")), "?date__year=")


@pytest.mark.parametrize("words", ["To the day", "To the month", "To the year", "A range", "Not known"])
def test_every_precision_is_offered_in_words(office: Client, words):
    make_laws()

    assertContains(office.get(office_address(Law, "changelist")), words)


def test_the_chosen_year_is_marked_and_can_be_undone(office: Client):
    make_laws()
    cl = office.get(office_address(Law, "changelist"), {"date__year": "2024"}).context["cl"]
    year = next(spec for spec in cl.filter_specs if spec.title == "date: year")

    assert [choice["display"] for choice in year.choices(cl) if choice["selected"]] == ["2024"]
    assert next(choice["query_string"] for choice in year.choices(cl)) == "?"
