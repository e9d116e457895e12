"""The front page and the pages around the records, in Chromium."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

PAGES = ["/", "/about/", "/methodology/", "/privacy/", "/accessibility/", "/licence/"]


@pytest.mark.parametrize("address", PAGES)
def test_each_fits_its_window_and_breaks_no_policy(site: str, page: Page, address: str):
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(site + address)

    for width in (320, 768, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") == width
    assert said == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(site: str, browser: Browser, scheme: str):
    page = browser.new_context(color_scheme=scheme, bypass_csp=True).new_page()
    for address in PAGES:
        page.goto(site + address)
        found = Axe().run(page)
        assert found.violations_count == 0, (address, found.generate_report())


def test_a_country_is_reached_on_the_map_by_keyboard_without_scripts(site: str, browser: Browser):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(site)
    page.get_by_role("link", name="Skip the map").focus()
    page.keyboard.press("Tab")

    first = page.get_by_role("group", name="Countries with a page").get_by_role("link").first
    expect(first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("Civic Freedom Monitor: ")


def test_a_wrong_address_is_searched_for_without_scripts(site: str, browser: Browser):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{site}/countries/kazahstan/")
    page.get_by_role("button", name="Search").click()

    assert page.url == f"{site}/search/?q=kazahstan"
