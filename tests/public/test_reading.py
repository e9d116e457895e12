"""How a page reads: what is open, what is folded, what it says of itself."""

import re

import pytest
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains

from countries.models import Country
from tests.builders import make_news, make_published, make_section

ADDRESS = "/countries/freedonia/"


def test_subheadings_are_folded_and_open_all_at_once_without_scripts(published: Country, client: Client):
    folded, opened = (client.get(ADDRESS + query).content.decode() for query in ("", "?open=all"))
    subheadings = len(re.findall(r"<details id=", folded))

    assert subheadings >= 6
    assert folded.count("open>") == 0
    assert len(re.findall(r"<details id=[^>]* open>", opened)) == subheadings


@pytest.mark.parametrize("query", ["?open=some", "?open=all%00", "?open=" + "x" * 10_000])
def test_any_other_open_is_a_bad_request_with_a_way_on(published: Country, client: Client, query: str):
    assertContains(client.get(ADDRESS + query), "All published pages", status_code=400)


def test_the_stamp_is_the_date_of_the_edition(published: Country, client: Client):
    page = client.get(ADDRESS).content.decode()

    assert re.search(r'Last updated: <strong><time datetime="\d{4}-\d\d-\d\d">[A-Z][a-z]+ \d+, \d{4}</time>', page)


def test_the_contents_list_leads_to_every_subheading(published: Country, client: Client):
    page = client.get(ADDRESS).content.decode()
    contents = set(re.findall(r'href="#([^"]+)"', page[page.index('<nav class="contents"') :].split("</nav>")[0]))

    assert contents <= set(re.findall(r'id="([^"]+)"', page))
    assert {"introduction", "barriers-to-formation", "laws", "initiatives", "news"} <= contents


def test_parts_come_in_the_order_of_the_page(published: Country, client: Client):
    page = client.get(ADDRESS).content.decode()
    places = [
        page.index(f'id="{part}"')
        for part in ("introduction", "at-a-glance", "legal-overview", "legal-analysis", "additional-resources")
    ]

    assert places == sorted(places)


def test_a_page_asks_for_corrections(published: Country, client: Client):
    assertContains(client.get(ADDRESS), "If something here is wrong or missing, please")


def test_a_sample_page_says_that_it_is_one(db, client: Client):
    make_published("Freedonia", sample=True)

    assertContains(client.get(ADDRESS), "Sample page.")


def test_an_archived_page_says_that_it_is_no_longer_updated(db, client: Client):
    make_published("Freedonia", state="archived")

    assertContains(client.get(ADDRESS), "Archived page.")


def test_a_page_with_one_section_alone_is_whole(db, client: Client):
    from monitor.publishing.publish import publish

    publish(make_section().country, note="A beginning.")

    page = client.get(ADDRESS)
    assertContains(page, "Introduction")
    for empty in ("At a Glance", "National Laws", "Global Index", "Archived News", "None"):
        assertNotContains(page, empty)


def test_words_of_an_editor_cannot_become_markup(db, client: Client):
    from monitor.publishing.publish import publish

    item = make_news("<script>alert(1)</script>", summary="<img src=x onerror=alert(1)>")
    publish(item.country, note="<b>bold</b>")

    page = client.get(ADDRESS).content.decode()
    assert "<script>alert" not in page
    assert "<img" not in page
    assert "<b>bold" not in page
