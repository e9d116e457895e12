"""Which keys the tips are sealed to: a former key is needed until nothing is sealed to it any more."""

from collections import Counter
from dataclasses import dataclass

from ..keys import public_keys
from ..models import Tip


@dataclass(frozen=True, slots=True)
class KeyInUse:
    key: str
    is_of_today: bool
    opens: int

    @property
    def short(self) -> str:
        return f"{self.key[:8]}…{self.key[-4:]}"


def keys_in_use() -> list[KeyInUse]:
    """Return today's keys and every former one that something is sealed to; one query."""
    opens: Counter[str] = Counter()
    for keys, number in Tip.objects.by_keys():
        for key in keys:
            opens[key] += number
    today = public_keys()
    former = sorted(set(opens) - set(today))
    return [KeyInUse(key, key in today, opens[key]) for key in (*today, *former)]
