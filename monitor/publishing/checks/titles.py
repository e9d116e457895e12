"""Two records of one list that have the same title."""

from collections.abc import Iterator
from typing import Any

from ..changes import title_of
from ..document import Document, records
from .finding import WARNING, Around, Finding, also, dated, found, id_of
from .law_names import words_of

_LISTS = ("sections", "glance", "laws", "initiatives", "rankings", "news", "key_facts", "members")
_GONE = ("replaced", "repealed")


def doubled_title(document: Document, around: Around) -> Iterator[Finding]:
    """Report the second of two; laws of one title with two dates are reported for that."""
    first: dict[tuple[Any, ...], Any] = {}
    for kind, record in records(document):
        name = tuple(words_of(title_of(record))) or (title_of(record),)
        if kind not in _LISTS or record.get("status") in _GONE:
            continue
        other = first.setdefault((kind, record.get("part"), record.get("group"), name), record)
        if other is record or (kind == "laws" and record["date"] != other["date"]):
            continue
        says = "Two entries have this title. Remove one, or give the other its own title."
        place = also(kind, record, _shown(kind, record))
        yield found("doubled-title", WARNING, place, says, [(kind, id_of(other), place[2], _shown(kind, other))])


def _shown(kind: str, record: dict[str, Any]) -> str:
    return dated(title_of(record), record["date"]) if kind in ("laws", "news") else title_of(record)
