"""Filters for partial dates in the admin's lists."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import QuerySet
from django.http import HttpRequest

from .fields import PartialDateField

PRECISIONS = (
    ("day", "To the day"),
    ("month", "To the month"),
    ("year", "To the year"),
    ("range", "A range"),
    ("none", "Not known"),
)


class PrecisionFilter(admin.FieldListFilter):
    """How exactly the date is known."""

    def __init__(
        self, field: Any, request: HttpRequest, params: Any, model: Any, model_admin: Any, field_path: str
    ) -> None:
        self.lookup = f"{field_path}__precision"
        super().__init__(field, request, params, model, model_admin, field_path)
        self.title = f"{field.verbose_name}: how exact"

    def expected_parameters(self) -> list[str | None]:
        return [self.lookup]

    def _chosen(self) -> str:
        value = self.used_parameters.get(self.lookup, "")
        return str(value[-1] if isinstance(value, list) else value)

    def choices(self, changelist: ChangeList) -> Iterator[Any]:
        yield {
            "selected": not self._chosen(),
            "query_string": changelist.get_query_string(remove=[self.lookup]),
            "display": "Any",
        }
        for value, words in PRECISIONS:
            yield {
                "selected": self._chosen() == value,
                "query_string": changelist.get_query_string({self.lookup: value}),
                "display": words,
            }

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(**{self.lookup: self._chosen()}) if self._chosen() else queryset


class YearFilter(PrecisionFilter):
    """The years that occur."""

    def __init__(
        self, field: Any, request: HttpRequest, params: Any, model: Any, model_admin: Any, field_path: str
    ) -> None:
        super().__init__(field, request, params, model, model_admin, field_path)
        self.title = f"{field.verbose_name}: year"
        self.lookup = f"{field_path}__year"
        if self.lookup in params:
            self.used_parameters[self.lookup] = params.pop(self.lookup)
        years = model_admin.get_queryset(request).order_by().values_list(self.lookup, flat=True).distinct()
        self.years = sorted((year for year in years if year), reverse=True)

    def has_output(self) -> bool:
        return len(self.years) > 1

    def choices(self, changelist: ChangeList) -> Iterator[Any]:
        for value, words in [("", "Any"), *((year, year) for year in self.years)]:
            change = {"new_params": {self.lookup: value}} if value else {"remove": [self.lookup]}
            yield {
                "selected": self._chosen() == value,
                "query_string": changelist.get_query_string(**change),
                "display": words,
            }


admin.FieldListFilter.register(lambda field: isinstance(field, PartialDateField), PrecisionFilter, take_priority=True)
