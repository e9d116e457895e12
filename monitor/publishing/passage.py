"""Words that must go, wherever they stand in a text: across bold and links, entities, no-break spaces, in addresses.

A text is read as a reader would see it, and what is found is cut from the text as it is kept: tags stay whole, so that
what remains is the same page with `REMOVED` where the words were.
"""

import html
import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import unquote

from countries.sanitise import TAGS

from .blocks import INLINE

REMOVED = "[removed]"
FEWEST = 4  # letters or digits; fewer would stand everywhere
_CUT = 75  # letters; what names a record in a log is cut at 80 or 200

_ATTRIBUTES = r'((?:[^<>"]|"[^"]*")*)'
_TAG = re.compile(rf"<(/?)({'|'.join(sorted(TAGS))})\b{_ATTRIBUTES}>", re.I)
_NOTE = re.compile(r'<small class="fn">.*?</small>', re.S)
_EMPTY = re.compile(rf"<({'|'.join(sorted(INLINE | {'small'}))})\b{_ATTRIBUTES}></\1>")
_ADDRESS = re.compile(r'(?:https?://|mailto:|www\.)[^\s<>"]+|[^\s<>"@]{1,100}@[^\s<>"@]{1,200}', re.I)
_ENTITY = r"&(?:#\d+|#x[0-9a-f]+|[a-z][a-z0-9]*);"
_UNIT = re.compile(rf"{_ENTITY}|.[\u0300-\u036f\u0483-\u0487\u064b-\u065f\u3099\u309a]*", re.I | re.S)
_LETTERS = re.compile(r"[\W_]+")
_ALIKE = str.maketrans({**dict.fromkeys("’‘ʼ‛`", "'"), **dict.fromkeys("“”„«»", '"'), **dict.fromkeys("‐‑‒–—−", "-")})


class CannotRedactError(ValueError):
    """Why words cannot be taken out, in words for the office; never repeats them."""


class Passage:
    """The words to take out; `longer` gathers longer words cut into, `other_case` counts what was left for its case."""

    def __init__(self, words: str, *, any_case: bool = False) -> None:
        self.words = " ".join(_folded(words).split())
        self.any_case = any_case
        self.longer: set[str] = set()
        self.other_case = 0
        if sum(letter.isalnum() for letter in self.words) < FEWEST:
            raise CannotRedactError(f"Type at least {FEWEST} letters or digits: fewer would stand everywhere.")
        if self.words.casefold() in REMOVED:
            raise CannotRedactError(f"“{REMOVED}” is what stands where words were taken out.")
        self._squeezed = squeezed(self.words)
        self._pattern = re.compile(r"\s+".join(re.escape(word) for word in self.words.split()), re.I)
        names = [re.escape(name) for name in _LETTERS.split(_plain(self.words)) if name]
        between = r"[\W_]*"
        self._in_address = re.compile(rf"(?<![^\W\d_]){between.join(names)}(?![^\W\d_])")

    def out_of(self, text: str) -> tuple[str, int]:
        """Return `text` without the words, and how often they stood in it."""
        if not self._may_stand_in(text):
            return text, 0
        cut, links = self._out_of_links(text)
        cut, addresses = self._out_of_addresses(cut)
        cut, found = self._out_of_words(cut, _NOTE)
        while (more := self._out_of_words(cut, None))[1]:  # once more with the notes where they stand in the text
            cut, found = more[0], found + more[1]
        return cut, links + addresses + found

    def out_of_cut(self, text: str) -> tuple[str, int]:
        """As `out_of`, for a text that was cut at some length: also the words' beginning at its end."""
        cut, found = self.out_of(text)
        if len(text) < _CUT and not text.endswith("…"):
            return cut, found
        stem = cut.rstrip(" …”\"'.)")
        for length in range(len(self.words) - 1, 2, -1):
            start = self.words[:length].rstrip()
            if self._same_end(stem, start):
                return f"{stem[: -len(start)]}{REMOVED}{cut[len(stem) :]}", found + 1
        return cut, found

    def stands_in(self, text: str) -> bool:
        """Say whether the words stand in a text exactly as typed (or in any case, when that was asked)."""
        seen, words = _folded(text), self.words
        return words.casefold() in seen.casefold() if self.any_case else words in seen

    def is_in_address(self, address: str) -> bool:
        """Say whether an address names the words: also as `jane-doe` or `Jane%20Doe`."""
        plain = unquote(html.unescape(address))
        return self.stands_in(plain) or self.stands_in(address) or bool(self._in_address.search(_plain(plain)))

    def _may_stand_in(self, text: str) -> bool:
        """Say quickly whether the text is worth a closer look: as read, without its notes, and with its addresses."""
        readings = [_TAG.sub("", text)]
        if "<" in text or "%" in text:
            readings += [_TAG.sub("", _NOTE.sub("", text)), unquote(text)]
        return any(self._squeezed in squeezed(html.unescape(reading)) for reading in readings)

    def _same_end(self, text: str, start: str) -> bool:
        end = _folded(text)[-len(start) :]
        return end.casefold() == start.casefold() if self.any_case else end == start

    def _out_of_links(self, text: str) -> tuple[str, int]:
        """Take the tag of a link that leads to an address with the words, and any attribute that holds them."""
        count = 0
        lost: list[bool] = []  # for each link that stands open: has it lost its tag

        def tag(found: re.Match[str]) -> str:
            nonlocal count
            is_link = found[2].lower() == "a"
            if is_link and found[1]:
                return "" if lost and lost.pop() else found[0]
            hit = self.is_in_address(found[3]) if is_link else self.stands_in(html.unescape(found[3]))
            count += hit
            if is_link:
                lost.append(hit)
                return "" if hit else found[0]
            return f"<{found[2]}>" if hit else found[0]

        return _TAG.sub(tag, text), count

    def _out_of_addresses(self, text: str) -> tuple[str, int]:
        """Take out the addresses that stand in the text itself; those of links are in their tags."""
        count = 0

        def address(found: re.Match[str]) -> str:
            nonlocal count
            hit = self.is_in_address(found[0])
            count += hit
            return REMOVED if hit else found[0]

        parts = re.split(r"(<[^<>]*>)", text)
        parts[::2] = [_ADDRESS.sub(address, part) for part in parts[::2]]
        return "".join(parts), count

    def _out_of_words(self, text: str, passed_over: re.Pattern[str] | None) -> tuple[str, int]:
        """Take out what a reader would read as the words; `passed_over` is read by itself, not as part of its text."""
        inside: list[tuple[int, int, str]] = []
        found = 0
        for note in passed_over.finditer(text) if passed_over else ():
            cut, count = self._out_of_words(note[0], None)
            inside, found = [*inside, (note.start(), note.end(), cut)], found + count
        for start, end, cut in reversed(inside):
            text = text[:start] + cut + text[end:]
        seen, places = _as_read(text, passed_over)
        single_case = text in (text.upper(), text.lower())  # such a heading is shown in another case
        for match in reversed(list(self._pattern.finditer(seen))):
            if not (self.any_case or single_case or " ".join(match[0].split()) == self.words):
                self.other_case += passed_over is not None
                continue
            self._note_longer(seen, match)
            start, end = places[match.start()][0], places[match.end() - 1][1]
            text = text[:start] + _emptied(text[start:end], passed_over) + text[end:]
            found += 1
        while found and (tidy := _EMPTY.sub("", text)) != text:
            text = tidy
        return text, found

    def _note_longer(self, seen: str, match: re.Match[str]) -> None:
        start, end = match.span()
        while start and seen[start].isalnum() and seen[start - 1].isalnum():
            start -= 1
        while end < len(seen) and seen[end - 1].isalnum() and seen[end].isalnum():
            end += 1
        if (start, end) != match.span():
            self.longer.add(seen[start:end])


def squeezed(text: str) -> str:
    """Return the letters and digits of a text alone, without case and accents: what differs here differs everywhere."""
    return _LETTERS.sub("", unicodedata.normalize("NFKD", text).casefold())


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).casefold()


def _folded(text: str) -> str:
    """Return a text with its letters composed, its quotes and dashes plain, and without what nobody sees."""
    composed = unicodedata.normalize("NFC", text).translate(_ALIKE)
    seen = "".join(" " if letter.isspace() else letter for letter in composed)
    return "".join(letter for letter in seen if unicodedata.category(letter) != "Cf")


def _as_read(text: str, passed_over: re.Pattern[str] | None) -> tuple[str, list[tuple[int, int]]]:
    """Return what a reader reads, and for each letter of it where it stands in `text`."""
    seen: list[str] = []
    places: list[tuple[int, int]] = []
    at = 0
    for gap in [*_gaps(text, passed_over), None]:
        for unit in _UNIT.finditer(text, at, gap.start() if gap else len(text)):
            letters = _folded(html.unescape(unit[0]))
            seen.append(letters)
            places += [unit.span()] * len(letters)
        if gap:
            at = gap.end()
            if gap.re is _TAG and gap[2].lower() not in INLINE:
                seen.append(" ")
                places.append((gap.start(), gap.start()))
    return "".join(seen), places


def _gaps(text: str, passed_over: re.Pattern[str] | None) -> Iterator[re.Match[str]]:
    """Yield the tags of a text, and what is passed over as one, in order."""
    found = [*_TAG.finditer(text), *(passed_over.finditer(text) if passed_over else ())]
    at = 0
    for gap in sorted(found, key=lambda one: (one.start(), -one.end())):
        if gap.start() >= at:
            yield gap
            at = gap.end()


def _emptied(span: str, passed_over: re.Pattern[str] | None) -> str:
    """Return a piece of text with its tags and no words; REMOVED stands once in each block that had any."""
    out: list[str] = []
    said, at = False, 0
    for gap in [*_gaps(span, passed_over), None]:
        if span[at : gap.start() if gap else None].strip() and not said:
            out.append(REMOVED)
            said = True
        if gap:
            out.append(gap[0])
            at = gap.end()
            said = said and not (gap.re is _TAG and gap[2].lower() not in INLINE)
    return "".join(out)
