"""Pieces → the HTML of a section: paragraphs, subheadings, lists, tables, footnotes.  Pure: no Django."""

import re
from itertools import groupby

from .inline import to_html
from .ledger import Ledger
from .outline import Piece

_SUBHEADING_LENGTH = 90
_NOT_A_SUBHEADING = re.compile(r"[.,;:!?…\"”\]]\)?$|\]\(|^[a-z(“\"]")
_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.S)
_NOTE = re.compile(r"<p>\s*\[(\d{1,2})\]\s*(.*?)</p>", re.S)
_MARK = re.compile(r"(?<!^)(?<!<p>)\s?\[(\d{1,2})\]")


class Missing(list[tuple[str, int]]):
    """Words of links to be supplied, each with its source line."""


def is_subheading(piece: Piece, after: Piece | None) -> bool:
    """Say whether a short line without a full stop heads the text that follows it."""
    return (
        piece.kind == "text"
        and after is not None
        and after.kind in ("text", "item")
        and len(piece.lines) == 1
        and len(piece.text) <= _SUBHEADING_LENGTH
        and not _NOT_A_SUBHEADING.search(piece.text)
    )


def body_of(pieces: list[Piece], ledger: Ledger, missing: Missing) -> str:
    """Return the clean HTML of a section; its lines count as placed."""
    out: list[str] = []
    followers: list[Piece | None] = [*pieces[1:], None]
    heads = {piece.line for piece, after in zip(pieces, followers, strict=True) if is_subheading(piece, after)}
    for kind, run in groupby(pieces, key=lambda piece: _group(piece, heads)):
        out.append(_html(kind, list(run), ledger, missing))
    return footnotes("".join(out), pieces[0].line if pieces else 0, ledger)


def _group(piece: Piece, heads: set[int]) -> str:
    if piece.kind == "item":
        return "ol" if piece.number else "ul"
    return "h4" if piece.line in heads else {"row": "table"}.get(piece.kind, "p")


def _html(kind: str, run: list[Piece], ledger: Ledger, missing: Missing) -> str:
    if kind == "table":
        rows = ("".join(f"<td>{_line(cell, piece, ledger, missing)}</td>" for cell in piece.cells) for piece in run)
        return "<table><tbody>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</tbody></table>"
    lines = [_line(piece.text, piece, ledger, missing) for piece in run]
    if kind in ("h4", "p"):
        return "".join(line if line.startswith("<p>") else f"<{kind}>{line}</{kind}>" for line in lines)
    entries = "".join(f"<li>{line}</li>" for line in lines)
    start = f' start="{run[0].number}"' if run[0].number > 1 else ""
    return f"<{kind}{start}>{entries}</{kind}>"


def _line(text: str, piece: Piece, ledger: Ledger, missing: Missing) -> str:
    inline = to_html(text)
    ledger.place(piece.lines)
    missing.extend((words, piece.line) for words in inline.missing)
    if inline.dirty:
        ledger.remark(piece.line, "markup-removed", text, "Markup that could run or load something was taken out.")
    return inline.html


def paragraphs(text: str, piece: Piece, ledger: Ledger, missing: Missing) -> str:
    """Return a table cell as paragraphs, its footnotes in place."""
    clean = _line(text, piece, ledger, missing)
    inner = [part.strip() for part in _PARAGRAPH.findall(clean)] or [clean]
    return footnotes("".join(f"<p>{part}</p>" for part in inner if part), piece.line, ledger)


def footnotes(body: str, line: int, ledger: Ledger) -> str:
    """Move each note to its mark, as `<small class="fn">`; a mark or a note that stands alone is left and remarked."""
    notes = {number: note.strip() for number, note in _NOTE.findall(body)}
    text = _NOTE.sub("", body)
    used: set[str] = set()

    def place(mark: re.Match[str]) -> str:
        number = mark[1]
        if number not in notes or number in used:
            ledger.remark(line, "mark-without-note", mark[0].strip(), "This note mark has no note in its section.")
            return mark[0]
        used.add(number)
        return f'<small class="fn">{notes[number]}</small>'

    text = _MARK.sub(place, text)
    for number, note in notes.items():
        if number not in used:
            ledger.remark(line, "note-without-mark", f"[{number}]", "This note has no mark in its section.")
            text += f"<p>[{number}] {note}</p>"
    return text
