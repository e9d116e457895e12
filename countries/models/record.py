"""What every factual record carries: a lasting id, a place in its list, and where it comes from."""

import uuid

from django.db import models

from ..fields import LineField, PartialDateField
from .country import Country


class Record(models.Model):
    """A fact with a source and a date; its id stays the same through every edition."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    position = models.PositiveIntegerField(default=0, help_text="Its place in the list, counted from 1.")
    as_of = PartialDateField("as of", help_text="The day, month or year for which this is true.")
    last_checked = models.DateField(null=True, blank=True, help_text="When someone last found it still right.")
    source = LineField(blank=True, help_text="An address or a citation.")

    class Meta:
        abstract = True
        ordering = ["position", "id"]


class CountryRecord(Record):
    """A record that stands on one country's page."""

    country = models.ForeignKey(Country, on_delete=models.CASCADE, related_name="%(class)s_set")

    class Meta(Record.Meta):
        abstract = True
