"""Which record of a newly read page is which record that is already here.  Pure: no Django."""

from collections.abc import Callable
from difflib import SequenceMatcher
from typing import Any

Content = dict[str, Any]
SIMILAR = 0.8
_MOST_PAIRS = 40_000  # of names to compare; on a page rewritten beyond that, the rest is new

_NAMES: dict[str, Callable[[Content], str]] = {
    "sections": lambda record: record["heading"],
    "glance": lambda record: record["label"],
    "ratifications": lambda record: record["treaty"]["slug"],
    "rankings": lambda record: record["index"],
    "reports": lambda record: record["publisher"],
    "key_facts": lambda record: record["label"],
    "members": lambda record: record["name"],
}


def name_of(kind: str, record: Content) -> str:
    """Return the words by which a record is known: its title, heading, label or treaty."""
    return str(_NAMES[kind](record) if kind in _NAMES else record["title"])


def match(kind: str, incoming: list[Content], here: dict[str, Content]) -> list[str | None]:
    """Return for each incoming record the id of the one it is, or None: same name and date, same name, similar name."""
    found: list[str | None] = [None] * len(incoming)
    left = dict(here)

    def settle(at: int, record_id: str | None) -> None:
        if record_id is not None:
            found[at] = record_id
            del left[record_id]

    for key in (_name_and_date, _name):
        known: dict[Any, list[str]] = {}
        for record_id, other in left.items():
            known.setdefault(key(kind, other), []).append(record_id)
        for at, record in enumerate(incoming):
            same = known.get(key(kind, record), []) if found[at] is None else []
            settle(at, same.pop(0) if same else None)
    pairs = _MOST_PAIRS
    for at, record in enumerate(incoming):
        if found[at] is None and kind != "ratifications" and (pairs := pairs - len(left)) > 0:
            settle(at, _most_alike(kind, record, left))
    return found


def _name(kind: str, record: Content) -> Any:
    return name_of(kind, record).casefold()


def _name_and_date(kind: str, record: Content) -> Any:
    return name_of(kind, record).casefold(), record.get("date"), record.get("part")


def _most_alike(kind: str, record: Content, left: dict[str, Content]) -> str | None:
    wanted = _name(kind, record)
    best, likeness = None, SIMILAR
    for known, other in left.items():
        if _differ(record.get("number"), other.get("number")):
            continue
        matcher = SequenceMatcher(None, wanted, _name(kind, other), autojunk=False)
        if matcher.quick_ratio() >= likeness and matcher.ratio() >= likeness:
            best, likeness = known, matcher.ratio()
    return best


def _differ(one: Any, other: Any) -> bool:
    return bool(one and other and one != other)
