"""The laws of one invented page: all kinds, states and topics, dates as exact and as missing as real ones.  Pure."""

import uuid
from typing import Any

from countries.vocabulary import Topic

from .prose import Writer
from .words import FOREIGN, LAW_TITLES

_KINDS = {"Constitution": "constitution", "Constitutional": "constitutional-law", "Code": "code", "Decree": "decree",
          "Resolution": "resolution", "Order": "order", "Rules": "rules", "Concept": "other"}  # fmt: skip
_STATES = ("in-force",) * 12 + ("unknown",) * 5 + ("not-yet-in-force", "repealed", "repealed")
_TOPICS = [
    topic
    for topic in Topic.values
    if topic not in (Topic.INTRODUCTION, Topic.RECENT_DEVELOPMENTS, Topic.HISTORICAL_NOTES)
]
SPOKEN = {"Central Asia": "ru", "Eastern Europe": "ru", "Northern Africa": "ar", "Western Asia": "ar"}
"""The language, besides English, that titles are given in."""


def laws(writer: Writer, number: int, region: str) -> list[dict[str, Any]]:
    """Return so many laws, the constitution first; one of twenty has been replaced by another."""
    found = [_law(writer, SPOKEN.get(region, ""), first=not at) for at in range(number)]
    for older, newer in zip(found[1::20], found[2::20], strict=False):
        older |= {"status": "replaced", "replaced_by_id": newer["id"]}
    return found


def _law(writer: Writer, spoken: str, *, first: bool) -> dict[str, Any]:
    picks = writer.picks
    title = "Constitution" if first else writer.filled(picks.choice(LAW_TITLES))
    number = title.partition("No. ")[2].partition(" ")[0]
    return {
        "id": uuid.UUID(int=picks.getrandbits(128), version=4),
        "title": title,
        "original_title": _original(writer, spoken),
        "kind": _KINDS.get(title.split()[0], "law"),
        "number": number or (str(picks.randrange(1, 900)) if picks.random() < 0.3 else ""),
        "date": date_as_exact_as_known(writer),
        "url": f"https://law.example/{picks.randrange(10**6)}" if picks.random() < 0.6 else "",
        "status": picks.choice(_STATES),
        "topics": sorted(picks.sample(_TOPICS, picks.randrange(0, 4)), key=_TOPICS.index),
        "note": writer.text(1) if picks.random() < 0.4 else "",
    }


def _original(writer: Writer, spoken: str) -> str:
    if not spoken or writer.picks.random() < 0.3:
        return ""
    law, _, subjects = FOREIGN[spoken]
    return law.format(subject=writer.picks.choice(subjects))


def date_as_exact_as_known(writer: Writer) -> str | None:
    """Return a day, here and there only a month, a year or nothing."""
    picks = writer.picks
    year = writer.year - min(int(picks.expovariate(1 / 9)), 60)
    month = picks.randrange(1, 13) if year < writer.year else 1
    day = f"{year}-{month:02}-{picks.randrange(1, 29):02}"
    return picks.choices((day, day[:7], day[:4], None), (80, 8, 6, 6))[0]
