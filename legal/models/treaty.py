"""Treaties, and where each country stands with them."""

import uuid

from django.core.validators import MaxValueValidator
from django.db import models

from countries.fields import LineField, PartialDateField
from countries.models import CountryRecord
from countries.vocabulary import one_of

from ..vocabulary import How, Scope, TreatyStatus


class Treaty(models.Model):
    """A human rights instrument that countries join."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(max_length=60, unique=True)
    name = LineField()
    abbr = models.CharField("abbreviation", max_length=40, blank=True)
    scope = models.CharField(max_length=20, choices=Scope, default=Scope.INTERNATIONAL)

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "treaties"
        constraints = [one_of("scope", Scope)]

    def __str__(self) -> str:
        return f"{self.name} ({self.abbr})" if self.abbr else self.name


class Ratification(CountryRecord):
    """Where one country stands with one treaty."""

    page_order, page_list = 3, "ratifications"

    treaty = models.ForeignKey(Treaty, on_delete=models.PROTECT, related_name="ratifications")
    treaty_name = LineField("treaty, as the page words it", blank=True, help_text="Empty: the treaty's own name.")
    treaty_abbr = models.CharField("abbreviation, as the page gives it", max_length=40, blank=True)
    status = models.CharField(max_length=20, choices=TreatyStatus, default=TreatyStatus.UNKNOWN)
    how = models.CharField(max_length=20, choices=How, blank=True, help_text="Empty when the source does not say.")
    year = models.PositiveSmallIntegerField(null=True, blank=True, validators=[MaxValueValidator(2100)])
    date = PartialDateField()
    note = LineField(blank=True, help_text="Reservations, declarations, withdrawal.")
    value = LineField(blank=True, help_text="As the source said it: 2006, No, 1995 (accession).")

    class Meta(CountryRecord.Meta):
        constraints = [
            one_of("status", TreatyStatus),
            one_of("how", How, blank=True),
            models.UniqueConstraint(fields=["country", "treaty"], name="legal_ratification_once_per_treaty"),
        ]

    def __str__(self) -> str:
        return f"{self.treaty}: {self.value or self.get_status_display()}"
