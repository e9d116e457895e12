"""Requests that no page has an answer for."""

import pytest
from django.test import Client


@pytest.mark.parametrize("method", ["TRACE", "PUT", "DELETE", "PATCH", "CONNECT", "BREW"])
def test_other_methods_are_not_allowed(db, client: Client, method: str):
    assert client.generic(method, "/countries/").status_code == 405


def test_a_reader_cannot_post_to_a_page(db, client: Client):
    assert client.post("/countries/").status_code == 405


@pytest.mark.parametrize("address", ["/?q=%00", "/countries/?region=%00", "/countries/a%00b/"])
def test_nul_is_a_bad_request(db, client: Client, address: str):
    assert client.get(address).status_code in (400, 404)


def test_another_host_name_is_a_bad_request_with_our_page(db, client: Client):
    answer = client.get("/countries/", headers={"host": "evil.example"})

    assert answer.status_code == 400
    assert b"All published pages" in answer.content
    assert b"evil.example" not in answer.content


@pytest.mark.parametrize(
    "cookie", ["csrf=short", "session=short", "session=" + "x" * 32, "messages=x; session=; csrf="]
)
def test_no_cookie_that_a_reader_sends_changes_or_sets_anything(db, client: Client, cookie: str):
    answer = client.get("/countries/", headers={"cookie": cookie})

    assert not answer.cookies
    assert answer.headers.get("Vary", "").casefold() == client.get("/countries/").headers.get("Vary", "").casefold()
