"""Cells and titles → values: treaty cells, ranks, kinds and numbers of laws, dates in brackets.  Pure: no Django.

A value that cannot be read is kept as the source wrote it, and None is returned for what it might have meant.
"""

import re
from typing import NamedTuple

from countries.partial_dates import PartialDate

from .inline import plain, to_html

LANGUAGE_CODES = {
    "arabic": "ar", "armenian": "hy", "azerbaijani": "az", "chinese": "zh", "english": "en", "french": "fr",
    "georgian": "ka", "german": "de", "kazakh": "kk", "kurdish": "ku", "kyrgyz": "ky", "mongolian": "mn",
    "persian": "fa", "portuguese": "pt", "russian": "ru", "spanish": "es", "tajik": "tg", "turkish": "tr",
    "turkmen": "tk", "ukrainian": "uk", "uzbek": "uz",
}  # fmt: skip
_LAW_KINDS = [
    ("constitutional-law", r"^(?:draft )?constitutional law\b"),
    ("constitution", r"^(?:the )?constitution\b"),
    ("order", r"^order\b"),
    ("resolution", r"^resolution\b"),
    ("decree", r"^decree\b"),
    ("rules", r"^(?:rules|regulations?)\b"),
    ("law", r"\b(?:act|law)$"),
    ("law", r"^(?:the |draft |federal )*(?:law|act)\b"),
    ("order", r"^(?:\w+ )?order\b"),
    ("resolution", r"^(?:\w+ )?resolution\b"),
    ("decree", r"^(?:\w+ )?decree\b"),
    ("rules", r"^(?:\w+ )?(?:rules|regulations?)\b"),
    ("code", r"\bcode\b"),
    ("law", r"\b(?:law|act)\b"),
]
_BRACKETED = re.compile(r"^\(([^()]+)\)$")
_DATE_IN_TEXT = re.compile(
    r"[A-Z][a-z]+\.? \d{1,2}, \d{4}|\d{1,2} [A-Z][a-z]+ \d{4}|[A-Z][a-z]+ \d{4}|\b(?:19|20)\d{2}\b"
)


_ACTS = [("ratif", "ratification"), ("acce", "accession"), ("succe", "succession")]


class Standing(NamedTuple):
    """Where a treaty cell says the country stands."""

    status: str
    how: str | None
    year: int | None


def words(text: str) -> str:
    """Return a cell or title without its marks."""
    return plain(to_html(text).html)


def date_in(text: str) -> PartialDate | None:
    """Return the date that `text` is, or None."""
    try:
        return PartialDate.parse(text)
    except ValueError:
        return None


def first_date_in(text: str) -> PartialDate | None:
    """Return the first date that stands in `text`, or None."""
    return next((date for match in _DATE_IN_TEXT.findall(text) if (date := date_in(match))), None)


def standing(cell: str) -> Standing:
    """Read a treaty cell: `2006`, `No`, `Yes`, `Signed (2012)`, `1995 (accession)`."""
    text = cell.strip(" *").casefold()
    done = re.sub(r"\bnot (?:yet )?(?:been )?(?:ratif|acce)\w*", "", text)
    act = next((found for stem, _ in _ACTS if (found := re.search(stem, done))), None)
    how = next((how for stem, how in _ACTS if act and act[0] == stem), None)
    year = (_year_in(done[act.start() :]) if act else None) or _year_in(text)
    if left := re.search("withdr|denounc", text):
        return Standing("withdrawn", None, _year_in(text[left.start() :]) or year)
    if re.match(r"no\b|none\b|not\b|[-–—]$", text) and "(signed" not in text:
        return Standing("none", None, None)
    if re.search(r"(?<!not )\bsigned\b|^signature", text) and not act:
        return Standing("signed", None, year)
    if year or text.startswith("yes"):
        return Standing("party", how, year)
    return Standing("unknown", how, None)


def _year_in(text: str) -> int | None:
    found = re.search(r"\b(1[89]\d{2}|20\d{2})\b", text)
    return int(found[1]) if found else None


def rank(value: str) -> tuple[int | None, int | None]:
    """Read `60 (2023)` as rank and year; a value of several figures has no single rank."""
    single = re.fullmatch(r"=?\s*(\d{1,3})\s*(?:\(((?:19|20)\d{2})\))?", value)
    if single:
        return int(single[1]), int(single[2]) if single[2] else None
    year = re.search(r"\(((?:19|20)\d{2})\)\s*$", value)
    return None, int(year[1]) if year else None


def law_kind(title: str) -> str:
    """Return what kind of law a title says it is: constitution, code, law, order …"""
    lowered = title.casefold()
    return next((kind for kind, pattern in _LAW_KINDS if re.search(pattern, lowered)), "other")


def law_number(title: str, tail: str) -> str | None:
    """Return the number of a law from its own title, else from what follows; numbers in brackets are of other laws."""
    own = re.sub(r"\([^()]*\)", "", title)
    found = re.search(r"\bNo\.\s*([\w/-]{1,60})", own) or re.search(r"\bNo\.\s*([\w/-]{1,60})", tail)
    return found[1] if found else None


def bracketed(tail: str) -> list[str]:
    """Return what stands in brackets after a headline: `(July 2024) *(English)*` → `["July 2024", "English"]`."""
    return re.findall(r"\(([^()]+)\)", tail)


def only_bracketed(tail: str) -> str | None:
    """Return what is in the brackets when there is nothing else: `(June 2024)` → `June 2024`."""
    match = _BRACKETED.match(tail)
    return match[1].strip() if match else None
