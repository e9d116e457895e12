"""What every request passes before a view sees it, and every answer before it leaves."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import reverse
from django.views.decorators.csp import csp_override

from .errors import UnreadableRequest
from .tips.wire import PAGES as TIP_PAGES
from .tips.wire import only_the_form_cookie

WITH_COOKIES = ("/admin", "/accounts/", "/preview/")
METHODS = ("GET", "HEAD", "OPTIONS", "POST")
GetResponse = Callable[[HttpRequest], HttpResponse]


def headers(get_response: GetResponse) -> GetResponse:
    """Keep other sites from loading ours, and devices from keeping a page, error or redirection of the tips."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        if f"{request.path}/".startswith(TIP_PAGES):
            response.headers["Cache-Control"] = "no-store"
        return response

    return middleware


def office_policy(get_response: GetResponse) -> GetResponse:
    """Let the office's pages, and no other, run the editor."""
    policy: Any = settings.OFFICE_CSP
    in_office = csp_override(policy)(get_response)

    def middleware(request: HttpRequest) -> HttpResponse:
        answer = in_office if request.path.startswith(reverse("admin:index")) else get_response
        return answer(request)

    return middleware


def read_no_cookies(get_response: GetResponse) -> GetResponse:
    """Read cookies in the office alone: public answers are the same for all, set none, and caches may keep them.

    The form for tips reads the one cookie that protects it.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(WITH_COOKIES):
            cookies = request.META.pop("HTTP_COOKIE", "")
            if request.path.startswith(TIP_PAGES) and (kept := only_the_form_cookie(cookies)):
                request.META["HTTP_COOKIE"] = kept
        return get_response(request)

    return middleware


def refuse_nonsense(get_response: GetResponse) -> GetResponse:
    """Answer 405 to methods that nothing here has, and 400 to NUL, which PostgreSQL cannot keep."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        if "\0" in request.path or "\0" in request.META["QUERY_STRING"] or "%00" in request.META["QUERY_STRING"]:
            raise UnreadableRequest("It has a character that no address has.")
        return get_response(request)

    return middleware
