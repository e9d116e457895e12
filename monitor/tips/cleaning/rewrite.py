"""Read a part of an office document as XML and write it again, without what gives somebody away.

Without a tree: a part may be large.  Names are compared without their prefix, which anybody may choose.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import IO, NamedTuple
from xml.parsers import expat  # nosec B406  # a DTD, and so every entity, is refused below

from .kinds import RefusedFileError

type Watch = Callable[[str, dict[str, str]], None]
type Read = Callable[[str, str], None]

DEEPEST = 500
CHUNK = 1 << 16
DAMAGED = "The document is damaged. Open it, save it anew and send that."
DTD = "The document defines XML entities, which no office program writes. Save it anew and send that."


class Rules(NamedTuple):
    """What goes.  An attribute's new value is words, or None: it goes."""

    elements: frozenset[str] = frozenset()
    inside: Mapping[str, frozenset[str]] = {}  # of this parent, these children
    everywhere: Mapping[str, str | None] = {}
    of_element: Mapping[str, Mapping[str, str | None]] = {}
    texts: Mapping[str, str] = {}
    watched: frozenset[str] = frozenset()
    change: Callable[[str, str, str], str] | None = None  # (element, attribute, value) -> value


def rewrite(part: IO[bytes], write: Callable[[bytes], object], rules: Rules, watch: Watch, read: Read) -> None:
    """Write a part without what the rules drop.

    `watch(element, attributes)` is told of watched elements as they stood, also of dropped ones; `read(element, text)`
    of their text.
    """
    writer = _Writer(write, rules, watch, read)
    parser = expat.ParserCreate()
    parser.ordered_attributes = True
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = writer.refuse
    parser.StartElementHandler = writer.start
    parser.EndElementHandler = writer.end
    parser.CharacterDataHandler = writer.text
    try:
        while chunk := part.read(CHUNK):
            parser.Parse(chunk, False)
            writer.flush()
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError, LookupError):
        raise RefusedFileError(DAMAGED) from None
    writer.flush()


class _Writer:
    """Writes what it is told of, except what goes."""

    def __init__(self, write: Callable[[bytes], object], rules: Rules, watch: Watch, read: Read) -> None:
        self.write, self.rules, self.watch, self.read = write, rules, watch, read
        self.words = ['<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n']
        self.open: list[str] = []
        self.dropped_at = 0  # how deep the outermost dropped element lies

    def refuse(self, *_: object) -> None:
        raise RefusedFileError(DTD)

    def start(self, name: str, attributes: list[str]) -> None:
        rules, element = self.rules, name.rpartition(":")[2]
        self.open.append(element)
        if len(self.open) > DEEPEST:
            raise RefusedFileError(DAMAGED)
        if element in rules.watched:
            self.watch(element, {one.rpartition(":")[2]: two for one, two in _pairs(attributes)})
        if self.dropped_at:
            return
        parent = self.open[-2] if len(self.open) > 1 else ""
        if element in rules.elements or (parent in rules.inside and element in rules.inside[parent]):
            self.dropped_at = len(self.open)
            return
        self.words.append(f"<{name}{self._attributes(element, attributes)}>" if attributes else f"<{name}>")

    def _attributes(self, element: str, attributes: list[str]) -> str:
        everywhere, of_element, change = self.rules.everywhere, self.rules.of_element.get(element), self.rules.change
        words = []
        for name, value in _pairs(attributes):
            local = name.rpartition(":")[2]
            new: str | None = value
            if of_element and local in of_element:
                new = of_element[local]
            elif local in everywhere and not name.startswith("xmlns"):
                new = everywhere[local]
            elif change:
                new = change(element, local, value)
            if new is not None:
                words.append(f' {name}="{_escaped_value(new)}"')
        return "".join(words)

    def end(self, name: str) -> None:
        element = self.open.pop()
        if self.dropped_at:
            if len(self.open) < self.dropped_at:
                self.dropped_at = 0
            return
        if element in self.rules.texts:
            self.words.append(_escaped(self.rules.texts[element]))
        self.words.append(f"</{name}>")

    def text(self, words: str) -> None:
        element = self.open[-1]
        if element in self.rules.watched:
            self.read(element, words)
        if not self.dropped_at and element not in self.rules.texts:
            self.words.append(_escaped(words))

    def flush(self) -> None:
        self.write("".join(self.words).encode())
        self.words = []


def _pairs(attributes: list[str]) -> Iterator[tuple[str, str]]:
    return zip(attributes[::2], attributes[1::2], strict=True)


def _escaped(words: str) -> str:
    if "&" in words or "<" in words or ">" in words or "\r" in words:
        return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")
    return words


def _escaped_value(words: str) -> str:
    words = _escaped(words)
    if '"' in words or "\n" in words or "\t" in words:
        return words.replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")
    return words
