"""The names by which the texts of a page call the laws of its list."""

import re
from collections.abc import ItemsView, Iterable, Iterator, Sequence

from ..document import Document, Law

MOST_WORDS = 25
_WORD = re.compile(r"\w+")
_BRACKETS = re.compile(r"\([^()]*\)|, Part [0-9IVX]+\b")

Name = tuple[str, ...]


def words_of(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


class LawNames:
    """Every law of the page by its name: the whole title, and the title without the country and what is in brackets."""

    def __init__(self, document: Document) -> None:
        self._laws: dict[Name, list[Law]] = {}
        self._lasts: set[str] = set()
        self._longest = 0
        self._whole: dict[Name, list[Law]] = {}
        country = re.escape(document["country"]["name"])
        self._of_country = re.compile(rf"\b(?:of|in) (?:the )?(?:\w+ ){{0,3}}{country}(?!\w)", re.I)
        for law in document["laws"]:
            self._whole.setdefault(tuple(words_of(law["title"])), []).append(law)
            for name in {*self._variants(law["title"])}:
                self._laws.setdefault(name, []).append(law)
                self._lasts.add(name[-1])
                self._longest = max(self._longest, len(name))

    def _variants(self, title: str) -> Iterator[Name]:
        bare = _BRACKETS.sub(" ", title[:1000])
        for words in (title, bare, self._of_country.sub(" ", bare)):
            name = tuple(words_of(words))
            if 2 <= len(name) <= MOST_WORDS:
                yield name

    def items(self) -> ItemsView[Name, list[Law]]:
        return self._laws.items()

    def same(self) -> Iterable[list[Law]]:
        """Return the groups of laws that have one title."""
        return [laws for laws in self._whole.values() if len(laws) > 1]

    def ending(self, words: Sequence[str]) -> tuple[int, list[Law]]:
        """Return the longest name that these words end with: its length in words and its laws."""
        if not words or words[-1] not in self._lasts:
            return 0, []
        for length in range(min(self._longest, len(words)), 1, -1):
            if laws := self._laws.get(tuple(words[-length:])):
                return length, laws
        return 0, []

    def beginning(self, words: Sequence[str]) -> tuple[int, list[Law]]:
        """Return the longest name that these words begin with."""
        for length in range(min(self._longest, len(words)), 1, -1):
            if laws := self._laws.get(tuple(words[:length])):
                return length, laws
        return 0, []
