"""Pieces → the HTML of a section: paragraphs, subheadings, lists, tables, footnotes.  Pure: no Django."""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from .inline import Wanted, clean, to_html
from .ledger import Ledger
from .outline import Piece

_SUBHEADING_LENGTH = 90
_NOT_A_SUBHEADING = re.compile(r"[.,;:!?…\"”\]]\)?$|\]\(|^[a-z(“\"]")
_BLOCK = re.compile(r"(<(p|ul|ol|table|blockquote|h4|h5)\b[^>]*>.*?</\2>|<hr>)", re.S)
_NOTE = re.compile(r"<p>\s*\[(\d{1,2})\]\s*(.*?)</p>", re.S)
_MARK = re.compile(r"(<[^>]*>)|(?<!^)(?<!<p>)\s?\[(\d{1,2})\]")


class Missing(list[tuple[Wanted, int]]):
    """Links to be supplied, each with its source line."""


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


def subheadings(pieces: list[Piece]) -> list[int]:
    """Return the places of the pieces that head what follows them."""
    followers = [*pieces[1:], None]
    return [at for at, (piece, after) in enumerate(zip(pieces, followers, strict=False)) if is_subheading(piece, after)]


def body_of(pieces: list[Piece], ledger: Ledger, missing: Missing) -> str:
    """Return the clean HTML of a section; its lines count as placed."""
    heads = {pieces[at].line for at in subheadings(pieces)}
    out = [_html(kind, run, ledger, missing) for kind, run in _runs(pieces, heads)]
    return clean(footnotes("".join(out), pieces[0].line if pieces else 0, ledger))


def _runs(pieces: list[Piece], heads: set[int]) -> Iterator[tuple[str, list[Piece]]]:
    """Yield (tag, pieces) for what stands together: a list whose numbers go on, a table, or paragraphs."""
    run: list[Piece] = []
    tag = ""
    for piece in pieces:
        its_tag = _tag(piece, heads)
        goes_on = its_tag == tag and (tag != "ol" or piece.number == run[-1].number + 1)
        if run and not goes_on:
            yield tag, run
            run = []
        tag = its_tag
        run.append(piece)
    if run:
        yield tag, run


def _tag(piece: Piece, heads: set[int]) -> str:
    if piece.kind == "item":
        return "ol" if piece.number else "ul"
    return "h4" if piece.line in heads else {"row": "table"}.get(piece.kind, "p")


def _html(tag: str, run: list[Piece], ledger: Ledger, missing: Missing) -> str:
    if tag == "table":
        rows = ("".join(f"<td>{_line(cell, piece, ledger, missing)}</td>" for cell in piece.cells) for piece in run)
        return "<table><tbody>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</tbody></table>"
    lines = [_line(piece.text, piece, ledger, missing) for piece in run]
    if tag in ("h4", "p"):
        return "".join(_in_blocks(line, tag) for line in lines)
    entries = "".join(f"<li>{line}</li>" for line in lines)
    start = f' start="{run[0].number}"' if run[0].number > 1 else ""
    return f"<{tag}{start}>{entries}</{tag}>"


def _in_blocks(line: str, tag: str = "p") -> str:
    """Wrap a line in `tag`; where it has blocks of its own, wrap what stands between them."""
    blocks = [match.span() for match in _BLOCK.finditer(line)]
    edges = [0, *(edge for span in blocks for edge in span), len(line)]
    out = []
    for start, end in pairwise(edges):
        part = line[start:end].strip()
        if part:
            out.append(part if (start, end) in blocks else f"<{tag}>{part}</{tag}>")
    return "".join(out)


def _line(text: str, piece: Piece, ledger: Ledger, missing: Missing) -> str:
    inline = to_html(text)
    ledger.place(piece.lines)
    missing.extend((wanted, piece.line) for wanted in inline.missing)
    if inline.dirty:
        ledger.remark(piece.line, "markup-removed", text, "Markup that could run or load something was taken out.")
    return inline.html


def paragraphs(text: str, piece: Piece, ledger: Ledger, missing: Missing) -> str:
    """Return a table cell as paragraphs, its footnotes in place."""
    return clean(footnotes(_in_blocks(_line(text, piece, ledger, missing)), piece.line, ledger))


def footnotes(body: str, line: int, ledger: Ledger) -> str:
    """Move each note to its mark, as `<small class="fn">`; a mark or a note that stands alone is left and remarked."""
    notes: dict[str, list[str]] = defaultdict(list)
    for number, note in _NOTE.findall(body):
        notes[number].append(note.strip())

    def place(found: re.Match[str]) -> str:
        tag, number = found[1], found[2]
        if tag:
            return found[0]
        if not notes[number]:
            ledger.remark(line, "mark-without-note", found[0].strip(), "This note mark has no note in its section.")
            return found[0]
        return f'<small class="fn">{notes[number].pop(0)}</small>'

    text = _MARK.sub(place, _NOTE.sub("", body))
    for number, unused in notes.items():
        for note in unused:
            ledger.remark(line, "note-without-mark", f"[{number}]", "This note has no mark in its section.")
            text += f"<p>[{number}] {note}</p>"
    return text
