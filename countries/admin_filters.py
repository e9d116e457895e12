"""Filters for partial dates, and for one's countries, in the admin's lists."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import QuerySet
from django.http import HttpRequest

from .fields import PartialDateField
from .rights import open_to

PRECISIONS = [
    ("day", "To the day"),
    ("month", "To the month"),
    ("year", "To the year"),
    ("range", "A range"),
    ("none", "Not known"),
]


class CountryFilter(admin.RelatedFieldListFilter):
    """The countries that one may look at."""

    def field_choices(self, field: Any, request: HttpRequest, model_admin: Any) -> list[Any]:
        return [(country.pk, str(country)) for country in open_to(request.user)]


class PartialDateFilter(admin.FieldListFilter):
    """A choice among what a lookup of the date may be; `asks` is the lookup, `wording` the filter's name."""

    asks = ""
    wording = ""

    def __init__(
        self, field: Any, request: HttpRequest, params: Any, model: Any, model_admin: Any, field_path: str
    ) -> None:
        self.lookup = f"{field_path}__{self.asks}"
        super().__init__(field, request, params, model, model_admin, field_path)
        self.title = f"{field.verbose_name}: {self.wording}"
        self.offered = self.offers(model_admin.get_queryset(request))

    def offers(self, queryset: QuerySet[Any]) -> list[tuple[str, str]]:
        raise NotImplementedError

    def expected_parameters(self) -> list[str | None]:
        return [self.lookup]

    def has_output(self) -> bool:
        return len(self.offered) > 1 or bool(self.chosen())

    def chosen(self) -> str:
        value = self.used_parameters.get(self.lookup, "")
        return str(value[-1] if isinstance(value, list) else value)

    def choices(self, changelist: ChangeList) -> Iterator[Any]:
        for value, words in [("", "Any"), *self.offered]:
            change: dict[str, Any] = {"new_params": {self.lookup: value}} if value else {"remove": [self.lookup]}
            yield {
                "selected": self.chosen() == value,
                "query_string": changelist.get_query_string(**change),
                "display": words,
            }

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(**{self.lookup: self.chosen()}) if self.chosen() else queryset


class PrecisionFilter(PartialDateFilter):
    """How exactly the date is known."""

    asks, wording = "precision", "how exact"

    def offers(self, queryset: QuerySet[Any]) -> list[tuple[str, str]]:
        return PRECISIONS


class YearFilter(PartialDateFilter):
    """The years that occur."""

    asks, wording = "year", "year"

    def offers(self, queryset: QuerySet[Any]) -> list[tuple[str, str]]:
        years = queryset.order_by().values_list(self.lookup, flat=True).distinct()
        return [(year, year) for year in sorted((year for year in years if year), reverse=True)]


admin.FieldListFilter.register(lambda field: isinstance(field, PartialDateField), PrecisionFilter, take_priority=True)
