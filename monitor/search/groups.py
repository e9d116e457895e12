"""What was found, as a reader takes it in: by country, within it by kind, the best first, a few of each."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

from django.utils.dates import MONTHS

from monitor.publishing.labels import TOPICS

from .find import Candidate, Found, Shown, entries
from .highlight import marked, meant, passage
from .question import Question
from .words import fold, tokens

MOST_SHOWN = 60
KINDS = {
    "sections": "Text of the page", "glance": "At a glance", "key_facts": "Key facts", "ratifications": "Treaties",
    "laws": "Laws", "initiatives": "Initiatives", "members": "Members", "rankings": "Rankings", "reports": "Reports",
    "news": "News",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answer:
    """One passage that answers; `title` and `said` are HTML with nothing but <mark>."""

    slug: str
    place: str
    title: str
    said: str
    topics: str
    date: str
    date_in_words: str
    language: str


@dataclass(slots=True)
class OfKind:
    kind: str
    found: int
    answers: list[Answer] = field(default_factory=list)

    @property
    def in_words(self) -> str:
        return KINDS[self.kind]


@dataclass(slots=True)
class OfCountry:
    slug: str
    found: int
    name: str = ""
    sample: bool = False
    kinds: dict[str, OfKind] = field(default_factory=dict)

    @property
    def shown(self) -> int:
        return sum(len(kind.answers) for kind in self.kinds.values())


def grouped(found: Found, *, country: str, kind: str) -> list[OfCountry]:
    """Return the best answers in groups: few of each, more where a reader chose a country or a kind."""
    by_country = found.counts(lambda each: each.country)
    by_kind = found.counts(lambda each: (each.country, each.kind))
    picked = _picked(found, of_kind=_room(country, kind)[0], of_country=_room(country, kind)[1])
    shown = entries(picked)
    groups: dict[str, OfCountry] = {}
    for each in picked:
        if not (entry := shown.get(each.id)):
            continue  # its page was published or withdrawn since it was found
        group = groups.setdefault(each.country, OfCountry(each.country, by_country[each.country]))
        group.name, group.sample = entry.country_name, entry.sample
        under = group.kinds.setdefault(each.kind, OfKind(each.kind, by_kind[each.country, each.kind]))
        under.answers.append(_answer(entry, found.question))
    return list(groups.values())


def _room(country: str, kind: str) -> tuple[int, int]:
    """Return how many answers of one kind on one page are shown, and how many of one page."""
    if country:
        return (MOST_SHOWN, MOST_SHOWN) if kind else (10, MOST_SHOWN)
    return (5, 5) if kind else (3, 6)


def _picked(found: Found, *, of_kind: int, of_country: int) -> list[Candidate]:
    taken: dict[object, int] = {}
    picked: list[Candidate] = []
    for each in found.candidates:
        keys = (each.country, each.kind), each.country
        if taken.get(keys[0], 0) < of_kind and taken.get(keys[1], 0) < of_country:
            picked.append(each)
            taken |= {key: taken.get(key, 0) + 1 for key in keys}
        if len(picked) == MOST_SHOWN:
            break
    return picked


def _answer(entry: Shown, question: Question) -> Answer:
    places = _placer(question)
    return Answer(
        slug=entry.country_slug,
        place=entry.place,
        title=marked(entry.title, places(entry.title, entry.title_stems)),
        said=passage(entry.text, places(entry.text, entry.stems)) if entry.text else "",
        topics=", ".join(TOPICS.get(topic, topic) for topic in entry.topics.split("|") if topic),
        date=entry.date,
        date_in_words=_in_words(entry.date),
        language=entry.language,
    )


@lru_cache(maxsize=10_000)
def _in_words(iso: str) -> str:
    """Return a date as exactly as it is known: 2024, June 2024 or June 19, 2024."""
    year, month, day = [*iso.split("-"), "", ""][:3]
    of_month = f"{MONTHS[int(month)]} " if month else ""
    return f"{of_month}{int(day)}, {year}" if day else f"{of_month}{year}"


def _placer(question: Question) -> Callable[[str, str], list[int]]:
    def places(text: str, stems: str) -> list[int]:
        words = [fold(match[0]) for match in tokens(text)] if question.beginning and stems else None
        return meant(question, stems.split(), words)

    return places
