"""How many entries every choice of a list would leave: one query for all of them, kept until something is published."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, Count, F, QuerySet, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast

Counts = dict[str, int]
_MOST = 500


def _itself(group: str) -> Iterable[str]:
    return [group] if group else []


def between_bars(group: str) -> Iterable[str]:
    """Return the choices that a column holds as `|formation|other|`."""
    return group.strip("|").split("|") if group else []


@dataclass(frozen=True, slots=True)
class Facet:
    """What the choices of one filter are, and what they are counted by.

    `by` is a column or an expression; `choices_of` says for which choices a group of it counts (one text may stand for
    several).  `closed` holds the words of a closed list in its order; without it a choice is what occurs.
    """

    by: str | Combinable
    choices_of: Callable[[str], Iterable[str]] = _itself
    closed: Mapping[str, str] | None = None
    words: Mapping[str, str] | None = None
    newest_first: bool = False

    def in_words(self, choice: str) -> str:
        return (self.closed or self.words or {}).get(choice, choice)

    def in_order(self, choices: Iterable[str]) -> list[str]:
        if self.closed is not None:
            present = set(choices)
            return [choice for choice in self.closed if choice in present]
        if self.newest_first:
            return sorted(choices, reverse=True)
        return sorted(choices, key=lambda choice: self.in_words(choice).casefold())


@dataclass(frozen=True, slots=True)
class Arm:
    """One count: of the entries of `queryset` by a facet, or (None) of all; `key` says in words what is counted."""

    key: tuple[Any, ...]
    queryset: QuerySet[Any]
    facet: Facet | None = None


class Tally:
    """Counts, each kept as long as `stamp` is the same (models/register.py: as_it_stands); None keeps nothing.

    What is counted under one stamp goes into that stamp's dict alone, whatever other threads ask meanwhile.
    """

    _kept: tuple[Any, dict[tuple[Any, ...], Counts]] = (None, {})

    def __init__(self, stamp: Any) -> None:
        if stamp is None:
            self.known: dict[tuple[Any, ...], Counts] = {}
            return
        kept = Tally._kept
        if kept[0] != stamp or len(kept[1]) > _MOST:
            kept = Tally._kept = (stamp, {})
        self.known = kept[1]

    def of(self, arms: list[Arm]) -> list[Counts]:
        """Return the counts of every arm; what is not known yet is counted in one query."""
        missing = [arm for arm in arms if arm.key not in self.known]
        found: dict[tuple[Any, ...], Counts] = {arm.key: {} for arm in missing}
        for at, group, number in _counted(missing):
            arm = missing[int(at)]
            for choice in arm.facet.choices_of(group or "") if arm.facet else [""]:
                found[arm.key][choice] = found[arm.key].get(choice, 0) + number
        self.known.update(found)
        return [found[arm.key] if arm.key in found else self.known[arm.key] for arm in arms]

    def remember[Kept](self, key: str, make: Callable[[], dict[str, Kept]]) -> dict[str, Any]:
        """Return what `make` returned when it was last asked under this stamp."""
        if (key,) not in self.known:
            self.known[(key,)] = make()  # type: ignore[assignment]
        return self.known[(key,)]


def _counted(arms: list[Arm]) -> Iterable[tuple[str, str, int]]:
    """Return (number of the arm, group, how many) for all arms, in one query."""
    if not arms:
        return []
    first, *others = [_grouped(arm, str(at)) for at, arm in enumerate(arms)]
    return list(first.union(*others, all=True).order_by())


def _grouped(arm: Arm, at: str) -> QuerySet[Any, Any]:
    by = F(arm.facet.by) if arm.facet and isinstance(arm.facet.by, str) else arm.facet.by if arm.facet else Value("")
    rows = arm.queryset.order_by().annotate(arm_at=Value(at, CharField()), arm_group=Cast(by, CharField()))
    grouped: QuerySet[Any, Any] = rows.values("arm_at", "arm_group").annotate(arm_number=Count("*"))
    return grouped.values_list("arm_at", "arm_group", "arm_number")
