"""An initiative whose expected date has passed."""

import datetime
import re
from collections.abc import Iterator

from ..document import Document, Initiative
from .dates_in_text import DATE, YEAR, read_date
from .finding import WARNING, Around, Finding, also, day_of, found
from .passages import pieces, sentences

_OVER = ("adopted", "signed", "rejected", "withdrawn", "stalled")
_IS_EXPECTED = re.compile(r"\b(?:is|are|remains?)(?: \w{1,20})? (?:expected|scheduled|planned|due)\b")
_WHEN = re.compile(
    rf"\b(?:in|by|on|before|until|during|for) ({DATE}|(?P<part>early|mid-?|late|the end of|end) ?{YEAR}|{YEAR})(?!\w)"
)
_PARTS = {"early": "04", "mid": "08", "mid-": "08"}


def expected_passed(document: Document, around: Around) -> Iterator[Finding]:
    """Report what should have happened by today, going by the record, else by what its text still expects."""
    today = around.today.isoformat()
    for initiative in document["initiatives"]:
        if initiative["stage"] in _OVER:
            continue
        said = [*_expectations(initiative)]
        expected = day_of(initiative["expected"])
        if expected:
            wanted = expected.end or expected.start
            said = [(wanted, next((words for when, words in said if when == wanted), f"Expected {expected}"))]
        for when, words in said[:1]:
            if _is_over(when, today):
                says = (
                    f"This was expected by now ({_date(around.today)}). Say what came of it, or what is expected next."
                )
                yield found("expected-passed", WARNING, also("initiatives", initiative, words), says)


def _is_over(when: str, today: str) -> bool:
    """Compare as far as the date is known: what is expected in May is over in June."""
    return when < today[: len(when)]


def _date(day: datetime.date) -> str:
    return f"{day:%B} {day.day}, {day.year}"


def _expectations(initiative: Initiative) -> Iterator[tuple[str, str]]:
    for text, _ in pieces(initiative["body"]):
        for sentence in sentences(text):
            expected = _IS_EXPECTED.search(sentence)
            when = _WHEN.search(sentence, expected.end()) if expected else None
            if when and (date := _read(when)):
                yield date, sentence


def _read(when: re.Match[str]) -> str | None:
    if when["part"]:
        return f"{when[1][-4:]}-{_PARTS.get(when['part'], '12')}"
    day = read_date(when[1])
    return day.start if day else None
