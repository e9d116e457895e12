"""What a check finds, and what a page is checked against besides itself."""

import datetime
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from countries.partial_dates import PartialDate

from ..changes import title_of

ERROR = "error"
WARNING = "warning"
MOST_WORDS = 300
Also = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault: an `error` blocks review, a `warning` can be waved through with a reason."""

    code: str
    level: str
    kind: str
    record_id: str
    title: str
    words: str
    says: str
    also: tuple[Also, ...] = ()

    @property
    def key(self) -> str:
        """Stay the same while the records and the words do; what is said of them may be worded anew."""
        parts = [self.code, self.record_id, self.words, [[record_id, words] for _, record_id, _, words in self.also]]
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Around:
    """What the page is checked against besides itself."""

    today: datetime.date
    stamp: datetime.date | None = None
    """The "last updated" that readers see or would see."""
    treaties: Mapping[str, tuple[str, int | None]] = field(default_factory=dict)
    """The UN reference for this country: treaty slug to status and year."""
    missing_links: Sequence[tuple[str, str, str]] = ()
    """Kind, record id and words of links whose address is to be supplied."""


def quoted(text: str) -> str:
    """Return words short enough to quote."""
    text = " ".join(text.split())
    return text if len(text) <= MOST_WORDS else text[: MOST_WORDS - 1].rstrip() + "…"


def around(text: str, start: int, end: int) -> str:
    """Return the words from `start` to `end` with a few of those before, so that the place is found again."""
    begin = text.rfind(" ", 0, max(start - 60, 0)) + 1 if start > 60 else 0
    return quoted(text[begin:end])


def id_of(record: Any) -> str:
    return str(record["id"] or "")


def dated(title: str, date: str | None) -> str:
    """Return a record's title with its date in words, as a list of the page shows it."""
    day = day_of(date)
    return f"{quoted(title)} ({day.in_words()})" if day else quoted(title)


def day_of(date: str | None) -> PartialDate | None:
    """Return a record's date; None when it has none that a calendar knows."""
    try:
        return PartialDate.from_iso(date) if date else None
    except ValueError:
        return None


def disagree(one: PartialDate, other: PartialDate) -> bool:
    """Say whether two dates cannot both be right, as far as both are known."""
    shared = min(len(one.start), len(other.start))
    return one.start[:shared] != other.start[:shared]


def also(kind: str, record: Any, words: str) -> Also:
    return kind, id_of(record), title_of(record), quoted(words)


def found(code: str, level: str, place: Also, says: str, others: Iterable[Also] = ()) -> Finding:
    """Return a finding at a place: the kind, id, title and words of what is at fault."""
    kind, record_id, title, words = place
    return Finding(code, level, kind, record_id, quoted(title), quoted(words), says, tuple(others))
