"""One piece, or a title and the pieces under it → one record of the Document.  Pure: no Django."""

import re
from collections.abc import Iterator
from typing import Any

from legal.catalogue import find as find_instrument
from monitor.publishing.headings import anchor_of
from monitor.publishing.links import links_in

from .furniture import glance_topic
from .inline import Wanted, leading_link, links_of, plain_with_addresses, to_html
from .ledger import Ledger
from .outline import Piece, is_cut_off
from .texts import Missing, body_of, paragraphs, subheadings
from .values import (
    LANGUAGE_CODES,
    bracketed,
    date_in,
    first_date_in,
    law_kind,
    law_number,
    only_bracketed,
    rank,
    standing,
    words,
)

_NAME_AND_ABBR = re.compile(r"^(?P<name>.+?)\s*\((?P<abbr>[A-Z][\w/ -]{1,20})\)$")
_UNLINKED_DATE = re.compile(r"^(?P<title>.+?)\s*(?P<tail>\([^()]*\b\d{4}\)\s*(?:\*?\([^()]+\)\*?)?)$")
_EXPECTED = re.compile(r"\bis expected to\b[^.]*?\b(?:in|by|on) ([A-Z][a-z]+ (?:\d{1,2}, )?\d{4}|\d{4})\b")


def glance(piece: Piece, ledger: Ledger, missing: Missing) -> dict[str, Any] | None:
    if piece.kind != "row" or not piece.cells[0]:
        return None
    label, *values = piece.cells
    value = "".join(paragraphs(cell, piece, ledger, missing) for cell in values if cell)
    name = _name(label, piece, ledger, missing)
    return {"topic": glance_topic(name), "label": name, "value": value}


def ratification(piece: Piece, ledger: Ledger, missing: Missing) -> dict[str, Any] | None:
    if piece.kind != "row" or len(piece.cells) < 2:
        return None
    name, value = _name(piece.cells[0], piece, ledger, missing), words(piece.cells[1])
    note = " ".join(words(cell) for cell in piece.cells[2:] if cell) or None
    if not name:
        return None
    found = _NAME_AND_ABBR.match(name)
    instrument = find_instrument(name)
    if not instrument:
        ledger.remark(piece.line, "unknown-treaty", name, "This treaty is not among the known instruments.")
    status, how, year = standing(value)
    if status == "unknown":
        ledger.remark(piece.line, "unread-value", value, "Ratified, signed or not? The words are kept as they are.")
    abbr = found["abbr"] if found else (instrument.abbr if instrument else None)
    treaty = {
        "slug": instrument.slug if instrument else anchor_of(abbr or name)[:60],
        "name": found["name"] if found else name,
        "abbr": abbr,
        "scope": instrument.scope if instrument else "international",
    }
    return {
        "treaty": treaty,
        "status": status,
        "how": how,
        "year": year,
        "date": None,
        "note": note,
        "value": value or None,
    }


def law(piece: Piece, ledger: Ledger, missing: Missing) -> dict[str, Any] | None:
    if piece.kind == "row" or piece.text.endswith(":"):
        return None
    title, url, tail = _title_and_tail(piece, ledger, missing)
    if only_bracketed(title):
        return None
    tail = tail.strip(" ;.,")
    within = only_bracketed(tail)
    date = date_in(within) if within else first_date_in(tail)
    if within and not date:
        ledger.remark(piece.line, "impossible-date", within, "What stands in brackets is not a date of the calendar.")
    if is_cut_off(title) and not tail:
        ledger.remark(piece.line, "cut-off", title, "The title seems to end in the middle.")
    return {
        "title": title,
        "original_title": None,
        "kind": law_kind(title),
        "number": law_number(title, tail),
        "date": date.start if date else None,
        "precision": date.precision if date else "none",
        "url": url or None,
        "status": "unknown",
        "replaced_by": None,
        "topics": [],
        "note": None if within and date and not date.end and date.in_words() == within else tail or None,
    }


def _title_and_tail(piece: Piece, ledger: Ledger, missing: Missing) -> tuple[str, str, str]:
    """Return title, address and what follows, of a line with or without a link."""
    link = leading_link(piece.text)
    if not link:
        text = words(piece.text)
        found = _UNLINKED_DATE.match(text.strip(" ;.,"))
        return (found["title"], "", found["tail"]) if found else (text, "", "")
    if not link.url:
        missing.append((Wanted(link.text, ""), piece.line))
    for other in link.others:
        if other.url:
            ledger.remark(
                piece.line, "second-link", other.url, "A record has one address; this one has no place in it."
            )
        else:
            missing.append((Wanted(other.text, link.text), piece.line))
    return link.text, link.url, link.tail


def _name(cell: str, piece: Piece, ledger: Ledger, missing: Missing) -> str:
    """Return the words of a cell that names a record, and note the links that it had: names have no address."""
    for link in links_of(cell):
        if link.url:
            ledger.remark(piece.line, "second-link", link.url, "A name has no address; this one has no place.")
        else:
            missing.append((Wanted(link.text, ""), piece.line))
    return words(cell)


def initiatives(pieces: list[Piece], ledger: Ledger) -> Iterator[tuple[dict[str, Any], int, Missing]]:
    """Read each subheading and the texts under it as one initiative."""
    starts = subheadings(pieces)
    for piece in pieces[: starts[0]] if starts else pieces:
        ledger.unplaced(piece.lines, piece.text, "This stands among the initiatives, before any title.")
    for start, end in zip(starts, [*starts[1:], len(pieces)], strict=False):
        missing = Missing()
        title = pieces[start]
        under = pieces[start + 1 : end]
        ledger.place(title.lines)
        body = body_of(under, ledger, missing)
        expected = _EXPECTED.search(" ".join(piece.text for piece in under))
        date = date_in(expected[1]) if expected else None
        record: dict[str, Any] = {
            "title": words(title.text),
            "body": body,
            "stage": "unknown",
            "introduced": None,
            "expected": date.start if date else None,
            "events": [],
            "topics": [],
        }
        yield record, title.line, missing


def ranking(piece: Piece, ledger: Ledger, missing: Missing) -> dict[str, Any] | None:
    if piece.kind != "row" or len(piece.cells) < 2:
        return None
    index, value, *rest = piece.cells
    if len(index) > 200:
        return None
    link = leading_link(index)
    if link and not link.url:
        missing.append((Wanted(link.text, ""), piece.line))
    place, year = rank(words(value))
    return {
        "index": words(index),
        "value": words(value),
        "rank": place,
        "year": year,
        "scale": " ".join(words(cell) for cell in rest if cell) or None,
        "url": link.url or None if link else None,
    }


def report(piece: Piece, ledger: Ledger, missing: Missing) -> dict[str, Any] | None:
    if piece.kind != "row" or len(piece.cells) < 2:
        return None
    publisher, *values = piece.cells
    value = "".join(paragraphs(cell, piece, ledger, missing) for cell in values if cell)
    return {"publisher": _name(publisher, piece, ledger, missing), "links": links_in(value), "value": value}


def news(pieces: list[Piece], ledger: Ledger, *, archived: bool) -> Iterator[tuple[dict[str, Any], int, Missing]]:
    """Read each headline with its date, and the texts under it as its summary."""
    starts = [at for at, piece in enumerate(pieces) if _is_headline(piece)]
    for piece in pieces[: starts[0]] if starts else pieces:
        ledger.unplaced(piece.lines, piece.text, "This stands among the news, before any headline.")
    for start, end in zip(starts, [*starts[1:], len(pieces)], strict=False):
        missing = Missing()
        record = _news_item(pieces[start], ledger, missing)
        summary = "\n\n".join(_summary(piece, missing) for piece in pieces[start + 1 : end])
        for piece in pieces[start:end]:
            ledger.place(piece.lines)
        yield {**record, "summary": summary or None, "archived": archived}, pieces[start].line, missing


def _summary(piece: Piece, missing: Missing) -> str:
    """Return a summary's words; it is plain text, so a link's address follows its words in brackets."""
    inline = to_html(piece.text)
    missing.extend((wanted, piece.line) for wanted in inline.missing)
    return plain_with_addresses(inline.html)


def _is_headline(piece: Piece) -> bool:
    if piece.kind not in ("text", "item"):
        return False
    link = leading_link(piece.text)
    if link:
        return bool(link.text) and not re.sub(r"\*|\([^()]*\)|\s", "", link.tail)
    return len(piece.text) < 300 and bool(_UNLINKED_DATE.match(words(piece.text)))


def _news_item(piece: Piece, ledger: Ledger, missing: Missing) -> dict[str, Any]:
    title, url, tail = _title_and_tail(piece, ledger, missing)
    notes = bracketed(tail)
    date = next((date for note in notes if (date := date_in(note))), None)
    language = next((LANGUAGE_CODES[note.casefold()] for note in notes if note.casefold() in LANGUAGE_CODES), None)
    unread = [note for note in notes if not date_in(note) and note.casefold() not in LANGUAGE_CODES]
    for note in unread:
        ledger.remark(
            piece.line, "unread-value", note, "Neither a date of the calendar nor a known language; left in the title."
        )
    return {
        "title": " ".join([title, *(f"({note})" for note in unread)]),
        "url": url or None,
        "date": date.start if date else None,
        "date_end": (date.end or None) if date else None,
        "precision": date.precision if date else "none",
        "language": language,
    }
