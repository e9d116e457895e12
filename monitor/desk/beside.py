"""What else is known of the passages of a page, told by parts of the site that the desk knows nothing of.

Such a part adds a function to TELLERS when the site starts.  It returns what this person may see, and nothing else.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from countries.models import Country


@dataclass(frozen=True, slots=True)
class Beside:
    """Something about one record of a page; without `record_id`, about the page as a whole."""

    what: str
    record_id: str
    name: str
    words: str
    said: str
    address: str
    form: str


TELLERS: list[Callable[[Any, Country], list[Beside]]] = []


def told_of(user: Any, country: Country) -> list[Beside]:
    return [one for tell in TELLERS for one in tell(user, country)]


def by_what(told: Iterable[Beside]) -> dict[str, list[Beside]]:
    """Return them by what they are: for the boxes of the desk."""
    boxes: dict[str, list[Beside]] = {}
    for one in told:
        boxes.setdefault(one.what, []).append(one)
    return boxes
