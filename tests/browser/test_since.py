"""“Changed since your last visit”: one date, in this browser alone, off until it is asked for."""

import pytest
from playwright.sync_api import Browser, Page, expect

UPDATES = "/updates/"
LONG_AGO, FAR_OFF = "2001-02-03T04:05:06.000Z", "2101-02-03T04:05:06.000Z"
KEPT = "JSON.stringify([Object.keys(localStorage), Object.keys(sessionStorage), document.cookie])"
NOTHING = '[[],[],""]'


def remember(page: Page, site: str, moment: str) -> None:
    """Let the browser have been here at that moment."""
    page.goto(site + UPDATES)
    page.evaluate("moment => localStorage.setItem('last-visit', moment)", moment)
    page.reload()


def test_nothing_is_kept_before_it_is_asked_for(site: str, page: Page):
    page.goto(site + UPDATES)

    expect(page.get_by_role("button", name="Remember on this device when I was last here")).to_be_visible()
    expect(page.get_by_role("button", name="Forget")).not_to_be_visible()
    expect(page.locator(".since")).to_contain_text("If this device is searched, the date shows that you read this site")
    assert page.evaluate(KEPT) == NOTHING
    page.reload()
    assert page.evaluate(KEPT) == NOTHING


def test_one_date_is_kept_and_nothing_is_sent(site: str, page: Page):
    page.goto(site + UPDATES, wait_until="networkidle")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.click("text=Remember on this device")

    assert page.evaluate(KEPT) == '[["last-visit"],[],""]'
    assert page.evaluate("Math.abs(Date.now() - new Date(localStorage.getItem('last-visit'))) < 60000")
    expect(page.get_by_role("status")).to_contain_text("Nothing here is new since")
    assert asked == []


def test_what_is_new_is_marked_in_words_and_counted(site: str, page: Page):
    remember(page, site, LONG_AGO)
    updates = page.locator("article.update").count()

    expect(page.locator(".mark.new")).to_have_count(updates)
    expect(page.locator(".mark.new").first).to_have_text("new since February 3, 2001")
    expect(page.get_by_role("status")).to_contain_text(f"{updates} of these {updates} updates")


def test_what_is_older_is_not_marked(site: str, page: Page):
    remember(page, site, FAR_OFF)

    expect(page.locator(".mark.new")).to_have_count(0)
    expect(page.get_by_role("status")).to_contain_text("Nothing here is new")


def test_the_marks_stay_until_the_reader_has_seen_them(site: str, page: Page):
    remember(page, site, LONG_AGO)
    page.reload()
    assert page.evaluate("localStorage.getItem('last-visit')") == LONG_AGO

    page.get_by_role("button", name="I have seen these").click()
    expect(page.locator(".mark.new")).to_have_count(0)
    assert page.evaluate("localStorage.getItem('last-visit')") > LONG_AGO


def test_forget_leaves_nothing(site: str, page: Page):
    remember(page, site, LONG_AGO)
    page.get_by_role("button", name="Forget").click()

    assert page.evaluate(KEPT) == NOTHING
    expect(page.locator(".mark.new")).to_have_count(0)
    expect(page.get_by_role("status")).to_contain_text("Forgotten")
    expect(page.get_by_role("button", name="Remember on this device")).to_be_focused()


def test_it_works_from_the_keyboard(site: str, page: Page):
    page.goto(site + UPDATES)
    page.get_by_role("button", name="Remember on this device").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    expect(page.get_by_role("button", name="Forget")).to_be_focused()
    page.keyboard.press("Enter")
    assert page.evaluate(KEPT) == NOTHING


@pytest.mark.parametrize("kept", ["", "nonsense", "<img src=x onerror=alert(1)>", "9" * 1000])
def test_a_date_that_is_none_counts_as_none(site: str, page: Page, kept: str):
    remember(page, site, kept)

    expect(page.get_by_role("button", name="Remember on this device")).to_be_visible()
    expect(page.locator(".mark.new")).to_have_count(0)


def test_without_scripts_it_says_why_it_is_not_offered(site: str, browser: Browser):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(site + UPDATES)

    expect(page.get_by_role("button", name="Remember on this device")).not_to_be_visible()
    expect(page.get_by_text("That takes scripts, which are off")).to_be_visible()
    page.select_option("select[name=changes]", "substantive")
    page.click("text=Show")
    assert page.url.endswith("changes=substantive")


@pytest.mark.parametrize("address", [UPDATES, "/updates/feeds/"])
def test_the_pages_fit_their_window_and_keep_their_policy(site: str, page: Page, address: str):
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(site + address)

    for width in (320, 768, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") == width
    assert said == []
