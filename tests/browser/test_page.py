"""A country's page in Chromium."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

PAGE = "/countries/kazakhstan/"
PAGES = [PAGE, f"{PAGE}?open=all", "/countries/", f"{PAGE}history/", f"{PAGE}editions/1/", "/countries/nowhere/"]


@pytest.mark.parametrize("address", PAGES)
def test_no_page_is_wider_than_its_window_or_breaks_its_own_policy(site: str, page: Page, address: str):
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(site + address)

    for width in (320, 768, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") == width
    assert [text for text in said if "404" not in text] == []


def test_the_first_visit_is_small_and_asks_nobody_else(site: str, page: Page):
    sizes: dict[str, int] = {}
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    asked: dict[str, str] = {}
    network.on("Network.requestWillBeSent", lambda event: asked.update({event["requestId"]: event["request"]["url"]}))
    network.on("Network.loadingFinished", lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}))
    page.goto(site + PAGE, wait_until="networkidle")

    own = {key: url for key, url in asked.items() if not url.startswith("data:")}
    assert all(url.startswith(site) for url in own.values())
    assert len(own) <= 4
    assert sum(sizes[key] for key in own) < 32_000, sizes


def test_a_reader_keeps_no_trace_of_the_visit(site: str, page: Page):
    page.goto(site + PAGE)

    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_the_measure_is_65_to_75_characters(site: str, page: Page):
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(site + PAGE)

    lines = page.evaluate(_LINES)
    full = sorted(lines[:-1])
    assert 65 <= full[len(full) // 2] <= 75


_LINES = """() => {
  const words = [...document.querySelectorAll('.text p')].find((one) => one.textContent.length > 600).firstChild;
  const range = document.createRange(), lines = [];
  for (let at = 0, last = null; at < words.length; at++) {
    range.setStart(words, at); range.setEnd(words, at + 1);
    const top = Math.round(range.getBoundingClientRect().top);
    if (top === last) lines[lines.length - 1]++; else { lines.push(1); last = top; }
  }
  return lines;
}"""


@pytest.mark.parametrize("scripts", [True, False])
def test_a_subheading_opens_and_closes(site: str, browser: Browser, scripts: bool):
    page = browser.new_context(java_script_enabled=scripts).new_page()
    page.goto(site + PAGE)
    text = page.locator("#barriers-to-formation .text")

    expect(text).not_to_be_visible()
    page.click("#barriers-to-formation > summary")
    expect(text).to_be_visible()
    page.click("#barriers-to-formation > summary")
    expect(text).not_to_be_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_all_subheadings_open_at_once(site: str, browser: Browser, scripts: bool):
    page = browser.new_context(java_script_enabled=scripts).new_page()
    page.goto(site + PAGE)
    page.click("text=Open all subheadings")

    expect(page.locator("main section details:not([open])")).to_have_count(0)
    page.click("text=Close all subheadings")
    expect(page.locator("main section details[open]")).to_have_count(0)


@pytest.mark.parametrize("scripts", [True, False])
def test_an_address_with_a_fragment_opens_its_place(site: str, browser: Browser, scripts: bool):
    page = browser.new_context(java_script_enabled=scripts).new_page()
    page.goto(site + PAGE)
    place = re.search(r'<p id="(p[0-9a-f]+)"', page.locator("#barriers-to-assembly .text").inner_html())[1]
    page.goto(site + "/countries/")
    page.goto(f"{site}{PAGE}#{place}")

    expect(page.locator(f"#{place}")).to_be_in_viewport()
    assert 0 <= page.locator(f"#{place}").bounding_box()["y"] < 720


@pytest.mark.parametrize("scripts", [True, False])
def test_paper_shows_what_the_screen_folds(site: str, browser: Browser, scripts: bool):
    page = browser.new_context(java_script_enabled=scripts).new_page()
    page.goto(site + PAGE)
    page.emulate_media(media="print")

    assert page.locator("#barriers-to-assembly .text").bounding_box()["height"] > 100
    assert not page.locator(".contents").is_visible()


def test_a_note_mark_leads_to_its_note_and_back(site: str, page: Page):
    page.goto(f"{site}{PAGE}?open=all")
    mark = page.locator("sup a").first
    note = mark.get_attribute("href")
    mark.click()

    assert page.url.endswith(note)
    page.locator(f"{note} > a").first.click()
    assert page.url.endswith(note.replace("-n", "-m"))


def test_the_page_can_be_used_from_the_keyboard(site: str, page: Page):
    page.goto(site + PAGE)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the text"

    page.focus("#barriers-to-formation > summary")
    page.keyboard.press("Enter")
    expect(page.locator("#barriers-to-formation .text")).to_be_visible()
