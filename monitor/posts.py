"""Few posts at once: one that comes slowly holds a thread until it is whole, and readers must not wait for it."""

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from . import errors
from .visitors import address_mark

MOST, MOST_FROM_ONE = 10, 4
"""In one worker, which has 16 threads (scripts/serve, Dockerfile): six are left to those who read."""

GetResponse = Callable[[HttpRequest], HttpResponse]
_lock = threading.Lock()
_open: Counter[str] = Counter()


def few_at_once(get_response: GetResponse) -> GetResponse:
    """Answer 429, and read nothing, when too many posts are being taken, or too many from one address.

    On the onion service all come from one address, so there only the sum counts.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.method != "POST":
            return get_response(request)
        with _room_for("" if settings.ONION else address_mark(request)) as there_is_room:
            return get_response(request) if there_is_room else errors.too_many_posts(request)

    return middleware


@contextmanager
def _room_for(source: str) -> Iterator[bool]:
    with _lock:
        fits = _open.total() < MOST and (not source or _open[source] < MOST_FROM_ONE)
        if fits:
            _open[source] += 1
    try:
        yield fits
    finally:
        if fits:
            with _lock:
                _open[source] -= 1
                if not _open[source]:
                    del _open[source]
