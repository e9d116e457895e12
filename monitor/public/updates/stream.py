"""The stream: editions of the pages that readers see, newest first, each with the first lines of what it changed."""

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import Prefetch

from monitor.public.registers.paging import Order
from monitor.publishing.in_words import plain
from monitor.publishing.models import Edition, Page, PublishedChange, PublishedRecord
from monitor.publishing.models.edition import EditionQuerySet
from monitor.publishing.models.trace import PublishedChangeQuerySet

LATEST_FIRST = Order("published_at", "pk", descending=True)
_KINDS = {
    "sections": ("section", "sections"),
    "glance": ("row at a glance", "rows at a glance"),
    "ratifications": ("international agreement", "international agreements"),
    "laws": ("law", "laws"),
    "initiatives": ("pending initiative", "pending initiatives"),
    "rankings": ("ranking", "rankings"),
    "reports": ("report", "reports"),
    "news": ("news item", "news items"),
    "key_facts": ("key fact", "key facts"),
    "members": ("member", "members"),
}
Pages = Mapping[Any, Page]


@dataclass(frozen=True, slots=True)
class Following:
    """What part of the stream is asked for; nothing given is all of it."""

    page: Page | None = None
    topic: str = ""
    record_id: UUID | None = None
    substantive: bool = False

    def editions(self, most: int) -> EditionQuerySet:
        """Return the editions, with `changed` (how many of the changes asked for) and up to `most` of them."""
        editions = Edition.objects.of_shown_pages().headings().counting(self._changes())
        if self.page:
            editions = editions.of(self.page.country_id)
        if self.record_id:
            editions = editions.that_changed(self.record_id)
        elif self.topic:
            editions = editions.that_made(self._changes())
        if self.substantive:
            editions = editions.substantive()
        return editions.prefetch_related(Prefetch("changes", queryset=self._lines(most), to_attr="lines"))

    def _changes(self) -> PublishedChangeQuerySet:
        changes = PublishedChange.objects.all()
        if self.topic:
            changes = changes.about(self.topic)
        return changes.of_record(self.record_id) if self.record_id else changes

    def _lines(self, most: int) -> PublishedChangeQuerySet:
        if self.topic or self.record_id:
            return self._changes().lines().in_order()[:most]  # of each edition: Django counts them by a window
        return PublishedChange.objects.lines().in_order().up_to(most)  # the same, by the index alone


@dataclass(frozen=True)
class Entry:
    """One edition in the stream; `changed` and `lines` are of what is followed, `counts` of a page's first edition."""

    edition: Edition
    page: Page
    lines: list[PublishedChange]
    changed: int
    counts: tuple[str, ...] = ()

    @property
    def first(self) -> bool:
        return self.edition.number == 1

    @property
    def more(self) -> int:
        return self.changed - len(self.lines)

    @property
    def day(self) -> datetime.date:
        return self.edition.published_at.date()

    @property
    def address(self) -> str:
        """Where it is told in full: what the edition changed, or the first edition itself."""
        kind = "editions" if self.first else "changes"
        return f"{self.page.get_absolute_url()}{kind}/{self.edition.number}/"

    @property
    def marks(self) -> list[str]:
        """What kind of edition it is, in words."""
        edition = self.edition
        marks = {"first edition": self.first, "minor": not edition.substantive, "correction": edition.correction}
        return [mark for mark, applies in marks.items() if applies]

    @cached_property
    def texts(self) -> list[str]:
        """The lines without marks, for where only text can stand."""
        return [plain(line.said) for line in self.lines]


def pages_by_country() -> dict[Any, Page]:
    """Return the pages that readers see by their country's id, in the order of their names; one query."""
    return {page.country_id: page for page in Page.objects.shown().by_name().names()}


def newest(following: Following, number: int, lines: int) -> list[Entry]:
    """Return the newest entries of what is followed, with up to so many lines each; at most five queries."""
    page = following.page
    pages = {page.country_id: page} if page else pages_by_country()
    return entries(following.editions(lines).latest_first()[:number], pages)


def entries(editions: Iterable[Edition], pages: Pages) -> list[Entry]:
    """Return the entries for editions as Following gives them; at most two queries, for first editions."""
    kept = [edition for edition in editions if edition.country_id in pages]
    counts = _counts_at_first([pages[edition.country_id] for edition in kept if edition.number == 1])
    return [_entry(edition, pages[edition.country_id], counts) for edition in kept]


def _entry(edition: Any, page: Page, counts: Mapping[Any, tuple[str, ...]]) -> Entry:
    first = counts.get(page.country_id, ()) if edition.number == 1 else ()
    return Entry(edition=edition, page=page, lines=edition.lines, changed=edition.changed, counts=first)


def _counts_at_first(pages: list[Page]) -> dict[Any, tuple[str, ...]]:
    """Return in words what the pages held when they began: what they hold, less what came, and what went."""
    if not pages:
        return {}
    held: Counter[tuple[Any, str]] = Counter()
    by_slug = {page.slug: page.country_id for page in pages}
    for slug, kind, number in PublishedRecord.objects.counted(by_slug, _KINDS):
        held[by_slug[slug], kind] += number
    for country_id, kind, what, number in PublishedChange.objects.come_and_gone(by_slug.values()):
        held[country_id, kind] += number if what == "removed" else -number
    return {
        page.country_id: tuple(
            f"{number} {words[number != 1]}"
            for kind, words in _KINDS.items()
            if (number := held[page.country_id, kind]) > 0
        )
        for page in pages
    }
