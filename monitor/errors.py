"""The pages for what went wrong: short, with a way on, and no internals."""

import sys

from django.core.exceptions import BadRequest
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string


def _page(request: HttpRequest, status: int, title: str, advice: str) -> HttpResponse:
    page = render_to_string("errors/error.html", {"status": status, "title": title, "advice": advice})
    return HttpResponse(page, status=status)


class UnreadableRequest(BadRequest):
    """A request that a page cannot read; its text tells the reader what the page can."""


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    own = isinstance(exception, UnreadableRequest)
    advice = str(exception) if own else "Check it for stray characters, or start from the list."
    return _page(request, 400, "That address cannot be read", advice)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    advice = "It was open too long, or not ours. Go back, copy what you typed, reload the page and send it again."
    return _page(request, 403, "The form could not be accepted", advice)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, 403, "This is not open to you", "If you need it for your work, ask an administrator.")


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    advice = "It may have moved, or the address may have a slip in it. Every published page is in the list."
    return _page(request, 404, "There is no such page", advice)


def too_many(request: HttpRequest) -> HttpResponse:
    return _page(request, 429, "Too many tries", "Wait a minute, then try again. A passkey still gets you in.")


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 503 with Retry-After when the database is away, else 500."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        response = _page(request, 503, "Back in a moment", "The site cannot reach its records. Try again in a minute.")
        response.headers["Retry-After"] = "30"
        return response
    return _page(
        request, 500, "Something went wrong here", "It is not your doing, and it has been noted. Try again later."
    )
