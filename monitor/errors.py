"""The pages for what went wrong: short, with a way on, and no internals."""

import re
import sys

from django.core.exceptions import BadRequest, RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse

_OURS = {
    "changes", "cite", "compare", "countries", "editions", "feed", "history", "initiatives", "laws", "news", "on",
    "search", "topics", "treaties", "updates",
}  # fmt: skip
_FILE = re.compile(r"\.[a-z]{2,4}$")
_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|[\W\d_]*", re.I)
_LONGEST = 100


def _page(request: HttpRequest, status: int, title: str, advice: str, search: str | None = None) -> HttpResponse:
    """Return the page without asking the database; `search` is what its search box says, None for no box."""
    facts = {"status": status, "title": title, "advice": advice, "search": search}
    return HttpResponse(render_to_string("errors/error.html", facts), status=status)


class UnreadableRequest(BadRequest):
    """A request that a page cannot read; its text tells the reader what the page can."""


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig):
        advice = "Go back and send less: a shorter text, fewer or smaller files. Nothing was kept."
        return _page(request, 413, "That was too much at once", advice)
    own = isinstance(exception, UnreadableRequest)
    advice = str(exception) if own else "Check it for stray characters, or start from the list."
    return _page(request, 400, "That address cannot be read", advice)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    if request.path == reverse("tips:send"):
        from .tips.views import form_came_without_its_cookie

        return form_came_without_its_cookie(request)
    if request.path.startswith(reverse("tips:tell")):
        advice = "Your browser did not send the cookie that protects the form. Allow cookies for this site until you "
        advice += "close the window; then go back, load the page again and send it again."
        return _page(request, 403, "The form could not be accepted", advice)
    advice = "It was open too long, or not ours. Go back, copy what you typed, reload the page and send it again."
    return _page(request, 403, "The form could not be accepted", advice)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, 403, "This is not open to you", "If you need it for your work, ask an administrator.")


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    advice = "It may have moved, or the address may have a slip in it. Search for what you wanted."
    return _page(request, 404, "There is no such page", advice, search=_words_in(request.path))


def _words_in(path: str) -> str:
    """Return the last words of an address that are neither an id nor a word of ours, to search for."""
    segments = [_FILE.sub("", segment) for segment in path.split("/")]
    telling = [one for one in segments if one.casefold() not in _OURS and not _ID.fullmatch(one)]
    return " ".join(re.sub(r"[\W_]+", " ", telling[-1]).split())[:_LONGEST] if telling else ""


def too_many(request: HttpRequest) -> HttpResponse:
    return _page(request, 429, "Too many tries", "Wait a minute, then try again. A passkey still gets you in.")


def too_many_posts(request: HttpRequest) -> HttpResponse:
    advice = "Many are sending at this moment. Nothing was kept. Wait a minute, go back, and send it again."
    response = _page(request, 429, "Busy", advice)
    response.headers["Retry-After"] = "60"
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 503 with Retry-After when the database is away, else 500."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        response = _page(request, 503, "Back in a moment", "The site cannot reach its records. Try again in a minute.")
        response.headers["Retry-After"] = "30"
        return response
    return _page(
        request, 500, "Something went wrong here", "It is not your doing, and it has been noted. Try again later."
    )
