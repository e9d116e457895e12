"""How long a log-in lasts, and what becomes of a form that was sent too late.

A session ends eight hours after log-in and thirty minutes after the last click, whatever its cookie says.  Only
following a link or sending a form is a click; what a page asks for by itself is not.
"""

import time
from collections.abc import Callable
from typing import Any

from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers

BEGAN, SEEN, ENDED, ENROLLED, KEPT = "began", "seen", "ended_for", "enrolled", "kept"
NOTED_EVERY = 60
STAFF_PAGES = ("/admin/", "/accounts/")
OF_A_PERSON = ("REMOTE_ADDR", "REMOTE_HOST", "HTTP_USER_AGENT", "HTTP_COOKIE", "HTTP_X_FORWARDED_FOR", "HTTP_REFERER")


class SessionStore(db.SessionStore):
    """Sessions in the database that end by themselves; an ended one remembers only whose it was."""

    unasked = False

    def load(self) -> dict[str, Any]:
        data = super().load()
        if SESSION_KEY not in data:
            return data
        now = time.time()
        age, idle = now - data.get(BEGAN, 0), now - data.get(SEEN, 0)
        if age > settings.SESSION_COOKIE_AGE or idle > settings.SESSION_IDLE:
            self.modified = True
            return {ENDED: data[SESSION_KEY]}
        if idle > NOTED_EVERY and not self.unasked:
            self.modified = True
            data[SEEN] = now
        return data


def begin(session: SessionBase, user: Any) -> None:
    """Start the clocks at log-in; a form kept for someone else is forgotten."""
    session[BEGAN] = session[SEEN] = time.time()
    session.pop(ENDED, None)
    if session.get(KEPT, {}).get("user") != str(user.pk):
        session.pop(KEPT, None)


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
        if any("password" in name for name, _ in fields):
            fields = []
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
    )
