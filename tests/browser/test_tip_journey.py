"""The way of a tip: sent, its code noted, answered by the office, read by the sender; with scripts and without."""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from .conftest import log_in
from .test_public_accessibility import LOOKS, RUN

COUNTRY = "/countries/kazakhstan/"
WAYS = {"with scripts": True, "without scripts": False}


@pytest.fixture(params=WAYS)
def sender(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=WAYS[request.param], viewport={"width": 320, "height": 700})
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def office(site: str, browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    page = context.new_page()
    log_in(page, site, "tina")
    yield page
    context.close()


def send(page: Page, text: str) -> str:
    """Fill the form in and send it, as soon as it may be; return the code."""
    page.get_by_label("What is wrong, missing or new").fill(text)
    page.get_by_role("button", name="Send").click()
    while page.get_by_text("Please wait").count():  # without scripts half a minute, with them three seconds
        seconds = int(re.search(r"wait (\d+) seconds", page.inner_text("main"))[1])
        page.wait_for_timeout(seconds * 1000)
        page.get_by_role("button", name="Send").click()
    return page.inner_text("[data-code]")


def test_a_tip_from_a_passage_to_its_answer(site: str, sender: Page, office: Page, request: pytest.FixtureRequest):
    sender.goto(site + COUNTRY)
    sender.locator("#introduction").get_by_role("link", name="Something wrong or missing here?").first.click()
    expect(sender.locator(".subject")).to_contain_text("Kazakhstan")
    sender.get_by_role("button", name="Trouble").click()
    code = send(sender, f"The number of clubs is from another year. {request.node.name}")

    office.goto(f"{site}/admin/tips/tip/?state=received")
    office.locator("#result_list tbody tr", has_text="Introduction").locator("a").first.click()
    expect(office.locator(".tip")).to_contain_text("Kazakhstan")
    office.get_by_text("Ask the sender").click()
    office.get_by_label("Question to the sender").fill("From which year is it?")
    office.get_by_role("button", name="Ask").click()

    sender.goto(f"{site}/tips/status/")
    sender.get_by_label("Your code").fill(code)
    sender.get_by_role("button", name="Show").click()
    expect(sender.locator(".state")).to_contain_text("Question asked")
    expect(sender.locator(".talk")).to_contain_text("From which year is it?")
    sender.get_by_label("Your reply").fill("From 2019.")
    sender.get_by_role("button", name="Send the reply").click()
    expect(sender.locator("h1")).to_have_text("It has arrived")
    assert [one["name"] for one in sender.context.cookies()] == ["csrf"]


def test_a_sender_sees_what_a_picture_gives_away_and_takes_it_back(site: str, browser: Browser, tmp_path):
    picture = Image.new("RGB", (40, 30), "navy")
    about = picture.getexif()
    about[0x0110] = "Zenit 12"
    picture.save(tmp_path / "at-home.jpg", exif=about)
    page = browser.new_page()
    page.goto(f"{site}/tips/")
    page.get_by_role("button", name="Nothing").click()
    page.get_by_label("Files").set_input_files(tmp_path / "at-home.jpg")
    expect(page.locator("[data-proof]")).not_to_have_value("", timeout=60_000)
    page.wait_for_timeout(3000)
    send(page, "A picture of the notice.")

    expect(page.locator(".file")).to_contain_text("Zenit 12")
    assert "at-home" not in page.content()
    with page.context.expect_page() as tab:
        page.get_by_role("button", name="Take the file back").click()
    expect(tab.value.locator("h1")).to_have_text("Taken back")


def _pages(page: Page, site: str) -> Iterator[str]:
    """Open each page of a sender in turn; yield its name."""
    page.goto(f"{site}/tips/?country=kazakhstan")
    yield "the first question"
    for risk in ("Nothing", "Trouble", "Danger"):
        page.goto(f"{site}/tips/")
        page.get_by_role("button", name=risk).click()
        yield risk
    page.get_by_role("button", name="Send").click()
    yield "a form that came back"
    expect(page.locator("[data-proof]")).not_to_have_value("", timeout=60_000)
    code = send(page, "Sent to look at its pages.")
    yield "the code"
    page.goto(f"{site}/tips/status/")
    page.get_by_label("Your code").fill("no such code")
    page.get_by_role("button", name="Show").click()
    yield "a wrong code"
    page.get_by_label("Your code").fill(code)
    page.get_by_role("button", name="Show").click()
    yield "a right code"


def test_every_page_of_a_sender_is_clean_by_day_and_night(site: str, browser: Browser):
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    wrong = {}
    for name in _pages(page, site):
        page.evaluate(AXE_SCRIPT)
        for width, scheme in LOOKS:
            page.set_viewport_size({"width": width, "height": 800})
            page.emulate_media(color_scheme=scheme)
            found = [*page.evaluate(RUN)]
            found += ["too wide"] if page.evaluate("document.documentElement.scrollWidth > innerWidth") else []
            wrong |= {(name, width): found} if found else {}

    assert wrong == {}
    assert said == []
    assert [url for url in asked if not url.startswith((site, "data:"))] == []
