"""How long a log-in lasts, and what becomes of a form that was sent too late.

A session ends eight hours after log-in and thirty minutes after the last click, whatever its cookie says.  Only
following a link or sending a form is a click; what a page asks for by itself is not.
"""

import json
import time
from collections.abc import Callable, Iterator, MutableMapping
from typing import Any
from urllib.parse import unquote_plus

from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.crypto import constant_time_compare, salted_hmac

BEGAN, SEEN, ENDED, ENROLLED, KEPT, BROWSER = "began", "seen", "ended_for", "enrolled", "kept", "browser"
NO_WORDS = {SESSION_KEY, BACKEND_SESSION_KEY, HASH_SESSION_KEY, BEGAN, SEEN, ENDED, ENROLLED, BROWSER}
NOTED_EVERY = 60
STAFF_PAGES = ("/admin/", "/accounts/")
OF_A_PERSON = ("REMOTE_ADDR", "REMOTE_HOST", "HTTP_USER_AGENT", "HTTP_COOKIE", "HTTP_X_FORWARDED_FOR", "HTTP_REFERER")


class SessionStore(db.SessionStore):
    """Sessions in the database that end by themselves; an ended one remembers whose it was, and in which browser."""

    unasked = False

    def load(self) -> dict[str, Any]:
        data = super().load()
        if SESSION_KEY not in data:
            return data
        now = time.time()
        age, idle = now - data.get(BEGAN, 0), now - data.get(SEEN, 0)
        if age > settings.SESSION_COOKIE_AGE or idle > settings.SESSION_IDLE:
            self.modified = True
            return {ENDED: data[SESSION_KEY], BROWSER: data.get(BROWSER, "")}
        if idle > NOTED_EVERY and not self.unasked:
            self.modified = True
            data[SEEN] = now
        return data


def begin(request: HttpRequest, user: Any) -> None:
    """Start the clocks at log-in; a form kept for someone else is forgotten."""
    session = request.session
    session[BEGAN] = session[SEEN] = time.time()
    session[BROWSER] = _browser(request)
    session.pop(ENDED, None)
    if session.get(KEPT, {}).get("user") != str(user.pk):
        session.pop(KEPT, None)


def forget(session: MutableMapping[str, Any] | SessionBase, has_the_words: Callable[[str], bool]) -> int:
    """Drop what a session keeps of forms, requests and messages with certain words; return how many there were."""
    gone = [
        name for name, value in session.items() if name not in NO_WORDS and any(map(has_the_words, _texts_in(value)))
    ]
    for name in gone:
        del session[name]
    return len(gone)


class StaffMiddleware:
    """Look after the pages of the staff: no copies in browsers, no form lost, no trace of the sender kept."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(STAFF_PAGES):
            return self.get_response(request)
        request.session.unasked = not _is_click(request)  # type: ignore[attr-defined]
        response = self.get_response(request)
        add_never_cache_headers(response)
        return response

    def process_view(self, request: HttpRequest, *view: Any) -> HttpResponse | None:
        """Keep a form whose sender was logged out meanwhile, and say so."""
        if not _is_late(request):
            return None
        fields = [[name, value] for name, values in request.POST.lists() for value in values]
        fields = [[name, value] for name, value in fields if name != "csrfmiddlewaretoken"]
        if _is_secret(request):
            fields = []
        if fields:
            whose = request.session[ENDED]
            request.session[KEPT] = {"user": whose, "path": request.get_full_path(), "fields": fields}
        return render(request, "account/ended.html", {"files": bool(request.FILES), "kept": fields}, status=403)

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        """Take the sender out of a request before allauth stores it until the password is given again."""
        if isinstance(exception, ReauthenticationRequired):
            for name in OF_A_PERSON:
                request.META.pop(name, None)


def _is_click(request: HttpRequest) -> bool:
    return request.headers.get("Sec-Fetch-Mode", "navigate") == "navigate"


def _is_late(request: HttpRequest) -> bool:
    return (
        request.method == "POST"
        and request.path.startswith("/admin/")
        and settings.SESSION_COOKIE_NAME in request.COOKIES
        and _is_click(request)
        and ENDED in request.session
        and getattr(request, "csrf_processing_done", False)  # its token was looked at, and is right
        and constant_time_compare(request.session.get(BROWSER, ""), _browser(request))
    )


def _is_secret(request: HttpRequest) -> bool:
    """Say whether a form holds what may be kept nowhere: a password, words that must go (redact_page.py), of a tip."""
    names = set(request.POST)
    if request.path.endswith("/redact/") or request.path.startswith("/admin/tips/"):
        return True
    return "words" in names or any("password" in name for name in names)


def _browser(request: HttpRequest) -> str:
    """Return what stands for the CSRF cookie, which is new at each log-in: a stolen session cookie alone is not it."""
    return salted_hmac("monitor.sessions.browser", request.META.get("CSRF_COOKIE", ""), algorithm="sha256").hexdigest()


def _texts_in(value: Any) -> Iterator[str]:
    """Yield every text in a value, also as it stood before it was written as JSON or as a form."""
    if isinstance(value, dict):
        value = [*value, *value.values()]
    if isinstance(value, list):
        for each in value:
            yield from _texts_in(each)
    elif isinstance(value, str):
        yield from (value, unquote_plus(value))
        if value.startswith(("{", "[")):
            yield from _texts_in(_opened(value))


def _opened(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None
