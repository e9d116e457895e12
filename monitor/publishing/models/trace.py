"""What each edition changed, and what became of every block: derived from the editions, for readers."""

from collections.abc import Iterable
from typing import Any, Self

from django.db import models

from .edition import Edition, shown_countries


class TracedQuerySet[Row: models.Model](models.QuerySet[Row]):
    """What is asked of either table."""

    def of(self, country_id: Any) -> Self:
        return self.filter(country_id=country_id)

    def of_shown_pages(self) -> Self:
        """Without what belongs to pages that are taken from readers."""
        return self.filter(country_id__in=shown_countries())

    def newest_first(self) -> Self:
        return self.order_by("-edition__number", "pk")

    def with_editions(self) -> Self:
        """With the edition of each, its content left in the database."""
        return self.select_related("edition").defer("edition__content")


class PublishedChangeQuerySet(TracedQuerySet["PublishedChange"]):
    """What is asked of changes."""

    def of_record(self, record_id: Any) -> Self:
        return self.filter(record_id=record_id)

    def of_kind(self, kind: str) -> Self:
        return self.filter(kind=kind)

    def about(self, topic: str) -> Self:
        return self.filter(topics__contains=f"|{topic}|")

    def titled(self, titles: Iterable[str]) -> Self:
        """Of records that go by one of these names."""
        return self.filter(title__in=list(titles))

    def newest_edition_first(self) -> Self:
        """Across pages, by the day of the edition."""
        return self.select_related("edition").order_by("-edition__dated", "-edition", "position")

    def in_order(self) -> Self:
        return self.order_by("edition", "position")

    def up_to(self, position: int) -> Self:
        """The first changes of each edition."""
        return self.filter(position__lte=position)

    def lines(self) -> Self:
        """The line alone, without the fields, for lists."""
        return self.defer("fields")

    def come_and_gone(self, countries: Iterable[Any]) -> "models.QuerySet[PublishedChange, tuple[Any, ...]]":
        """How many records each page gained and lost since its first edition: (country_id, kind, what, number)."""
        changes = self.filter(country_id__in=countries, what__in=["new", "removed"]).order_by()
        return changes.values_list("country_id", "kind", "what").annotate(number=models.Count("*"))


class PublishedChange(models.Model):
    """One record that an edition changed against the one before; a page's first edition has none.

    `said` is the line for readers as HTML (`<del>`, `<ins>`, nothing else); `fields` is a list of
    `{"name", "marked", "then", "now", "said"}` as field_changes.py has them (HTML).  `record_id` is empty where the
    page's own facts changed, its name or state.
    """

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="changes")
    country_id = models.UUIDField("country", db_index=True)
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    record_id = models.UUIDField(null=True, db_index=True)
    what = models.CharField(max_length=10, help_text="new, changed, moved or removed")
    title = models.TextField()
    topics = models.CharField(max_length=400, blank=True)
    said = models.TextField()
    fields = models.JSONField(default=list)

    objects = PublishedChangeQuerySet.as_manager()

    class Meta:
        ordering = ["edition", "position"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["edition", "position"], name="publishing_publishedchange_position_once")
        ]
        indexes = [
            models.Index(fields=["edition", "topics"], name="publishing_change_topics"),
            models.Index(fields=["country_id", "what", "kind"], name="publishing_change_counts"),
        ]

    def __str__(self) -> str:
        return f"{self.what}: {self.title}"


class WordingQuerySet(TracedQuerySet["Wording"]):
    """What is asked of wordings."""

    def of_passage(self, passage_id: Any) -> Self:
        return self.filter(passage_id=passage_id)


class Wording(models.Model):
    """What a block said from an edition on, until its next wording; `gone` when it is on the page no more."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="wordings")
    country_id = models.UUIDField("country", db_index=True)
    passage_id = models.UUIDField("block")
    record_id = models.UUIDField("section", help_text="The section that it stands in.")
    html = models.TextField(blank=True)
    gone = models.BooleanField(default=False)

    objects = WordingQuerySet.as_manager()

    class Meta:
        ordering = ["passage_id", "edition"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["passage_id", "edition"], name="publishing_wording_once_an_edition")
        ]

    def __str__(self) -> str:
        return f"{self.passage_id} from edition {self.edition_id}"
