"""Where a cited passage stands: a block of a text, or a record, in today's page or in an edition before it."""

import json
import uuid
from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast

from django.http import Http404
from django.urls import reverse

from monitor.publishing.blocks import text_of
from monitor.publishing.changes import Change, title_of
from monitor.publishing.document import Document, records
from monitor.publishing.field_changes import Fields
from monitor.publishing.headings import headline
from monitor.publishing.in_words import date_of, name_of
from monitor.publishing.labels import LAW_KINDS, LAW_STATUSES, STAGES, TREATY_STATUSES
from monitor.publishing.models import Edition, Page
from monitor.publishing.prepared import place_of
from monitor.publishing.reworded import paragraph, unmarked

from ..changes import PARTS
from ..withdrawn import PageIsWithdrawn
from .story import COMES, Step, story_of

_LEFT_OUT = {"part", "topic", "topics", "as of", "source", "end of the range"} | {
    "heading", "label", "title", "index", "publisher", "name", "treaty",
}  # fmt: skip
"""The fields of a record that are not what it says, or are its name."""

_DATES = ("date", "introduced", "expected")
_CODES = {
    ("ratifications", "status"): TREATY_STATUSES,
    ("laws", "kind"): LAW_KINDS,
    ("laws", "status"): LAW_STATUSES,
    ("initiatives", "stage"): STAGES,
}


class NotInThatEditionError(Exception):
    """The passage is known, and stands in other editions than the one asked for."""

    def __init__(self, page: Page, number: int) -> None:
        super().__init__(f"Not in edition {number}")
        self.page, self.number = page, number


@dataclass(frozen=True, slots=True)
class Standing:
    """What an edition has of a passage: its kind (`block`, or the list that the record stands in) and words.

    `under` is the heading that it stands under; `name` is that of the record, of a block that of its section.
    """

    kind: str
    under: str
    name: str
    place: str
    words: str
    fields: list[tuple[str, str]]

    @property
    def text(self) -> str:
        return text_of(self.words) or "; ".join(f"{name}: {text_of(value)}" for name, value in self.fields)

    @property
    def says(self) -> tuple[str, str]:
        """By which two standings are the same: of a block the words alone, for a heading over it is none of them."""
        return self.text, "" if self.kind == "block" else self.name


class Found:
    """A passage, the page that it belongs to, and what became of it; raises Http404, PageIsWithdrawn, NotInThat…"""

    def __init__(self, passage_id: uuid.UUID, number: int | None = None) -> None:
        self.id = passage_id
        self.steps = story_of(passage_id)
        self.page = _page_of(passage_id, self.steps)
        if self.page.withdrawn_on:
            raise PageIsWithdrawn(self.page)
        today = contents(self.page.edition)
        self.now = standing(today, passage_id)
        self.edition = self._edition(number)
        self.document = today if self.is_current else contents(self.edition)
        cited = self.now if self.is_current else standing(self.document, passage_id)
        if cited is None:
            raise NotInThatEditionError(self.page, self.edition.number)
        self.cited = cited

    def _edition(self, number: int | None) -> Edition:
        """Return the edition asked for, else today's, else the last in which the passage stood."""
        current = self.page.edition
        if number is None:
            number = current.number if self.now else self.steps[0].edition.number - 1
        if number == current.number:
            return current
        try:
            return Edition.objects.of(self.page.country_id).get(number=number)
        except Edition.DoesNotExist:
            raise NotInThatEditionError(self.page, number) from None

    @property
    def became(self) -> str:
        """Return what the passage as cited has become: unchanged, reworded or removed."""
        if self.now is None:
            return "removed"
        return "unchanged" if self.now.says == self.cited.says else "reworded"

    @cached_property
    def since(self) -> Edition:
        """The edition since which the passage says what it says: of its newest step, else the page's first."""
        if self.steps:
            return self.steps[0].edition
        return Edition.objects.of(self.page.country_id).headings().get(number=1)

    @property
    def has_gaps(self) -> bool:
        """Say whether words were taken out of what is cited."""
        return "[removed]" in self.cited.text

    @property
    def is_as_old_as_the_page(self) -> bool:
        """Say whether nothing tells how it came: a record of the first edition."""
        return not self.steps or self.steps[-1].what not in COMES

    @property
    def is_current(self) -> bool:
        return self.edition == self.page.edition

    @property
    def where(self) -> str:
        """Return the address of the very place: today's if it stands, else in the edition cited."""
        if self.now:
            return f"{self.page.get_absolute_url()}#{self.now.place}"
        return self.in_edition

    @property
    def in_edition(self) -> str:
        address = reverse("public:edition", args=[self.page.slug, self.edition.number])
        return f"{address}#{self.cited.place}"


def standing(document: Document, passage_id: uuid.UUID) -> Standing | None:
    """Return what a page has of a block or record; None if it is not there."""
    wanted = str(passage_id)
    for kind, record in records(document):
        if record["id"] == wanted:
            return _record(document, kind, record)
        for block in record.get("blocks", ()):
            if block["id"] == wanted:
                name = headline(record["heading"])
                return Standing("block", name, name, place_of(document, wanted), paragraph(block["html"]), [])
    return None


def _record(document: Document, kind: str, record: dict[str, Any]) -> Standing:
    place = place_of(document, record["id"])
    if kind == "sections":
        words = "".join(paragraph(block["html"]) for block in record["blocks"] if text_of(block["html"]))
        return Standing(kind, PARTS[kind], headline(record["heading"]), place, words, [])
    said = Fields(None, document).of(Change(kind, record["id"], title_of(record), "new"))
    fields = [
        (field.name, _in_words(record, kind, field.name) or unmarked(field.now))
        for field in said
        if field.name not in _LEFT_OUT
    ]
    return Standing(kind, PARTS[kind], name_of(record), place, "", fields)


def _in_words(record: dict[str, Any], kind: str, name: str) -> str:
    """Return a field that is kept as a code or a cut date as readers are told it; empty for one that is text."""
    if name in _DATES:
        return f"<p>{date_of(record, name)}</p>"
    words = _CODES.get((kind, name), {}).get(str(record.get(name)))
    return f"<p>{words}</p>" if words else ""


def contents(edition: Edition) -> Document:
    """Return the Document of an edition, without its hash and what was taken out: one query less than all of it."""
    return cast("Document", json.loads(bytes(edition.content)))


def _page_of(passage_id: uuid.UUID, steps: list[Step]) -> Page:
    """Return the page that a passage belongs to, with its edition; also a withdrawn one, which lists nothing."""
    pages = Page.objects.whole()
    if steps:
        return pages.get(country_id=steps[0].edition.country_id)
    page = pages.holding(passage_id).first()
    withdrawn = () if page else pages.withdrawn()
    page = page or next((page for page in withdrawn if standing(contents(page.edition), passage_id)), None)
    if page is None:
        raise Http404
    return page
