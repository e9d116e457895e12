"""What of a page can be found: one entry for every paragraph, row and entry that has words."""

import datetime
from collections.abc import Iterator, Mapping
from typing import Any

from monitor.publishing.blocks import text_of
from monitor.publishing.document import Document, Section, records

from .models import SearchEntry
from .question import country_mark, kind_mark, topic_mark
from .words import plain, stems

_TITLE = {"glance": "label", "rankings": "index", "reports": "publisher", "key_facts": "label", "members": "name"}
_TEXT = ("original_title", "value", "body", "summary", "scale", "group", "note")
_EPOCH = datetime.date(1900, 1, 1).toordinal()
_BITS = 47
Since = Mapping[str, datetime.date]


def entries_of(country_id: Any, document: Document, places: Mapping[str, str], since: Since) -> list[SearchEntry]:
    """Return what can be found of a page, the newest last; `since` is the day from which a record is as it is."""
    found: dict[int, SearchEntry] = {}
    for kind, record in records(document):
        for entry in _of_section(record) if kind == "sections" else [_of_record(kind, record)]:  # type: ignore[arg-type]
            entry.country_id = country_id
            _complete(entry, kind, record, document, places)
            entry.id = _id(entry, since[str(record["id"])])
            while entry.id in found:
                entry.id += 1
            if entry.stems or entry.title_stems:
                found[entry.id] = entry
    return [found[key] for key in sorted(found)]


def _of_section(section: Section) -> Iterator[SearchEntry]:
    """Yield the heading, reached at its first block, and every block under it."""
    heading = plain(section["heading"])
    first = section["blocks"][0]["id"] if section["blocks"] else None
    yield SearchEntry(block_id=first, title=heading, title_stems=stems(heading))
    for block in section["blocks"]:
        yield SearchEntry(block_id=block["id"], title=heading, text=plain(text_of(block["html"])))


def _of_record(kind: str, record: dict[str, Any]) -> SearchEntry:
    treaty = record.get("treaty") or {}
    title = plain(treaty.get("name") or record[_TITLE.get(kind, "title")])
    number = record.get("number")
    said = [treaty.get("abbr"), f"No. {number}" if number and number not in title else None]
    said += [record.get(key) for key in _TEXT]
    said += [event["note"] for event in record.get("events") or []]
    return SearchEntry(
        title=title,
        title_stems=stems(title),
        text=plain(" ".join(text_of(str(part)) for part in said if part)),
        date=record.get("date") or record.get("introduced") or "",
        language=record.get("language") or "",
    )


def _complete(
    entry: SearchEntry, kind: str, record: dict[str, Any], document: Document, places: Mapping[str, str]
) -> None:
    country = document["country"]
    topics = [record["topic"]] if record.get("topic") else record.get("topics") or []
    entry.country_slug, entry.country_name = country["slug"], country["name"]
    entry.region, entry.sample = country["region"] or "", country.get("sample", False)
    entry.kind, entry.record_id = kind, record["id"]
    entry.topics = f"|{'|'.join(topics)}|" if topics else ""
    entry.place = places[str(entry.block_id or record["id"])]
    entry.stems = stems(entry.text)
    marks = [country_mark(entry.country_id), kind_mark(kind), *(topic_mark(topic) for topic in topics)]
    entry.marks = " ".join(marks)


def _id(entry: SearchEntry, since: datetime.date) -> int:
    """Return the day of an entry, then digits of its own id: going down by it is going back in time."""
    try:
        day = datetime.date.fromisoformat(f"{entry.date}-01-01"[:10]) if entry.date else since
    except ValueError:
        day = since
    days = min(max(day.toordinal() - _EPOCH, 1), 0xFFFF)
    own = str(entry.block_id if entry.block_id and entry.text else entry.record_id).replace("-", "")
    return (days << _BITS) | (int(own, 16) & ((1 << _BITS) - 1))
