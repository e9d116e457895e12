"""A date in a text that contradicts the date of its record."""

import re
from collections.abc import Iterator

from countries.partial_dates import PartialDate

from ..document import Document, Law, NewsItem
from .dates_in_text import DATE, YEAR, dates_in, read_date
from .finding import ERROR, WARNING, Around, Finding, also, dated, day_of, disagree, found
from .passages import pieces, sentences

_OPENS = re.compile(rf"(?:On|In) ({DATE})")
_LATE = 31  # days after an event by which its news is out
_OWN = re.compile(rf"(?:(?:\w+ ){{1,3}}?(?:No\. ?\S{{1,12}} )?(?:of|dated) |dated )({DATE})")
_YEAR_IN_VALUE = re.compile(rf"\(({YEAR})\)")
_TO_COME = re.compile(r"\b(?:will|to be|to take|scheduled|planned|expected)\b")
_EXPECTED = re.compile(r"(?<!was )(?<!were )\bexpected to\b")


def contradicting_date(document: Document, around: Around) -> Iterator[Finding]:
    """Report news, laws, initiatives, rankings and treaties whose own text gives another date than their record."""
    for item in document["news"]:
        yield from _news(item)
    for law in document["laws"]:
        yield from _law(law)
    yield from _initiatives(document)
    yield from _years(document)


def _news(item: NewsItem) -> Iterator[Finding]:
    summary = " ".join((item["summary"] or "").split())
    opens, day = _OPENS.match(summary), day_of(item["date"])
    told = read_date(opens[1]) if opens else None
    if not (opens and day and told) or not disagree(told, day) or _within(told, item):
        return
    level = _level(told, day, next(sentences(summary)))
    if level:
        says = f"The news is of {day}, but its text begins with {told}. Correct the one that is wrong."
        place = also("news", item, opens[0])
        yield found("contradicting-date", level, place, says, [also("news", item, dated(item["title"], item["date"]))])


def _within(told: PartialDate, item: NewsItem) -> bool:
    end = day_of(item["date_end"])
    return bool(end and item["date"] and item["date"] <= told.start and told.start[: len(end.start)] <= end.start)


def _level(told: PartialDate, day: PartialDate, sentence: str) -> str:
    """Tell a slip of the pen from news that came after an event, as news does: the level, or nothing."""
    if told.start > day.start and _TO_COME.search(sentence):
        return ""
    if told.precision == day.precision == "day":
        if told.start[8:] == day.start[8:]:
            return ERROR
        if 0 < _days(day) - _days(told) <= _LATE:
            return ""
    elif told.start < day.start:
        return ""
    return WARNING


def _days(day: PartialDate) -> int:
    """Return the number of a day, counted roughly: enough to tell a month from a week."""
    year, month, number = (int(part) for part in day.start.split("-"))
    return (year * 12 + month) * 31 + number


def _law(law: Law) -> Iterator[Finding]:
    day = day_of(law["date"])
    for text in (law["title"], law["note"] or ""):
        own = _OWN.match(" ".join(text[:500].split()))
        told = read_date(own[1]) if own else None
        if own and day and told and disagree(told, day):
            says = f"The law's own words say {told}, but its date is {day}. Correct the one that is wrong."
            place = also("laws", law, own[0])
            yield found("contradicting-date", ERROR, place, says, [also("laws", law, dated(law["title"], law["date"]))])


def _initiatives(document: Document) -> Iterator[Finding]:
    for initiative in document["initiatives"]:
        expected = day_of(initiative["expected"])
        said = [sentence for text, _ in pieces(initiative["body"]) for sentence in sentences(text)]
        said = [sentence for sentence in said if _EXPECTED.search(sentence)]
        days = [date.day for sentence in said for date in dates_in(sentence)]
        if expected and len(said) == len(days) == 1 and disagree(expected, days[0]):
            says = f"The text expects {days[0]}, the record {expected}. Correct the one that is wrong."
            yield found("contradicting-date", ERROR, also("initiatives", initiative, said[0]), says)


def _years(document: Document) -> Iterator[Finding]:
    for ranking in document["rankings"]:
        told = _YEAR_IN_VALUE.findall(ranking["value"])
        if ranking["year"] and len(told) == 1 and int(told[0]) != ranking["year"]:
            says = f"The ranking is written as of {told[0]}, but its year is {ranking['year']}. Correct the wrong one."
            yield found("contradicting-date", ERROR, also("rankings", ranking, ranking["value"]), says)
    for row in document["ratifications"]:
        day = day_of(row["date"])
        if day and row["year"] and day.year != row["year"]:
            says = f"The treaty's date is {day}, but its year is {row['year']}. Correct the one that is wrong."
            yield found("contradicting-date", ERROR, also("ratifications", row, row["value"] or str(day)), says)
