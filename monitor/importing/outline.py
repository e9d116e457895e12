"""Text → pieces: which line begins a heading, a paragraph, a list entry or a table row, and which goes on with the one
before because a page break cut it in two.  Pure: no Django.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from .furniture import ADDRESS, TITLE, UPDATED, Heading, heading, is_furniture
from .ledger import Ledger

Kind = Literal["heading", "text", "item", "row"]

_ITEM = re.compile(
    r"^(?:[-•*·]\s+)?(?P<number>\d{1,2})[.)]\s+(?P<text>.+)$|^[-•·]\s+(?P<bullet>.+)$|^\*\s+(?P<star>.+)$"
)
_CLOSERS = "\"”’')]*_"
_NOTE_MARK = re.compile(r"\s*\[\d{1,2}\]$")
_NOTE = re.compile(r"^\[\d{1,2}\]\s")
_LINKED_LINE = re.compile(r"^\[.+\]\([^)\s]*\)[^.]{0,80}$")
_OPEN_ENDS = re.compile(r"(?:,|\b(?:a|an|and|as|at|by|for|from|in|of|on|or|that|the|to|under|which|with))$", re.I)
_DATED_END = re.compile(r"\([^()]*\b\d{4}\)(?:\s*\*?\([^()]+\)\*?)?[;,]?$")
_MOST_LINES = 100  # no page break cuts a paragraph more often
_LONG = 90  # a line shorter than this, without a full stop, may be a subheading and not a sentence cut in two
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufeff\u200b]")


@dataclass(frozen=True, slots=True)
class Piece:
    """One heading, paragraph, list entry or table row, with the 1-based source lines that it stands on."""

    kind: Kind
    text: str
    lines: tuple[int, ...]
    number: int = 0  # of a numbered list entry
    leads_to: Heading | None = None  # of a heading

    @property
    def line(self) -> int:
        return self.lines[0]

    @property
    def cells(self) -> list[str]:
        return [cell.strip() for cell in self.text.split("\t")]


def outline(source: str) -> tuple[list[Piece], Ledger]:
    """Cut a page's text into pieces; furniture and blank lines are counted in the ledger and left out."""
    lines = source.split("\n")
    ledger = Ledger(total=len(lines))
    pieces: list[Piece] = []
    for piece in _read(lines, ledger):
        if pieces and goes_on(pieces[-1], piece):
            pieces.append(_joined(pieces.pop(), piece))
        else:
            pieces.append(piece)
    return pieces, ledger


def _joined(before: Piece, rest: Piece) -> Piece:
    return Piece(before.kind, f"{before.text} {rest.text}", before.lines + rest.lines, before.number)


def _read(lines: list[str], ledger: Ledger) -> Iterator[Piece]:
    for at, raw in enumerate(lines, 1):
        line = _CONTROL.sub("", raw).replace("\xa0", " ").strip(" \r")
        if not line.strip():
            ledger.blank.add(at)
        elif is_furniture(line.strip()):
            ledger.furniture.add(at)
        else:
            yield _piece(line, at)


def _piece(line: str, at: int) -> Piece:
    if leads_to := heading(line.strip()):
        return Piece("heading", line.strip(), (at,), leads_to=leads_to)
    if "\t" in line.strip():
        return Piece("row", line, (at,))
    if entry := _ITEM.match(line):
        text = entry["text"] or entry["bullet"] or entry["star"]
        inner = re.match(r"(\d{1,2})\)\s+(.+)", text)  # "- 1) …"
        if inner:
            return Piece("item", inner[2], (at,), int(inner[1]))
        return Piece("item", text, (at,), int(entry["number"] or 0))
    return Piece("text", line.strip(), (at,))


def is_finished(text: str) -> bool:
    """Say whether a text ends as a sentence or clause ends, quotation marks, brackets and note marks aside."""
    bare = _NOTE_MARK.sub("", text[-60:]).rstrip(_CLOSERS)
    return bare.endswith((".", "!", "?", ":", ";", "…"))


def is_cut_off(text: str) -> bool:
    """Say whether a text ends on a word that nothing ends on: `of the Republic of`."""
    return bool(_OPEN_ENDS.search(text[-60:]))


def goes_on(before: Piece, piece: Piece) -> bool:
    """Say whether `piece` is the rest of a paragraph, list entry or title that a page break cut in two."""
    if piece.kind != "text" or before.kind not in ("text", "item") or len(before.lines) >= _MOST_LINES:
        return False
    if TITLE.match(before.text) or UPDATED.match(before.text) or ADDRESS.match(before.text):
        return False
    if _has_open_link(before.text) and "](" in piece.text:
        return True
    if is_finished(before.text) or _stands_alone(piece.text):
        return False
    if piece.text[:1].islower() or is_cut_off(before.text):
        return True
    return len(before.text) >= _LONG and not (_LINKED_LINE.match(before.text) or _DATED_END.search(before.text[-120:]))


def _stands_alone(text: str) -> bool:
    """Say whether a line cannot be the rest of another: a note, a headline or law, an address."""
    return bool(ADDRESS.match(text) or _NOTE.match(text) or _LINKED_LINE.match(text))


def _has_open_link(text: str) -> bool:
    """Say whether a link's words begin and do not end: `[Law on Public`."""
    if not text.startswith("["):
        return False
    bare = re.sub(r"\\[\[\]]", "", text)
    return bare.count("[") > bare.count("]")
