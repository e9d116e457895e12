"""Small pages with only what a test names, and what the checks say of them."""

import datetime
import uuid
from typing import Any

from monitor.publishing.checks import Around, Finding, findings
from monitor.publishing.document import FORMAT, KINDS, Document, records

TODAY = datetime.date(2026, 6, 1)
STAMP = datetime.date(2026, 5, 8)
PROVENANCE = {"id": None, "as_of": None, "last_checked": None, "source": None}


def precision_of(date: str | None) -> str:
    return {0: "none", 4: "year", 7: "month", 10: "day"}[len(date or "")]


def section(*paragraphs: str, heading: str = "Barriers to Ducks", topic: str = "other") -> dict[str, Any]:
    """A section; a paragraph that is markup already stays as it is."""
    body = "".join(one if one.startswith("<") else f"<p>{one}</p>" for one in paragraphs)
    return {**PROVENANCE, "part": "legal_analysis", "topic": topic, "heading": heading, "body": body, "blocks": []}


def glance(value: str, label: str = "Barriers to Ducks", **fields: Any) -> dict[str, Any]:
    return {**PROVENANCE, "topic": "other", "label": label, "value": f"<p>{value}</p>", **fields}


def law(title: str, date: str | None = None, **fields: Any) -> dict[str, Any]:
    plain = {"original_title": None, "kind": "law", "number": None, "url": None, "status": "unknown", "topics": []}
    own = {"title": title, "date": date, "precision": precision_of(date), "replaced_by": None, "note": None}
    return {**PROVENANCE, **plain, **own, **fields}


def news(title: str, date: str | None, summary: str | None = None, **fields: Any) -> dict[str, Any]:
    own = {"title": title, "date": date, "precision": precision_of(date), "summary": summary}
    return {**PROVENANCE, "url": None, "date_end": None, "language": None, "archived": False, **own, **fields}


def initiative(body: str, expected: str | None = None, stage: str = "unknown") -> dict[str, Any]:
    own = {"title": "Draft Law on Ducks", "body": f"<p>{body}</p>", "stage": stage, "expected": expected}
    return {**PROVENANCE, "introduced": None, "events": [], "topics": [], **own}


def ranking(index: str, value: str, year: int | None) -> dict[str, Any]:
    return {**PROVENANCE, "index": index, "value": value, "rank": None, "year": year, "scale": None, "url": None}


def ratification(slug: str, status: str, year: int | None = None, **fields: Any) -> dict[str, Any]:
    treaty = {"slug": slug, "name": f"Convention {slug}", "abbr": None, "scope": "international"}
    plain = {"how": None, "date": None, "note": None, "value": None}
    return {**PROVENANCE, "treaty": treaty, "status": status, "year": year, **plain, **fields}


def page(**lists: list[dict[str, Any]]) -> Document:
    country = {"slug": "freedonia", "name": "Freedonia", "iso2": "FD", "kind": "country", "region": None}
    document: Any = {"format": FORMAT, "country": {**country, "state": "live"}, "last_updated": "2026-05-08"}
    document |= {kind: lists.get(kind, []) for kind in KINDS}
    return with_ids(document)


def with_ids(document: Document) -> Document:
    """Give every record that has none an id that tells its place."""
    for place, (_, record) in enumerate(records(document)):
        record["id"] = record["id"] or str(uuid.UUID(int=place + 1))
    return document


def found(*, today: datetime.date = TODAY, around: dict[str, Any] | None = None, **lists: Any) -> list[Finding]:
    return findings(page(**lists), Around(today, STAMP, **(around or {})))


def codes(**lists: Any) -> list[tuple[str, str]]:
    """The code and level of every finding on a small page."""
    return [(finding.code, finding.level) for finding in found(**lists)]
