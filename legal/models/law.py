"""The laws that shape civic freedoms in a country."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import Truncator

from countries.fields import AddressField, LineField, PartialDateField
from countries.models import CountryRecord
from countries.vocabulary import one_of

from ..topics import TopicsField
from ..vocabulary import LawKind, LawStatus


class Law(CountryRecord):
    """A constitution, code, law, order or rule of one country."""

    page_order, page_list = 4, "laws"

    title = LineField()
    original_title = LineField(blank=True, help_text="In the language of the law.")
    kind = models.CharField(max_length=20, choices=LawKind, default=LawKind.OTHER)
    number = models.CharField(max_length=60, blank=True, help_text="Without “No.”: 849.")
    date = PartialDateField()
    url = AddressField("address", blank=True)
    status = models.CharField(max_length=20, choices=LawStatus, default=LawStatus.UNKNOWN)
    replaced_by = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="replaces")
    topics = TopicsField()
    note = LineField(
        blank=True,
        help_text="What follows the title on the page. If it gives the date in its own words, it stands for the date.",
    )

    class Meta(CountryRecord.Meta):
        constraints = [
            one_of("kind", LawKind),
            one_of("status", LawStatus),
            models.CheckConstraint(
                condition=models.Q(replaced_by__isnull=True) | ~models.Q(replaced_by=models.F("id")),
                name="legal_law_does_not_replace_itself",
            ),
        ]

    def __str__(self) -> str:
        return Truncator(self.title).chars(80)

    def clean(self) -> None:
        """Keep the laws that replace one another in one country."""
        if self.replaced_by and self.replaced_by.country_id != self.country_id:
            raise ValidationError({"replaced_by": "This is a law of another country."})
        if not self._state.adding and self.replaces.exclude(country_id=self.country_id).exists():
            raise ValidationError({"country": "A law of the other country is said to be replaced by this one."})
