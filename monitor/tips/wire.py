"""How requests of the tip pages travel: no cookie but one, no copy on a disk, no word in a log (and guards.py)."""

import logging
import traceback
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError

from monitor import errors

from . import uploads

PAGES = "/tips/"
WITH_PAGES = (Http404, PermissionDenied, BadRequest, SuspiciousOperation, MultiPartParserError)
log = logging.getLogger(__name__)


class TipWire:
    """Keep a sender out of temporary files and error reports."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(PAGES):
            return self.get_response(request)
        uploads.install(request)
        try:
            return self.get_response(request)
        finally:
            uploads.release(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Note where a tip page failed, and not with what: an error's text may hold a sender's words."""
        if not request.path.startswith(PAGES) or not _is_a_fault(exception):
            return None
        log.error("A tip page failed: %s at %s", type(exception).__name__, _place(exception))
        return errors.server_error(request)


def only_the_form_cookie(cookies: str) -> str:
    """Return what of a Cookie header the tip pages read: the cookie that protects the form, and no other."""
    wanted = f"{settings.CSRF_COOKIE_NAME}="
    return "; ".join(one for one in cookies.split("; ") if one.startswith(wanted))


def _is_a_fault(exception: Exception) -> bool:
    """Say whether an error is ours, and not one that has a page of its own (400, 403, 404)."""
    return not isinstance(exception, WITH_PAGES)


def _place(exception: Exception) -> str:
    last = traceback.extract_tb(exception.__traceback__)[-1]
    return f"{Path(last.filename).name}:{last.lineno}"
