"""Which edition of a country readers see now."""

from collections.abc import Iterable
from typing import Any, Self

from django.db import models
from django.urls import reverse

from .edition import Edition


class PageQuerySet(models.QuerySet["Page"]):
    """What is asked of published pages."""

    def by_name(self) -> Self:
        return self.order_by("name")

    def of(self, country_id: Any) -> Self:
        return self.filter(country_id=country_id)

    def shown(self) -> Self:
        """Without the pages that are taken from readers."""
        return self.filter(withdrawn_on__isnull=True)

    def at(self, slugs: Iterable[str]) -> Self:
        return self.filter(slug__in=list(slugs))

    def with_code(self, iso2: str) -> Self:
        return self.filter(iso2=iso2)

    def with_edition(self) -> Self:
        """With what is known of the edition, its content left in the database."""
        return self.select_related("edition").defer("edition__content")

    def withdrawn(self) -> Self:
        return self.filter(withdrawn_on__isnull=False)

    def holding(self, record_id: Any) -> Self:
        """The page on which a record stands today."""
        return self.filter(edition__records__record_id=record_id)

    def whole(self) -> Self:
        """With the current edition and its content."""
        return self.select_related("edition").defer("prepared")

    def names(self) -> Self:
        """What it takes to name a page and lead to it: the columns before the long one, which take no reading past."""
        return self.only("country_id", "slug", "name", "state", "sample")

    def without_texts(self) -> Self:
        return self.defer("prepared", "withdrawn_reason")

    def for_lists(self) -> Self:
        return self.with_edition().defer("prepared", "edition__content")


class Page(models.Model):
    """The pointer from a country to its current edition, with what lists show; remade by `rebuild_register`.

    `prepared` is what publishing can make ahead of readers (prepared.py); it holds nothing that the edition does not.
    """

    country_id = models.UUIDField("country", primary_key=True)
    edition = models.OneToOneField(Edition, on_delete=models.PROTECT, related_name="page")
    slug = models.SlugField(max_length=120, unique=True)
    name = models.CharField(max_length=120)
    iso2 = models.CharField(max_length=2, blank=True, default="", db_default="")
    kind = models.CharField(max_length=10)
    region = models.CharField(max_length=60, blank=True)
    state = models.CharField(max_length=10)
    sample = models.BooleanField(default=False)
    last_updated = models.DateField()
    checked_on = models.DateField(null=True, help_text="The newest day on which one of its records was checked.")
    withdrawn_on = models.DateField(null=True)
    withdrawn_reason = models.TextField(blank=True, default="", db_default="")
    prepared = models.JSONField()

    objects = PageQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("public:country_page", args=[self.slug])


class FormerSlug(models.Model):
    """An address that a page had; it leads to today's for ever."""

    slug = models.SlugField(max_length=120, primary_key=True)
    country_id = models.UUIDField("country")

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.slug
