"""A change as one line for readers: “Barriers to Resources: fine of up to 100 → 250 MCIs”.  Pure: no Django.

The line is HTML with `<del>` and `<ins>` alone; `plain` makes it text for feeds and titles.
"""

import html
import re
from collections.abc import Callable, Mapping
from typing import Any

from countries.partial_dates import PartialDate

from .changes import Change, title_of
from .headings import headline
from .reworded import arrow, cut, passages, rewordings

_KINDS = {
    "sections": "section", "glance": "row at a glance", "ratifications": "agreement", "laws": "law",
    "initiatives": "initiative", "rankings": "ranking", "reports": "report", "news": "news item",
    "key_facts": "key fact", "members": "member",
}  # fmt: skip
_STANDINGS = {"party": "party", "signed": "signed, not ratified", "none": "none", "withdrawn": "withdrawn"}
_NAMES = ("heading", "label", "title", "index", "publisher", "name")
_DATES = ("date", "introduced", "expected", "as_of")
_LABELS = {
    "slug": "address", "iso2": "code", "as_of": "as of", "original_title": "original title", "year": "year",
    "introduced": "introduced", "expected": "expected", "part": "stands under",
}  # fmt: skip
_BARE = ("status", "stage", "value", "state")  # what they are is plain from what they say
_BESIDE = ("as_of", "source", "topics", "topic", "treaty", "id")  # said only where nothing else changed
_LINKS = {"url": ("a link was added", "its link was removed", "its link leads elsewhere"),
          "source": ("a source was named", "its source is named no more", "another source")}  # fmt: skip
Values = Mapping[str, Any]
Titles = Mapping[str, str]


def said(change: Change, old: Values | None, new: Values | None, titles: Titles | None = None) -> str:
    """Return the line for one change; `old` and `new` are the record in the edition before and in this one.

    `titles` has the titles of the records of both pages by id, so that a law is told by name.
    """
    if change.kind == "country":
        return _joined("The page itself", _parts(change.fields, old or {}, new or {}, {}))
    if change.what != "changed" or old is None or new is None:
        return _whole(change, new or old or {})
    parts = _renamed(change.fields, old, new) + _parts(change.fields, old, new, titles or {})
    return _joined(name_of(old, change.title), parts or ["its details"])


def plain(line: str) -> str:
    """Return a line as text: what went, an arrow, what came."""
    line = re.sub(r"<del>([^<]*)</del>\s*(?:→\s*)?<ins>", r"\1 → <ins>", line)
    line = re.sub(r"<del>([^<]*)</del>", r"[\1 removed]", line)
    return " ".join(html.unescape(re.sub(r"</?ins>", "", line)).split())


def name_of(record: Values, fallback: str = "") -> str:
    """Return the short name by which readers know a record: of a treaty its abbreviation."""
    if "treaty" in record:
        return str(record["treaty"]["abbr"] or record["treaty"]["name"])
    return headline(title_of(record)) if record else fallback


def _joined(name: str, parts: list[str]) -> str:
    return f"{html.escape(cut(name))}: {'; '.join(part for part in parts if part)}"


def _line(text: str) -> str:
    return " ".join(text.split())


def _whole(change: Change, record: Values) -> str:
    """Return the line of a record that is new, moved or removed: its name, and what it says where that is short."""
    name = cut(name_of(record, change.title))
    facts = _fact(change.kind, record) if change.what == "new" and record else ""
    return html.escape(f"{change.what.capitalize()} {_KINDS[change.kind]}: {name}{f', {facts}' if facts else ''}")


def _fact(kind: str, record: Values) -> str:
    """Return what a new record says, in two or three words."""
    if kind == "ratifications":
        return _standing(record)
    if kind == "initiatives":
        return _worded(record.get("stage")) if record.get("stage") not in (None, "unknown") else ""
    if kind in ("rankings", "key_facts"):
        return cut(str(record.get("value") or ""))
    return date_of(record) if kind in ("laws", "news") and record.get("date") else ""


def _renamed(fields: tuple[str, ...], old: Values, new: Values) -> list[str]:
    if not set(fields) & {*_NAMES, "treaty"} or name_of(old) == name_of(new):
        return []
    return [f"now called <ins>{html.escape(cut(name_of(new)))}</ins>"]


def _parts(fields: tuple[str, ...], old: Values, new: Values, titles: Titles) -> list[str]:
    """Return the fields that count; what stands beside them is said only where nothing else changed."""
    asked = [name for name in fields if name not in _covered(fields, new)]
    main = [part for name in asked if name not in _BESIDE for part in _field(name, old, new, titles)]
    if main or set(fields) & set(_NAMES):
        return main
    return [part for name in asked if name in _BESIDE for part in _field(name, old, new, titles)]


def _covered(fields: tuple[str, ...], new: Values) -> set[str]:
    """Return the fields that another one tells already."""
    covered: set[str] = {"id", "treaty"}
    if "slug" in new:  # the page itself: its name is a field as any other
        return covered
    covered |= set(_NAMES)
    if "rank" in new and "value" in fields:
        covered |= {"rank", "year"}
    if "how" in new and {"status", "year"} & set(fields):
        covered |= {"value", "date"} | ({"year"} if "status" in fields else set())
    if "date" in fields:
        covered.add("date_end")
    if "events" in fields and (steps := new.get("events")) and steps[-1]["stage"] == new.get("stage"):
        covered.add("stage")
    return covered


def _field(name: str, old: Values, new: Values, titles: Titles) -> list[str]:
    was, now = old.get(name), new.get(name)
    if name == "body" or (name == "value" and ("publisher" in new or "topic" in new)):  # the values that are HTML
        return rewordings(was or "", now or "")
    if name in ("note", "summary", "scale"):
        return [f"{name}: {part}" for part in passages(_line(was or ""), _line(now or ""))]
    if name in _OWN:
        return _OWN[name](old, new, titles)
    if name in _LINKS:
        return [_LINKS[name][0 if not was else 1 if not now else 2]]
    if name in _DATES or name == "date_end":
        field = "date" if name == "date_end" else name
        return [f"{_LABELS.get(field, field)} {arrow(date_of(old, field), date_of(new, field))}"]
    words = arrow(_worded(was), _worded(now))
    return [words if name in _BARE else f"{_LABELS.get(name, name.replace('_', ' '))} {words}"]


def _standing(record: Values) -> str:
    status = _STANDINGS.get(record["status"], "not known")
    return f"{status}, {record['year']}" if record["year"] else status


def _status(old: Values, new: Values, titles: Titles) -> list[str]:
    if "treaty" in new:
        return [arrow(_standing(old), _standing(new))]
    return [arrow(_worded(old["status"]), _worded(new["status"]))]


def _year(old: Values, new: Values, titles: Titles) -> list[str]:
    return (
        _status(old, new, titles) if "treaty" in new else [f"year {arrow(*map(_worded, (old['year'], new['year'])))}"]
    )


def _how(old: Values, new: Values, titles: Titles) -> list[str]:
    return [f"by {arrow(_worded(old['how']), _worded(new['how']))}"]


def _archived(old: Values, new: Values, titles: Titles) -> list[str]:
    return ["moved to the archived news" if new["archived"] else "back from the archived news"]


def _sample(old: Values, new: Values, titles: Titles) -> list[str]:
    pages = ["a sample page" if page.get("sample") else "the real page" for page in (old, new)]
    return [arrow(*pages)]


def _replaced(old: Values, new: Values, titles: Titles) -> list[str]:
    laws = [titles.get(law, "a law that is not on this page") if law else "" for law in
            (old.get("replaced_by"), new.get("replaced_by"))]  # fmt: skip
    return [f"replaced by {arrow(cut(laws[0]), cut(laws[1]))}" if laws[1] else "replaced by no other law"]


def _events(old: Values, new: Values, titles: Titles) -> list[str]:
    """Return the new steps of an initiative in words, and how many were reworded or taken away."""
    steps, known = new.get("events") or [], old.get("events") or []
    came, went = [step for step in steps if step not in known], [step for step in known if step not in steps]
    if went:
        one = "a step was" if len(went) == 1 else f"{len(went)} steps were"
        how = "put right" if came else "taken away"
        return [f"{one} {how}: {'; '.join(arrow(_step(a), _step(b)) for a, b in _pairs(went, came))}"]
    return [f"new step: <ins>{html.escape(_step(step))}</ins>" for step in came] or ["its steps in another order"]


def _pairs(went: list[Values], came: list[Values]) -> list[tuple[Values | None, Values | None]]:
    longest = range(max(len(went), len(came)))
    return [(went[at] if at < len(went) else None, came[at] if at < len(came) else None) for at in longest]


def _step(step: Values | None) -> str:
    if step is None:
        return ""
    words = f"{_worded(step['stage'])}, {date_of(step)}" if step["date"] else _worded(step["stage"])
    return f"{words}: {cut(step['note'])}" if step["note"] else words


def _topics(old: Values, new: Values, titles: Titles) -> list[str]:
    return [f"filed under {arrow(*(_worded(page.get('topic', page.get('topics'))) for page in (old, new)))}"]


_OWN: dict[str, Callable[[Values, Values, Titles], list[str]]] = {
    "status": _status, "year": _year, "how": _how, "archived": _archived, "sample": _sample, "events": _events,
    "replaced_by": _replaced, "topic": _topics, "topics": _topics,
}  # fmt: skip


def date_of(record: Values, field: str = "date") -> str:
    """Return a date of a record in words, its range included."""
    if not (iso := record.get(field)):
        return "not known"
    return PartialDate(iso, (record.get("date_end") if field == "date" else "") or "").in_words()


def _worded(value: Any) -> str:
    """Return a value in words: a closed list's `in-force` without its hyphens, everything else as it is written."""
    if value in (None, "", []):
        return "none"
    if isinstance(value, list):
        return ", ".join(_worded(one) for one in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = _line(str(value))
    return text.replace("-", " ").replace("_", " ") if re.fullmatch(r"[a-z]+(?:[-_][a-z]+)*", text) else cut(text)
