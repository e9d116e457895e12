"""Figures that are old or disagree: "as of" years ago, older index editions, a rank that is not the one shown."""

import re
from collections.abc import Iterator

from ..document import Document
from .dates_in_text import DATE, YEAR, read_date
from .finding import ERROR, WARNING, Around, Finding, also, day_of, found
from .passages import Passage, passages, sentences

_YEARS = 2
_AS_OF = re.compile(
    r"\b[Aa]s (?:of|at|on) (?:the )?(?:(?:early|late|mid|mid-|end of|end|beginning of|start of) ?)?"
    rf"({DATE}|{YEAR})(?!\w)"
)
_FIGURE = re.compile(
    r"(?<![\w.,-])(?<!No\. )(?<!Article )(?:[$€£] ?)?[0-9]{1,3}(?:,[0-9]{3})*(?:\.[0-9]{1,6})?%?(?![\w-])"
)
_NUMBER = re.compile(r"[0-9]{1,9}")
_ANY_DATE = re.compile(rf"{DATE}|\b{YEAR}\b")


def old_figure(document: Document, around: Around) -> Iterator[Finding]:
    """Report figures given "as of" a time that was over two years before the page's stamp."""
    stamp = _stamp(document, around)
    for passage in passages(document):
        if _AS_OF.search(passage.text):
            yield from _in_text(passage, stamp)
    for kind, records in (("glance", document["glance"]), ("key_facts", document["key_facts"])):
        for record in records:
            if record["as_of"] and _is_old(record["as_of"], stamp):
                says = f"This is as of {record['as_of']}, more than two years before {day_of(stamp)}. Check it."
                yield found("old-figure", WARNING, also(kind, record, record["as_of"]), says)


def _in_text(passage: Passage, stamp: str) -> Iterator[Finding]:
    for sentence in sentences(passage.text):
        old = next((words for words in _AS_OF.findall(sentence) if _is_old(words, stamp)), None)
        if old and _has_figure(sentence):
            says = f"The figure is of {old}, more than two years before {day_of(stamp)}. Bring it up to date."
            yield found("old-figure", WARNING, passage.place(sentence), says)


def _stamp(document: Document, around: Around) -> str:
    if around.stamp:
        return around.stamp.isoformat()
    day = day_of(document["last_updated"])
    return day.start if day else around.today.isoformat()


def _is_old(words: str, stamp: str) -> bool:
    date = read_date(words)
    if not date:
        return False
    day = date.end or date.start
    last = day + "-12-31"[len(day) - 4 :]
    return (int(last[:4]) + _YEARS, last[4:]) < (int(stamp[:4]), stamp[4:])


def _has_figure(sentence: str) -> bool:
    """Say whether there is a number besides dates: "as of 2021" may also say since when a rule holds."""
    return bool(_FIGURE.search(_ANY_DATE.sub(" ", sentence)))


def written_rank(document: Document, around: Around) -> Iterator[Finding]:
    """Report each ranking whose rank is not in the value that readers see; a wrong year is a contradicting date."""
    for row in document["rankings"]:
        numbers = {int(digits) for digits in _NUMBER.findall(row["value"])}
        if row["rank"] is not None and numbers and row["rank"] not in numbers:
            says = f"Its rank is {row['rank']}, but readers see “{row['value']}”. Make the two agree."
            yield found("written-rank", ERROR, also("rankings", row, row["value"]), says)


def index_years(document: Document, around: Around) -> Iterator[Finding]:
    """Report each ranking that is of an older edition than the newest on the page."""
    newest = max((row for row in document["rankings"] if row["year"]), key=lambda row: row["year"] or 0, default=None)
    for row in document["rankings"]:
        if newest and row["year"] and row["year"] != newest["year"]:
            says = (
                f"This edition is of {row['year']}, while “{newest['index']}” is of {newest['year']}. "
                "See whether a newer edition is out."
            )
            others = [also("rankings", newest, newest["value"])]
            yield found("index-years", WARNING, also("rankings", row, row["value"]), says, others)
