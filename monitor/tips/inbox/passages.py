"""The passage that a tip is about, in words: from the edition that its sender read."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.text import Truncator

from monitor.public.cite.found import contents
from monitor.publishing.blocks import text_of
from monitor.publishing.document import Document, records
from monitor.publishing.headings import headline
from monitor.publishing.in_words import name_of
from monitor.publishing.models import Edition

from ..models import Tip

GONE = "a passage no longer on the page"
_WORDS = 90  # letters
_SAY = ("value", "body", "summary", "note")


@dataclass(frozen=True, slots=True)
class Passage:
    """A record, or a block of a section; `record_id` is empty where it is about a page as a whole, or not found."""

    name: str = ""
    words: str = ""
    kind: str = ""
    record_id: str = ""

    def __str__(self) -> str:
        return f"{self.name}: {self.words}" if self.words else self.name


def passages_of(tips: Iterable[Tip]) -> dict[uuid.UUID, Passage]:
    """Return the passage of each tip; one query for all."""
    about = [tip for tip in tips if tip.passage_id and tip.country_id]
    places = {(tip.country_id, tip.edition_number) for tip in about}
    documents: dict[Any, dict[str, Passage]] = {}
    editions: Iterable[Any] = Edition.objects.read_at(places) if places else ()
    for edition in editions:
        wanted = {str(tip.passage_id) for tip in about if tip.country_id == edition.country_id}
        found = _found(contents(edition), wanted)
        documents[edition.country_id, edition.number] = found
        if edition.is_shown:
            documents[edition.country_id, None] = found
    gone = Passage(GONE)
    known = {
        tip.pk: documents.get((tip.country_id, tip.edition_number), {}).get(str(tip.passage_id), gone) for tip in about
    }
    return {tip.pk: known.get(tip.pk, Passage()) for tip in tips}


def passage_of(tip: Tip) -> Passage:
    return passages_of([tip])[tip.pk]


def _found(document: Document, wanted: set[str]) -> dict[str, Passage]:
    found = {}
    for kind, record in records(document):
        record_id = str(record["id"])
        name = headline(record["heading"]) if "heading" in record else name_of(record)
        if record_id in wanted:
            found[record_id] = Passage(name, _first_words(record), kind, record_id)
        for block in record.get("blocks", ()):
            if block["id"] in wanted:
                found[block["id"]] = Passage(name, _short(block["html"]), kind, record_id)
    return found


def _first_words(record: dict[str, Any]) -> str:
    return next((_short(record[name]) for name in _SAY if record.get(name)), "")


def _short(html: str) -> str:
    return Truncator(text_of(html)).chars(_WORDS)
