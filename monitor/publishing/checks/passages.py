"""The texts of a page as an editor reads them: passage by passage, notes apart from the lines that they are for."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..changes import title_of
from ..document import Document, records
from .finding import Also, id_of, quoted

_HTML = {"sections": "body", "glance": "value", "initiatives": "body", "reports": "value"}
_PLAIN = {"laws": "note", "ratifications": "note", "news": "summary", "key_facts": "value", "members": "note"}
_INLINE = {"a", "em", "strong", "i", "b", "sub", "sup", "span", "q", "cite", "small"}
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)\b([^<>]*)>")
_SENTENCE_END = re.compile(r"[.!?][\"”’)]{0,2} (?=[\"“‘]?[A-Z0-9])")
_SHORTENED = (
    "No.",
    "Art.",
    "Arts.",
    "Dr.",
    "Mr.",
    "Ms.",
    "U.S.",
    "Jan.",
    "Feb.",
    "Aug.",
    "Sept.",
    "Oct.",
    "Nov.",
    "Dec.",
)


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, heading, list entry, table cell, or note, as plain words with single spaces."""

    kind: str
    record_id: str
    title: str
    topic: str
    text: str
    part: str = "text"
    """One of text, heading, note."""

    def place(self, words: str) -> Also:
        return self.kind, self.record_id, self.title, quoted(words)


def passages(document: Document) -> Iterator[Passage]:
    """Yield every passage of the page, in page order; a note follows the passage that has its mark."""
    for kind, record in records(document):
        name, topic = title_of(record), str(record.get("topic") or "")
        if kind in _HTML:
            for text, part in pieces(record[_HTML[kind]] or ""):
                yield Passage(kind, id_of(record), name, topic, text, part)
        elif kind in _PLAIN and (text := " ".join((record[_PLAIN[kind]] or "").split())):
            yield Passage(kind, id_of(record), name, topic, text)


def pieces(body: str) -> Iterator[tuple[str, str]]:
    """Yield the passages of an HTML body with what they are: text, heading, note."""
    reader = _Reader()
    last = 0
    for tag in _TAG.finditer(body):
        reader.text(body[last : tag.start()])
        yield from reader.tag(tag[2], opens=not tag[1], attributes=tag[3])
        last = tag.end()
    reader.text(body[last:])
    yield from reader.end()


class _Reader:
    """Gathers the words of one passage, and beside them its notes."""

    def __init__(self) -> None:
        self._words: list[str] = []
        self._notes: list[list[str]] = []
        self._in_note = False
        self._heading = False

    def text(self, words: str) -> None:
        if words:
            (self._notes[-1] if self._in_note else self._words).append(words)

    def tag(self, name: str, *, opens: bool, attributes: str) -> Iterator[tuple[str, str]]:
        if name == "small":
            self._in_note = opens and 'class="fn"' in attributes
            if self._in_note:
                self._notes.append([])
        elif name not in _INLINE:
            yield from self.end()
            self._heading = opens and name in ("h4", "h5")

    def end(self) -> Iterator[tuple[str, str]]:
        words, notes = _plain(self._words), [_plain(note) for note in self._notes]
        if words:
            yield words, "heading" if self._heading else "text"
        yield from ((note, "note") for note in notes)
        self._words, self._notes, self._in_note = [], [], False


def _plain(words: list[str]) -> str:
    return " ".join(html.unescape("".join(words)).split())


def sentences(text: str) -> Iterator[str]:
    """Yield the sentences of a passage; one cut too few does less harm than one too many."""
    begin = 0
    for end in _SENTENCE_END.finditer(text):
        if not text[max(begin, end.start() - 6) : end.start() + 1].endswith(_SHORTENED):
            yield text[begin : end.end() - 1]
            begin = end.end()
    if begin < len(text):
        yield text[begin:]
