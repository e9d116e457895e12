"""The initiatives of one invented page: every stage, with steps, and dates that are coming or overdue.  Pure."""

import datetime
from typing import Any

from countries.vocabulary import Topic
from legal.vocabulary import Stage

from .prose import Writer

_WAY = (Stage.ANNOUNCED, Stage.DRAFTING, Stage.CONSULTATION, Stage.SUBMITTED, Stage.FIRST_READING,
        Stage.SECOND_READING, Stage.ADOPTED, Stage.SIGNED)  # fmt: skip
_ENDS = (Stage.REJECTED, Stage.WITHDRAWN, Stage.STALLED)
_DECIDED = (Stage.SIGNED, Stage.REJECTED, Stage.WITHDRAWN)
_TOPICS = (Topic.FORMATION, Topic.OPERATIONS, Topic.RESOURCES, Topic.EXPRESSION, Topic.ASSEMBLY, Topic.PUBLIC_BENEFIT)


def initiatives(writer: Writer, today: datetime.date) -> list[dict[str, Any]]:
    return [_initiative(writer, today) for _ in range(writer.picks.randrange(2, 9))]


def _initiative(writer: Writer, today: datetime.date) -> dict[str, Any]:
    picks = writer.picks
    way = [*_WAY[: picks.randrange(1, len(_WAY) + 1)], *(picks.sample(_ENDS, 1) if picks.random() < 0.2 else [])]
    stages = way if len(way) > 1 or picks.random() < 0.8 else []
    days = sorted(picks.sample(range(10, 900), len(stages)), reverse=True)
    events = [
        {"date": _cut(writer, today - datetime.timedelta(ago)), "stage": stage, "note": _note(writer)}
        for stage, ago in zip(stages, days, strict=True)
    ]
    stage = stages[-1] if stages else Stage.UNKNOWN
    return {
        "title": writer.filled(picks.choice(("Draft Law on {subject}", "Amendments to the Law on {subject}"))),
        "body": writer.paragraphs(picks.randrange(1, 4)),
        "stage": stage,
        "introduced": events[0]["date"] if events and picks.random() < 0.8 else None,
        "expected": None if stage in _DECIDED else _expected(writer, today),
        "topics": sorted(picks.sample(_TOPICS, picks.randrange(0, 3)), key=_TOPICS.index),
        "events": events,
    }


def _note(writer: Writer) -> str:
    return writer.filled("{Body} asked for changes; invented.") if writer.picks.random() < 0.4 else ""


def _expected(writer: Writer, today: datetime.date) -> str | None:
    """Return a day or month to come, one that has passed, or nothing."""
    picks = writer.picks
    if picks.random() < 0.3:
        return None
    return _cut(writer, today + datetime.timedelta(picks.randrange(-240, 420)))


def _cut(writer: Writer, day: datetime.date) -> str:
    return day.isoformat()[: writer.picks.choice((10, 10, 7))]
