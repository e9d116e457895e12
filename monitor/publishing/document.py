"""The Document (format 1): one typed description of one country page.

Pure: no Django.  The importer writes it, rows become it, an edition keeps it, the page and every export show it.
`None` is "not known"; an absent fact is an absent record.  Dates are ISO cut to their precision.
"""

import datetime
import hashlib
from collections.abc import Iterator, Mapping
from typing import Any, Literal, NotRequired, TypedDict, cast

import rfc8785

FORMAT = 1
Precision = Literal["day", "month", "year", "none"]


class CountryFacts(TypedDict):
    slug: str
    name: str
    iso2: str | None
    kind: str
    region: str | None
    state: str
    sample: NotRequired[bool]  # present, and true, only on sample pages


class RedactionFacts(TypedDict):
    """Words that were taken out for someone's safety; `sha256` is the hash of the bytes that remained."""

    day: str
    reason: str
    place: str
    sha256: str


class EditionFacts(TypedDict):
    number: int
    dated: str
    published_at: str
    change_note: str
    substantive: bool
    correction: NotRequired[bool]  # present, and true, only on an edition that corrects a wrong statement
    sha256: NotRequired[str]  # never inside the bytes that it is the hash of; the first one, also after a redaction
    redactions: NotRequired[list[RedactionFacts]]  # outside the bytes too
    previous_sha256: str | None


class Record(TypedDict):
    """What every record carries; `id` is a UUID that lasts through every edition."""

    id: str | None
    as_of: str | None
    last_checked: str | None
    source: str | None


class Block(TypedDict):
    """A paragraph, heading, list entry or table row: a slice of the body, with the tags of its list or table."""

    id: str | None
    html: str


class Section(Record):
    part: str
    topic: str
    heading: str
    body: str
    blocks: list[Block]


class GlanceRow(Record):
    topic: str
    label: str
    value: str


class Treaty(TypedDict):
    slug: str
    name: str
    abbr: str | None
    scope: str


class Ratification(Record):
    treaty: Treaty
    status: str
    how: str | None
    year: int | None
    date: str | None
    note: str | None
    value: str | None


class Law(Record):
    title: str
    original_title: str | None
    kind: str
    number: str | None
    date: str | None
    precision: Precision
    url: str | None
    status: str
    replaced_by: str | None
    topics: list[str]
    note: str | None


class InitiativeEvent(TypedDict):
    date: str | None
    precision: Precision
    stage: str
    note: str | None


class Initiative(Record):
    title: str
    body: str
    stage: str
    introduced: str | None
    expected: str | None
    events: list[InitiativeEvent]
    topics: list[str]


class Ranking(Record):
    index: str
    value: str
    rank: int | None
    year: int | None
    scale: str | None
    url: str | None


class Link(TypedDict):
    text: str
    url: str


class Report(Record):
    publisher: str
    links: list[Link]
    value: str


class NewsItem(Record):
    title: str
    url: str | None
    date: str | None
    date_end: str | None
    precision: Precision
    language: str | None
    summary: str | None
    archived: bool


class KeyFact(Record):
    label: str
    value: str


class Member(Record):
    name: str
    iso2: str | None
    group: str | None
    note: str | None


class Document(TypedDict):
    format: int
    country: CountryFacts
    last_updated: str | None
    edition: NotRequired[EditionFacts]
    sections: list[Section]
    glance: list[GlanceRow]
    ratifications: list[Ratification]
    laws: list[Law]
    initiatives: list[Initiative]
    rankings: list[Ranking]
    reports: list[Report]
    news: list[NewsItem]
    key_facts: list[KeyFact]
    members: list[Member]


KINDS = (
    "sections", "glance", "ratifications", "laws", "initiatives", "rankings", "reports", "news", "key_facts", "members",
)  # fmt: skip
"""The record lists of a Document, in page order."""

OUTSIDE = ("sha256", "redactions")
"""The facts of an edition that are not in its bytes."""

PROVENANCE = ("id", "as_of", "last_checked", "source")


def records(document: Document) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield (kind, record) for every record of the page."""
    for kind in KINDS:
        for record in cast("dict[str, list[dict[str, Any]]]", document)[kind]:
            yield kind, record


def with_checks(document: Document, days: Mapping[str, datetime.date]) -> Document:
    """Return the page with the day on which each record was last found still right; never an earlier day than it has.

    `days` goes by record id.  The log of checks is no part of an edition: this is for showing, never for hashing.
    """
    laid = cast("dict[str, Any]", {**document})
    for kind in KINDS:
        laid[kind] = [
            {**record, "last_checked": max(record["last_checked"] or "", days[record["id"]].isoformat())}
            if record["id"] in days
            else record
            for record in laid[kind]
        ]
    return cast("Document", laid)


def canonical(document: Document) -> bytes:
    """Return the RFC 8785 bytes of the Document without `edition.sha256` and `edition.redactions`."""
    plain: dict[str, Any] = dict(document)
    if "edition" in document:
        plain["edition"] = {key: value for key, value in document["edition"].items() if key not in OUTSIDE}
    return rfc8785.dumps(plain)


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def content_of(record: dict[str, Any]) -> dict[str, Any]:
    """Return a record without what does not count when two Documents are compared: ids and provenance."""
    plain = {key: value for key, value in record.items() if key not in PROVENANCE}
    if "blocks" in plain:
        plain["blocks"] = [block["html"] for block in plain["blocks"]]
    return plain


def equal_in_content(one: Document, other: Document) -> bool:
    """Say whether two pages agree without ids, `as_of`, `last_checked`, `source` and edition."""

    def content(document: Document) -> Any:
        lists = [(kind, content_of(record)) for kind, record in records(document)]
        return document["country"], document["last_updated"], lists

    return bool(content(one) == content(other))
