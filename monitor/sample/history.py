"""The earlier editions of the sample page, worked out backwards from what it says now (history.toml)."""

import copy
import datetime
import tomllib
from pathlib import Path
from typing import Any, NamedTuple, cast

from monitor.publishing.blocks import split
from monitor.publishing.changes import title_of
from monitor.publishing.document import Document, records

FILE = Path(__file__).parent / "history.toml"
_TEXTS = ("body", "value")
_TO_THE_END = "*"


class Edition(NamedTuple):
    document: Document
    dated: datetime.date
    note: str


def editions_of(document: Document) -> list[Edition]:
    """Return the editions that led to `document`, oldest first; ValueError when it does not say what they brought."""
    editions: list[Edition] = []
    for brought in reversed(tomllib.loads(FILE.read_text(encoding="utf-8"))["edition"]):
        editions.append(Edition(document, brought["dated"], brought["note"]))
        document = copy.deepcopy(document)
        _take_back(document, brought)
    return editions[::-1]


def _take_back(document: Document, brought: dict[str, Any]) -> None:
    found = {f"{kind}: {title_of(record)}": record for kind, record in records(document)}
    for words in brought.get("words", []):
        _reword(_named(found, words["of"]), words["now"], words.get("before", ""))
    for value in brought.get("fields", []):
        _named(found, value["of"])[value["field"]] = None
    for name in brought.get("new", []):
        kind = name.partition(":")[0]
        cast("dict[str, list[Any]]", document)[kind].remove(_named(found, name))


def _named(found: dict[str, dict[str, Any]], name: str) -> dict[str, Any]:
    if name not in found:
        raise ValueError(f"The sample page has no “{name}”.")
    return found[name]


def _reword(record: dict[str, Any], now: str, before: str) -> None:
    """Put `before` where `now` stands; with a star at its end `now` goes on to the end of the text."""
    field = next(name for name in _TEXTS if name in record)
    start, found, rest = record[field].partition(now.removesuffix(_TO_THE_END))
    if not found:
        raise ValueError(f"The sample page does not say: {now}")
    record[field] = start + before + ("" if now.endswith(_TO_THE_END) else rest)
    if "blocks" in record:
        record["blocks"] = [{"id": None, "html": piece} for piece in split(record[field])]
