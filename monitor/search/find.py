"""Find what answers a question: the newest thousand candidates, the best first."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from django.db import connection

from .models import SearchEntry
from .question import Question, Term, country_mark, found_ids
from .words import STOP_WORDS, fold, tokens

MOST = 1000
_WEIGHT = {
    "glance": 1.2, "laws": 1.1, "initiatives": 1.1, "sections": 1.0, "ratifications": 1.0, "key_facts": 1.0,
    "members": 0.9, "rankings": 0.8, "reports": 0.8, "news": 0.7,
}  # fmt: skip
_LONG = 60  # words
_MOST_BEGUN = 3  # pages whose names begin with what was typed


class Candidate(NamedTuple):
    id: int
    kind: str
    country: str


class Shown(NamedTuple):
    """What is shown of an entry; named as its columns are."""

    id: int
    country_slug: str
    country_name: str
    sample: bool
    place: str
    topics: str
    date: str
    language: str
    title: str
    text: str
    title_stems: str
    stems: str


@dataclass(frozen=True, slots=True)
class Found:
    """The candidates, best first, and the question as it was answered; `capped` where there are more of them."""

    question: Question
    candidates: list[Candidate] = field(default_factory=list)
    capped: bool = False

    def counts(self, key: Callable[[Candidate], object]) -> Counter[object]:
        return Counter(key(candidate) for candidate in self.candidates)


@dataclass(frozen=True, slots=True)
class Place:
    """A country's page, as far as a question can name it."""

    id: object
    slug: str
    name: str

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(word for word in (fold(match[0]) for match in tokens(self.name)) if word not in STOP_WORDS)


def named(question: Question, places: Iterable[Place]) -> list[Place]:
    """Return the pages that a question names in full, in its own words; else those whose names have all its words."""
    asked = tuple(question.words)
    known = [(place, place.words) for place in places]
    whole = [place for place, words in known if words and _within(words, asked)]
    long = [word for word in asked if len(word) > 2]
    if whole or not long:
        return whole
    begun = [place for place, words in known if all(any(name.startswith(word) for name in words) for word in long)]
    return begun if len(begun) <= _MOST_BEGUN else []


def counting_for(question: Question, places: Iterable[Place]) -> Question:
    """Let a page's name count for all that stands on the page, where a question asks for more than the name."""
    terms = list(question.terms)
    for place in places:
        words = set(place.words)
        if words < set(question.words):
            mark = country_mark(place.id)
            terms = [_or(term, mark) if set(term.words) <= words else term for term in terms]
    return replace(question, terms=tuple(terms))


def find(question: Question) -> Found:
    """Return what answers a question; where nothing does, what has its last word as the beginning of one."""
    found = _candidates(question)
    if not found.candidates and (wider := question.with_beginning()):
        found = _candidates(wider)
    return found


def entries(candidates: list[Candidate]) -> dict[int, Shown]:
    ids = [candidate.id for candidate in candidates]
    return {row[0]: Shown(*row) for row in SearchEntry.objects.these(ids).values_list(*Shown._fields)}


def _candidates(question: Question) -> Found:
    if not question.terms:
        return Found(question)
    ids, params = found_ids(question)
    newest = f"{ids} ORDER BY {_KEY[connection.vendor]} DESC LIMIT {MOST + 1}"
    with connection.cursor() as cursor:
        cursor.execute(  # parameters only
            f"SELECT e.id, e.kind, e.country_slug, e.title_stems, e.stems FROM ({newest}) AS newest "  # noqa: S608  # nosec B608
            f"JOIN search_searchentry e ON e.id = newest.{_KEY[connection.vendor]}",
            params,
        )
        rows = cursor.fetchall()
    rank = _ranking(question)
    rows.sort(key=lambda row: row[0], reverse=True)
    best = sorted(rows[:MOST], key=rank, reverse=True)
    return Found(question, [Candidate(*row[:3]) for row in best], len(rows) > MOST)


_KEY = {"sqlite": "rowid", "postgresql": "id"}


def _ranking(question: Question) -> Callable[[tuple[int, str, str, str, str]], float]:
    """Return how good an answer is: words in the title, often, near one another, in few words, of a weighty kind."""
    wanted = [" ".join(("", *term.stems, "")) for term in question.terms]
    together = " ".join(("", *(each for term in question.terms for each in term.stems), ""))
    several = len(wanted) > 1

    def rank(row: tuple[int, str, str, str, str]) -> float:
        _, kind, _, title, stems = row
        title, text = f" {title} ", f" {stems} "
        score = 0.0
        for term in wanted:
            score += 3.0 * (term in title) + min(text.count(term), 3)
        score /= len(wanted)
        if several:
            score += 2.0 * (together in title or together in text)
        elif title == together:
            score += 2.0
        return score * _WEIGHT.get(kind, 1.0) / (1 + stems.count(" ") / _LONG * 0.3)

    return rank


def _within(words: tuple[str, ...], asked: tuple[str, ...]) -> bool:
    size = len(words)
    meant = tuple(word for word in asked if word not in STOP_WORDS)
    return any(meant[at : at + size] == words for at in range(len(meant) - size + 1))


def _or(term: Term, mark: str) -> Term:
    return replace(term, marks=(*term.marks, mark))
