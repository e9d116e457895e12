"""The cells of the matrix as HTML: thousands of them, so each is made by hand once, and escaped."""

from collections.abc import Sequence
from functools import lru_cache

from django.utils.html import format_html
from django.utils.safestring import SafeString

from monitor.publishing.instruments import Instrument
from monitor.publishing.standing import Standing

from .matrix import Cell, Row

# What is seen, and what is only read aloud before and after it; the mark itself (●◐○) is drawn by treaties.css.
_WORDS = {
    "party": ("", "party", ""),
    "signed": ("", "signed", ", not ratified"),
    "none": ("not signed: ", "no", ""),
    "withdrawn": ("", "left", ": withdrawn"),
    "unknown": ("not known ", "?", ""),
}


def with_cells(rows: list[Row], instruments: Sequence[Instrument]) -> list[tuple[Row, str]]:
    """Return every row with its cells."""
    slugs = [instrument.slug for instrument in instruments]
    return [(row, "".join(_cell(row, slug) for slug in slugs)) for row in rows]


def _cell(row: Row, slug: str) -> str:
    cell = row.cell(slug)
    if row.page and cell.said:
        return _of_page(cell, f"{row.page.address}#{cell.said.place}", f"{row.address}#{slug}")
    return _of_un(cell.standing)


@lru_cache(maxsize=2000)
def _of_un(standing: Standing) -> str:
    return format_html('<td class="{}">{}</td>', standing.status, _words(standing))


def _of_page(cell: Cell, passage: str, details: str) -> str:
    told = format_html('<a href="{}">{}</a>', passage, _words(cell.standing))
    if cell.un and cell.disagrees:
        told += format_html(' <a class="differs" href="{}">≠<span> UN data: {}</span></a>', details, cell.un.in_words)
    return format_html('<td class="{}">{}</td>', cell.standing.status, told)


@lru_cache(maxsize=2000)
def _words(standing: Standing) -> SafeString:
    before, seen, after = _WORDS[standing.status]
    if standing.status == "party" and standing.year:
        before, seen = "party ", str(standing.year)
    return format_html("{}{}{}", _unseen(before), seen, _unseen(after))


def _unseen(words: str) -> SafeString | str:
    return format_html("<span>{}</span>", words) if words else ""
