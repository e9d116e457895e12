"""The stream of what changed, to read."""

import re

import pytest
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains

from countries.models import Country, Section
from legal.models import Initiative, Law
from monitor.public.registers import paging
from monitor.publishing.models import Edition
from monitor.publishing.publish import Making, make_edition, next_document, publish
from monitor.publishing.withdraw import withdraw
from tests.builders import make_law, make_published, newest_edition


def reword(country: Country, body: str, *, topic: str = "introduction", note: str = "New words.", **how: bool) -> None:
    Section.objects.filter(country=country, topic=topic).update(body=f"<p>{body}</p>")
    publish(country, note=note, **how)


@pytest.fixture
def second(published: Country) -> Country:
    """Freedonia with a second edition, which rewords the introduction."""
    reword(published, "Second text.", note="The introduction is new.")
    return published


def notes(client: Client, query: str = "") -> list[str]:
    """Return the change notes that are shown, in order."""
    page = client.get(f"/updates/{query}").content.decode()
    return re.findall(r"</h3>\s*<p>(.*?)</p>", page)


def test_editions_are_told_newest_first_with_their_notes(second: Country, client: Client):
    make_published("Sylvania")

    assert notes(client) == ["First edition.", "The introduction is new.", "First edition."]


def test_an_edition_says_what_changed(second: Country, client: Client):
    page = client.get("/updates/")

    assertContains(page, "<li>Introduction: <del>Text.</del> → <ins>Second text.</ins></li>", html=True)
    assertContains(page, 'href="/countries/freedonia/changes/2/"')


def test_a_first_edition_says_what_it_held_then(second: Country, client: Client):
    make_law("A second law", country=second)
    publish(second, note="Another law.")
    Law.objects.filter(title="Law on Associations").delete()
    publish(second, note="One less.")

    assertContains(
        client.get("/updates/"), "2 sections, 1 row at a glance, 1 international agreement, 1 law, 1 pending"
    )


def test_days_are_headings(second: Country, client: Client):
    day = Edition.objects.first().published_at

    page = client.get("/updates/")
    assertContains(page, f'<h2><time datetime="{day:%Y-%m-%d}">{day:%B} {day.day}, {day.year}</time></h2>', html=True)


def test_a_large_edition_shows_its_first_lines_and_leads_to_the_rest(published: Country, client: Client):
    for number in range(7):
        make_law(f"Law {number}", country=published, position=number + 2)
    publish(published, note="Seven laws.")

    page = client.get("/updates/")
    assertContains(page, "New law: Law 4")
    assertNotContains(page, "New law: Law 5")
    assertContains(page, "and 2 more")


def test_a_minor_edition_is_marked_in_words(second: Country, client: Client):
    reword(second, "Third text.", substantive=False)

    assertContains(client.get("/updates/"), '<span class="mark">minor</span>', html=True)


def test_a_correction_is_marked_in_words(published: Country, client: Client):
    Section.objects.filter(topic="formation").update(body="<p>No fee is due.</p>")
    before = newest_edition(published)
    document = next_document(published, before.document)
    make_edition(published, document, before, Making("It was wrong.", correction=True))

    assertContains(client.get("/updates/"), '<span class="mark">correction</span>', html=True)


def test_sample_pages_are_marked(db, client: Client):
    make_published("Freedonia", sample=True)

    assertContains(client.get("/updates/"), '<span class="mark">sample</span>', html=True)


def test_a_country_can_be_chosen(second: Country, client: Client):
    make_published("Sylvania")

    assert notes(client, "?country=freedonia") == ["The introduction is new.", "First edition."]
    assertContains(client.get("/updates/?country=freedonia"), 'href="/countries/freedonia/feed/"')


def test_a_topic_can_be_chosen(second: Country, client: Client):
    reword(second, "A fee of ten.", topic="formation", note="A fee.")

    assert notes(client, "?topic=formation") == ["A fee."]
    assertContains(client.get("/updates/?topic=formation"), 'href="/topics/formation/feed/"')


def test_minor_changes_can_be_left_out(second: Country, client: Client):
    reword(second, "Third text.", note="A comma.", substantive=False)

    assert "A comma." not in notes(client, "?changes=substantive")
    assertContains(client.get("/updates/?changes=substantive"), 'href="/updates/feed/?changes=substantive"')


def test_choices_add_up_and_name_their_feed(second: Country, client: Client):
    page = client.get("/updates/?country=freedonia&topic=introduction&changes=substantive")

    assertContains(page, 'href="/countries/freedonia/introduction/feed/?changes=substantive"')
    assertContains(page, '<option value="introduction" selected>Introduction</option>', html=True)


def test_choices_that_leave_nothing_say_so_with_a_way_on(second: Country, client: Client):
    assertContains(client.get("/updates/?topic=assembly"), "Show all updates")


def test_an_empty_site_says_so(db, client: Client):
    assertContains(client.get("/updates/"), "No page is published yet.")


@pytest.mark.parametrize(
    "query", ["?country=atlantis", "?topic=%ff", "?changes=" + "x" * 10_000, "?topic=formation%27--"]
)
def test_a_choice_that_is_not_offered_is_a_bad_request_with_a_way_on(second: Country, client: Client, query: str):
    page = client.get(f"/updates/{query}")

    assertContains(page, "There is no such choice", status_code=400)
    assertContains(page, "The introduction is new.", status_code=400)


@pytest.mark.parametrize(
    "query",
    [
        "?after=x",
        "?after=~",
        "?after=2026-01-01~1",
        "?page=99999",
        "?after=" + "x" * 10_000,
        "?after=0001-01-01T00:00:00%2B14:00~1",
        "?before=9999-12-31T23:59:59-14:00~1",
    ],
)
def test_a_place_that_no_list_has_is_a_bad_request(second: Country, client: Client, query: str):
    assert client.get(f"/updates/{query}").status_code == 400


def test_a_place_beyond_all_numbers_has_nothing_after_it(second: Country, client: Client):
    for number in ("9" * 30, "-" + "9" * 30):
        assert client.get(f"/updates/?after=1999-01-01T00:00Z~{number}").status_code in (200, 400)


def test_the_stream_goes_on_without_gap_or_repetition(second: Country, client: Client, monkeypatch):
    monkeypatch.setattr(paging.page_of, "__kwdefaults__", {**paging.page_of.__kwdefaults__, "size": 1})
    make_published("Sylvania")
    address, told = "/updates/", []
    while address:
        page = client.get(address).content.decode()
        told += re.findall(r"</h3>\s*<p>(.*?)</p>", page)
        further = re.search(r'rel="next" href="([^"]*)"', page)
        address = further[1].replace("&amp;", "&") if further else ""

    assert told == ["First edition.", "The introduction is new.", "First edition."]


def test_a_withdrawn_page_is_not_told(second: Country, client: Client):
    withdraw(second, "A person is at risk.", None)

    assertNotContains(client.get("/updates/"), "Freedonia")


def test_words_of_an_editor_cannot_become_markup(published: Country, client: Client):
    reword(published, "Text.", topic="formation", note="<script>alert(1)</script>\nand on")
    make_law("<img src=x onerror=alert(1)>", country=published)
    publish(published, note="More.")

    page = client.get("/updates/").content.decode()
    assert "<script>alert" not in page
    assert "<img" not in page


def test_what_a_browser_may_remember_is_off_and_said(published: Country, client: Client):
    page = client.get("/updates/")

    assertContains(page, '<div class="since" hidden data-since>')
    assertContains(page, "so it is not offered")
    assert not page.cookies


def test_the_stream_takes_five_queries_however_long_it_is(second: Country, client: Client, django_assert_num_queries):
    for name in ("Sylvania", "Ruritania", "Borduria"):
        make_published(name)

    with django_assert_num_queries(5):
        client.get("/updates/")


def test_the_page_names_its_feed_to_browsers(published: Country, client: Client):
    assertContains(client.get("/updates/"), '<link rel="alternate" type="application/atom+xml" title="All updates"')
    assertContains(client.get("/updates/feeds/"), "application/atom+xml")


def test_a_page_and_an_initiative_name_their_own_feeds_to_browsers(published: Country, client: Client):
    initiative = Initiative.objects.get().pk

    for address in ("/countries/freedonia/", f"/initiatives/{initiative}/"):
        feed = f"{address}feed/"
        assertContains(client.get(address), 'rel="alternate" type="application/atom+xml"')
        assertContains(client.get(address), f'href="{feed}"')
