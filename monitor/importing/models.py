"""What an import leaves behind: what it wrote, so that a later one knows an edit, and the links it missed."""

from typing import Self

from django.db import models

from countries.fields import AddressField, LineField
from countries.models import Country


class ImportedRecordQuerySet(models.QuerySet["ImportedRecord"]):
    """What is asked of earlier imports."""

    def of(self, country: Country) -> Self:
        return self.filter(country=country)


class ImportedRecord(models.Model):
    """A record as an import last wrote it: `content` is the Document's record without ids and provenance."""

    country = models.ForeignKey(Country, on_delete=models.CASCADE, related_name="imported_records")
    kind = models.CharField(max_length=20)
    record_id = models.UUIDField()
    content = models.JSONField()

    objects = ImportedRecordQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["country", "kind", "record_id"], name="importing_record_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.record_id}"


class MissingLinkQuerySet(models.QuerySet["MissingLink"]):
    """What is asked of links to be supplied."""

    def of(self, country: Country) -> Self:
        return self.filter(country=country)

    def open(self) -> Self:
        return self.filter(address="", not_needed=False)

    def supplied(self) -> Self:
        return self.exclude(address="")


class MissingLink(models.Model):
    """A link whose source gave no address: its words are on the page, its address is to be supplied."""

    country = models.ForeignKey(Country, on_delete=models.CASCADE, related_name="missing_links")
    kind = models.CharField(max_length=20, help_text="The list of the page that the words stand in.")
    record_id = models.UUIDField()
    record = LineField(help_text="The record that the words stand in.")
    text = LineField("words")
    before = LineField("words before", blank=True, help_text="By which the place is found again.")
    line = models.PositiveIntegerField("source line")
    address = AddressField(blank=True, help_text="Where the link should lead.")
    not_needed = models.BooleanField(default=False, help_text="Tick when the words do not need a link.")

    objects = MissingLinkQuerySet.as_manager()

    class Meta:
        ordering = ["country", "line", "id"]
        verbose_name = "link to be supplied"
        verbose_name_plural = "links to be supplied"
        default_permissions = ("view", "change")

    def __str__(self) -> str:
        return self.text

    @property
    def is_open(self) -> bool:
        return not self.address and not self.not_needed
