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
MOST_NAMES = 1000
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
    changed: frozenset[str] = frozenset()  # attributes whose value is given to `change`
    change: Callable[[str, str, str], str] = lambda _element, _attribute, value: value


class _Plan(NamedTuple):
    """What the rules mean for elements of one name, worked out once: a sheet has millions."""

    element: str
    dropped: bool
    dropped_inside: frozenset[str]
    watched: bool
    text: str | None
    attributes: dict[str, "str | bool | None"]  # by full name: a new value, None: it goes, True: kept, False: changed


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
        self.plans: dict[str, _Plan] = {}
        self.open: list[_Plan] = []
        self.dropped_at = 0  # how deep the outermost dropped element lies

    def refuse(self, *_: object) -> None:
        raise RefusedFileError(DTD)

    def start(self, name: str, attributes: list[str]) -> None:
        plan = self.plans.get(name) or self._plan(name)
        parent = self.open[-1] if self.open else None
        self.open.append(plan)
        if len(self.open) > DEEPEST:
            raise RefusedFileError(DAMAGED)
        if plan.watched:
            self.watch(plan.element, {one.rpartition(":")[2]: two for one, two in _pairs(attributes)})
        if self.dropped_at:
            return
        if plan.dropped or (parent and plan.element in parent.dropped_inside):
            self.dropped_at = len(self.open)
            return
        self.words.append(f"<{name}{self._attributes(plan, attributes)}>" if attributes else f"<{name}>")

    def _plan(self, name: str) -> _Plan:
        rules, element = self.rules, name.rpartition(":")[2]
        dropped_inside, text = rules.inside.get(element, frozenset()), rules.texts.get(element)
        plan = _Plan(element, element in rules.elements, dropped_inside, element in rules.watched, text, {})
        if len(self.plans) < MOST_NAMES:
            self.plans[name] = plan
        return plan

    def _attributes(self, plan: _Plan, attributes: list[str]) -> str:
        words = []
        for name, value in _pairs(attributes):
            new = plan.attributes[name] if name in plan.attributes else self._attribute(plan, name)
            if new is True:
                words.append(f' {name}="{value if value.isalnum() else _escaped_value(value)}"')
            elif new is False:
                words.append(f' {name}="{_escaped_value(self.rules.change(plan.element, _local(name), value))}"')
            elif new is not None:
                words.append(f' {name}="{_escaped_value(new)}"')
        return "".join(words)

    def _attribute(self, plan: _Plan, name: str) -> "str | bool | None":
        local, of_element = _local(name), self.rules.of_element.get(plan.element, {})
        new: str | bool | None = local not in self.rules.changed
        if not name.startswith("xmlns"):
            new = of_element.get(local, self.rules.everywhere.get(local, new))
        if len(plan.attributes) < MOST_NAMES:
            plan.attributes[name] = new
        return new

    def end(self, name: str) -> None:
        plan = self.open.pop()
        if self.dropped_at:
            if len(self.open) < self.dropped_at:
                self.dropped_at = 0
            return
        if plan.text is not None:
            self.words.append(_escaped(plan.text))
        self.words.append(f"</{name}>")

    def text(self, words: str) -> None:
        plan = self.open[-1]
        if plan.watched:
            self.read(plan.element, words)
        if not self.dropped_at and plan.text is None:
            self.words.append(words if words.isalnum() else _escaped(words))

    def flush(self) -> None:
        self.write("".join(self.words).encode())
        self.words = []


def _local(name: str) -> str:
    return name.rpartition(":")[2]


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
