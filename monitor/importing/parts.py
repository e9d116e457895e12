"""Pieces → the Document of a page: each heading's texts and tables become its records.  Pure: no Django."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Any

from countries.partial_dates import PartialDate
from countries.reference import find, slug_of
from monitor.publishing.blocks import split
from monitor.publishing.document import FORMAT, Block, CountryFacts, Document

from . import records
from .furniture import ADDRESS, TITLE, UPDATED, Heading
from .ledger import Ledger
from .match import name_of
from .outline import Piece, outline
from .texts import Missing, body_of
from .values import date_in, words

NO_ID = {"id": None, "as_of": None, "last_checked": None, "source": None}


@dataclass(frozen=True, slots=True)
class Gap:
    """A link to be supplied: its words and those before it, kind and place of its record, its source line."""

    text: str
    before: str
    kind: str
    place: int
    line: int


@dataclass(slots=True)
class Parsed:
    """A page as read: its Document (no ids yet), the source line of each record, links to be supplied, the ledger.

    `source` is the page's own address, when the text gives one.
    """

    document: Document
    ledger: Ledger
    named: bool = False
    source: str = ""
    part: str = "overview"
    lines: dict[tuple[str, int], int] = field(default_factory=dict)
    gaps: list[Gap] = field(default_factory=list)

    @property
    def slug(self) -> str:
        """The address that the country's name makes: plain letters, or nothing."""
        return slug_of(self.document["country"]["name"])


def parse(source: str) -> Parsed:
    """Read the text of a monitor page; never fails: what it cannot place is named in the ledger's remarks."""
    pieces, ledger = outline(source)
    parsed = Parsed(_empty(), ledger)
    body = _head(pieces, parsed)
    for heading, chunk in _chunks(body, parsed):
        _take(parsed, heading, chunk)
    return parsed


def _empty() -> Document:
    country: CountryFacts = {"slug": "", "name": "", "iso2": None, "kind": "country", "region": None, "state": "live"}
    return {
        "format": FORMAT,
        "country": country,
        "last_updated": None,
        "sections": [],
        "glance": [],
        "ratifications": [],
        "laws": [],
        "initiatives": [],
        "rankings": [],
        "reports": [],
        "news": [],
        "key_facts": [],
        "members": [],
    }


def name_country(document: Document, name: str) -> None:
    """Fill in what a country's name tells: the name used here, its code and its region."""
    known = find(name)
    document["country"]["name"] = known.name if known else name
    document["country"]["iso2"] = known.iso2 if known else None
    document["country"]["region"] = known.region if known else None


def _head(pieces: list[Piece], parsed: Parsed) -> list[Piece]:
    """Read title, date and address wherever they stand, and return the other pieces."""
    rest = []
    ends = {id(piece) for piece in pieces[-1:]} | {id(piece) for piece in _before_headings(pieces)}
    for piece in pieces:
        if not parsed.named and piece.kind == "text" and (title := TITLE.match(words(piece.text))):
            name_country(parsed.document, title["name"].strip())
            parsed.named = True
        elif not parsed.document["last_updated"] and (stamp := UPDATED.match(piece.text)):
            _stamp(parsed, piece, date_in(stamp["date"]))
        elif not parsed.source and id(piece) in ends and (address := ADDRESS.match(piece.text)):
            parsed.source = address["url"]
        else:
            rest.append(piece)
            continue
        parsed.ledger.place(piece.lines)
    return rest


def _before_headings(pieces: list[Piece]) -> Iterator[Piece]:
    return takewhile(lambda piece: piece.kind != "heading", pieces)


def _stamp(parsed: Parsed, piece: Piece, date: PartialDate | None) -> None:
    if date and date.precision == "day" and not date.end:
        parsed.document["last_updated"] = date.start
    else:
        parsed.ledger.remark(
            piece.line, "impossible-date", piece.text, "This “last updated” is not a day of the calendar."
        )


def _chunks(pieces: list[Piece], parsed: Parsed) -> Iterator[tuple[Piece, list[Piece]]]:
    """Yield each heading with the pieces under it; what stands before the first heading is remarked."""
    heading: Piece | None = None
    under: list[Piece] = []
    for piece in pieces:
        if piece.kind != "heading":
            under.append(piece)
            continue
        yield from _chunk(heading, under, parsed)
        heading, under = piece, []
    yield from _chunk(heading, under, parsed)


def _chunk(heading: Piece | None, under: list[Piece], parsed: Parsed) -> Iterator[tuple[Piece, list[Piece]]]:
    if heading:
        yield heading, under
        return
    for piece in under:
        parsed.ledger.unplaced(piece.lines, piece.text, "This stands before the first heading of the page.")


def _take(parsed: Parsed, heading: Piece, pieces: list[Piece]) -> None:
    """Turn what stands under one heading into records."""
    leads_to = heading.leads_to or Heading("", "sections")
    parsed.part = leads_to.part or parsed.part
    if leads_to.kind in _READERS:
        parsed.ledger.furniture.update(heading.lines)
        _READERS[leads_to.kind](parsed, pieces, leads_to)
        return
    if leads_to.kind == "part":
        parsed.ledger.furniture.update(heading.lines)
        for piece in pieces:
            parsed.ledger.unplaced(piece.lines, piece.text, f"This stands under “{heading.text}” and no subheading.")
        return
    _section(parsed, heading, pieces, leads_to)


def _section(parsed: Parsed, heading: Piece, pieces: list[Piece], leads_to: Heading) -> None:
    missing = Missing()
    body = body_of(pieces, parsed.ledger, missing)
    blocks: list[Block] = [{"id": None, "html": piece} for piece in split(body)]
    parsed.ledger.place(heading.lines)
    record = {"part": parsed.part, "topic": leads_to.topic, "heading": heading.text, "body": body, "blocks": blocks}
    _add(parsed, "sections", record, heading.line, missing)


def _add(parsed: Parsed, kind: str, record: dict[str, Any], line: int, missing: Missing) -> None:
    rows: list[dict[str, Any]] = parsed.document[kind]  # type: ignore[literal-required]
    parsed.lines[kind, len(rows)] = line
    parsed.gaps.extend(Gap(wanted.text, wanted.before, kind, len(rows), at) for wanted, at in missing)
    rows.append({**NO_ID, **record})


def _rows(kind: str, read: Callable[[Piece, Ledger, Missing], dict[str, Any] | None]) -> Callable[..., None]:
    """Make a reader of lists in which every piece is one record of `kind`."""

    def reader(parsed: Parsed, pieces: list[Piece], leads_to: Heading) -> None:
        for piece in pieces:
            missing = Missing()
            record = read(piece, parsed.ledger, missing)
            if record is None or not name_of(kind, record).strip() or _is_there(kind, record, parsed):
                parsed.ledger.unplaced(piece.lines, piece.text, f"This could not be read as one of the page's {kind}.")
                continue
            parsed.ledger.place(piece.lines)
            _add(parsed, kind, record, piece.line, missing)

    return reader


def _is_there(kind: str, record: dict[str, Any], parsed: Parsed) -> bool:
    """Say whether the page has named a treaty before: a country stands in one way to each."""
    if kind != "ratifications":
        return False
    return any(other["treaty"]["slug"] == record["treaty"]["slug"] for other in parsed.document["ratifications"])


def _several(
    kind: str, read: Callable[..., Iterator[tuple[dict[str, Any], int, Missing]]], **options: Any
) -> Callable[..., None]:
    """Make a reader of lists in which several pieces make a record: a title and the texts under it."""

    def reader(parsed: Parsed, pieces: list[Piece], leads_to: Heading) -> None:
        for record, line, missing in read(pieces, parsed.ledger, **options):
            _add(parsed, kind, record, line, missing)

    return reader


_READERS: dict[str, Callable[[Parsed, list[Piece], Heading], None]] = {
    "glance": _rows("glance", records.glance),
    "ratifications": _rows("ratifications", records.ratification),
    "laws": _rows("laws", records.law),
    "initiatives": _several("initiatives", records.initiatives),
    "rankings": _rows("rankings", records.ranking),
    "reports": _rows("reports", records.report),
    "news": _several("news", records.news, archived=False),
    "archived": _several("news", records.news, archived=True),
}
