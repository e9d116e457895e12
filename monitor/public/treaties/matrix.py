"""Countries by instruments: a page's own fact where there is one, else the UN's data, and which of the two it is."""

import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, NamedTuple, Self
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse

from monitor.publishing.instruments import BY_SLUG, INSTRUMENTS, Instrument, region_of
from monitor.publishing.models import Page, PublishedRecord, TreatyReference
from monitor.publishing.standing import Standing


class Said(NamedTuple):
    """What a page says of one treaty, which it may call by a name of its own, and the fragment at which it does."""

    standing: Standing
    place: str
    name: str = ""
    act: str = ""
    note: str = ""


_REFERENCE = ("iso2", "country_name", "treaty", "status", "year", "note")
_RECORD = ("country_slug", "treaty", "status", "year", "place", "title")


@dataclass(slots=True)
class Cell:
    """One country and one instrument."""

    said: Said | None = None
    un: Standing | None = None
    un_note: str = ""

    @property
    def standing(self) -> Standing:
        """What is shown: the page's own fact goes before the UN's."""
        return self.said.standing if self.said else self.un or Standing("unknown")

    @property
    def disagrees(self) -> bool:
        return bool(self.said and self.said.standing.disagrees_with(self.un))


class Covered(NamedTuple):
    """A page that readers see, in the few columns that a row needs."""

    slug: str
    name: str
    iso2: str
    region: str
    sample: bool
    state: str
    country_id: UUID

    @property
    def address(self) -> str:
        return address_of("public:country_page", self.slug)


@dataclass(slots=True)
class Row:
    """One country; `slug` is its address among the treaties: its ISO code, or that of its page where it has none."""

    slug: str
    name: str
    region: str
    iso2: str = ""
    page: Covered | None = None
    cells: dict[str, Cell] = field(default_factory=dict)

    @property
    def address(self) -> str:
        return address_of("public:treaty_country", self.slug)

    def counted(self) -> Counter[str]:
        """Return how many of the eighteen have each status."""
        return Counter(self.cell(instrument.slug).standing.status for instrument in INSTRUMENTS)

    def cell(self, treaty: str) -> Cell:
        return self.cells.setdefault(treaty, Cell())


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows by columns."""

    rows: list[Row]
    instruments: tuple[Instrument, ...] = INSTRUMENTS

    def narrowed(self, region: str = "", treaty: str = "", status: str = "", covered: bool = False) -> Self:
        """Return the one column asked for, and the rows where it (or any column) has the status."""
        columns = (BY_SLUG[treaty],) if treaty else self.instruments
        rows = [
            row
            for row in self.rows
            if (not region or row.region == region)
            and (not covered or row.page)
            and (not status or any(row.cell(column.slug).standing.status == status for column in columns))
        ]
        return replace(self, rows=rows, instruments=columns)

    def counted(self) -> list[tuple[Instrument, Counter[str]]]:
        """Return how many of the rows have each status, by instrument."""
        return [
            (column, Counter(row.cell(column.slug).standing.status for row in self.rows)) for column in self.instruments
        ]


def grid_of(rows: list[Row]) -> Grid:
    """Return the matrix of those rows that tell of one of the eighteen."""
    return Grid([row for row in rows if not BY_SLUG.keys().isdisjoint(row.cells)])


def whole() -> list[Row]:
    """Return every UN member, and every page that names a treaty; 3 queries."""
    return rows_of(TreatyReference.objects.all(), PublishedRecord.objects.of_kind("ratifications"), in_full=False)


def rows_of(
    references: QuerySet[TreatyReference],
    records: QuerySet[PublishedRecord],
    pages: list[Covered] | None = None,
    *,
    in_full: bool = True,
) -> list[Row]:
    """Return a row for every country that either source tells of, by name; in full, with notes and acts."""
    pages = covered() if pages is None else pages
    by_slug = {page.slug: page for page in pages}
    by_iso2 = {page.iso2: page for page in pages if page.iso2}
    rows: dict[str, Row] = {}
    for iso2, name, treaty, status, year, note in _values(references, *_REFERENCE):
        page = by_iso2.get(iso2)
        row = rows.get(iso2) or rows.setdefault(iso2, row_of(page) if page else _without_page(iso2, name))
        row.cells[treaty] = Cell(un=Standing(status, year), un_note=note)
    for slug, treaty, status, year, place, name, *facts in _values(records, *_RECORD, *(["facts"] if in_full else [])):
        if not (page := by_slug.get(slug)):
            continue  # published since the pages were asked for
        row = rows.get(page.iso2 or slug) or rows.setdefault(page.iso2 or slug, row_of(page))
        act, note = (facts[0].get("how"), facts[0].get("note")) if facts else ("", "")
        row.cell(treaty).said = Said(Standing(status, year), place, name, act or "", note or "")
    return sorted(rows.values(), key=lambda row: plain(row.name))


def covered() -> list[Covered]:
    """Return every page that readers see."""
    return [Covered(*page) for page in Page.objects.shown().values_list(*Covered._fields)]


def row_of(page: Covered) -> Row:
    """Return the row of a page that names no treaty yet."""
    slug = page.iso2.casefold() or page.slug
    return Row(slug, page.name, page.region or region_of(page.iso2), page.iso2, page)


def _without_page(iso2: str, name: str) -> Row:
    return Row(iso2.casefold(), name, region_of(iso2), iso2)


def _values(rows: QuerySet[Any], *names: str) -> Iterable[tuple[Any, ...]]:
    return rows.order_by().values_list(*names)


@lru_cache(maxsize=2000)
def address_of(view: str, slug: str) -> str:
    return reverse(view, args=[slug])


@lru_cache(maxsize=1000)
def plain(name: str) -> str:
    """Return a name as it is sorted: Côte d’Ivoire before Croatia."""
    return unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
