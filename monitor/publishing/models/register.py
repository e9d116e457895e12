"""The current editions in columns: for lists, filters and search."""

from typing import Self

from django.db import models

from countries.fields import LineField, PartialDateField

from .edition import Edition


class PublishedRecordQuerySet(models.QuerySet["PublishedRecord"]):
    """What is asked of published records."""

    def of_kind(self, kind: str) -> Self:
        return self.filter(kind=kind)

    def in_country(self, slug: str) -> Self:
        return self.filter(country_slug=slug)

    def newest_first(self) -> Self:
        return self.order_by("-date", "position")


class PublishedRecord(models.Model):
    """One record of one current edition; derived, and made again from the editions by `rebuild_register`."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="records")
    record_id = models.UUIDField()
    country_slug = models.SlugField(max_length=120)
    country_name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, help_text="The list of the Document: laws, news, sections …")
    position = models.PositiveIntegerField()
    title = LineField()
    date = PartialDateField(ranges=True)
    precision = models.CharField(max_length=5, default="none")
    status = models.CharField(
        max_length=20, blank=True, help_text="Of a law or treaty its status, of a bill its stage."
    )
    topic = models.CharField(max_length=30, blank=True)
    language = models.CharField(max_length=35, blank=True)
    archived = models.BooleanField(default=False)
    text = models.TextField(blank=True)

    objects = PublishedRecordQuerySet.as_manager()

    class Meta:
        ordering = ["country_slug", "kind", "position"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["edition", "record_id"], name="publishing_record_once_in_an_edition")
        ]
        indexes = [
            models.Index(fields=["kind", "country_slug"], name="publishing_record_kind"),
            models.Index(fields=["kind", "date"], name="publishing_record_date"),
        ]

    def __str__(self) -> str:
        return f"{self.country_name}: {self.title}"
