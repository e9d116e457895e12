"""Editors' journeys in Chromium, under the site's own policy."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from .conftest import log_in

COUNT_CLICKS = """
addEventListener("click", (event) => { if (event.isTrusted && event.detail) window.clicked() }, true)
"""
SELECT = """(editor, words) => {
  const walker = document.createTreeWalker(editor, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const at = walker.currentNode.data.indexOf(words)
    if (at >= 0) getSelection().setBaseAndExtent(walker.currentNode, at, walker.currentNode, at + words.length)
  }
}"""


@pytest.fixture
def second(browser: Browser) -> Iterator[Page]:
    """Another person's browser."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


def listen(page: Page) -> list[str]:
    """Return a list that gathers what the browser's console says."""
    said: list[str] = []
    page.on("console", lambda message: said.append(f"{page.url}: {message.text}"))
    return said


def open_country(page: Page, site: str) -> None:
    page.goto(f"{site}/admin/")
    page.locator("#content").get_by_role("link", name="Kazakhstan", exact=True).last.click()
    expect(page.locator("#parts-title")).to_be_visible()


def retype(page: Page, old: str, new: str) -> None:
    """Click into the editor, select some words by keyboard, and type others."""
    editor = page.locator(".ProseMirror")
    editor.click()
    editor.evaluate(SELECT, old)
    page.keyboard.type(new)


def test_a_figure_is_sent_for_review_in_six_clicks_approved_and_read(site: str, page: Page, second: Page):
    said, clicks = listen(page), []
    page.expose_function("clicked", lambda: clicks.append(1))
    log_in(page, site, "edith")
    page.add_init_script(COUNT_CLICKS)

    page.goto(f"{site}/admin/")
    page.locator("#content").get_by_role("link", name="Kazakhstan", exact=True).last.click()
    page.get_by_role("link", name="Barriers to Operations", exact=True).click()
    retype(page, "100 MCIs (approximately $895", "120 MCIs (approximately $1,074")
    page.locator("input[name=_desk]").first.click()
    expect(page.locator(".difference", has_text="Barriers to Operations").locator("ins").first).to_be_visible()
    page.click("#id_note")
    page.keyboard.type("The highest fine went up.")
    page.get_by_role("button", name="Ask for review").click()
    expect(page.locator(".messagelist")).to_contain_text("sent for review")
    review = page.url
    assert len(clicks) <= 6

    expect(page.get_by_role("button", name="Approve and publish now")).to_have_count(0)
    said_too = listen(second)
    log_in(second, site, "rene")
    second.goto(review)
    expect(second.locator(".difference ins").first).to_have_text("120")
    second.get_by_role("button", name="Approve and publish now").click()
    expect(second.locator(".messagelist")).to_contain_text("published")

    page.goto(f"{site}/countries/kazakhstan/?open=all")
    expect(page.locator("#at-a-glance")).to_contain_text("120 MCIs (approximately $1,074")
    expect(page.locator(".page-foot")).to_contain_text("The highest fine went up.")
    assert said == said_too == []


def test_a_list_is_put_in_order_by_keyboard_and_by_drag(site: str, page: Page):
    said = listen(page)
    log_in(page, site, "edith")
    open_country(page, site)
    entries = page.locator("ol[data-kind=glance] > li")
    first, second = (entries.nth(at).get_attribute("data-name") for at in (0, 1))

    entries.nth(0).get_by_role("button", name="Move down").press("Enter")
    expect(page.locator("details", has=page.locator("#list-glance")).get_by_role("status")).to_contain_text("2 of")
    assert page.evaluate("document.activeElement.name") == "down"
    page.reload()
    expect(entries.nth(0)).to_have_attribute("data-name", second)

    entries.nth(1).drag_to(entries.nth(0), target_position={"x": 40, "y": 2})
    expect(entries.nth(0)).to_have_attribute("data-name", first)
    expect(page.locator("details", has=page.locator("#list-glance")).get_by_role("status")).to_contain_text("1 of")
    page.reload()
    expect(entries.nth(0)).to_have_attribute("data-name", first)
    assert said == []


def test_two_at_one_record_see_one_another_and_neither_is_overwritten(site: str, page: Page, second: Page):
    log_in(page, site, "edith")
    log_in(second, site, "ada")
    for tab in (page, second):
        open_country(tab, site)
        tab.get_by_role("link", name="Registration Body", exact=True).click()
        expect(tab.locator(".ProseMirror")).to_be_visible()
    second.reload()
    expect(second.locator(".presence")).to_contain_text("edith has this record open right now.")

    retype(page, "Ministry of Justice", "Ministry of Mines")
    page.locator("input[name=_continue]").first.click()
    expect(page.locator(".messagelist")).to_be_visible()
    retype(second, "Ministry of Justice", "Ministry of Music")
    second.locator("input[name=_continue]").first.click()

    expect(second.locator(".errornote, .errorlist").first).to_be_visible()
    expect(second.locator(".stale del")).to_have_text("Mines")
    expect(second.locator(".stale ins")).to_have_text("Music")
    expect(second.locator(".ProseMirror")).to_contain_text("Ministry of Music")
    second.locator("input[name=_continue]").first.click()
    expect(second.locator(".messagelist")).to_be_visible()
    expect(second.locator(".ProseMirror")).to_contain_text("Ministry of Music")


def test_an_adviser_without_scripts_comments_and_leaves_no_cookie(site: str, page: Page, browser: Browser):
    log_in(page, site, "edith")
    open_country(page, site)
    page.get_by_role("link", name="Desk: what differs, review").click()
    page.get_by_role("link", name="Ask an outside adviser").click()
    page.get_by_role("button", name="Make a link").click()
    address = page.get_by_label("Address of the preview").input_value()
    context = browser.new_context(java_script_enabled=False)
    adviser = context.new_page()

    adviser.goto(address)
    adviser.get_by_label("Your comment").fill("Article 6 says otherwise.")
    adviser.get_by_role("button", name="Send").click()

    expect(adviser.locator("#advice li")).to_contain_text("Article 6 says otherwise.")
    assert context.cookies() == []
    page.reload()
    context.close()
