"""Where a page cites a law: every sentence that names it, and the articles that the sentence gives.

Pure: no Django.  It rather names a sentence too many than one too few; a name that belongs to another law (a longer
title, a draft, another year, another country) does not count.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from .blocks import split, text_of
from .changes import title_of
from .document import Document, records
from .law_names import Finder, Names, Sentence, all_names, names_of, read
from .mentions import OTHERS, OURS, Reading, Wanted
from .sentences import words_of

__all__ = ["MOST_LETTERS", "Citation", "citations", "names_of", "sentences_in", "stands_in"]

MOST_LETTERS = 500
_HTML = ("body", "value")
_PLAIN = ("title", "heading", "label", "note", "summary")
_Blocks = list[list[Sentence]]


@dataclass(frozen=True, slots=True)
class Citation:
    """A place that cites a law; `articles` as they are written, without repeats."""

    kind: str
    record_id: str
    title: str
    words: str
    articles: tuple[str, ...]


def citations(document: Document, law: dict[str, Any], *, home: str = "") -> Iterator[Citation]:
    """Yield each sentence of a page that cites `law`, a law of the Document's shape, in page order, once a record.

    `home` is the name of the law's country when the page is another country's: then only what names the law with its
    country counts.  Archived news is a record of its time and is left out, and so is the law itself.
    """
    pages = [(kind, record, _read(record)) for kind, record in records(document) if _counts(record, law)]
    country = home or document["country"]["name"]
    others: list[dict[str, Any]] = [dict(one) for one in document["laws"] if one["id"] != law["id"]]
    said = [one for _, _, blocks in pages for block in blocks for one in block]
    finder = _finder(all_names([law, *others], said, country))
    wanted = _wanted(law, country, abroad=bool(home))
    for kind, record, blocks in pages:
        places: dict[str, dict[str, None]] = {}
        for words, articles in _places(blocks, finder, wanted, kind, record.get("topic") == "constitution"):
            places.setdefault(words, {}).update(dict.fromkeys(articles))
        for words, found in places.items():
            yield Citation(kind, record["id"], title_of(record), words, tuple(found))


def sentences_in(record: dict[str, Any]) -> frozenset[str]:
    """Return every sentence of a record, to be asked by `stands_in`."""
    return frozenset(one.text for block in _read(record) for one in block)


def stands_in(said: frozenset[str], words: str) -> bool:
    """Say whether the words of a citation still stand among the sentences of its record."""
    core = words.strip("…")
    return words in said or (len(core) > MOST_LETTERS // 2 and any(core in one for one in said))


def _wanted(law: dict[str, Any], country: str, *, abroad: bool) -> Wanted:
    return Wanted(
        year=(law.get("date") or "")[:4],
        begins=next((word.key for word in words_of(law["title"])), ""),
        country=tuple(word.key for word in words_of(country)),
        abroad=abroad,
        constitution=law.get("kind") == "constitution",
    )


def _finder(names: list[Names]) -> Finder:
    ours, *others = names
    return Finder(
        [
            *((OURS, 0, name) for name in ours.sure),
            *((OTHERS, 1, name) for one in others for name in one.sure),
            *((OURS, 2, name) for name in ours.short),
            *((OTHERS, 3, name) for one in others for name in one.short),
        ]
    )


def _counts(record: dict[str, Any], law: dict[str, Any]) -> bool:
    return record["id"] != law["id"] and not record.get("archived")


def _read(record: dict[str, Any]) -> _Blocks:
    """Return the sentences of a record, block by block."""
    texts = [record[key] for key in _PLAIN if record.get(key)]
    texts += [text_of(piece) for key in _HTML if record.get(key) for piece in split(record[key])]
    texts += [event["note"] for event in record.get("events", ()) if event.get("note")]
    return [read(text) for text in texts]


def _places(
    blocks: _Blocks, finder: Finder, wanted: Wanted, kind: str, framework: bool
) -> Iterator[tuple[str, list[str]]]:
    """Yield the words and the articles of each sentence that cites the law.

    The title of a law is searched from its second word on: it names itself, and may have our law's very name.
    """
    framework = framework and wanted.constitution and not wanted.abroad
    last: int | None = None  # whose law the record was last speaking of
    for number, block in enumerate(blocks):
        here: int | None = None  # whose law the paragraph was last speaking of
        for one in block:
            reading = Reading(one, finder, wanted, (here, last), skip=int(kind == "laws" and not number))
            mine = [article for article in reading.articles() if article.whose == OURS or (framework and article.opens)]
            places = [mention.start for mention in reading.mentions if mention.whose == OURS]
            places += [article.start for article in mine]
            if places:
                yield _cut(one.text, min(places)), [article.number for article in mine]
            if reading.aloud:
                here = last = reading.aloud[-1].whose


def _cut(sentence: str, place: int) -> str:
    """Return a sentence, or of a very long one what stands around `place`."""
    if len(sentence) <= MOST_LETTERS:
        return sentence
    start = max(0, min(place - MOST_LETTERS // 4, len(sentence) - MOST_LETTERS + 1)) if place > 300 else 0
    piece = sentence[start : start + MOST_LETTERS - 2]
    return f"{'…' if start else ''}{piece}{'…' if start + len(piece) < len(sentence) else ''}"
