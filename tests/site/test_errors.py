"""What went wrong, in a page of ours."""

import logging

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


def test_a_form_from_elsewhere_is_refused_with_advice(db):
    answer = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "a", "password": "b"})

    assert answer.status_code == 403
    assert b"reload the page" in answer.content


def test_what_is_not_open_says_whom_to_ask():
    answer = errors.permission_denied(RequestFactory().get("/"))

    assert answer.status_code == 403
    assert b"ask an administrator" in answer.content
