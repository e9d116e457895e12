"""What went wrong, in a page of ours."""

import logging
import re

import pytest
from django.db import InterfaceError, OperationalError
from django.test import Client, RequestFactory
from django.urls import path

from monitor import errors
from monitor.urls import urlpatterns as site


def _fail(error: type[Exception]):
    def view(request):
        raise error("at /srv/secret/path, password=hunter2")

    return view


urlpatterns = [
    *site,
    path("fails/", _fail(RuntimeError)),
    path("gone/", _fail(OperationalError)),
    path("gone-too/", _fail(InterfaceError)),
]
handler400, handler403, handler404, handler500 = (
    errors.bad_request,
    errors.permission_denied,
    errors.not_found,
    errors.server_error,
)


@pytest.fixture
def quiet(client: Client, caplog: pytest.LogCaptureFixture) -> Client:
    client.raise_request_exception = False
    caplog.set_level(logging.CRITICAL, "django.request")
    return client


@pytest.mark.urls("tests.site.test_errors")
def test_a_failure_is_a_short_page_without_internals(db, quiet: Client):
    answer = quiet.get("/fails/")

    assert answer.status_code == 500
    assert b"Something went wrong here" in answer.content
    assert b"hunter2" not in answer.content
    assert "default-src" in answer.headers["Content-Security-Policy"]


@pytest.mark.urls("tests.site.test_errors")
@pytest.mark.parametrize("address", ["/gone/", "/gone-too/"])
def test_a_database_that_is_away_is_a_503_to_try_again(db, quiet: Client, address: str):
    answer = quiet.get(address)

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    assert b"Back in a moment" in answer.content


@pytest.mark.urls("tests.site.test_errors")
@pytest.mark.parametrize("address", ["/fails/", "/gone/"])
def test_a_failure_offers_no_search_that_would_fail_too(db, quiet: Client, address: str):
    assert b'type="search"' not in quiet.get(address).content


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/countries/kazahstan/", "kazahstan"),
        ("/countries/kazahstan/editions/99/", "kazahstan"),
        ("/countries/law-on_associations.html", "law on associations"),
        ("/страны/казахстан/", "казахстан"),
        ("/laws/0f8fad5b-d9cb-469f-a165-70867728950e/", ""),
        ("/nowhere/%3Cb%3E%22x/", "b x"),
        ("/" + "x" * 5000, "x" * 100),
        ("/countries/99/", ""),
    ],
)
def test_what_is_not_there_is_searched_for_by_the_words_of_its_address(db, client: Client, address: str, words: str):
    answer = client.get(address)

    box = re.search(r'<input type="search"[^>]* value="([^"]*)"', answer.content.decode())
    assert (answer.status_code, box[1]) == (404, words)


def test_what_is_not_there_needs_no_database_and_keeps_the_headers(client: Client):
    answer = client.get("/no/where/")

    assert answer.status_code == 404
    assert "default-src" in answer.headers["Content-Security-Policy"]


def test_a_form_from_elsewhere_is_refused_with_advice(db):
    answer = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "a", "password": "b"})

    assert answer.status_code == 403
    assert b"reload the page" in answer.content


def test_what_is_not_open_says_whom_to_ask():
    answer = errors.permission_denied(RequestFactory().get("/"))

    assert answer.status_code == 403
    assert b"ask an administrator" in answer.content
