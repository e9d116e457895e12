"""The site as an onion service: announced to readers on the open web, and without the office where it is one."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

from .guards import GetResponse

OFFICE = ("/admin", "/accounts/", "/preview/")
_NOT_THERE = ("/admin", "/accounts/")


def announce(get_response: GetResponse) -> GetResponse:
    """Tell Tor Browser, on every page that readers open, that the same page has an onion address."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if settings.ONION_HOST and not settings.ONION and _is_a_page(request, response):
            response.headers["Onion-Location"] = f"http://{settings.ONION_HOST}{request.get_full_path()}"
        return response

    return middleware


def leave_the_office_out(get_response: GetResponse) -> GetResponse:
    """Answer 404 to the office's addresses on the onion service: whoever works there comes over the open web."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if settings.ONION and request.path.startswith(_NOT_THERE):
            raise Http404
        return get_response(request)

    return middleware


def _is_a_page(request: HttpRequest, response: HttpResponse) -> bool:
    """Say whether an answer is a page that can be opened again at its address; a form's answer is none."""
    asked = request.method in ("GET", "HEAD") and not request.path.startswith(OFFICE)
    is_html = response.headers.get("Content-Type", "").startswith("text/html")
    return asked and is_html and not 300 <= response.status_code < 400
