"""Every kind of public page in every state: axe-core by day and night, its console and its width.

The kinds are found by walking the resolver, so that a new address without an example fails here.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page

from tests.public.crawl import public_patterns

from .public_kinds import REFUSED, STATES, every_kind

FILES = ("_csv", "_json", "_file", "feed", "sitemap", "_section", "icon", "robots", "security")
PATTERNS = [name for name, _ in public_patterns()]
PAGES = [*(name for name in PATTERNS if not name.endswith(FILES)), *STATES, *REFUSED]
LOOKS = [(1280, "light"), (320, "dark")]
RUN = """async () => {
  await Promise.all(document.getAnimations().map((one) => one.finished))  // a colour halfway is neither
  const more = ["color-contrast-enhanced", "target-size", "identical-links-same-purpose"]
  const rules = Object.fromEntries(more.map((rule) => [rule, { enabled: true }]))
  const found = await axe.run(document, { resultTypes: ["violations"], preload: false, rules })
  // The matrix's small links stand at full size on the page of each country, so WCAG 2.5.8 excepts them (Equivalent).
  const excepted = (one, node) => one.id === "target-size" && document.querySelector(node.target[0]).closest(".matrix")
  for (const one of found.violations) one.nodes = one.nodes.filter((node) => !excepted(one, node))
  return found.violations.filter((one) => one.nodes.length)
    .map((one) => `${one.id}: ${one.nodes.slice(0, 3).map((node) => node.html.slice(0, 200))}`)
}"""
SITE = tuple[str, dict[str, Any]]


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    """One tab for all: a page of its own for each would take a third of the time."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def said(tab: Page) -> list[str]:
    """What the console of the tab says."""
    lines: list[str] = []
    tab.on("console", lambda message: lines.append(message.text))
    return lines


@pytest.mark.parametrize("kind", PAGES)
def test_each_page_is_clean_by_day_and_night_and_fits_its_window(crowded: SITE, tab: Page, said: list[str], kind: str):
    site, made = crowded
    status, address = every_kind(made)[kind]
    said.clear()
    answer = tab.goto(site + address)
    assert answer
    assert answer.status == status
    tab.evaluate(AXE_SCRIPT)

    for width, scheme in LOOKS:
        tab.set_viewport_size({"width": width, "height": 800})
        tab.emulate_media(color_scheme=scheme)
        assert tab.evaluate(RUN) == [], (address, width, scheme)
    assert [width for width in (320, 768, 1280) if _is_wider(tab, width)] == [], address
    assert [text for text in said if f"status of {status}" not in text] == []


def _is_wider(page: Page, width: int) -> bool:
    page.set_viewport_size({"width": width, "height": 800})
    return bool(page.evaluate("document.documentElement.scrollWidth") > width)
