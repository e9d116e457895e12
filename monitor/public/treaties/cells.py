"""The cells of the matrix as HTML: thousands of them, so each is made by hand once, and escaped."""

from collections.abc import Sequence
from functools import lru_cache
from html import escape

from django.utils.html import format_html, format_html_join
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
_NOT_KNOWN = Standing("unknown")


def in_html(rows: list[Row], instruments: Sequence[Instrument]) -> str:
    """Return the body of the table."""
    slugs = [instrument.slug for instrument in instruments]
    return "\n".join(f"<tr>{_head(row)}{''.join([_cell(row, slug) for slug in slugs])}</tr>" for row in rows)


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
    return format_html('<td class="{}">{}</td>', standing.status, _words(standing))


def _of_page(cell: Cell, passage: str, details: str) -> str:
    standing = cell.standing
    told = f'<td class="{standing.status}"><a href="{escape(passage)}">{_words(standing)}</a>'
    if cell.un and cell.disagrees:
        told += f' <a class="differs" href="{escape(details)}">{_otherwise(cell.un)}</a>'
    return f"{told}</td>"


@lru_cache(maxsize=2000)
def _otherwise(un: Standing) -> SafeString:
    return format_html("≠<span> UN data: {}</span>", un.in_words)


@lru_cache(maxsize=2000)
def _words(standing: Standing) -> SafeString:
    before, seen, after = _WORDS[standing.status]
    if standing.status == "party" and standing.year:
        before, seen = "party ", str(standing.year)
    return format_html("{}{}{}", _unseen(before), seen, _unseen(after))


def _unseen(words: str) -> SafeString | str:
    return format_html("<span>{}</span>", words) if words else ""
