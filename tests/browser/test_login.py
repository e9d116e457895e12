"""Logging in with Chromium: password and app, recovery codes, a passkey; nothing that axe or the policy forbids."""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.builders import PASSWORD, code_for

from .conftest import log_in

PUBLIC = ["login/", "password/reset/", "password/reset/done/", "logged-out/", "inactive/", "password/reset/key/1-x/"]
OWN = [
    "logout/", "reauthenticate/", "2fa/reauthenticate/", "password/change/", "2fa/", "2fa/totp/deactivate/",
    "2fa/webauthn/", "2fa/webauthn/add/", "2fa/recovery-codes/", "2fa/recovery-codes/generate/",
]  # fmt: skip
CLEARED = "Clear-Site-Data header on"  # Chromium says what it cleared
WIDTHS = [320, 768, 1280]


@pytest.fixture
def named(site: str) -> str:
    """The site's address with a name in it: there are no passkeys for numbers."""
    return site.replace("127.0.0.1", "localhost")


@pytest.fixture
def said(page: Page) -> Iterator[list[str]]:
    """What the browser complains of; it has to be nothing."""
    found: list[str] = []
    page.on("console", lambda one: None if CLEARED in one.text else found.append(f"{page.url}: {one.text}"))
    page.on("pageerror", lambda error: found.append(f"{page.url}: {error}"))
    yield found
    assert found == []


def give_password(page: Page, site: str, name: str) -> None:
    page.goto(f"{site}/admin/")
    page.fill("#id_login", name)
    page.fill("#id_password", PASSWORD)
    page.click("button >> text=Log in >> nth=0")


def add_app(page: Page) -> str:
    page.click("text=Add an authenticator app")
    secret = page.inner_text("#secret")
    page.fill("#id_code", code_for(secret))
    page.click("text=Add it")
    return secret


def give_finger(page: Page) -> None:
    """Plug in a passkey that says yes to everything."""
    cdp = page.context.new_cdp_session(page)
    cdp.send("WebAuthn.enable")
    key = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    cdp.send("WebAuthn.addVirtualAuthenticator", {"options": key})


def test_password_then_app_then_office_then_recovery_code(site: str, page: Page, newcomer: str, said: list[str]):
    give_password(page, site, newcomer)
    expect(page.locator(".notice")).to_contain_text("open only to accounts with a second factor")
    secret = add_app(page)
    codes = page.locator("#recovery_codes code").all_inner_texts()
    assert len(codes) == 10
    page.click("text=I have kept them")
    expect(page).to_have_url(f"{site}/admin/")

    page.click("#logout-form button")
    expect(page.locator("h1")).to_have_text("You are logged out")
    assert page.context.cookies() == []
    give_password(page, site, newcomer)
    page.fill("#id_code", codes[0])
    page.click("main button >> text=Log in")
    expect(page).to_have_url(f"{site}/admin/")

    page.click("#logout-form button")
    give_password(page, site, newcomer)
    page.fill("#id_code", code_for(secret, steps=1))
    page.click("main button >> text=Log in")
    expect(page).to_have_url(f"{site}/admin/")


def test_a_passkey_logs_in_alone_also_when_the_password_is_locked(
    named: str, page: Page, newcomer: str, said: list[str]
):
    page.goto(f"{named}/accounts/login/")
    give_finger(page)
    give_password(page, named, newcomer)
    page.click("text=Add a passkey")
    page.click("#mfa_webauthn_add")
    expect(page.locator("#recovery_codes code")).to_have_count(10)
    page.click("text=I have kept them")
    expect(page).to_have_url(f"{named}/admin/")
    page.click("#logout-form button")

    page.goto(f"{named}/accounts/login/")
    for _ in range(11):
        page.fill("#id_login", newcomer)
        page.fill("#id_password", "wrong")
        page.click("button >> text=Log in >> nth=0")
    expect(page.locator(".errorlist")).to_contain_text("Too many failed")
    page.goto(f"{named}/admin/legal/law/")
    page.click("#passkey_login")
    page.wait_for_url(f"{named}/admin/legal/law/")

    page.goto(f"{named}/accounts/2fa/webauthn/")
    page.click("text=Rename")
    page.click("text=Use a security key")
    page.click("main button >> text=Use a passkey")
    page.fill("#id_name", "Laptop")
    page.click("main button >> text=Save")
    page.goto(f"{named}/accounts/2fa/webauthn/")
    expect(page.locator("main table")).to_contain_text("Laptop")


def test_a_passkey_is_a_second_factor_too(named: str, page: Page, newcomer: str, said: list[str]):
    page.goto(f"{named}/accounts/login/")
    give_finger(page)
    give_password(page, named, newcomer)
    page.click("text=Add a passkey")
    page.click("#mfa_webauthn_add")
    page.click("text=I have kept them")
    page.click("#logout-form button")
    give_password(page, named, newcomer)
    page.click("#mfa_webauthn_authenticate")

    page.wait_for_url(f"{named}/admin/")


def test_a_passkey_that_is_not_given_is_said_on_the_page(named: str, page: Page, said: list[str]):
    page.goto(f"{named}/accounts/login/")
    cdp = page.context.new_cdp_session(page)
    cdp.send("WebAuthn.enable")
    refused = "Promise.reject(new DOMException('no', 'NotAllowedError'))"
    page.evaluate(f"() => {{ navigator.credentials.get = () => {refused} }}")
    page.click("#passkey_login")

    expect(page.get_by_role("alert")).to_contain_text("That did not work")


def test_without_scripts_password_and_code_get_in(site: str, browser: Browser, newcomer: str):
    page = browser.new_context(java_script_enabled=False).new_page()
    give_password(page, site, newcomer)
    add_app(page)

    expect(page.locator("#recovery_codes code")).to_have_count(10)
    page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_has_a_violation(site: str, browser: Browser, scheme: str):
    page = browser.new_context(bypass_csp=True, color_scheme=scheme).new_page()
    found = [violations(page, f"{site}/accounts/{address}") for address in PUBLIC]
    log_in(page, site)
    page.goto(f"{site}/accounts/reauthenticate/")
    page.fill("#id_password", PASSWORD)
    page.click("text=Go on")
    found += [violations(page, f"{site}/accounts/{address}") for address in OWN]
    page.context.close()

    assert [one for one in found if one[1]] == []


def violations(page: Page, address: str) -> tuple[str, list[str]]:
    page.goto(address)
    return address, [f"{one['id']}: {one['nodes'][0]['html']}" for one in Axe().run(page).response["violations"]]


def test_the_pages_of_the_first_log_in_have_no_violation(site: str, browser: Browser, newcomer: str):
    page = browser.new_context(bypass_csp=True).new_page()
    give_password(page, site, newcomer)
    found = violations(page, page.url)[1] + violations(page, f"{site}/accounts/2fa/totp/activate/")[1]
    page.go_back()
    page.goto(f"{site}/accounts/2fa/")
    add_app(page)
    found += [one["id"] for one in Axe().run(page).response["violations"]]
    page.click("text=I have kept them")
    page.click("#logout-form button")
    give_password(page, site, newcomer)
    found += [one["id"] for one in Axe().run(page).response["violations"]]
    page.context.close()

    assert found == []


@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_is_wider_than_the_window(site: str, browser: Browser, newcomer: str, width: int):
    page = browser.new_context(viewport={"width": width, "height": 800}).new_page()
    wide = [address for address in PUBLIC if page.goto(f"{site}/accounts/{address}") and is_wide(page)]
    give_password(page, site, newcomer)
    for address in ("2fa/", "2fa/totp/activate/", "2fa/webauthn/add/", "password/change/", "logout/"):
        page.goto(f"{site}/accounts/{address}")
        wide += [address] if is_wide(page) else []
    page.context.close()

    assert wide == []


def is_wide(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > window.innerWidth"))


def test_every_field_has_a_name_that_is_read_out(site: str, page: Page):
    page.goto(f"{site}/accounts/login/")

    assert page.get_by_label(re.compile("Username")).count() == 1
    assert page.get_by_label(re.compile("Password")).count() == 1
