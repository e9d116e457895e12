"""What one Document changed in another, record by record.

The desk shows it before publishing; fields and words follow where readers ask for them.
"""

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from .document import Document, records

_NAMES = ("heading", "label", "title", "index", "publisher", "name")
_FOLLOWS = ("blocks", "links", "precision", "last_checked")  # they change with the field beside them


@dataclass(frozen=True, slots=True)
class Change:
    """One record that differs; `what` is new, changed, moved or removed, `fields` the names of what changed in it."""

    kind: str
    record_id: str
    title: str
    what: str
    fields: tuple[str, ...] = ()


def title_of(record: dict[str, Any]) -> str:
    """Return the words by which readers know a record."""
    if "treaty" in record:
        return str(record["treaty"]["name"])
    return str(next(record[name] for name in _NAMES if name in record))


def changes_between(before: Document, after: Document) -> list[Change]:
    """Return every record that is new, changed or removed in `after`, in page order."""
    old = {record["id"]: (kind, record) for kind, record in records(before)}
    new = {record["id"]: (kind, record) for kind, record in records(after)}
    found = [_page_change(before, after)] if before["country"] != after["country"] else []
    for record_id, (kind, record) in new.items():
        if record_id not in old:
            found.append(Change(kind, record_id, title_of(record), "new"))
        elif fields := _differing(old[record_id][1], record):
            found.append(Change(kind, record_id, title_of(record), "changed", fields))
    found += [
        Change(kind, record_id, title_of(record), "moved")
        for record_id in _moved(old, new)
        for kind, record in [new[record_id]]
    ]
    gone = [(record_id, *entry) for record_id, entry in old.items() if record_id not in new]
    return found + [Change(kind, record_id, title_of(record), "removed") for record_id, kind, record in gone]


def _moved(old: dict[str, Any], new: dict[str, Any]) -> list[str]:
    """Return the records that stand in both and are out of the order they had; the fewest that explain it."""
    before, after = [one for one in old if one in new], [one for one in new if one in old]
    steps = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return [one for tag, _, _, start, end in steps if tag in ("insert", "replace") for one in after[start:end]]


def _differing(before: dict[str, Any], after: dict[str, Any]) -> tuple[str, ...]:
    return tuple(key for key in after if key not in _FOLLOWS and before.get(key) != after[key])


def _page_change(before: Document, after: Document) -> Change:
    fields = tuple(key for key in after["country"] if before["country"].get(key) != after["country"].get(key))
    return Change("country", "", after["country"]["name"], "changed", fields)
