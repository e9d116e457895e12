"""Where a text names a law together with the law's own date."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from countries.partial_dates import PartialDate

from ..document import Law
from .dates_in_text import YEAR, DateInText, dates_in
from .finding import Also
from .law_names import LawNames, Name, words_of
from .passages import Passage

_REACH = 300  # letters in which a name may stand beside its date
_CITED = re.compile(r" ?\((?:(?:of|dated|(?:adopted|signed|enacted)(?: on| in)?) )?$")
_AFTER = re.compile(
    r"(?: of|,? dated|,? (?:which |that )?(?:(?:was|were) )?"
    r"(?:adopted|enacted|promulgated|signed(?: into law)?) (?:on|in)) $"
)
_BEFORE = re.compile(r",? (?:[^,.;()]{1,60} )?(?:signed|enacted)(?: into law)? the ")
_YEARED = re.compile(rf"(?<!\w){YEAR} (?=[A-Z])")
_UNLISTED = re.compile(r"\b(?:Constitutional |Federal |Organic )?(?:Law|Act|Decree|Ordinance) (?:on|for|of) ")
_ANOTHER = {  # before a name, these say that the date is of something else
    "additions", "amended", "amending", "amendment", "amendments", "bill", "changes", "constitutional", "decree",
    "draft", "former", "implementing", "old", "order", "previous", "proposed", "regulations", "repealing", "resolution",
    "rules", "supplements",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mention:
    """A date given to a law by a text; `cited` is a date in brackets after the name, as in a list."""

    name: Name
    laws: list[Law]
    day: PartialDate
    cited: bool
    place: Also


def mentions(texts: Iterable[Passage], names: LawNames) -> Iterator[Mention]:
    for passage in texts:
        if passage.kind in ("laws", "news"):
            continue
        for date in dates_in(passage.text):
            yield from _after_its_name(passage, date, names)
            yield from _before_its_name(passage, date, names)
        yield from _years(passage, names)


def _after_its_name(passage: Passage, date: DateInText, names: LawNames) -> Iterator[Mention]:
    before = passage.text[max(date.start - _REACH, 0) : date.start]
    cited = _CITED.search(before[-30:]) if passage.text[date.end : date.end + 1] in (")", ",", ";") else None
    link = cited or _AFTER.search(before[-40:])
    if not link:
        return
    before = before[: len(before) - len(link[0])]
    words = words_of(before)
    length, laws = names.ending(words)
    if laws and _ANOTHER.isdisjoint(words[-length - 5 : -length]):
        start = _start_of(before, length)
    elif not laws and cited and (start := _unlisted(before)) >= 0:
        length = len(words_of(before[start:]))
    else:
        return
    end = date.end + (passage.text[date.end : date.end + 1] == ")")
    shown = passage.text[date.start - len(link[0]) - len(before) + start : end]
    yield Mention(tuple(words[-length:]), laws, date.day, bool(cited), passage.place(shown))


def _unlisted(before: str) -> int:
    """Return where the name of a law that is not in the list begins, -1 when the words before name none."""
    found = list(_UNLISTED.finditer(before))
    if not found or re.search(r"[.;:,()0-9]", before[found[-1].start() :]):
        return -1
    another = not _ANOTHER.isdisjoint(words_of(before[: found[-1].start()])[-5:])
    return -1 if another else found[-1].start()


def _start_of(text: str, words: int) -> int:
    """Return where the last so many words of a text begin."""
    return [match.start() for match in re.finditer(r"\w+", text)][-words]


def _before_its_name(passage: Passage, date: DateInText, names: LawNames) -> Iterator[Mention]:
    """Read “On July 10, 2023, the President signed the Law on …”."""
    verb = _BEFORE.match(passage.text, date.end)
    if not verb:
        return
    after = passage.text[verb.end() : verb.end() + _REACH]
    length, laws = names.beginning(words_of(after))
    if laws:
        end = verb.end() + [match.end() for match in re.finditer(r"\w+", after)][length - 1]
        yield Mention((), laws, date.day, False, passage.place(passage.text[date.start : end]))


def _years(passage: Passage, names: LawNames) -> Iterator[Mention]:
    """Read “the 2015 Law on Charity”."""
    for year in _YEARED.finditer(passage.text):
        after = passage.text[year.end() : year.end() + _REACH]
        length, laws = names.beginning(words_of(after))
        if laws:
            end = year.end() + [match.end() for match in re.finditer(r"\w+", after)][length - 1]
            day = PartialDate(year[0].strip())
            yield Mention((), laws, day, False, passage.place(passage.text[year.start() : end]))
