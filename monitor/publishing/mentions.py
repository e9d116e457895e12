"""Which laws a sentence names, and to which of them its article numbers belong.

Pure: no Django.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from countries.partial_dates import MONTHS

from .law_names import Finder, Found, Sentence
from .sentences import Word, key_of, quotations

OURS, OTHERS = 0, 1
"""Whose a mention is: the law's that is looked for, or another's."""

_NUMBER = r"\d{1,4}(?:[-–.]\d{1,4})*(?:\s?\(\w{1,4}\)){0,4}"
_SEVERAL = r"articles|arts\.|sections|secs\.|§§|стат(?:ьи|ей|ьям|ьями|ьях)|стст?\."
_ONE = r"article|art\.|section|sec\.|§|стат(?:ья|ье|ьёй|ьей|ью)"
_AND = r"(?:\s*[,;]\s*(?:and |or |и )?|\s+(?:and|or|to|и|или)\s+)"
_ARTICLES = re.compile(
    rf"(?<!\w)(?:(?:{_SEVERAL})\s*({_NUMBER}(?:{_AND}{_NUMBER}){{0,30}})|(?:{_ONE})\s*({_NUMBER}))", re.I
)
_OF = re.compile(
    r"\s*,?\s*\(?(?:of|to|in|under|from)\s+(?:(?:the|new|current|former|old|\d{4}|[A-Z]\w{0,30}['’]s)\s+){0,3}$", re.I
)
_OF_ANOTHER = re.compile(r"\s*of\s+(?!th(?:is|at)\b)", re.I)
_QUOTES = re.compile(r"\s*[:.–—-]?\s*[\"“«]")
_AFTER_QUOTATION = re.compile(r"[\"”»’']\s*\([^()]{0,40}$")
_A_LAW = {"law", "code", "act", "decree", "order", "rule", "resolution", "constitution", "covenant", "convention"}
_POINTS_TO = re.compile(r"\b(?:the|this|that|said)\s+$", re.I)
_YEAR = re.compile(r"(?:19|20)\d\d")
_YEAR_AFTER = re.compile(r"\s*(?:\(|of |from |in |, )\s*((?:19|20)\d\d)\b")
_MONTHS = {month.casefold() for month in MONTHS}
_BEFORE_ANOTHER = {"draft", "constitutional", "bill", "проект", key_of("конституционный")}
_NEXT = 8  # words after “of” among which a country's name may stand


@dataclass(frozen=True, slots=True)
class Wanted:
    """The law that is looked for; `abroad` when the page is another country's."""

    year: str
    begins: str
    country: tuple[str, ...]
    abroad: bool
    constitution: bool


@dataclass(frozen=True, slots=True)
class Mention:
    whose: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Article:
    """An article number as written, whose it is (None: nobody's that is known), and where it stands.

    `opens` when it begins a paragraph that quotes it: in the section on the constitutional framework, the constitution.
    """

    number: str
    whose: int | None
    start: int
    opens: bool


class Reading:
    """One sentence: the laws it names, and its articles.

    `spoken_of` is whose law the text before it was about: in the paragraph, and in the record.
    """

    def __init__(
        self, one: Sentence, finder: Finder, wanted: Wanted, spoken_of: tuple[int | None, int | None], skip: int = 0
    ) -> None:
        self.one, self.wanted, self.spoken_of = one, wanted, spoken_of
        self.says_country = wanted.abroad and _has(_keys(one.words, 0, len(one.words)), wanted.country)
        found = list(finder.find(one, skip))
        known = [Mention(self._whose(match), match.start, match.end) for match in found]
        self.mentions = sorted([*known, *self._nameless(found)], key=lambda mention: mention.start)
        inside = quotations(one.text)
        self.aloud = [mention for mention in self.mentions if not _within(mention.start, inside)]

    def articles(self) -> Iterator[Article]:
        starts = [mention.start for mention in self.mentions]
        for match in _ARTICLES.finditer(self.one.text):
            whose = self._belongs(match, bisect_left(starts, match.end()))
            for number in re.findall(_NUMBER, match[1] or match[2]):
                opens = match.start() == 0 and bool(_QUOTES.match(self.one.text, match.end()))
                yield Article(number.replace(" ", ""), whose, match.start(), opens)

    def _belongs(self, match: re.Match[str], following: int) -> int | None:
        """“Article 7 of the PA Law” is that law's; “(Article 33)” the last one's that was named, or the one quoted."""
        text = self.one.text
        after = self.mentions[following] if following < len(self.mentions) else None
        if after and after.start - match.end() < 120 and _OF.fullmatch(text, match.end(), after.start):
            return after.whose
        if _OF_ANOTHER.match(text, match.end()) and not (after and after.start - match.end() < 60):
            return None
        before = self._last_before(match.start())
        if before or after:
            return (before or after).whose  # type: ignore[union-attr]
        in_paragraph, in_record = self.spoken_of
        quoted = _AFTER_QUOTATION.search(text, max(0, match.start() - 60), match.start())
        return in_record if quoted else in_paragraph

    def _last_before(self, place: int) -> Mention | None:
        """Return what is named last before a place, outside quotations if anything is."""
        for mentions in (self.aloud, self.mentions):
            at = bisect_left(mentions, place, key=lambda mention: mention.start)
            if at:
                return mentions[at - 1]
        return None

    def _whose(self, match: Found) -> int:
        return OURS if OURS in match.owners and not self._another(match) else OTHERS

    def _another(self, match: Found) -> bool:
        """Say whether what has our law's name is a draft, of another year, or another country's."""
        words, text = self.one.words, self.one.text
        before = words[match.first - 1] if match.first else None
        if before and before.key in _BEFORE_ANOTHER and words[match.first].key == self.wanted.begins:
            return True
        year = before.raw if before and _YEAR.fullmatch(before.raw) else ""
        after = _YEAR_AFTER.match(text, match.end)
        year = year or (after[1] if after else "")
        if year and self.wanted.year and year != self.wanted.year:
            return True
        return self._not_ours_by_country(match)

    def _not_ours_by_country(self, match: Found) -> bool:
        words, country = self.one.words, self.wanted.country
        named = _has(_keys(words, match.first - len(country), match.after + _NEXT), country)
        if self.wanted.abroad:
            apart = words[match.first].key == country[0] and "," in self.one.text[match.start : match.end]
            inside = not apart and _has(_keys(words, match.first, match.after), country)
            return not (inside or (self.says_country and match.after - match.first > 2))
        if named or match.after >= len(words) - 1 or words[match.after].key != "of":
            return False
        following = words[match.after + 1]
        return following.raw[0].isupper() and following.key not in {*_MONTHS, "republic", "state", "article"}

    def _nameless(self, found: list[Found]) -> Iterator[Mention]:
        """Yield what is plainly some other law: “the law”, “the Rules”, “the Covenant”."""
        taken = [(match.start, match.end) for match in found]
        for word in self.one.words:
            if word.key in _A_LAW and not _within(word.start, taken):
                before = self.one.text[max(0, word.start - 6) : word.start]
                if word.raw[0].isupper() or _POINTS_TO.search(before):
                    yield Mention(OTHERS, word.start, word.end)


def _keys(words: list[Word], start: int, stop: int) -> list[str]:
    return [word.key for word in words[max(0, start) : stop]]


def _has(keys: list[str], wanted: tuple[str, ...]) -> bool:
    """Say whether words stand together among others."""
    size = len(wanted)
    return bool(wanted) and any(tuple(keys[at : at + size]) == wanted for at in range(len(keys) - size + 1))


def _within(place: int, spans: list[tuple[int, int]]) -> bool:
    at = bisect_right(spans, (place, 1 << 60)) - 1
    return at >= 0 and spans[at][0] <= place < spans[at][1]
