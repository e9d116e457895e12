"""How pages travel: the smallest form for a slow line, made once and kept."""

import re
from collections.abc import Callable
from functools import lru_cache, wraps

import brotli
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control, patch_vary_headers

View = Callable[..., HttpResponse]
_LONG = 250_000  # bytes; the real page of Kazakhstan has 130,000
_TAKES_BROTLI = re.compile(r"(?:^|,)\s*br\s*(?:;\s*q=(?:1|0?\.0*[1-9]))?[^,;]*(?:,|$)", re.I)


def kept_a_minute(view: View) -> View:
    """Let browsers and caches keep a page for a minute: for pages of too many kinds to compress at the best each."""

    @wraps(view)
    def kept(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        response = view(request, *args, **kwargs)
        patch_cache_control(response, public=True, max_age=60)
        return response

    return kept


def known_by_its_words(response: HttpResponse) -> HttpResponse:
    """Leave an answer its ETag and no date: words that are taken out, and pages withdrawn, make it no newer."""
    del response.headers["Last-Modified"]
    return response


def for_slow_lines(view: View) -> View:
    """Send a page at brotli's best (a quarter less than the middleware's quick setting), kept for a minute.

    The best takes some 100 ms, so each worker keeps the last pages it compressed.
    """

    @wraps(view)
    def compressed(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        response = view(request, *args, **kwargs)
        patch_cache_control(response, public=True, max_age=60)
        if response.status_code == 200 and _TAKES_BROTLI.search(request.headers.get("Accept-Encoding", "")):
            response.content = _brotli(response.content)
            response.headers["Content-Encoding"] = "br"
        patch_vary_headers(response, ["Accept-Encoding"])
        return response

    return compressed


@lru_cache(maxsize=200)
def _brotli(content: bytes) -> bytes:
    """The best takes time with the length: a page far longer than most is compressed fast instead."""
    quality = 11 if len(content) < _LONG else 6
    return bytes(brotli.compress(content, mode=brotli.MODE_TEXT, quality=quality))
