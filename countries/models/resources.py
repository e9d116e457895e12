"""What a page points to and counts: rankings, reports, news, key facts, members."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.text import Truncator

from ..fields import AddressField, HTMLField, LineField, PartialDateField
from .record import CountryRecord


class Index(models.Model):
    """An index that ranks countries, such as the World Justice Project's."""

    name = models.CharField(max_length=200, unique=True)

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "indexes"

    def __str__(self) -> str:
        return self.name


class Ranking(CountryRecord):
    """Where an index puts the country."""

    page_order, page_list = 6, "rankings"

    index = models.ForeignKey(Index, on_delete=models.PROTECT, related_name="rankings")
    value = LineField(help_text="As the page writes it: 60 (2023).")
    rank = models.PositiveIntegerField(
        null=True,
        blank=True,
        validators=[MaxValueValidator(10_000)],
        help_text="Only when the value is a single rank.",
    )
    year = models.PositiveSmallIntegerField(null=True, blank=True, validators=[MaxValueValidator(2100)])
    scale = LineField(blank=True, help_text="From best to worst: 1 - 193.")
    url = AddressField("address", blank=True)

    def __str__(self) -> str:
        return f"{self.index}: {self.value}"


class Report(CountryRecord):
    """A publisher whose reports on the country the page names."""

    page_order, page_list = 7, "reports"

    publisher = LineField()
    value = HTMLField(blank=True, help_text="The reports, with their links.")

    def __str__(self) -> str:
        return self.publisher


class NewsItem(CountryRecord):
    """A news report relevant to civic freedoms."""

    page_order, page_list = 8, "news"

    title = LineField()
    url = AddressField("address", blank=True)
    date = PartialDateField(ranges=True)
    language = models.CharField(max_length=35, blank=True, help_text="Language code of the report: en, ru, kk.")
    summary = models.TextField(blank=True)
    archived = models.BooleanField(default=False)

    def __str__(self) -> str:
        return Truncator(self.title).chars(80)


class KeyFact(CountryRecord):
    """A figure of an older page or of a multilateral body, such as its founding year."""

    page_order, page_list = 9, "key_facts"

    label = LineField()
    value = LineField(blank=True)

    def __str__(self) -> str:
        return f"{self.label}: {self.value}"


class Member(CountryRecord):
    """A member of a multilateral body."""

    page_order, page_list = 10, "members"

    name = LineField()
    iso2 = models.CharField("ISO code", max_length=2, blank=True)
    group = LineField(blank=True)
    note = LineField(blank=True, help_text="Such as: suspended since 2021.")

    def __str__(self) -> str:
        return self.name
