"""What a new step of an initiative proposes: words for the law, the news item and the change note.

Pure: no Django models.
"""

import re
from dataclasses import dataclass

from countries.partial_dates import PartialDate
from legal.vocabulary import LawKind, LawStatus, Stage

MAKES_LAW = (Stage.ADOPTED, Stage.SIGNED)
ENDS = (*MAKES_LAW, Stage.REJECTED, Stage.WITHDRAWN)
"""Stages after which an initiative may leave the page."""

_ORDER = [
    Stage.ANNOUNCED,
    Stage.DRAFTING,
    Stage.CONSULTATION,
    Stage.SUBMITTED,
    Stage.FIRST_READING,
    Stage.SECOND_READING,
    Stage.ADOPTED,
    Stage.SIGNED,
]
_DRAFTS = [
    (re.compile(r"^(?:the\s+)?(?:proposed\s+)?draft\s+(?:of\s+(?:the\s+)?)?", re.I), ""),
    (re.compile(r"^(?:the\s+)?bill\s+(?=on\b)", re.I), "Law "),
    (re.compile(r"^законопроект\s+", re.I), "Закон "),
    (re.compile(r"^проект\s+закона\s+", re.I), "Закон "),
    (re.compile(r"^проект\s+", re.I), ""),
]
_KINDS = [
    (re.compile(r"^constitutional (?:law|act)\b", re.I), LawKind.CONSTITUTIONAL_LAW),
    (re.compile(r"^(?:new )?constitution\b|^конституци[яи]\b", re.I), LawKind.CONSTITUTION),
    (re.compile(r"^(?:[\w-]+ ){0,4}code\b|кодекс\b", re.I), LawKind.CODE),
    (re.compile(r"\bdecree\b|\bуказ\b", re.I), LawKind.DECREE),
    (re.compile(r"\bresolution\b|\bпостановление\b", re.I), LawKind.RESOLUTION),
    (re.compile(r"^order\b|^приказ\b", re.I), LawKind.ORDER),
    (re.compile(r"^rules?\b|^правила\b", re.I), LawKind.RULES),
]


@dataclass(frozen=True, slots=True)
class Proposed:
    """The words that stand in the boxes until an editor changes them."""

    law_title: str
    law_kind: str
    law_status: str
    makes_law: bool
    news_title: str
    note: str


def proposed(title: str, stage: str, date: PartialDate | None, *, has_law: bool = False) -> Proposed:
    """Return what a step to `stage` on `date` proposes for the initiative of this title; `has_law`: it made one."""
    words = Stage(stage).label.casefold() if stage in Stage.values else ""
    happened = f"{title}: {words}" if words else title
    when = f" ({date.in_words()})" if date else ""
    law = law_title(title)
    return Proposed(
        law_title=law,
        law_kind=_kind(law),
        law_status=LawStatus.NOT_YET_IN_FORCE,
        makes_law=stage in MAKES_LAW and not has_law,
        news_title=happened,
        note=f"{happened}{when}." if words else "",
    )


def law_title(title: str) -> str:
    """Return what a draft is called as a law: “Draft Law on Charity” is the “Law on Charity”."""
    for pattern, instead in _DRAFTS:
        shorter = pattern.sub(instead, title.strip(), count=1)
        if shorter and shorter != title.strip():
            return shorter[0].upper() + shorter[1:]
    return title.strip()


def _kind(title: str) -> str:
    return next((kind for pattern, kind in _KINDS if pattern.search(title)), LawKind.LAW)


def next_stage(stage: str) -> str:
    """Return the stage that follows; nothing when none does."""
    place = _ORDER.index(Stage(stage)) + 1 if stage in _ORDER else len(_ORDER)
    return str(_ORDER[place]) if place < len(_ORDER) else ""


def doubts(stage: str, date: PartialDate | None, steps: list[tuple[str, PartialDate | None]]) -> dict[str, str]:
    """Return what is odd about a step after these `steps` (stage, date): a code, and what to say of it."""
    found: dict[str, str] = {}
    dated = [(one, when) for one, when in steps if when]
    last = max(dated, key=lambda step: step[1].start if step[1] else "", default=None)
    if date and last and last[1] and _is_before(date, last[1]):
        found["earlier"] = f"It is earlier than the last step: {Stage(last[0]).label}, {last[1]}."
    if any(one == stage and _is_same(date, when) for one, when in steps):
        found["twice"] = "This step is here already, with the same date."
    furthest = max((_ORDER.index(Stage(one)) for one, _ in steps if one in _ORDER), default=-1)
    if stage in _ORDER and _ORDER.index(Stage(stage)) < furthest:
        found["back"] = f"It goes back: the initiative has come to “{_ORDER[furthest].label}” already."
    return found


def _is_before(date: PartialDate, other: PartialDate) -> bool:
    """As far as both are known: June 2026 is not before June 3, 2026."""
    known = min(len(date.start), len(other.start))
    return date.start[:known] < other.start[:known]


def _is_same(date: PartialDate | None, other: PartialDate | None) -> bool:
    return (date.iso if date else "") == (other.iso if other else "")
