"""The cells of the matrix as HTML: thousands of them, so each is made by hand once, and escaped."""

from collections.abc import Sequence
from functools import lru_cache
from html import escape

from django.utils.html import format_html, format_html_join

from monitor.publishing.instruments import Instrument
from monitor.publishing.standing import Standing

from .matrix import Cell, Row

# A class and a word; of a party the year stands alone, and treaties.css says the word with its mark (●◐○).
_SEEN = {
    "party": ("p", "party"), "signed": ("s", "signed"), "none": ("n", "no"), "withdrawn": ("w", "left"),
    "unknown": ("u", "?"),
}  # fmt: skip
_NOT_KNOWN = Standing("unknown")
_ONE_LINE = 16  # letters of a name


def in_html(rows: list[Row], instruments: Sequence[Instrument]) -> str:
    """Return the body of the table."""
    slugs = [instrument.slug for instrument in instruments]
    return "\n".join(f"{_begun(row)}{_head(row)}{''.join([_cell(row, slug) for slug in slugs])}</tr>" for row in rows)


def _begun(row: Row) -> str:
    """Tell treaties.css which rows take several lines: what is out of sight has the height that it expects."""
    return '<tr class="tall">' if row.page or len(row.name) > _ONE_LINE else "<tr>"


def _head(row: Row) -> str:
    page = row.page
    if not page:
        return _of_country(row.address, row.name)
    marks = ["sample"] * page.sample + ["archived"] * (page.state == "archived")
    return _of_country(row.address, row.name, *marks)


@lru_cache(maxsize=1000)
def _of_country(address: str, name: str, *marks: str) -> str:
    marked = format_html_join("", ' <span class="mark">{}</span>', [(mark,) for mark in marks])
    return format_html('<th scope="row"><a href="{}">{}</a>{}</th>', address, name, marked)


def _cell(row: Row, slug: str) -> str:
    cell = row.cells.get(slug)
    if cell and cell.said and row.page:
        return _of_page(cell, f"{row.page.address}#{cell.said.place}", f"{row.address}#{slug}")
    return _of_un(cell.standing if cell else _NOT_KNOWN)


@lru_cache(maxsize=2000)
def _of_un(standing: Standing) -> str:
    status, word = _seen(standing)
    return f'<td class="{status}">{word}</td>'


def _of_page(cell: Cell, passage: str, details: str) -> str:
    """Lead to the passage, or where the UN's data say otherwise to both."""
    status, word = _seen(cell.standing)
    if cell.un and cell.disagrees:
        otherwise = f"{word} ≠\xa0{_seen(cell.un)[1]}"
        return f'<td class="{status}"><a class="differs" href="{escape(details)}">{otherwise}</a></td>'
    return f'<td class="{status}"><a href="{escape(passage)}">{word}</a></td>'


def _seen(standing: Standing) -> tuple[str, str]:
    status, word = _SEEN[standing.status]
    return status, str(standing.year) if standing.year and status == "p" else word
