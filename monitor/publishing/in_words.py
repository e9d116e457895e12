"""A change as one line for readers: “Barriers to Resources: fine of up to 100 → 250 MCIs”.  Pure: no Django.

The line is HTML with `<del>` and `<ins>` alone; `plain` makes it text for feeds and titles.
"""

import html
import re
from collections.abc import Mapping
from typing import Any

from countries.word_diff import stretches

from .blocks import text_of
from .changes import Change, title_of
from .headings import headline

_KINDS = {
    "sections": "section", "glance": "row at a glance", "ratifications": "agreement", "laws": "law",
    "initiatives": "initiative", "rankings": "ranking", "reports": "report", "news": "news item",
    "key_facts": "key fact", "members": "member",
}  # fmt: skip
_TEXTS = ("body", "value", "note", "summary", "title", "heading", "label", "scale")
_AROUND, _MOST_STRETCHES, _MOST_WORDS = 4, 3, 14
_WORD = re.compile(r"\s*\S+")
_STANDINGS = {"party": "party", "signed": "signed, not ratified", "none": "none", "withdrawn": "withdrawn"}
Values = Mapping[str, Any]


def said(change: Change, old: Values | None, new: Values | None) -> str:
    """Return the line for one change; `old` and `new` are the record in the edition before and in this one."""
    if change.kind == "country":
        return _joined("The page’s own facts", [_pair(name, old, new) for name in change.fields])
    kind = _KINDS[change.kind]
    if change.what != "changed" or old is None or new is None:
        return html.escape(f"{change.what.capitalize()} {kind}: {name_of(new or old or {}, change.title)}")
    if change.kind == "ratifications" and _standing(old) != _standing(new):
        return f"{html.escape(name_of(new, change.title))}: {_arrow(_standing(old), _standing(new))}"
    found = [part for name in change.fields for part in _field(name, old, new)]
    return _joined(name_of(new, change.title), found or ["its details"])


def plain(line: str) -> str:
    """Return a line as text: what went, an arrow, what came."""
    line = re.sub(r"</del>\s*(?:→\s*)?<ins>", " → ", line)
    line = re.sub(r"<del>(.*?)</del>", r"[\1 removed]", line, flags=re.S)
    line = re.sub(r"<ins>(.*?)</ins>", r"\1", line, flags=re.S)
    return " ".join(html.unescape(re.sub(r"</?(?:ins|del)>", "", line)).split())


def name_of(record: Values, fallback: str = "") -> str:
    """Return the short name by which readers know a record: of a treaty its abbreviation."""
    if "treaty" in record:
        return str(record["treaty"]["abbr"] or record["treaty"]["name"])
    return headline(title_of(record)) if record else fallback


def _joined(name: str, parts: list[str]) -> str:
    return f"{html.escape(name)}: {'; '.join(part for part in parts if part)}"


def _standing(record: Values) -> str:
    status = _STANDINGS.get(record["status"], "not known")
    return f"{status}, {record['year']}" if record["year"] else status


def _arrow(old: str, new: str) -> str:
    return f"<del>{html.escape(old)}</del> → <ins>{html.escape(new)}</ins>"


def _field(name: str, old: Values, new: Values) -> list[str]:
    if name in ("as_of", "source", "events", "topics", "topic", "treaty", "id"):
        return ["a new step" if name == "events" else ""]
    if name in _TEXTS:
        return _stretches(text_of(old.get(name) or ""), text_of(new.get(name) or ""))
    return [_pair(name, old, new)]


def _pair(name: str, old: Values | None, new: Values | None) -> str:
    was, now = (_worded(values.get(name)) if values else "none" for values in (old, new))
    return f"{html.escape(name.replace('_', ' '))} {_arrow(was, now)}"


def _worded(value: Any) -> str:
    if value in (None, "", []):
        return "none"
    return (
        str(value).replace("-", " ") if isinstance(value, str) and value.isascii() and value.islower() else str(value)
    )


def _stretches(old: str, new: str) -> list[str]:
    """Return the first passages that differ, with a few words around each."""
    before, after = _WORD.findall(old), _WORD.findall(new)
    parts: list[str] = []
    differing = [piece for piece in stretches(before, after) if not piece[0]]
    for _, (i1, i2), (j1, j2) in differing[:_MOST_STRETCHES]:
        lost, gained = _cut("".join(before[i1:i2]).strip()), _cut("".join(after[j1:j2]).strip())
        lead, tail = "".join(after[max(0, j1 - _AROUND) : j1]).strip(), "".join(after[j2 : j2 + _AROUND]).strip()
        marked = (f"<del>{html.escape(lost)}</del>" if lost else "") + (" → " if lost and gained else "")
        marked += f"<ins>{html.escape(gained)}</ins>" if gained else ""
        parts.append(" ".join(filter(None, [html.escape(lead), marked, html.escape(tail)])))
    if more := len(differing) - _MOST_STRETCHES:
        parts += [f"and {more} more"] if more > 0 else []
    return parts


def _cut(words: str) -> str:
    pieces = words.split()
    return words if len(pieces) <= _MOST_WORDS else " ".join([*pieces[:_MOST_WORDS], "…"])
