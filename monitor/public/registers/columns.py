"""What a register's files hold of each entry."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from monitor.publishing.models import Page, PublishedRecord

Column = Callable[[Any, HttpRequest], Any]


def _fact(name: str) -> Column:
    return lambda row, request: row.facts.get(name)


def _topics(row: PublishedRecord, request: HttpRequest) -> str:
    return ";".join(row.facts.get("topics") or [])


def _yes(name: str) -> Column:
    return lambda row, request: "yes" if getattr(row, name) else "no"


def _origin(request: HttpRequest) -> str:
    return f"{request.scheme}://{request.get_host()}"


@lru_cache(maxsize=500)
def _page_at(slug: str) -> str:
    return reverse("public:country_page", args=[slug])


def place_on_page(row: PublishedRecord, request: HttpRequest) -> str:
    """Return where the record stands on its country's page."""
    return f"{_origin(request)}{_page_at(row.country_slug)}#{row.place}"


def own_page(row: PublishedRecord, request: HttpRequest) -> str:
    name = {"laws": "public:law", "initiatives": "public:initiative"}[row.kind]
    return f"{_origin(request)}{reverse(name, args=[row.record_id])}"


def _page(row: Page, request: HttpRequest) -> str:
    return f"{_origin(request)}{row.get_absolute_url()}"


_PLACE: dict[str, Column] = {
    "country": lambda row, request: row.country_name,
    "country_slug": lambda row, request: row.country_slug,
    "region": lambda row, request: row.region,
    "page": place_on_page,
    "edition": lambda row, request: row.edition.number,
    "as_of": _fact("as_of"),
    "last_checked": _fact("last_checked"),
    "sample": _yes("sample"),
}
_OWN: dict[str, Column] = {"address": own_page}

COLUMNS: dict[str, dict[str, Column]] = {
    "countries": {
        "country_id": lambda row, request: row.country_id,
        "name": lambda row, request: row.name,
        "slug": lambda row, request: row.slug,
        "kind": lambda row, request: row.kind,
        "region": lambda row, request: row.region,
        "state": lambda row, request: row.state,
        "last_updated": lambda row, request: row.last_updated,
        "last_checked": lambda row, request: row.checked_on,
        "edition": lambda row, request: row.edition.number,
        "address": _page,
        "sample": _yes("sample"),
    },
    "laws": {
        **{name: _fact(name) for name in ("id", "title", "original_title", "kind", "number", "date", "status")},
        "topics": _topics,
        **{name: _fact(name) for name in ("note", "url", "source")},
        **_OWN,
        **_PLACE,
    },
    "initiatives": {
        **{name: _fact(name) for name in ("id", "title", "stage", "introduced", "expected")},
        "overdue": _yes("overdue"),
        "topics": _topics,
        "source": _fact("source"),
        **_OWN,
        **_PLACE,
    },
    "news": {
        **{name: _fact(name) for name in ("id", "title", "url", "date", "date_end", "language", "summary")},
        "archived": _yes("archived"),
        "source": _fact("source"),
        **_PLACE,
    },
}
"""The columns of each file by name, in order."""


def facts_of(row: Any, request: HttpRequest) -> dict[str, Any]:
    """Return an entry for JSON: a record's facts, or a page's, and where it stands."""
    if isinstance(row, Page):
        return {name: value(row, request) for name, value in COLUMNS["countries"].items()} | {"sample": row.sample}
    own = {"address": own_page(row, request)} if row.kind in ("laws", "initiatives") else {}
    return {
        **row.facts,
        "country": {"slug": row.country_slug, "name": row.country_name, "region": row.region or None},
        "edition": row.edition.number,
        "page": place_on_page(row, request),
        **own,
        "sample": row.sample,
    }
