"""What one Document changed in another, record by record, and how some of it is taken and the rest left.  Pure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, cast

from .document import KINDS, Document, records

COUNTRY = "country"
"""The key of a change of the page's own facts: its name, address, state."""

_NAMES = ("heading", "label", "title", "index", "publisher", "name")
_FOLLOWS = ("blocks", "links", "precision", "last_checked")  # they change with the field beside them, or by themselves


@dataclass(frozen=True, slots=True)
class Change:
    """One record that differs; `what` is new, changed, moved or removed, `fields` the names of what changed in it."""

    kind: str
    record_id: str
    title: str
    what: str
    fields: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """By which the change is picked: `changed:<id>`, or `country`."""
        return f"{self.what}:{self.record_id}" if self.record_id else COUNTRY


def title_of(record: Mapping[str, Any]) -> str:
    """Return the words by which readers know a record."""
    if "treaty" in record:
        return str(record["treaty"]["name"])
    return str(next(record[name] for name in _NAMES if name in record))


def changes_between(before: Document | None, after: Document) -> list[Change]:
    """Return every record that is new, changed, moved or removed in `after`, in page order; None is no page yet."""
    before = before or without_records(after)
    old = {record["id"]: (kind, record) for kind, record in records(before)}
    new = {record["id"]: (kind, record) for kind, record in records(after)}
    found = [_page_change(before, after)] if before["country"] != after["country"] else []
    for record_id, (kind, record) in new.items():
        if record_id not in old:
            found.append(Change(kind, record_id, title_of(record), "new"))
        elif fields := differing(old[record_id][1], record):
            found.append(Change(kind, record_id, title_of(record), "changed", fields))
    found += [
        Change(kind, record_id, title_of(record), "moved")
        for record_id in _moved(old, new)
        for kind, record in [new[record_id]]
    ]
    gone = [(record_id, *entry) for record_id, entry in old.items() if record_id not in new]
    return found + [Change(kind, record_id, title_of(record), "removed") for record_id, kind, record in gone]


def pick(before: Document | None, after: Document, keys: Collection[str]) -> Document:
    """Return `before` with the picked changes of `after`: all keys give `after`, none give `before` back.

    `before` may be a later page than the one that the keys are changes of: what it gained meanwhile stays.
    """
    before = before or without_records(after)
    picked = dict(after) | {kind: _picked(_list(before, kind), _list(after, kind), keys) for kind in KINDS}
    picked["country"] = (after if COUNTRY in keys else before)["country"]
    picked["last_updated"] = before["last_updated"]
    picked.pop("edition", None)
    return cast("Document", picked)


def without_records(document: Document) -> Document:
    """Return a page of the same country with nothing on it."""
    empty = {**document, "last_updated": None, **{kind: [] for kind in KINDS}}
    empty.pop("edition", None)
    return cast("Document", empty)


def overtaken(base: Document | None, newest: Document | None, keys: Collection[str]) -> list[str]:
    """Return the titles of picked records that `newest` has otherwise than `base`, of which they are changes."""
    then = _contents(base)
    now = _contents(newest)
    ids = {key.partition(":")[2] or COUNTRY for key in keys if not key.startswith("moved:")}
    return [
        title
        for record_id in sorted(ids)
        if (was := then.get(record_id, ("", None)))[1] != (stands := now.get(record_id, ("", None)))[1]
        for title in [stands[0] or was[0]]
    ]


def differing(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the names of the fields in which a record differs."""
    return tuple(key for key in after if key not in _FOLLOWS and before.get(key) != after[key])


def _contents(document: Document | None) -> dict[str, tuple[str, object]]:
    if document is None:
        return {}
    said = {
        str(record["id"]): (title_of(record), {key: record[key] for key in record if key not in _FOLLOWS})
        for _, record in records(document)
    }
    return {**said, COUNTRY: (document["country"]["name"], document["country"])}


def _list(document: Document, kind: str) -> list[dict[str, Any]]:
    return cast("list[dict[str, Any]]", document[kind])  # type: ignore[literal-required]


def _picked(old: list[dict[str, Any]], new: list[dict[str, Any]], keys: Collection[str]) -> list[dict[str, Any]]:
    """Return one list of the page: what moves or is new stands where `new` has it, the rest where it stood."""
    wanted = {record["id"]: record for record in new}
    kept = [record for record in old if f"removed:{record['id']}" not in keys or record["id"] in wanted]
    known = {record["id"] for record in kept}
    floating = {record["id"] for record in new if f"moved:{record['id']}" in keys and record["id"] in known} | {
        record["id"] for record in new if f"new:{record['id']}" in keys and record["id"] not in known
    }
    order = [record["id"] for record in kept if record["id"] not in floating]
    before = None
    for record in new:
        record_id = record["id"]
        if record_id in floating:
            order.insert(order.index(before) + 1 if before in order else 0, record_id)
        if record_id in order:
            before = record_id
    said = {record["id"]: record for record in kept}
    takes = {record["id"] for record in new if {f"changed:{record['id']}", f"new:{record['id']}"} & set(keys)}
    return [wanted[record_id] if record_id in takes else said[record_id] for record_id in order]


def _moved(old: dict[str, Any], new: dict[str, Any]) -> list[str]:
    """Return the records that stand in both and are out of the order they had; the fewest that explain it."""
    before, after = [one for one in old if one in new], [one for one in new if one in old]
    steps = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return [one for tag, _, _, start, end in steps if tag in ("insert", "replace") for one in after[start:end]]


def _page_change(before: Document, after: Document) -> Change:
    old, new = before["country"], after["country"]
    fields = tuple(key for key in {**old, **new} if old.get(key) != new.get(key))
    return Change(COUNTRY, "", after["country"]["name"], "changed", fields)
