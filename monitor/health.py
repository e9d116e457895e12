"""For whatever watches the site: is it up, and can it reach its records."""

from django.db import connection
from django.http import HttpRequest, HttpResponse

from .guards import GetResponse


def answer(get_response: GetResponse) -> GetResponse:
    """Answer `/healthz` (no database) and `/readyz` (asks it) under any host name: probes come by address."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.path == "/healthz":
            return _plain("ok\n")
        if request.path == "/readyz":
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1")
            return _plain("ready\n")
        return get_response(request)

    return middleware


def _plain(text: str) -> HttpResponse:
    return HttpResponse(text, content_type="text/plain; charset=utf-8", headers={"Cache-Control": "no-store"})
