"""By which names a page calls a law: its title, the title without the country, and the abbreviations the page defines.

Pure: no Django.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from .sentences import Word, key_of, sentences, words_of

_MOST_WORDS, _MOST_LETTERS = 40, 1_000  # of a name; a longer title is known by its beginning
_GENERIC = {
    *("law", "code", "act", "order", "decree", "rule", "resolution", "regulation", "statute", "constitution"),
    *(key_of(word) for word in ("закон", "кодекс", "приказ", "указ", "правила", "постановление")),
}
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)")
_PART = re.compile(r",?\s+\(?(?:general |special )?parts?\b[\s\dIVX]*\)?$", re.I)
_STATE = re.compile(
    r"\s+(?:(?:of|in) the (?:\w+ )?(?:Republic|Kingdom|State|Federation|Union|Principality) of [A-Z]\w+(?: [A-Z]\w+)?"
    r"|(?:of|in) the [A-Z]\w+ (?:Republic|Federation|Kingdom)|Республики\s+\w+|\w+\s+(?:Республики|Федерации))\b"
)
_DEFINED = re.compile(
    r"\s*\((?:the |hereinafter |hereafter |further |далее\s*[-–—:]?\s*){0,3}"
    r"[\"“'«]?([^\W\d_][^()\"”»\d,;:]{1,30}?)[\"”'»]?\)",
    re.I,
)
_LETTERS = re.compile(r"\(([A-ZА-ЯЁ]{2,8})s?\)")


@dataclass(frozen=True, slots=True)
class Name:
    """A name as words that compare; `exact` are the letters of an abbreviation that must stand as they are."""

    words: tuple[str, ...]
    exact: str = ""


@dataclass(frozen=True, slots=True)
class Names:
    """What a law is called: surely (titles, abbreviations), or unless another law is called so (short)."""

    titles: frozenset[Name]
    short: frozenset[Name]
    abbreviations: frozenset[Name] = frozenset()

    @property
    def sure(self) -> frozenset[Name]:
        return self.titles | self.abbreviations


@dataclass(frozen=True, slots=True)
class Sentence:
    text: str
    words: list[Word]


def read(text: str) -> list[Sentence]:
    return [Sentence(one, words_of(one)) for one in sentences(text)]


def names_of(law: dict[str, Any], texts: Iterable[str], country: str = "") -> Names:
    """Return the names by which `texts`, the plain texts of a page, may call a law."""
    return all_names([law], (one for text in texts for one in read(text)), country)[0]


def all_names(laws: Sequence[dict[str, Any]], said: Iterable[Sentence], country: str = "") -> list[Names]:
    """Return the names of several laws; an abbreviation belongs to the law after whose title it stands in brackets."""
    found = [_own_names(law, country) for law in laws]
    short_forms: list[set[Name]] = [set(_in_title(law)) for law in laws]
    finder = Finder((owner, 1, name) for owner, names in enumerate(found) for name in names.titles | names.short)
    subjects: dict[tuple[str, ...], list[int]] = {}
    for owner, names in enumerate(found):
        for subject in {_subject(name) for name in names.titles} - {()}:
            subjects.setdefault(subject, []).append(owner)
    for one in said:
        if "(" in one.text:
            for owner, name in [*_defined_names(one, finder), *_defined_subjects(one, subjects)]:
                short_forms[owner].add(name)
    return [
        Names(names.titles, names.short, frozenset(forms | {more for name in forms for more in _turned(name)}))
        for names, forms in zip(found, short_forms, strict=True)
    ]


def _own_names(law: dict[str, Any], country: str) -> Names:
    titles, short = set(), set()
    for title in filter(None, ((law.get(key) or "").strip()[:_MOST_LETTERS] for key in ("title", "original_title"))):
        without = _IN_BRACKETS.sub("", title)
        whole = {title, without, _PART.sub("", without)}
        plain = {_without_country(one, country) for one in whole}
        titles |= whole | plain | {f"{one} of {country}" for one in plain if country}
        titles |= {f"{one} of Republic of {country}" for one in plain if country}
        titles |= {f"{country} {one}" for one in plain if country}
        short |= {one.partition(" and ")[0] for one in plain if re.search(r" on (?:\S+\s+)+?\S+ and ", one)}
        if law.get("number"):
            titles |= {f"{title.split()[0]} No. {law['number']}", f"{title.split()[0]} № {law['number']}"}
    if law.get("kind") == "constitution":
        titles |= {"Constitution"}
    names = {_name(one) for one in titles}
    names |= {Name(("code", turn, *name.words[2:])) for name in names for turn in ("of", "on") if _is_code(name)}
    solid = {name for name in names if len(name.words) > 1 or _may_stand_alone(name, law)}
    return Names(frozenset(solid), frozenset({_name(one) for one in short} - solid))


def _name(title: str, exact: str = "") -> Name:
    return Name(tuple(word.key for word in words_of(title)[:_MOST_WORDS]), exact)


def _is_code(name: Name) -> bool:
    return len(name.words) > 2 and name.words[:2] in (("code", "on"), ("code", "of"))


def _may_stand_alone(name: Name, law: dict[str, Any]) -> bool:
    return bool(name.words) and (law.get("kind") == "constitution" or name.words[0] not in _GENERIC)


def _without_country(title: str, country: str) -> str:
    title = _STATE.sub("", title)
    return re.sub(rf"\s+(?:of|in) (?:the )?{re.escape(country)}\b", "", title) if country else title


def _subject(name: Name) -> tuple[str, ...]:
    """Return what a law is on: `Law on Public Associations` is on public associations."""
    return name.words[2:] if len(name.words) > 3 and name.words[1] == "on" else ()


def _in_title(law: dict[str, Any]) -> Iterator[Name]:
    for form in re.findall(r"\(([^()]{2,30})\)", law["title"]):
        if _is_abbreviation(form):
            yield _name(form, form)


def _is_abbreviation(form: str) -> bool:
    return sum(letter.isupper() for letter in form) >= 2 and len(form.split()) <= 3


def _defined_names(one: Sentence, finder: "Finder") -> Iterator[tuple[int, Name]]:
    """Yield what stands in brackets right after a law's name: “the Civil Code (CC)”.

    Letters that are those of its subject alone, as in “the Law on Artificial Intelligence (AI)”, make an AI Law.
    """
    for found in finder.find(one):
        match = _DEFINED.match(one.text, found.end)
        if match and _is_abbreviation(match[1]):
            exact = max(match[1].split(), key=lambda part: sum(letter.isupper() for letter in part))
            initials = "".join(word.key[0] for word in one.words[found.first + 2 : found.after])
            subject = one.words[found.first + 1].key == "on" and match[1].casefold() == initials
            name = Name((key_of(match[1]), "law"), match[1]) if subject else _name(match[1], exact)
            yield from ((owner, name) for owner in found.owners)


def _defined_subjects(one: Sentence, subjects: dict[tuple[str, ...], list[int]]) -> Iterator[tuple[int, Name]]:
    """Yield the law on what stands before its letters: “non-commercial organizations (NCOs)” make an NCO Law."""
    ends = [word.end for word in one.words]
    for match in _LETTERS.finditer(one.text):
        stop = bisect_left(ends, match.start() + 1)
        for start in range(max(0, stop - 6), stop):
            for owner in subjects.get(tuple(word.key for word in one.words[start:stop]), ()):
                yield owner, Name((key_of(match[1]), "law"), match[1])


def _turned(name: Name) -> Iterator[Name]:
    """A law that is called the PA Law is the Law on PAs too."""
    if len(name.words) == 2 and name.words[1] == "law":
        yield Name(("law", "on", name.words[0]), name.exact)


@dataclass(frozen=True, slots=True)
class Found:
    """A name in a sentence: whose, and where it begins and ends, in words and in letters."""

    owners: frozenset[int]
    first: int
    after: int
    start: int
    end: int


class Finder:
    """Finds names among the words of a sentence: the leftmost, of these the longest, of these the surest."""

    def __init__(self, names: Iterable[tuple[int, int, Name]]) -> None:
        self.tree: dict[Any, Any] = {}
        for owner, rank, name in names:
            node = self.tree
            for word in name.words:
                node = node.setdefault(word, {})
            if name.words:
                node.setdefault(None, []).append((rank, owner, name))

    def find(self, one: Sentence, skip: int = 0) -> Iterator[Found]:
        at = skip
        while at < len(one.words):
            found = self._longest(one, at)
            if found:
                yield found
            at = found.after if found else at + 1

    def _longest(self, one: Sentence, first: int) -> Found | None:
        node, ends = self.tree, []
        for after, word in enumerate(one.words[first : first + _MOST_WORDS], first + 1):
            if word.key not in node:
                break
            node = node[word.key]
            if None in node:
                ends.append((after, node[None]))
        for after, entries in reversed(ends):
            start, end = one.words[first].start, one.words[after - 1].end
            fitting = [(rank, owner) for rank, owner, name in entries if _fits(one, name, start, end)]
            if fitting:
                best = min(fitting)[0]
                owners = frozenset(owner for rank, owner in fitting if rank == best)
                return Found(owners, first, after, start, end)
        return None


_TOLD = re.compile(r"(?:\bthe|\bthis|['’]s?|\b\d{4}|\bnew)\s+$", re.I)


def _fits(one: Sentence, name: Name, start: int, end: int) -> bool:
    """An abbreviation stands as it is; a name of one word has a capital, or “the” before it."""
    if name.exact:
        return name.exact in one.text[start:end]
    return len(name.words) > 1 or one.text[start].isupper() or bool(_TOLD.search(one.text[max(0, start - 12) : start]))
