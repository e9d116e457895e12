"""The ways that readers go: by keyboard alone, on a phone, and again with scripts off."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, expect

from .reader import Reader

WAYS = {
    "by keyboard": (1280, True, True),
    "by keyboard without scripts": (1280, False, True),
    "by keyboard in a narrow window": (320, True, True),
    "by touch without scripts": (320, False, False),
}
COUNTRY = "/countries/kazakhstan/"


@pytest.fixture(params=WAYS)
def reader(request: pytest.FixtureRequest, browser: Browser, crowded: tuple[str, dict[str, Any]]) -> Iterator[Reader]:
    width, scripts, keyboard = WAYS[request.param]
    context = browser.new_context(viewport={"width": width, "height": 700}, java_script_enabled=scripts)
    context.set_default_timeout(8000)
    yield Reader(context.new_page(), crowded[0], keyboard=keyboard)
    context.close()


def saved(reader: Reader, target: Locator) -> Path:
    with reader.page.expect_download() as download:
        reader.follow(target)
    return Path(download.value.path())


def test_from_the_map_to_a_citation(reader: Reader):
    page = reader.page
    reader.open("/")
    reader.follow(page.get_by_role("group", name="Countries with a page").get_by_role("link", name="Kazakhstan"))
    reader.is_at(COUNTRY)
    reader.follow(page.locator("#introduction p .cite").first)
    expect(page.locator("h1")).to_have_text("What became of a passage")
    file = saved(reader, page.get_by_role("link", name="BibTeX"))

    assert file.read_text(encoding="utf-8").startswith("@")


def test_from_the_list_below_the_map_to_a_page(reader: Reader):
    reader.open("/")
    reader.follow(reader.page.locator("section.all").get_by_role("link", name="Kazakhstan"))

    reader.is_at(COUNTRY)


def test_from_a_search_to_the_very_paragraph_and_back(reader: Reader):
    page = reader.page
    reader.open("/")
    reader.write(page.get_by_role("searchbox"), "barriers to assembly")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=barriers**")
    results = page.url
    result = page.locator(f".answers a[href^='{COUNTRY}#p']").first
    place = str(result.get_attribute("href")).partition("#")[2]
    reader.follow(result)

    expect(page.locator(f"#{place}")).to_be_in_viewport()
    assert page.locator(f"details:has(#{place})").count() == page.locator(f"details[open]:has(#{place})").count()
    page.go_back()
    assert page.url == results


def test_through_the_register_of_laws(reader: Reader):
    page = reader.page
    reader.open("/laws/")
    if not page.get_by_label("Topic").is_visible():
        reader.follow(page.locator(".filters summary"))
    topic = page.get_by_label("Topic").locator("option[value=formation]").inner_text()
    reader.choose(page.get_by_label("Topic"), topic)
    reader.choose(page.get_by_label("Sorted"), "by title")
    reader.follow(page.get_by_role("button", name="Show"))
    expect(page.locator(".found")).to_contain_text("by title")
    number = int(re.findall(r"\d+", page.locator(".found").inner_text())[0])
    assert topic == f"Formation ({number})"
    reader.follow(page.get_by_role("link", name="Next 50"))
    expect(page.locator(".register tbody tr")).to_have_count(min(50, number - 50))
    rows = list(csv.reader(saved(reader, page.get_by_role("link", name="CSV")).open(encoding="utf-8-sig")))
    assert len(rows) == number + 1
    page.reload()
    reader.follow(page.get_by_role("link", name="Remove Topic"))
    reader.is_at("/laws/?sort=title")


def test_back_through_the_editions(reader: Reader):
    page = reader.page
    reader.open(COUNTRY)
    reader.follow(page.get_by_role("link", name="All editions").first)
    reader.is_at(f"{COUNTRY}history/")
    reader.follow(page.locator(f"a[href='{COUNTRY}changes/3/']"))
    expect(page.locator("h1")).to_have_text("What changed in edition 3")
    reader.follow(page.get_by_role("link", name="edition 2").first)
    expect(page.locator(".notice").first).to_contain_text("An earlier edition.")
    reader.follow(page.get_by_role("link", name="Read the current page"))
    reader.is_at(COUNTRY)


def test_what_the_page_said_on_a_day(reader: Reader):
    page = reader.page
    reader.open(f"{COUNTRY}history/")
    reader.write(page.locator("input[name=date]"), "2026-02-15", keys="02152026")
    reader.follow(page.get_by_role("button", name="Show"))

    expect(page.locator(".notice").first).to_contain_text("This is edition 1")


def test_from_the_treaties_to_a_country(reader: Reader):
    page = reader.page
    reader.open("/treaties/")
    reader.follow(page.get_by_role("link", name="one country at a time"))
    reader.is_at("/treaties/countries/")
    reader.follow(page.locator("main").get_by_role("link", name="Kazakhstan"))
    expect(page.locator("h1")).to_have_text("Kazakhstan: treaties")
    reader.follow(page.get_by_role("link", name="What the law of Kazakhstan allows"))

    reader.is_at(COUNTRY)


def test_two_countries_are_put_side_by_side(reader: Reader):
    page = reader.page
    reader.open("/compare/")
    reader.choose(page.get_by_label("Country 1"), "Kazakhstan")
    reader.choose(page.get_by_label("Country 2"), "Invented India")
    reader.choose(page.get_by_label("Topic"), "Formation")
    reader.follow(page.get_by_role("button", name="Compare"))

    expect(page.locator("h1")).to_have_text("Kazakhstan and Invented India")
    expect(page.locator(".lead")).to_have_text("Formation, side by side.")


def test_from_the_updates_to_a_feed(reader: Reader):
    page = reader.page
    reader.open("/updates/")
    reader.follow(page.get_by_role("link", name="what a feed is"))
    reader.is_at("/updates/feeds/")
    feed = page.get_by_role("link", name="Kazakhstan", exact=True)
    answer = page.request.get(f"{reader.site}{feed.get_attribute('href')}")

    assert answer.headers["content-type"].startswith("application/atom+xml")
    assert answer.text().count("<entry>") == 4
