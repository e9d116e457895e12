"""Pending initiatives and the stages they pass."""

from django.db import models

from countries.fields import HTMLField, LineField, PartialDateField
from countries.models import CountryRecord, Record
from countries.vocabulary import one_of

from ..topics import TopicsField
from ..vocabulary import Stage


class Initiative(CountryRecord):
    """A bill or other proposal that would change the law on civic freedoms."""

    page_order, page_list = 5, "initiatives"

    title = LineField()
    body = HTMLField(blank=True)
    stage = models.CharField(max_length=20, choices=Stage, default=Stage.UNKNOWN)
    introduced = PartialDateField()
    expected = PartialDateField("next step expected")
    topics = TopicsField()

    class Meta(CountryRecord.Meta):
        constraints = [one_of("stage", Stage)]

    def __str__(self) -> str:
        return self.title


class InitiativeEvent(Record):
    """A dated step of an initiative."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="events")
    date = PartialDateField()
    stage = models.CharField(max_length=20, choices=Stage, default=Stage.UNKNOWN)
    note = LineField(blank=True)

    class Meta(Record.Meta):
        constraints = [one_of("stage", Stage)]

    def __str__(self) -> str:
        return f"{self.date or 'undated'}: {self.get_stage_display()}"
