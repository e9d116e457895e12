"""When a record should next be looked at, by how fast such facts change.

Derived when a page is shown (register.py), so that lists only compare days.
"""

import calendar
import datetime
import re
from dataclasses import dataclass
from typing import Any

from django.db import models


class Speed(models.IntegerChoices):
    """Why a record falls due; the smaller, the faster such facts change."""

    PASSED = 1, "the day of what was expected has passed"
    PENDING = 2, "a pending initiative"
    MONEY = 3, "a sum of money"
    RELEASE = 4, "a newer release of the index can be expected"
    FIGURE = 5, "a figure as of some day"
    AGE = 6, "nobody has looked at it for long"
    NEVER = 9, "it does not change"


DAYS = {Speed.PENDING: 30, Speed.MONEY: 90, Speed.RELEASE: 90, Speed.FIGURE: 180, Speed.AGE: 365}
RELEASED = (7, 1)
"""The month and day by which an index has published its next year."""
DECIDED = ("signed", "rejected", "withdrawn")
_MONEY = re.compile(r"\(approximately\b[^)]*\d|[$€£]\s?\d|\b(?:USD|EUR|GBP)\b|\b(?:tenge|euros?|dollars)\b", re.I)
_FIGURE = re.compile(r"\bas of\b", re.I)


@dataclass(frozen=True, slots=True)
class Due:
    """The day of the next look, and why; `passes_on` is the day from which an expected date lies behind us."""

    on: datetime.date | None
    speed: Speed
    passes_on: datetime.date | None = None


def due(kind: str, record: dict[str, Any], words: str, changed_on: datetime.date) -> Due:
    """Say when a published record falls due: `words` are its own, `changed_on` the day of the edition that changed it.

    It counts from the newest of its last check, the end of its `as_of` and `changed_on`.
    """
    known = max(day for day in (changed_on, last_day(record["as_of"]), last_day(record["last_checked"])) if day)
    speed = _speed(kind, record, words)
    if speed is Speed.NEVER:
        return Due(None, speed)
    on = known + _days(DAYS[speed]) + spread(str(record["id"]), DAYS[speed])
    if speed is Speed.RELEASE:
        released = datetime.date(min(record["year"], 9000) + 1, *RELEASED)
        on = max(on, released + spread(str(record["id"]), DAYS[speed]))
    expected = last_day(record["expected"]) if speed is Speed.PENDING else None
    return Due(on, speed, expected + _days(1) if expected and expected >= known else None)


def _speed(kind: str, record: dict[str, Any], words: str) -> Speed:
    if kind == "news":
        return Speed.NEVER
    if kind == "initiatives":
        return Speed.AGE if record["stage"] in DECIDED else Speed.PENDING
    if kind == "rankings":
        return Speed.RELEASE if record["year"] else Speed.AGE
    if _MONEY.search(words):
        return Speed.MONEY
    return Speed.FIGURE if kind == "key_facts" or record["as_of"] or _FIGURE.search(words) else Speed.AGE


def last_day(iso: str | None) -> datetime.date | None:
    """Return the last day of an ISO date cut to its precision."""
    if not iso:
        return None
    year, month, day = ([int(part) for part in iso.split("-")] + [0, 0])[:3]
    year, month = min(year, 9000), month or 12  # no sum of days runs out of the calendar
    return datetime.date(year, month, day or calendar.monthrange(year, month)[1])


def spread(record_id: str, interval: int) -> datetime.timedelta:
    """Return a shift that is always the same for a record, up to a quarter of the interval either way.

    Without it everything that was imported on one day would fall due on one day.
    """
    quarter = interval // 4
    return _days(int(record_id.replace("-", "")[:8], 16) % (2 * quarter + 1) - quarter)


def _days(number: int) -> datetime.timedelta:
    return datetime.timedelta(days=number)
