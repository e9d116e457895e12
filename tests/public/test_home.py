"""The front page."""

import datetime
import json
import re

import pytest
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains

from countries.models import Country
from legal.models import Initiative
from monitor.public.map import world_map
from monitor.publishing.models import Page
from monitor.publishing.publish import publish
from tests.builders import make_country, make_initiative, make_published

COMING, PAST = "2090-06", "2019-05-01"


def test_it_says_in_one_sentence_what_this_is(db, client: Client):
    assertContains(client.get("/"), "What the law of each country allows people to do together")


def test_an_empty_site_says_so_in_every_place(db, client: Client):
    page = client.get("/")

    assertContains(page, "No country has a page yet.")
    assertContains(page, "No page is published yet.")
    assertContains(page, "No pending initiative has a date")


def test_a_country_with_a_page_is_a_named_link_on_the_map(db, client: Client):
    make_published("Kazakhstan", iso2="KZ")

    link = re.search(r'<a href="/countries/kazakhstan/" class="live"><title>(.*?)</title><path d="M', _home(client))
    assert link[1] == "Kazakhstan"


def test_a_country_too_small_to_see_has_a_circle(db, client: Client):
    make_published("Tuvalu", iso2="TV")

    assert re.search(r"<title>Tuvalu</title><circle [^>]+/><circle [^>]+/></a>", _home(client))


def test_an_archived_sample_is_told_in_words_on_the_map_and_in_the_list(db, client: Client):
    make_published("Kazakhstan", iso2="KZ", state="archived", sample=True)

    page = client.get("/")
    assertContains(page, "<title>Kazakhstan, archived, sample</title>")
    assertContains(page, "archived page, no longer updated")
    assertContains(page, '<span class="mark">archived</span>', html=True)


def test_the_links_of_the_map_stand_in_the_order_of_names(db, client: Client):
    for name, iso2 in (("Zambia", "ZM"), ("Albania", "AL"), ("Malta", "MT")):
        make_published(name, iso2=iso2)

    assert re.findall(r"<title>(\w+)</title>", _home(client).split("<svg")[1]) == ["Albania", "Malta", "Zambia"]


def test_the_same_countries_stand_as_text_by_region(db, client: Client):
    make_published("Kazakhstan", iso2="KZ", region="Central Asia")
    make_published("African Union", kind="body")

    text = _home(client).split('<h2 id="all">')[1]
    order = [text.index(word) for word in ("Central Asia", "Kazakhstan", "International bodies", "African Union")]
    assert order == sorted(order)


def test_a_withdrawn_page_is_nowhere(published: Country, client: Client):
    Page.objects.update(withdrawn_on=datetime.date(2026, 1, 1))

    assertNotContains(client.get("/"), "Freedonia")


def test_a_change_stands_with_its_country_date_and_note(published: Country, client: Client):
    Initiative.objects.update(title="Draft Law on Sport")
    publish(published, note="A bill was <renamed>.", dated=datetime.date(2026, 3, 4))

    page = client.get("/")
    assertContains(page, "A bill was &lt;renamed&gt;.")
    assertContains(page, '<time datetime="2026-03-04">March 4, 2026</time>')
    assertContains(page, 'href="/countries/freedonia/changes/2/"')


def test_a_minor_edition_is_no_news(published: Country, client: Client):
    Initiative.objects.update(title="Draft Law on Sport")
    publish(published, note="A slip of the pen.", substantive=False)

    assertNotContains(client.get("/"), "A slip of the pen.")


@pytest.mark.parametrize(
    ("expected", "words"), [(COMING, "expected by"), (PAST, "was expected by")], ids=["coming", "overdue"]
)
def test_a_pending_initiative_says_when_its_next_step_is_expected(db, client: Client, expected: str, words: str):
    _published_with(expected=expected)

    text = " ".join(re.sub(r"<[^>]+>", "", _home(client)).split())
    assert f"Freedonia · {words}" in text
    assert ("overdue" in text) == (expected == PAST)


def test_the_soonest_comes_first_and_the_longest_overdue_last(db, client: Client):
    country = make_country()
    for title, day in (("Draft D", "2018"), ("Draft C", "2019"), ("Draft B", "2091"), ("Draft A", "2090")):
        make_initiative(title, country=country, expected=day)
    publish(country, note="First edition.")

    assert re.findall(r"Draft \w", _home(client)) == ["Draft A", "Draft B", "Draft C", "Draft D"]


@pytest.mark.parametrize("stage", ["signed", "rejected", "withdrawn"])
def test_what_is_decided_is_not_awaited(db, client: Client, stage: str):
    _published_with(expected=COMING, stage=stage)

    assertNotContains(client.get("/"), "Draft Law on Charity")


def test_an_archived_page_awaits_nothing(db, client: Client):
    _published_with(expected=COMING, state="archived")

    assertNotContains(client.get("/"), "Draft Law on Charity")


def test_the_map_draws_each_country_once(db):
    make_published("Malta", iso2="MT")

    drawn = world_map([*Page.objects.all()])
    assert [shape.page.name for shape in drawn.shapes] == ["Malta"]
    assert drawn.shapes[0].path not in drawn.rest


def test_search_engines_are_told_what_the_site_is(db, client: Client):
    said = re.search(r'<script type="application/ld\+json">(.*?)</script>', _home(client))

    facts = json.loads(said[1])
    assert facts["@type"] == "WebSite"
    assert facts["potentialAction"]["target"]["urlTemplate"] == "http://testserver/search/?q={words}"


def test_it_takes_four_queries_however_many_countries(db, client: Client, django_assert_num_queries):
    for name in ("Freedonia", "Sylvania", "Ruritania"):
        _published_with(name, expected=COMING)

    with django_assert_num_queries(4):
        client.get("/")


@pytest.mark.parametrize("query", ["?x=%ff", "?" + "q=" * 5000, "?page=99999"])
def test_nonsense_in_the_address_changes_nothing(published: Country, client: Client, query: str):
    assert client.get(f"/{query}").status_code == 200


def _home(client: Client) -> str:
    return client.get("/").content.decode()


def _published_with(name: str = "Freedonia", *, state: str = "live", **fields: str) -> None:
    country = make_country(name, state=state)
    make_initiative(country=country, **fields)
    publish(country, note="First edition.")
