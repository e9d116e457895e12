"""Find the dates that stand in running text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from countries.partial_dates import MONTHS, PartialDate

_MONTH = "(?:" + "|".join(f"{name}|{name[:3]}\\.?" for name in MONTHS if name != "May") + "|May|Sept\\.?)"
DATE = rf"(?:{_MONTH} (?:[0-9]{{1,2}},? )?[0-9]{{4}}|[0-9]{{1,2}} {_MONTH},? [0-9]{{4}})"
YEAR = r"(?:1[89]|20)[0-9]{2}"
_DATE = re.compile(rf"(?<!\w){DATE}(?!\w)")


@dataclass(frozen=True, slots=True)
class DateInText:
    day: PartialDate
    start: int
    end: int


@lru_cache(maxsize=1000)
def read_date(words: str) -> PartialDate | None:
    """Return the date that words say; None when no calendar has it."""
    try:
        return PartialDate.parse(words.replace("Sept.", "Sep").replace(".", ""))
    except ValueError:
        return None


def dates_in(text: str) -> Iterator[DateInText]:
    """Yield the days and months named in a text; a year alone is no date."""
    for match in _DATE.finditer(text):
        if day := read_date(match[0]):
            yield DateInText(day, match.start(), match.end())
