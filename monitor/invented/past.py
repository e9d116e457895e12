"""What an invented page said before: earlier editions worked out backwards from what it says now.  Pure."""

import copy
import datetime
import random
import re
from collections.abc import Callable
from typing import Any, NamedTuple, cast

from monitor.publishing.blocks import split
from monitor.publishing.document import Document

from .prose import INVENTED

FIRST = f"First edition of an invented page. {INVENTED}"
_FIGURE = re.compile(r"\b\d{2,3}\b")


class Edition(NamedTuple):
    """One edition of an invented page, and what its change note says of it."""

    document: Document
    dated: datetime.date
    note: str
    substantive: bool = True
    correction: bool = False


class _Step(NamedTuple):
    """What one edition changed: how to take it back, and what readers are told."""

    take_back: Callable[[Document, random.Random], None]
    note: str
    substantive: bool = True
    correction: bool = False


def editions_of(document: Document, picks: random.Random, today: datetime.date) -> list[Edition]:
    """Return the editions that led to this page, oldest first; most pages have one, some up to five."""
    steps = picks.sample(_STEPS, picks.randrange(1, 5)) if picks.random() < 0.25 else []
    dated = today - datetime.timedelta(picks.randrange(3, 300))
    editions: list[Edition] = []
    for step in steps:
        editions.append(Edition(document, dated, f"{step.note} {INVENTED}", step.substantive, step.correction))
        document = copy.deepcopy(document)
        step.take_back(document, picks)
        dated -= datetime.timedelta(picks.randrange(20, 200))
    return [Edition(document, dated, FIRST), *reversed(editions)]


def _without_newest(document: Document, picks: random.Random) -> None:
    """Take back the last laws and the newest reports."""
    replaced = {law["replaced_by"] for law in document["laws"]}
    document["laws"] = [law for at, law in enumerate(document["laws"]) if at < 3 or at % 40 or law["id"] in replaced]
    document["news"] = document["news"][2:]
    document["glance"][-1]["value"] = _other_figure(document["glance"][-1]["value"])


def _other_figures(document: Document, picks: random.Random) -> None:
    for row in document["glance"]:
        row["value"] = _other_figure(row["value"])
    picked = next(section for section in document["sections"] if section["topic"] == "resources")
    _say(picked, _other_figure(picked["body"]))


def _step_before(document: Document, picks: random.Random) -> None:
    for initiative in document["initiatives"]:
        if len(initiative["events"]) > 1:
            initiative["events"].pop()
            initiative["stage"] = initiative["events"][-1]["stage"]
    _say(document["sections"][0], document["sections"][0]["body"].replace("the law", "the old law", 1))


def _before_joining(document: Document, picks: random.Random) -> None:
    for row in document["ratifications"][-4:]:
        row.update({"status": "none", "how": None, "year": None, "date": None, "note": None, "value": "No"})
    document["ratifications"][0]["note"] = "Reservation under review; invented."


def _before_rewriting(document: Document, picks: random.Random) -> None:
    """Take back a paragraph, and the words of another."""
    section = next(one for one in document["sections"] if one["topic"] == "assembly")
    pieces = split(section["body"])
    _say(section, "".join([pieces[0].replace("must", "had to").replace(" law", " statute"), *pieces[2:]]))


def _misspelt(document: Document, picks: random.Random) -> None:
    section = next(one for one in document["sections"] if one["topic"] == "constitution")
    _say(section, section["body"].replace("association", "asociation", 2).replace(" the ", " teh ", 1))


def _wrong_rank(document: Document, picks: random.Random) -> None:
    ranking = document["rankings"][0]
    wrong = (ranking["rank"] or 1) + 7
    ranking.update({"rank": wrong, "value": f"{wrong} ({ranking['year']})"})


_STEPS = (
    _Step(_without_newest, "Adds new laws and news."),
    _Step(_other_figures, "Brings fines, fees and numbers up to date."),
    _Step(_step_before, "Pending initiatives took their next step."),
    _Step(_before_joining, "New treaty standings after a review of the depositary’s list."),
    _Step(_before_rewriting, "Describes the new procedure for assemblies."),
    _Step(_misspelt, "Mends misspellings.", substantive=False),
    _Step(_wrong_rank, "The rank in the first index was given wrongly.", correction=True),
)


def _other_figure(text: str) -> str:
    return _FIGURE.sub(lambda figure: str(int(figure[0]) // 2 + 1), text, count=1)


def _say(section: Any, body: str) -> None:
    section["body"] = body
    section["blocks"] = cast("Any", [{"id": None, "html": piece} for piece in split(body)])
