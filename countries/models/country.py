"""The country, or multilateral body, that a page is about."""

import uuid

from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Upper

from ..vocabulary import CountryKind, PageState, one_of


class Country(models.Model):
    """A country or multilateral body with a monitor page."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120, unique=True)
    slug = models.SlugField(max_length=120, unique=True, help_text="The last part of the page's address.")
    iso2 = models.CharField(
        "ISO code", max_length=2, blank=True, validators=[RegexValidator(r"^[A-Z]{2}$", "Two capital letters.")]
    )
    kind = models.CharField(max_length=10, choices=CountryKind, default=CountryKind.COUNTRY)
    region = models.CharField(max_length=60, blank=True, help_text="The UN M49 sub-region, such as Central Asia.")
    state = models.CharField(max_length=10, choices=PageState, default=PageState.LIVE)
    last_updated = models.DateField(
        "“last updated” of the imported page",
        null=True,
        blank=True,
        help_text="What the page itself said when it was imported. Readers see the date of the newest edition.",
    )
    sample = models.BooleanField(
        default=False, help_text="Sample content, not research: readers are told so on the page and in the list."
    )

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "countries and bodies"
        permissions = [
            ("edit_every_country", "Can work on every country, also unassigned"),
            ("see_every_country", "Can look at every country, also unassigned"),
        ]
        constraints = [
            one_of("kind", CountryKind),
            one_of("state", PageState),
            models.CheckConstraint(condition=models.Q(iso2=Upper("iso2")), name="countries_country_iso2_is_upper"),
        ]

    def __str__(self) -> str:
        return self.name
