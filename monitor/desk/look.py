"""What the desk of a country sees: the edition that readers see, the page as the rows have it, and what differs."""

from dataclasses import dataclass
from typing import Any

from countries.models import Country
from monitor.publishing.changes import Change, changes_between
from monitor.publishing.document import Document, canonical, sha256
from monitor.publishing.models import Edition
from monitor.publishing.publish import newest_of, with_known_blocks
from monitor.publishing.rows import document_of


@dataclass(frozen=True, slots=True)
class Look:
    """One look at a page; `seen` is the mark by which a later look knows that nothing has changed since."""

    country: Country
    current: Edition | None
    before: Document | None
    after: Document
    changes: list[Change]
    seen: str

    @property
    def keys(self) -> list[str]:
        return [change.key for change in self.changes]


def look_at(country: Country) -> Look:
    """Compare the rows of a country with its newest edition; 12 queries."""
    current = newest_of(country)
    before = current.document if current else None
    rows = document_of(country)
    seen = sha256(canonical(rows) + (current.sha256 if current else "").encode())
    after = with_known_blocks(rows, before)
    return Look(country, current, before, after, changes_between(before, after), seen)


def plain(document: Document) -> Any:
    """Return a Document as plain JSON values, closed lists and all, to be kept beside a proposal."""
    import json

    return json.loads(canonical(document))
