"""axe-core finds nothing to mend, by day and by night."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from .conftest import log_in
from .test_page import PAGES


@pytest.mark.parametrize("address", PAGES)
def test_no_public_page_has_a_violation(site: str, browser: Browser, address: str):
    page = browser.new_context(bypass_csp=True).new_page()
    page.goto(site + address)
    found = Axe().run(page)

    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_reaches_aaa_contrast_by_day_and_by_night(site: str, browser: Browser, scheme: str):
    page = browser.new_context(color_scheme=scheme, bypass_csp=True).new_page()
    page.goto(f"{site}{PAGES[1]}")
    found = Axe().run(page, options={"runOnly": {"type": "rule", "values": ["color-contrast-enhanced"]}})

    assert found.violations_count == 0, found.generate_report()


def test_the_offices_own_pages_have_no_serious_violation(site: str, browser: Browser):
    page = browser.new_context(bypass_csp=True).new_page()
    log_in(page, site)
    page.goto(f"{site}/admin/countries/country/")
    page.click("#result_list >> text=Kazakhstan")
    for where in ("", "publish/", "history/"):
        page.goto(page.url.split("change/")[0] + where if where else page.url)
        serious = [one for one in Axe().run(page).response["violations"] if one["impact"] in ("serious", "critical")]
        assert serious == [], (where, [one["id"] for one in serious])
