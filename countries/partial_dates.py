"""A date as exactly as its source says it: a day, a month, a year, or a range of them.

Pure: no Django.  Kept as text, ISO 8601 cut to the precision (`2024`, `2024-06`, `2024-06-19`), a range as an ISO
interval (`2024-03/2024-04`), so that sorting the text sorts the dates.
"""

import datetime
import re
from dataclasses import dataclass
from typing import Literal, Self

Precision = Literal["day", "month", "year", "none"]

MONTHS = [
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
]  # fmt: skip
_PRECISIONS: dict[int, Precision] = {4: "year", 7: "month", 10: "day"}
_ISO = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_MONTH = "(" + "|".join(f"{name[:3]}(?:{name[3:]}|\\.)?" if len(name) > 3 else name for name in MONTHS) + "|Sept\\.?)"
_DASH = r"\s*[-–—]\s*"
_WORDED = [
    # June 19, 2024 · June 19-21, 2024
    re.compile(rf"(?P<m>{_MONTH})\s+(?P<d>[0-9]{{1,2}})(?:{_DASH}(?P<d2>[0-9]{{1,2}}))?,?\s+(?P<y>[0-9]{{4}})", re.I),
    # 19 June 2024 · 19-21 June 2024
    re.compile(rf"(?P<d>[0-9]{{1,2}})(?:{_DASH}(?P<d2>[0-9]{{1,2}}))?\s+(?P<m>{_MONTH}),?\s+(?P<y>[0-9]{{4}})", re.I),
    # June 2024 · March-April 2024 · March 2024 - January 2025
    re.compile(
        rf"(?P<m>{_MONTH})(?:,?\s+(?P<y>[0-9]{{4}})(?={_DASH}[A-Z]))?(?:{_DASH}(?P<m2>{_MONTH}))?,?\s+(?P<y2>[0-9]{{4}})",
        re.I,
    ),
]


def _month_number(word: str) -> int:
    return next(n for n, name in enumerate(MONTHS, 1) if name[:3].casefold() == word[:3].casefold())


def _checked(text: str) -> str:
    """Return an ISO date cut to its precision, or raise ValueError when no calendar has it."""
    match = _ISO.fullmatch(text)
    if not match:
        raise ValueError("a year, a month or a day")
    year, month, day = (int(part) if part else 1 for part in match.groups())
    try:
        datetime.date(year, month, day)
    except ValueError:
        raise ValueError("in the calendar") from None
    return text


@dataclass(frozen=True, slots=True)
class PartialDate:
    """`start` and `end` are ISO dates cut to their precision; `end` is empty unless it is a range."""

    start: str
    end: str = ""

    @classmethod
    def from_iso(cls, text: str) -> Self:
        """Read `2024`, `2024-06`, `2024-06-19` or `2024-03/2024-04`; raise ValueError for anything else."""
        start, slash, end = text.strip().partition("/")
        try:
            date = cls(_checked(start), _checked(end) if slash else "")
        except ValueError as error:
            raise ValueError(f"“{text}” is not {error}.") from None
        if date.end and date.end < date.start:
            raise ValueError(f"“{text}” ends before it begins.")
        return date

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read an ISO date or English words in either order; raise ValueError when it is neither."""
        text = " ".join(text.replace("\xa0", " ").split())
        for form in _WORDED:
            if match := form.fullmatch(text):
                return cls.from_iso(_iso_from_words({k: v for k, v in match.groupdict().items() if v}))
        if " – " in text:
            start, _, end = text.partition(" – ")
            return cls.from_iso(f"{cls.parse(start).iso}/{cls.parse(end).iso}")
        return cls.from_iso(text.replace(" / ", "/"))

    @property
    def iso(self) -> str:
        return f"{self.start}/{self.end}" if self.end else self.start

    @property
    def precision(self) -> Precision:
        return _PRECISIONS[len(self.start)]

    @property
    def year(self) -> int:
        return int(self.start[:4])

    def in_words(self) -> str:
        """`June 19, 2024`, `June 2024`, `2024`, `March–April 2024`, `June 19–21, 2024`."""
        if not self.end:
            return _worded(self.start)
        if len(self.start) == len(self.end) and self.start[:7] == self.end[:7] and self.precision == "day":
            return f"{_worded(self.start)[:-6]}–{int(self.end[8:])}, {self.start[:4]}"
        if len(self.start) == len(self.end) and self.start[:4] == self.end[:4] and self.precision == "month":
            return f"{_worded(self.start)[:-5]}–{_worded(self.end)}"
        return f"{_worded(self.start)} – {_worded(self.end)}"

    def __str__(self) -> str:
        return self.in_words()


def _iso_from_words(found: dict[str, str]) -> str:
    year = found.get("y") or found["y2"]
    start = f"{year}-{_month_number(found['m']):02d}"
    if "d" in found:
        days = [f"{start}-{int(found[key]):02d}" for key in ("d", "d2") if key in found]
        return "/".join(days)
    if "m2" in found:
        return f"{start}/{found['y2']}-{_month_number(found['m2']):02d}"
    return start


def _worded(iso: str) -> str:
    year, *rest = iso.split("-")
    if not rest:
        return year
    month = MONTHS[int(rest[0]) - 1]
    return f"{month} {int(rest[1])}, {year}" if len(rest) == 2 else f"{month} {year}"
