"""A change field by field, as HTML that marks the words that differ: in one text, and side by side."""

import html
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from countries.inline_diff import inline, text_lines
from countries.word_diff import side_by_side

from .blocks import text_of
from .changes import COUNTRY, Change, title_of
from .document import Document, records
from .links import links_in

_HTML = {("sections", "body"), ("glance", "value"), ("initiatives", "body"), ("reports", "value")}
_LABELS = {
    "as_of": "as of",
    "date_end": "end of the range",
    "events": "steps",
    "iso2": "ISO code",
    "original_title": "original title",
    "replaced_by": "replaced by",
    "url": "address",
    "value": "text",
}
_NOT_SHOWN = ("id", "blocks", "links", "precision", "last_checked")
Texts = dict[str, str]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field's two values; `marked` has both in one text, `then` and `now` are the same side by side (all HTML).

    `said` tells what no word shows: that only markup differs.
    """

    name: str
    marked: str
    then: str
    now: str
    said: str = ""


class Fields:
    """Knows two pages, and tells what any of the changes between them changed."""

    def __init__(self, before: Document | None, after: Document) -> None:
        self.before = _by_id(before)
        self.after = _by_id(after)
        self.titles = {record_id: title_of(record) for record_id, record in {**self.before, **self.after}.items()
                       if record_id != COUNTRY}  # fmt: skip

    def of(self, change: Change) -> list[FieldChange]:
        """Return what changed in one record; a new or removed one is shown with all that it says."""
        if change.what == "moved":
            return []
        record_id = change.record_id or COUNTRY
        old = self.before.get(record_id, {}) if change.what != "new" else {}
        new = self.after.get(record_id, {}) if change.what != "removed" else {}
        names = change.fields if old and new else [name for name in {**old, **new} if name not in _NOT_SHOWN]
        return [field for name in names for field in self._field(change.kind, name, old, new)]

    def _field(self, kind: str, name: str, old: dict[str, Any], new: dict[str, Any]) -> Iterator[FieldChange]:
        then, now = self._html(kind, name, old.get(name)), self._html(kind, name, new.get(name))
        if then == now:
            return
        left, right = side_by_side(then, now)
        marked = inline(then, now)
        same_words = text_of(then) == text_of(now)
        links = _links(then), _links(now)
        if not same_words or links[0] == links[1]:
            yield FieldChange(_label(name), marked, left, right, "Only the markup differs." if same_words else "")
        if links[0] != links[1] and old and new:
            pair = text_lines(*links[0]), text_lines(*links[1])
            yield FieldChange(f"links in the {_label(name)}", inline(*pair), *side_by_side(*pair))

    def _html(self, kind: str, name: str, value: Any) -> str:
        if (kind, name) in _HTML:
            return str(value or "")
        return text_lines(*self._lines(name, value))

    def _lines(self, name: str, value: Any) -> list[str]:
        """Return a plain value in words, a line each."""
        if value is None or value in ("", []):
            return []
        if isinstance(value, bool):
            return ["Yes" if value else "No"]
        if name == "replaced_by":
            return [self.titles.get(value, "a law that is not on this page")]
        if name == "treaty":
            return [f"{value['name']} ({value['abbr']})" if value["abbr"] else value["name"]]
        if name == "events":
            return [_step(step) for step in value]
        return [str(one) for one in value] if isinstance(value, list) else str(value).splitlines()


def _step(step: dict[str, Any]) -> str:
    note = f". {step['note']}" if step["note"] else ""
    return f"{step['date'] or 'Undated'}: {step['stage'].replace('-', ' ')}{note}"


def _links(fragment: str) -> list[str]:
    return [f"{link['text']} → {html.unescape(link['url'])}" for link in links_in(fragment)]


def _label(name: str) -> str:
    return _LABELS.get(name, name.replace("_", " "))


def _by_id(document: Document | None) -> dict[str, dict[str, Any]]:
    if document is None:
        return {}
    known = {str(record["id"]): record for _, record in records(document)}
    return {**known, COUNTRY: dict(document["country"])}
