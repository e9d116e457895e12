"""Show where an answer stands: a passage of some thirty words, all escaped, the words that were meant marked."""

from html import escape

from .question import Question, Term
from .words import tokens

WINDOW = 30
_BEFORE = 6  # words before the first one that is meant


def meant(question: Question, stems: list[str], words: list[str] | None = None) -> list[int]:
    """Return which words of a text a question means, by their number: a phrase only where all of it stands."""
    found: set[int] = set()
    for term in question.terms:
        found.update(_places(term, stems, words))
    return sorted(found)


def marked(text: str, numbers: list[int]) -> str:
    """Return a short text as HTML, the words with these numbers marked."""
    spans = [match.span() for match in tokens(text)] if numbers else []
    return _html(text, 0, len(text), [spans[number] for number in numbers])


def passage(text: str, numbers: list[int]) -> str:
    """Return the window of a text that has most of the words with these numbers, as HTML."""
    spans = [match.span() for match in tokens(text)]
    if len(spans) <= WINDOW:
        return _html(text, 0, len(text), [spans[number] for number in numbers])
    first = max(_best(numbers) - _BEFORE, 0)
    first = max(min(first, len(spans) - WINDOW), 0)
    last = min(first + WINDOW, len(spans)) - 1
    start = spans[first][0] if first else 0
    end = spans[last][1] if last < len(spans) - 1 else len(text)
    inside = [spans[number] for number in numbers if first <= number <= last]
    return ("… " if first else "") + _html(text, start, end, inside) + (" …" if end < len(text) else "")


def _places(term: Term, stems: list[str], words: list[str] | None) -> list[int]:
    if term.beginning:
        begun = enumerate(words or stems)
        return [at for at, word in begun if word.startswith(term.beginning) or stems[at] == term.stems[0]]
    size = len(term.stems)
    starts = [at for at, stem in enumerate(stems) if stem == term.stems[0]]
    whole = [at for at in starts if size == 1 or tuple(stems[at : at + size]) == term.stems]
    return [at + further for at in whole for further in range(size)]


def _best(numbers: list[int]) -> int:
    """Return the number of the word from which on most of the words that are meant stand close together."""
    if not numbers:
        return 0
    close = WINDOW - _BEFORE
    return max(numbers, key=lambda start: (sum(start <= number < start + close for number in numbers), -start))


def _html(text: str, start: int, end: int, spans: list[tuple[int, int]]) -> str:
    parts, at = [], start
    for begin, stop in spans:
        parts += [escape(text[at:begin]), "<mark>", escape(text[begin:stop]), "</mark>"]
        at = stop
    return "".join([*parts, escape(text[at:end])])
