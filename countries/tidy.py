"""One way of writing HTML: what says the same is written the same, whoever typed it and in what editor.

It reads what the sanitiser has let through, and what it writes is what the sanitiser would write.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby, takewhile
from typing import NamedTuple

# From outside to inside; a note or a quotation is never cut in two by a mark that crosses it.
_MARKS = ("fn", "q", "cite", "small", "span", "a", "strong", "em", "sub", "sup")
_SAME = {"b": "strong", "i": "em"}
_HOLDS_WORDS = {"": "p", "blockquote": "p", "li": "p", "td": "p", "th": "p", "ul": "li", "ol": "li"}
_OF_ONE_PARAGRAPH = {"li", "td", "th"}  # where a single paragraph needs no tag
_LISTS = {"ul", "ol"}
_LINES = {"p", "h4", "h5"}
_NOTHING_IF_EMPTY = {"p", "h4", "h5", "blockquote", "ul", "ol", "table", "caption"}
_SAYS_NOTHING = {'colspan="1"', 'rowspan="1"', 'start="1"', 'type="1"'}

_TAG = re.compile(r'<(/?)([a-z][a-z0-9]*)((?:[^"<>]|"[^"]*")*)>')
_ATTRIBUTE = re.compile(r'[a-z-]+="[^"]*"')
_SPACES = re.compile(r"(?:[ \t\n\r\f]|&nbsp;)+")
_LEADING = re.compile(r"^(?: |&nbsp;)+")
_TRAILING = re.compile(r"(?: |&nbsp;)+$")
_BREAK = "<br>"


class _Mark(NamedTuple):
    kind: str
    opening: str
    number: int  # two notes side by side are two

    @property
    def closing(self) -> str:
        return f"</{'small' if self.kind == 'fn' else self.kind}>"


class _Words(NamedTuple):
    text: str
    marks: tuple[_Mark, ...] = ()


@dataclass
class _Block:
    tag: str = ""
    attributes: str = ""
    children: list["_Block | _Words"] = field(default_factory=list)


class _Piece(NamedTuple):
    """A finished part of a block; the tag of a run of words is empty."""

    tag: str
    attributes: str
    inside: str

    def __str__(self) -> str:
        if self.tag == "hr":
            return "<hr>"
        return f"<{self.tag}{self.attributes}>{self.inside}</{self.tag}>" if self.tag else self.inside


def tidy(html: str) -> str:
    """Write sanitised `html` in the one way."""
    return _inside(_read(html.replace("\xa0", "&nbsp;")))


def _read(html: str) -> _Block:
    blocks = [_Block()]
    marks: list[_Mark] = []
    at = 0
    for found in _TAG.finditer(html):
        _add_words(blocks[-1], html[at : found.start()], marks)
        at = found.end()
        closing, tag, attributes = found[1], _SAME.get(found[2], found[2]), _attributes(found[3])
        kind = "fn" if tag == "small" and "class=" in attributes else tag
        if tag == "br":
            _add_words(blocks[-1], _BREAK, marks)
        elif tag == "hr":
            blocks[-1].children.append(_Block("hr"))
        elif kind in _MARKS:
            if closing:
                _close(marks, tag)
            else:
                marks.append(_Mark(kind, f"<{tag}{attributes}>", at if kind in ("fn", "q") else 0))
        elif not closing:
            block = _Block(tag, attributes)
            blocks[-1].children.append(block)
            blocks.append(block)
        elif len(blocks) > 1:
            blocks.pop()
    _add_words(blocks[-1], html[at:], marks)
    return blocks[0]


def _attributes(raw: str) -> str:
    kept = sorted(set(_ATTRIBUTE.findall(raw)) - _SAYS_NOTHING)
    return "".join(f" {one}" for one in kept)


def _add_words(block: _Block, text: str, marks: list[_Mark]) -> None:
    if text:
        innermost = {mark.kind: mark for mark in marks if mark.opening != "<span>"}
        ranked = sorted(innermost.values(), key=lambda mark: _MARKS.index(mark.kind))
        block.children.append(_Words(text, tuple(ranked)))


def _close(marks: list[_Mark], tag: str) -> None:
    for index in reversed(range(len(marks))):
        if marks[index].closing == f"</{tag}>":
            del marks[index]
            return


def _inside(block: _Block) -> str:
    if block.tag == "table":
        return _table(block)
    pieces = [piece for piece in _pieces(block) if piece.inside or piece.tag not in {"", *_NOTHING_IF_EMPTY}]
    if holder := _HOLDS_WORDS.get(block.tag):
        pieces = [piece if piece.tag else piece._replace(tag=holder) for piece in pieces]
    if block.tag in _LISTS:
        pieces = _in_items(pieces)
    if block.tag in _OF_ONE_PARAGRAPH and [piece for piece in pieces if piece.tag not in _LISTS] == pieces[:1]:
        pieces[:1] = [piece._replace(tag="") if piece[:2] == ("p", "") else piece for piece in pieces[:1]]
    return "".join(map(str, pieces))


def _in_items(pieces: list[_Piece]) -> list[_Piece]:
    """A list that stands between the items of a list belongs to the item before it."""
    out: list[_Piece] = []
    for piece in pieces:
        if piece.tag in _LISTS and out and out[-1].tag == "li":
            out[-1] = out[-1]._replace(inside=f"{out[-1].inside}{piece}")
        else:
            out.append(piece)
    return out


def _pieces(block: _Block) -> Iterator[_Piece]:
    for kind, group in groupby(block.children, type):
        if kind is _Words:
            yield _Piece("", "", _line([words for words in group if isinstance(words, _Words)]))
        else:
            for child in group:
                yield from _line_and_blocks(child) if isinstance(child, _Block) else ()


def _line_and_blocks(block: _Block) -> Iterator[_Piece]:
    """A paragraph or heading holds words alone: a block in it stands after them."""
    if block.tag in _LINES and any(isinstance(child, _Block) for child in block.children):
        for piece in _pieces(block):
            yield piece if piece.tag else _Piece(block.tag, block.attributes, piece.inside)
    else:
        yield _piece(block)


def _piece(block: _Block) -> _Piece:
    return _Piece(block.tag, block.attributes, _inside(block))


def _table(table: _Block) -> str:
    """Caption, then rows: those of headers alone, above all others, are the head."""
    caption = [_piece(block) for block in _below(table, "caption")]
    rows = list(_below(table, "tr"))
    head = list(takewhile(lambda row: all(cell.tag == "th" for cell in _below(row, "th", "td")), rows))
    if len(head) == len(rows):
        head = []
    parts = [("thead", head), ("tbody", rows[len(head) :])]
    written = [_Piece(tag, "", "".join(str(_piece(row)) for row in part)) for tag, part in parts if part]
    return "".join(str(piece) for piece in [*caption, *written] if piece.inside)


def _below(block: _Block, *tags: str) -> Iterator[_Block]:
    for child in block.children:
        if isinstance(child, _Block) and child.tag in tags:
            yield child
        elif isinstance(child, _Block) and child.tag in ("thead", "tbody"):
            yield from _below(child, *tags)


def _line(line: list[_Words]) -> str:
    out = ""
    open_marks: tuple[_Mark, ...] = ()
    for words in _spaced(line):
        kept = len(list(takewhile(lambda pair: pair[0] == pair[1], zip(open_marks, words.marks, strict=False))))
        out += "".join(mark.closing for mark in reversed(open_marks[kept:]))
        out += "".join(mark.opening for mark in words.marks[kept:]) + words.text
        open_marks = words.marks
    return out + "".join(mark.closing for mark in reversed(open_marks))


def _spaced(line: list[_Words]) -> list[_Words]:
    """One space between words, none at the ends of a line."""
    out: list[_Words] = []
    for (marks, is_break), group in groupby(line, lambda words: (words.marks, words.text == _BREAK)):
        if is_break:
            _trim(out)
            out.extend(group)
            continue
        text = _SPACES.sub(_one_space, "".join(words.text for words in group))
        if not out or out[-1].text == _BREAK:
            text = _LEADING.sub("", text)
        elif out[-1].text.endswith(" "):
            text = text.removeprefix(" ")
        if text:
            out.append(_Words(text, marks))
    _trim(out)
    while out and out[-1].text == _BREAK:
        out.pop()
        _trim(out)
    return out


def _one_space(found: re.Match[str]) -> str:
    """A space that holds two words together stays; a row of them is a space."""
    return "&nbsp;" if found[0] == "&nbsp;" else " "


def _trim(out: list[_Words]) -> None:
    while out and out[-1].text != _BREAK:
        text = _TRAILING.sub("", out[-1].text)
        if text:
            out[-1] = out[-1]._replace(text=text)
            return
        out.pop()
