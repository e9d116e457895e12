"""The texts of a page: its sections and its table “at a glance”."""

from django.db import models

from ..fields import HTMLField, LineField
from ..vocabulary import Part, Topic, one_of
from .record import CountryRecord


class Section(CountryRecord):
    """A headed text of a page, in one of its four parts."""

    page_order, page_list = 1, "sections"

    part = models.CharField(max_length=20, choices=Part, default=Part.LEGAL_ANALYSIS)
    topic = models.CharField(max_length=30, choices=Topic, default=Topic.OTHER)
    heading = LineField(help_text="As the page words it.")
    body = HTMLField(blank=True)

    class Meta(CountryRecord.Meta):
        constraints = [one_of("part", Part), one_of("topic", Topic)]

    def __str__(self) -> str:
        return self.heading


class GlanceRow(CountryRecord):
    """One row of “Civic Freedoms at a Glance”."""

    page_order, page_list = 2, "glance"

    topic = models.CharField(max_length=30, choices=Topic, default=Topic.OTHER)
    label = LineField(help_text="As the page words it.")
    value = HTMLField(blank=True)

    class Meta(CountryRecord.Meta):
        constraints = [one_of("topic", Topic)]

    def __str__(self) -> str:
        return self.label
