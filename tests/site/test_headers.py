"""What every answer tells the browser."""

import pytest
from django.test import Client

from countries.models import Country

EVERYWHERE = {
    "Content-Security-Policy": "default-src 'none'",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": "camera=()",
}


@pytest.mark.parametrize("header", EVERYWHERE)
@pytest.mark.parametrize(
    "address",
    [
        "/countries/",
        "/countries/freedonia/",
        "/countries/freedonia.json",
        "/countries/nowhere/",
        "/admin/login/",
        "/?q=%00",
        "/healthz",
    ],
)
def test_every_answer_has_it(published: Country, client: Client, address: str, header: str):
    assert EVERYWHERE[header] in client.get(address).headers[header]


@pytest.mark.parametrize("address", ["/healthz", "/readyz", "/robots.txt", "/.well-known/security.txt"])
def test_plain_text_says_how_it_is_encoded(db, client: Client, address: str):
    assert client.get(address).headers["Content-Type"] == "text/plain; charset=utf-8"


def test_the_policy_allows_nothing_inline(published: Country, client: Client):
    assert "unsafe" not in client.get("/admin/login/").headers["Content-Security-Policy"]


def test_the_office_is_never_kept_by_a_browser(office: Client):
    assert "no-store" in office.get("/admin/").headers["Cache-Control"]
