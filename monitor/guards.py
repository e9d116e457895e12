"""What every request passes before a view sees it, and every answer before it leaves."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

from .errors import UnreadableRequest

METHODS = ("GET", "HEAD", "OPTIONS", "POST")
GetResponse = Callable[[HttpRequest], HttpResponse]


def headers(get_response: GetResponse) -> GetResponse:
    """Keep other sites from loading ours."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        return response

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
