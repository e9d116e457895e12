"""Cut plain text into sentences, and sentences into words that compare.

Pure: no Django.  Linear in the text, whatever it holds: every look ahead is bounded.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

# What may hold a full stop without ending the sentence around it: a quotation, something in brackets.
_HELD = re.compile(
    r"“[^“”]{0,2000}+”|«[^«»]{0,2000}+»|\"[^\"]{0,2000}+\"|\((?:[^()]|\([^()]{0,200}+\)){0,900}+\)",
)
_END = re.compile(r"[.!?…]++[\"”»’')\]]*+(?=\s)|[;:]?\n+")
_SHORT = re.compile(
    r"(?:\b(?:nos?|arts?|secs?|paras?|pp?|ch|vol|fig|e\.g|i\.e|cf|vs|mr|mrs|ms|dr|prof|st|approx|incl|ca|jr|inc|ltd|co)"
    r"|\b(?:ст|стст|пп?|ч|гг?|им|т\.е|т\.к|т\.д|руб|тыс)|(?<![\w.])[^\W\d_]|\.[^\W\d_])\.$",
    re.I,
)
_BARE_NUMBER = re.compile(r"\W*(?:(?:articles?|sections?|part|chapter|стать\w+)\s+)?[\d().-]{1,12}\.\W*$", re.I)
_LOOK_BACK = 40  # letters, enough for every abbreviation


def sentences(text: str) -> Iterator[str]:
    """Yield the sentences of plain text, white space folded; “No. 66”, “(Art. 5.)” and “Article 5.” do not end one."""
    text = re.sub(r"[^\S\n]+", " ", text)
    held = [match.span() for match in _HELD.finditer(text)]
    start, at = 0, 0
    for end in _END.finditer(text):
        while at < len(held) and held[at][1] <= end.start():
            at += 1
        stop = end.end()
        inside = at < len(held) and held[at][0] < end.start() and stop < held[at][1]
        if "\n" in end[0] or not (inside or _goes_on(text, start, stop)):
            if whole := " ".join(text[start:stop].split()):
                yield whole
            start = stop
    if rest := " ".join(text[start:].split()):
        yield rest


def _goes_on(text: str, start: int, stop: int) -> bool:
    """Say whether a sentence goes on after its full stop."""
    following = text[stop : stop + 3].lstrip(" ")[:1]
    if not following or following == "\n":
        return False
    if following in "(,;:–—-" or following.islower():
        return True
    before = text[max(start, stop - _LOOK_BACK) : stop]
    if _SHORT.search(before):
        return True
    return stop - start < _LOOK_BACK and bool(_BARE_NUMBER.match(text[start:stop]))


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a sentence: as it compares, as it is written, and where it stands."""

    key: str
    raw: str
    start: int
    end: int


_WORD = re.compile(r"\w+(?:[-‐‑–'’]\w+)*")
_POSSESSIVE = re.compile(r"['’]s?$")
_ENGLISH = [
    (re.compile(r"(?<=[a-z]{2})ies$"), "y"),
    (re.compile(r"(?<=[a-z]{2})(?<![sui])s$"), ""),
    (re.compile(r"^(off|def|lic)ence$"), r"\1ense"),
    (re.compile(r"(?<=[a-z]{3})our$"), "or"),
    (re.compile(r"(?<=[a-z]{3})tre$"), "ter"),
    (re.compile(r"^programme$"), "program"),
    (re.compile(r"is(e|ed|ing|ation)$"), r"iz\1"),
]
_RUSSIAN = re.compile(
    r"(?<=[а-яё]{4})(?:[аяыи]ми|[оеё]го|[оеё]му|[оеёая]м|[ая]х|[оеё]в|[оеёиы]й|[ыи]х|[аяуюоеыи][яюеий]|[аеёиоуыэюяйь])$"
)


def words_of(sentence: str) -> list[Word]:
    """Return the words of a sentence; an article (“the”, “a”) is none of them."""
    found = (Word(key_of(match[0]), match[0], *match.span()) for match in _WORD.finditer(sentence))
    return [word for word in found if word.key not in ("the", "a", "an")]


@lru_cache(maxsize=20_000)
def key_of(raw: str) -> str:
    """Return a word as it compares: without case, ending, hyphens or British spelling."""
    if len(raw) > 60:
        return raw.casefold()
    key = re.sub(r"[-‐‑–'’]", "", _POSSESSIVE.sub("", raw)).casefold()
    if key.isascii():
        for pattern, instead in _ENGLISH:
            key = pattern.sub(instead, key)
        return key
    return _RUSSIAN.sub("", _RUSSIAN.sub("", key))


_QUOTED = re.compile(r"“[^“”]{0,4000}+”|«[^«»]{0,4000}+»|\"[^\"]{0,4000}+\"")


def quotations(sentence: str) -> list[tuple[int, int]]:
    """Return where the quotations of a sentence begin and end."""
    return [match.span() for match in _QUOTED.finditer(sentence)]
