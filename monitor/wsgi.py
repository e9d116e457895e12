"""The door for the web server."""

import os
from typing import Any

from django.core.handlers.wsgi import WSGIHandler, WSGIRequest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "monitor.settings")


class SteadyRequest(WSGIRequest):
    """A request whose Content-Type may be nonsense: Django reads it before any error page can answer."""

    def _set_content_type_params(self, meta: dict[str, Any]) -> None:
        try:
            super()._set_content_type_params(meta)  # type: ignore[misc]
            "".encode(self.encoding or "utf-8").decode(self.encoding or "utf-8")
        except (Exception, SystemError):
            self.content_type, self.content_params = "", {}
            self._encoding = "utf-8"
        if (self.encoding or "utf-8").replace("_", "-").casefold() not in ("utf-8", "utf8"):
            self._encoding = "utf-8"


class Door(WSGIHandler):
    request_class = SteadyRequest


def _open() -> Door:
    import django

    django.setup(set_prefix=False)
    return Door()


application = _open()
