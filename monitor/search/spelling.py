"""“Did you mean …”: the nearest words that shown pages have, where nothing or next to nothing is found."""

from difflib import SequenceMatcher

from django.db.models import Q

from .models import SearchWord
from .question import Question
from .words import STOP_WORDS, fold, plain, stem, tokens

_ALIKE = 0.78
_SHORTEST = 4
_MOST_WORDS = 4
_LETTERS = 3  # that one word may have and the other not
_Known = tuple[str, str, int]


def corrected(typed: str, question: Question) -> str:
    """Return what was typed with its unknown words replaced by the nearest known; nothing where there is none."""
    asked = [word for word in dict.fromkeys(question.words) if len(word) >= _SHORTEST and word not in STOP_WORDS]
    asked = [word for word in asked if word.isalpha()][:_MOST_WORDS]
    if not asked:
        return ""
    known = _known({letter for word in asked for letter in word[:2]})
    stems = {each for _, each, _ in known}
    instead = {word: _nearest(word, known) for word in asked if stem(word) not in stems}
    instead = {word: other for word, other in instead.items() if other}
    return _replaced(plain(typed), instead) if instead else ""


def _known(letters: set[str]) -> list[_Known]:
    """Return the known words that begin so; the second letter counts too, where the first is one too many."""
    begin = Q()
    for letter in letters:
        begin |= Q(word__startswith=letter)
    return list(SearchWord.objects.filter(begin).values_list("word", "stem", "pages"))


def _nearest(word: str, known: list[_Known]) -> str:
    letters, size = set(word), len(word)
    near = [
        (other, pages)
        for other, _, pages in known
        if -3 < len(other) - size < 3 and len(letters.symmetric_difference(other)) <= _LETTERS
    ]
    matcher = SequenceMatcher(b=word, autojunk=False)
    best = (_ALIKE, 0, "")
    for other, pages in near:
        matcher.set_seq1(other)
        if matcher.quick_ratio() >= best[0]:
            best = max(best, (matcher.ratio(), pages, other))
    return best[2]


def _replaced(typed: str, instead: dict[str, str]) -> str:
    """Put the words in the place of those that were typed, and leave the rest, quotes too, as it was."""
    parts, at = [], 0
    for match in tokens(typed):
        if other := instead.get(fold(match[0])):
            parts += [typed[at : match.start()], other]
            at = match.end()
    return "".join([*parts, typed[at:]])
