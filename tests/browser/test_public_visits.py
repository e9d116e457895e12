"""What a first visit to each kind of public page costs and leaves, and what the pages are on paper."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from .public_kinds import every_kind
from .test_public_accessibility import PAGES

SITE = tuple[str, dict[str, Any]]
COUNTRY = "/countries/kazakhstan/"
KEPT = "localStorage.length + sessionStorage.length"
A4_WIDTH, A4_HEIGHT = 794, 1123  # CSS pixels
CUT_OFF = """(width) => [...document.querySelectorAll("main table, main th, main td, main p, main li")]
  .filter((one) => one.checkVisibility() && one.getBoundingClientRect().right > width + 1)
  .map((one) => one.outerHTML.slice(0, 100)).slice(0, 3)"""


def test_every_first_visit_is_small_and_leaves_no_trace(crowded: SITE, browser: Browser):
    site, made = crowded

    kinds = every_kind(made)
    dear = {kind: why for kind in PAGES if (why := _what_is_wrong_with_visiting(browser, site, kinds[kind][1]))}
    assert dear == {}


def _what_is_wrong_with_visiting(browser: Browser, site: str, address: str) -> list[object]:
    """Open a page in a new browser; return what it asked for too much and what it kept."""
    context = browser.new_context()
    page = context.new_page()
    network = context.new_cdp_session(page)
    network.send("Network.enable")
    asked, sizes = dict[str, str](), dict[str, int]()
    network.on("Network.requestWillBeSent", lambda one: asked.update({one["requestId"]: one["request"]["url"]}))
    network.on("Network.loadingFinished", lambda one: sizes.update({one["requestId"]: one["encodedDataLength"]}))
    page.goto(site + address)
    own = {key: url for key, url in asked.items() if not url.startswith("data:")}
    size = sum(sizes[key] for key in own)
    wrong: list[object] = [url for url in own.values() if not url.startswith(site)]
    wrong += [size] if size >= 100_000 else []
    wrong += [*own.values()] if len(own) > 4 else []
    wrong += [one for one in context.cookies() if not _protects_a_form(one, page.url)]
    wrong += ["storage"] if page.evaluate(KEPT) else []
    context.close()
    return wrong


def _protects_a_form(cookie: dict[str, Any], url: str) -> bool:
    """Say whether it is the one cookie of the form for tips, which ends with the browser."""
    return "/tips/" in url and cookie["name"] == "csrf" and cookie["expires"] == -1 and cookie["httpOnly"]


@pytest.mark.parametrize("scripts", [True, False])
def test_a_country_page_on_paper_is_open_and_has_no_controls(crowded: SITE, browser: Browser, scripts: bool):
    page = browser.new_context(java_script_enabled=scripts).new_page()
    page.goto(crowded[0] + COUNTRY)
    page.emulate_media(media="print")

    for control in (".site-nav", ".ways", ".contents", ".open-all", ".skip", ".site-foot", ".cite"):
        assert page.locator(f"{control}:visible").count() == 0, control
    folded = page.locator("main section details:not(:has(details)) > :not(summary, .ways)").all()
    assert folded
    assert all(one.bounding_box()["height"] for one in folded)


PAPER = {"country_page": COUNTRY, "laws": "/laws/", "initiatives": "/initiatives/", "news": "/news/",
         "countries": "/countries/", "one treaty": "/treaties/iccpr/", "compare": "/compare/?{five}",
         "changes": f"{COUNTRY}changes/4/?since=1", "history": f"{COUNTRY}history/"}  # fmt: skip


@pytest.mark.parametrize("kind", PAPER)
def test_nothing_is_cut_off_on_paper(crowded: SITE, page: Page, kind: str):
    site, made = crowded
    within = A4_WIDTH - 2 * 76  # margins of 2 cm
    page.set_viewport_size({"width": within, "height": A4_HEIGHT})
    page.goto(site + PAPER[kind].format(five="&".join(f"country={slug}" for slug in made["countries"][:5])))
    page.emulate_media(media="print")

    assert page.evaluate(CUT_OFF, within) == []
    assert page.locator("form:visible, .paging:visible, .site-nav:visible").count() == 0


def test_the_matrix_lies_across_the_paper_with_all_its_columns(crowded: SITE, page: Page):
    within = A4_HEIGHT - 2 * 38
    page.set_viewport_size({"width": within, "height": A4_WIDTH})
    page.goto(f"{crowded[0]}/treaties/")
    page.emulate_media(media="print")

    assert page.evaluate(CUT_OFF, within) == []
    expect(page.locator(".matrix thead th")).to_have_count(19)
