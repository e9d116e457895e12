"""What a register's files hold of each entry."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.urls import reverse

from monitor.publishing.models import Page, PublishedRecord

Column = Callable[[Any, str], Any]  # of an entry and of where the site is: https://monitor.example

_ANY = UUID(int=0)


def _fact(name: str) -> Column:
    return lambda row, site: row.facts.get(name)


def _topics(row: PublishedRecord, site: str) -> str:
    return ";".join(row.facts.get("topics") or [])


def _yes(name: str) -> Column:
    return lambda row, site: "yes" if getattr(row, name) else "no"


@lru_cache(maxsize=500)
def _page_at(slug: str) -> str:
    return reverse("public:country_page", args=[slug])


@lru_cache
def _begun_with(kind: str) -> str:
    """Return what the addresses of all laws, or of all initiatives, begin with: to reverse each takes long."""
    name = {"laws": "public:law", "initiatives": "public:initiative"}[kind]
    return reverse(name, args=[_ANY]).removesuffix(f"{_ANY}/")


def place_on_page(row: PublishedRecord, site: str) -> str:
    """Return where the record stands on its country's page."""
    return f"{site}{_page_at(row.country_slug)}#{row.place}"


def own_page(row: PublishedRecord, site: str) -> str:
    return f"{site}{_begun_with(row.kind)}{row.record_id}/"


def _page(row: Page, site: str) -> str:
    return f"{site}{row.get_absolute_url()}"


_PLACE: dict[str, Column] = {
    "country": lambda row, site: row.country_name,
    "country_slug": lambda row, site: row.country_slug,
    "region": lambda row, site: row.region,
    "page": place_on_page,
    "edition": lambda row, site: row.edition.number,
    "as_of": _fact("as_of"),
    "last_checked": _fact("last_checked"),
    "sample": _yes("sample"),
}
_OWN: dict[str, Column] = {"address": own_page}

COLUMNS: dict[str, dict[str, Column]] = {
    "countries": {
        "country_id": lambda row, site: row.country_id,
        "name": lambda row, site: row.name,
        "slug": lambda row, site: row.slug,
        "kind": lambda row, site: row.kind,
        "region": lambda row, site: row.region,
        "state": lambda row, site: row.state,
        "last_updated": lambda row, site: row.last_updated,
        "last_checked": lambda row, site: row.checked_on,
        "edition": lambda row, site: row.edition.number,
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


def facts_of(row: Any, site: str) -> dict[str, Any]:
    """Return an entry for JSON: a record's facts, or a page's, and where it stands."""
    if isinstance(row, Page):
        return {name: value(row, site) for name, value in COLUMNS["countries"].items()} | {"sample": row.sample}
    own = {"address": own_page(row, site)} if row.kind in ("laws", "initiatives") else {}
    return {
        **row.facts,
        "country": {"slug": row.country_slug, "name": row.country_name, "region": row.region or None},
        "edition": row.edition.number,
        "page": place_on_page(row, site),
        **own,
        "sample": row.sample,
    }
