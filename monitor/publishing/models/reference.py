"""Where every UN member stands with eighteen instruments: reference data, public without editions."""

from collections.abc import Iterable
from typing import Self

from django.db import models

from countries.fields import PartialDateField
from countries.partial_dates import PartialDate


class TreatyReferenceQuerySet(models.QuerySet["TreatyReference"]):
    """What is asked of the reference data."""

    def of_country(self, iso2: str) -> Self:
        return self.filter(iso2=iso2)

    def of_countries(self, codes: Iterable[str]) -> Self:
        return self.filter(iso2__in=list(codes))

    def of_treaty(self, slug: str) -> Self:
        return self.filter(treaty=slug)

    def days(self) -> "models.QuerySet[TreatyReference, PartialDate | None]":
        """The days as of which the data stand, each once; None where the files name none."""
        return self.order_by("as_of").values_list("as_of", flat=True).distinct()


class TreatyReference(models.Model):
    """One country's standing with one instrument, as the treaty status files give it."""

    treaty = models.SlugField(max_length=60)
    iso2 = models.CharField(max_length=2)
    country_name = models.CharField(max_length=120)
    status = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField(null=True)
    as_of = PartialDateField()
    note = models.CharField(max_length=300, blank=True)

    objects = TreatyReferenceQuerySet.as_manager()

    class Meta:
        ordering = ["treaty", "country_name"]
        verbose_name = "treaty status (UN reference)"
        verbose_name_plural = "treaty status (UN reference)"
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(fields=["treaty", "iso2"], name="publishing_treatyreference_once"),
            models.CheckConstraint(
                condition=models.Q(status__in=["party", "signed", "none", "withdrawn", "unknown"]),
                name="publishing_treatyreference_status_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.treaty}, {self.country_name}: {self.status}"
