"""One treaty in all countries, and one country with all treaties."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import Http404

from monitor.publishing.instruments import BY_SLUG, INSTRUMENTS, Instrument
from monitor.publishing.models import Page, PublishedChange, PublishedRecord, TreatyReference

from ..withdrawn import page_at
from .asked import STATUSES
from .matrix import Cell, Covered, Row, plain, row_of, rows_of

MOST_CHANGES = 100


@dataclass(frozen=True, slots=True)
class Group[Of]:
    """What stands alike: countries with one treaty, or treaties of one country."""

    status: str
    title: str
    entries: list[tuple[Of, Cell]]


def by_status[Of](entries: Iterable[tuple[Of, Cell]]) -> list[Group[Of]]:
    """Return the groups that are not empty, in the order of the legend."""
    listed = list(entries)
    groups = (
        Group(status, title, [(of, cell) for of, cell in listed if cell.standing.status == status])
        for status, title in STATUSES.items()
    )
    return [group for group in groups if group.entries]


def treaty_at(slug: str, pages: list[Covered]) -> tuple[Instrument, list[Row]]:
    """Return one of the eighteen, or a treaty that pages name, and where the countries stand; 2 queries, or Http404."""
    rows = rows_of(TreatyReference.objects.of_treaty(slug), PublishedRecord.objects.of_treaty(slug), pages)
    if slug in BY_SLUG:
        return BY_SLUG[slug], rows
    if not rows:
        raise Http404
    return Instrument(slug, *named_by(rows, slug), "regional"), rows


def named_by(rows: list[Row], slug: str) -> tuple[str, str]:
    """Return the name that most pages give a treaty which is none of the eighteen, and no abbreviation."""
    names = [said.name for row in rows if (said := row.cell(slug).said)]
    return max(names, key=names.count), ""


def names_of(instrument: Instrument, rows: list[Row]) -> set[str]:
    """Return everything that pages call a treaty."""
    return {instrument.name} | {said.name for row in rows if (said := row.cell(instrument.slug).said)}


def changes_of(instrument: Instrument, rows: list[Row], pages: list[Covered]) -> list[tuple[PublishedChange, Covered]]:
    """Return what editions changed about a treaty, the newest first, each with its page."""
    by_id = {page.country_id: page for page in pages}
    changes = PublishedChange.objects.of_kind("ratifications").of_shown_pages().lines()
    changes = changes.titled(names_of(instrument, rows)).newest_edition_first()
    return [(change, by_id[change.country_id]) for change in changes[:MOST_CHANGES] if change.country_id in by_id]


def country_at(slug: str) -> Row:
    """Return a country by its ISO code, or by its page's slug; raise Http404 or PageIsWithdrawn.

    Every UN member is there, with a page or without; at most 4 queries.
    """
    code = slug.upper() if len(slug) == 2 else ""
    page = Page.objects.shown().for_lists().with_code(code).first() if code else None
    if not page and not (code and TreatyReference.objects.of_country(code).exists()):
        page = page_at(slug, Page.objects.for_lists())
    pages = [Covered(*(getattr(page, name) for name in Covered._fields))] if page else []
    rows = rows_of(
        TreatyReference.objects.of_country(page.iso2 if page else code),
        PublishedRecord.objects.of_kind("ratifications").in_country(page.slug if page else ""),
        pages,
    )
    return rows[0] if rows else row_of(pages[0])


def of_the_un(row: Row) -> list[tuple[Instrument, Cell]]:
    """Return the eighteen, with where a country stands with each."""
    return [(instrument, row.cell(instrument.slug)) for instrument in INSTRUMENTS]


def regional(rows: list[Row]) -> list[tuple[Instrument, list[Row]]]:
    """Return the other treaties that pages name, by name, and the countries whose pages do."""
    slugs = {slug for row in rows for slug in row.cells} - BY_SLUG.keys()
    named = {slug: [row for row in rows if slug in row.cells] for slug in slugs}
    treaties = [(Instrument(slug, *named_by(those, slug), "regional"), those) for slug, those in named.items()]
    return sorted(treaties, key=lambda treaty: plain(treaty[0].name))
