"""A footnote's mark without its note, and a note without its mark."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from ..document import Document
from .finding import ERROR, Around, Finding, found
from .finding import around as words_around
from .passages import Passage, passages

_MARK = re.compile(r"\[([0-9]{1,3})\]")


def footnote(document: Document, around: Around) -> Iterator[Finding]:
    """Report marks and notes that the page still shows as `[1]` and that have no counterpart in their record."""
    for _, record in groupby(passages(document), key=lambda passage: (passage.kind, passage.record_id, passage.title)):
        yield from _in_record([*record])


def _in_record(texts: Iterable[Passage]) -> Iterator[Finding]:
    marks: dict[str, tuple[Passage, str]] = {}
    notes: dict[str, tuple[Passage, str]] = {}
    for passage in texts:
        if passage.part == "note" and not passage.text:
            yield found(
                "footnote", ERROR, passage.place("(empty note)"), "A footnote has no words. Write or remove it."
            )
        for mark in _MARK.finditer(passage.text):
            if mark.start() == 0 and passage.text != mark[0]:
                notes.setdefault(mark[1], (passage, passage.text))
            elif mark[1] not in marks:
                marks[mark[1]] = passage, words_around(passage.text, mark.start(), mark.end())
    for number in sorted(marks.keys() - notes.keys()):
        passage, words = marks[number]
        says = f"The mark [{number}] has no note. Write the note, or take the mark out."
        yield found("footnote", ERROR, passage.place(words), says)
    for number in sorted(notes.keys() - marks.keys()):
        passage, words = notes[number]
        says = f"The note [{number}] has no mark in the text. Set the mark where it belongs, or take the note out."
        yield found("footnote", ERROR, passage.place(words), says)
