"""The registers of laws, initiatives and news."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains

from countries.models import Country
from legal.models import Law
from monitor.publishing.models import Page, PublishedRecord
from monitor.publishing.publish import publish
from monitor.publishing.withdraw import give_back, withdraw
from tests.builders import make_country, make_initiative, make_law, make_news, make_published

LISTS = ["countries", "laws", "initiatives", "news"]


def published_with(make: Any, *rows: dict[str, Any], name: str = "Freedonia", **country: Any) -> Country:
    """A published page with nothing but these rows."""
    page = make_country(name, **country)
    for at, row in enumerate(rows, 1):
        make(**{"country": page, "position": at, **row})
    publish(page, note="First edition.")
    return page


def titles(client: Client, address: str) -> list[str]:
    page = client.get(address).content.decode()
    found = re.findall(r'<th scope="row">(?:<a [^>]*>)?([^<]*)', page)
    return [title.strip() for title in found]


def choices(client: Client, address: str, name: str) -> list[str]:
    select = re.search(rf'<select name="{name}".*?</select>', client.get(address).content.decode())
    return re.findall(r"<option[^>]*>([^<]*)</option>", select[0] if select else "")


@pytest.mark.parametrize("name", LISTS[1:])
def test_every_record_of_its_kind_is_listed_with_its_country(published: Country, client: Client, name: str):
    page = client.get(f"/{name}/")

    record = PublishedRecord.objects.of_kind(name).first()
    assertContains(page, record.title)
    assertContains(page, f"/countries/freedonia/#{record.place}")


@pytest.mark.parametrize("name", LISTS)
def test_an_empty_site_says_so(db, client: Client, name: str):
    assertContains(client.get(f"/{name}/"), "is published yet.")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("country=freedonia", ["Tax Code"]), ("region=Caribbean", ["Law on Clubs"]), ("kind=code", ["Tax Code"]),
        ("topic=resources", ["Tax Code"]), ("status=repealed", ["Law on Clubs"]), ("year_from=2020", ["Tax Code"]),
        ("year_to=2019", ["Law on Clubs"]), ("year_from=2011&year_to=2011", ["Law on Clubs"]),
        ("words=clubs", ["Law on Clubs"]), ("kind=code&status=repealed", []),
        ("sort=title", ["Law on Clubs", "Tax Code"]),
        ("sort=oldest", ["Law on Clubs", "Tax Code"]), ("sort=newest", ["Tax Code", "Law on Clubs"]),
    ],
)  # fmt: skip
def test_laws_are_filtered_and_sorted(db, client: Client, query: str, found: list[str]):
    published_with(make_law, {"title": "Tax Code", "kind": "code", "date": "2024-05", "topics": ["resources", "other"]})
    published_with(
        make_law, {"title": "Law on Clubs", "date": "2011", "status": "repealed"}, name="Sylvania", region="Caribbean"
    )

    assert titles(client, f"/laws/?{query}") == found


TODAY = date.today()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("stage=rejected", ["Dead"]), ("overdue=yes", ["Late"]), ("overdue=no", ["Dead", "Soon", "Vague"]),
        ("expected=month", ["Soon"]), ("expected=year", ["Soon"]), ("expected=none", ["Vague"]),
        ("topic=assembly", ["Soon"]), ("country=freedonia&stage=drafting", ["Late"]),
    ],
)  # fmt: skip
def test_initiatives_are_filtered(db, client: Client, query: str, found: list[str]):
    soon, late = ((TODAY + timedelta(days=days)).isoformat() for days in (9, -40))
    published_with(
        make_initiative,
        {"title": "Soon", "expected": soon, "topics": ["assembly"]},
        {"title": "Late", "expected": late, "stage": "drafting"},
        {"title": "Dead", "expected": late, "stage": "rejected"},
        {"title": "Vague"},
    )

    assert sorted(titles(client, f"/initiatives/?{query}")) == found


def test_an_overdue_step_says_so_in_words(db, client: Client):
    published_with(make_initiative, {"expected": "2020-05"})

    assertContains(client.get("/initiatives/"), '<span class="mark">overdue since</span>', html=True)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("language=ru", ["Novost"]), ("year=2019", ["Old"]), ("archived=yes", ["Old"]),
        ("archived=no", ["Novost", "New"]),
        ("sort=oldest", ["Old", "New", "Novost"]), ("country=freedonia&year=2026", ["New"]),
    ],
)  # fmt: skip
def test_news_are_filtered_and_sorted(db, client: Client, query: str, found: list[str]):
    published_with(
        make_news,
        {"title": "New", "date": "2026-03-02"},
        {"title": "Old", "date": "2019", "archived": True},
        {"title": "Novost", "date": None, "language": "ru"},
    )

    assert sorted(titles(client, f"/news/?{query}")) == sorted(found)
    assert titles(client, "/news/?sort=oldest") == ["Old", "New", "Novost"]


def test_a_choice_says_how_many_it_would_leave(db, client: Client):
    published_with(make_law, {"title": "A"}, {"title": "B", "kind": "code"}, {"title": "C", "kind": "code"})

    assert choices(client, "/laws/", "kind") == ["All kinds", "Code (2)", "Law (1)"]


def test_the_counts_beside_a_choice_go_by_the_other_choices(db, client: Client):
    published_with(make_law, {"title": "A"}, {"title": "B", "kind": "code", "status": "repealed"})

    page = "/laws/?kind=code"
    assert choices(client, page, "kind") == ["All kinds", "Code (1)", "Law (1)"]
    assert choices(client, page, "status") == ["Any status", "Repealed (1)"]


def test_the_counts_are_right_after_an_edition(db, client: Client):
    page = published_with(make_law, {"title": "A"})
    assert choices(client, "/laws/", "kind") == ["All kinds", "Law (1)"]
    Law.objects.update(kind="code")
    publish(page, note="It is a code.")

    assert choices(client, "/laws/", "kind") == ["All kinds", "Code (1)"]


def test_the_counts_are_right_after_a_withdrawal_and_its_end(db, client: Client):
    published_with(make_law, {"title": "A"}, name="Sylvania")
    page = published_with(make_law, {"title": "B"})
    client.get("/laws/")
    withdraw(page, "At risk.", None)
    assert choices(client, "/laws/", "country") == ["All countries", "Sylvania (1)"]
    give_back(page, None)

    assert choices(client, "/laws/", "country") == ["All countries", "Freedonia (1)", "Sylvania (1)"]


def test_what_was_chosen_is_named_and_can_be_taken_off(published: Country, client: Client):
    page = client.get("/laws/?country=freedonia&kind=law&sort=title")

    assertContains(page, '<a href="/laws/?kind=law&amp;sort=title" aria-label="Remove Country: Freedonia">')
    assertContains(page, "Kind: <strong>Law</strong>")


def test_nothing_found_offers_a_way_on(published: Country, client: Client):
    page = client.get("/laws/?kind=law&year_to=1900")

    assertContains(page, "No law has all that was chosen.")
    assertContains(page, "list all laws")


NONSENSE = [
    "laws/?kind=poem", "laws/?country=atlantis", "laws/?year_from=abc", "laws/?year_from=2020&year_to=2010",
    "laws/?kind=law&kind=law", "laws/?kind=law&kind=code", "laws/?words=" + "x" * 10_000, "laws/?sort=colour",
    "laws/?year_from=99999999999999999999", "laws/?topic=%ff", "laws/?after=x", "laws/?page=2", "laws/?status=|%25",
    "laws/?words=a&words=b", "initiatives/?stage=9", "initiatives/?expected=tomorrow", "initiatives/?overdue=1",
    "initiatives/?after=2026-01-01~x", "news/?year=soon", "news/?language=xx'--", "news/?archived=maybe",
    "news/?before=~", "news/?year=2020&year=2021", "countries/?page=99999", "countries/?updated=never",
]  # fmt: skip


@pytest.mark.parametrize("query", NONSENSE)
def test_nonsense_is_a_bad_request_that_lists_everything(published: Country, client: Client, query: str):
    page = client.get(f"/{query}")

    assertContains(page, 'role="alert"', status_code=400)
    assertContains(page, "<td", status_code=400)


@pytest.mark.parametrize("query", ["?utm_source=x", "?kind=", "?page=1", "?words=%22", "?words=%D0%B0*"])
def test_what_means_nothing_is_no_error(published: Country, client: Client, query: str):
    assert client.get(f"/laws/{query}").status_code == 200


@pytest.mark.parametrize("name", LISTS)
def test_a_list_takes_five_queries_at_most_however_long(db, client: Client, django_assert_max_num_queries, name: str):
    for at in range(4):
        page = make_country(f"Land {at}")
        for n in range(15):
            make_law(f"Law {n}", country=page), make_initiative(country=page), make_news(country=page)
        publish(page, note="First edition.")

    with django_assert_max_num_queries(5):
        assertContains(client.get(f"/{name}/?country=land-1&region="), "Land 1")
    with django_assert_max_num_queries(5):
        client.get(f"/{name}/?country=atlantis")


def test_a_long_list_goes_on_by_key_with_its_choices(db, client: Client):
    published_with(make_law, *({"title": f"Law {n:02}", "date": "2020"} for n in range(60)))

    first = client.get("/laws/?kind=law").content.decode()
    following = re.search(r'<a rel="next" href="([^"]*)"', first)[1].replace("&amp;", "&")
    assert following.startswith("/laws/?kind=law&after=2020~")
    assert len(titles(client, "/laws/?kind=law")) == 50
    assert len(titles(client, following)) == 10
    assertContains(client.get(following), 'rel="prev"')


def test_sample_and_archived_are_marked(db, client: Client):
    published_with(make_news, {"archived": True}, sample=True)

    page = client.get("/news/")
    assertContains(page, '<span class="mark">sample</span>', html=True)
    assertContains(page, '<span class="mark">archived</span>', html=True)


def test_a_withdrawn_page_is_in_no_list(published: Country, client: Client):
    withdraw(published, "At risk.", None)

    for name in LISTS:
        assertNotContains(client.get(f"/{name}/"), "Freedonia")


def test_a_list_may_be_kept_for_a_minute(published: Country, client: Client):
    assert client.get("/laws/").headers["Cache-Control"] == "public, max-age=60"


def test_pages_can_be_chosen_by_when_they_were_updated_and_checked(db, client: Client):
    make_published("Freedonia")
    Page.objects.update(last_updated=TODAY - timedelta(days=40))

    assert choices(client, "/countries/", "updated")[1:] == ["Within 92 days (1)", "Within a year (1)"]
    assert choices(client, "/countries/", "checked")[1:] == ["Not yet (1)"]
    assert titles(client, "/countries/?updated=quarter&checked=never") == ["Freedonia"]
    assert titles(client, "/countries/?updated=month") == []
