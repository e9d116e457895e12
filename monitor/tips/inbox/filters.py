"""How the list of tips is narrowed: by what is known of them, never by what they say."""

import uuid
from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.db.models import QuerySet
from django.http import HttpRequest

from countries.rights import open_to

from ..models import State
from .rights import tips_for

REPLIED = "replied"
_NONE = "none"


class StateFilter(admin.SimpleListFilter):
    """Open tips, unless others are asked for."""

    title, parameter_name = "state", "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [
            ("open", "Open"),
            (REPLIED, "Open, and the sender spoke last"),
            *((state.value, str(state.label)) for state in State),
            ("all", "All"),
        ]

    def choices(self, changelist: Any) -> Iterator[Any]:
        for value, words in self.lookup_choices:
            yield {
                "selected": (self.value() or "open") == value,
                "query_string": changelist.get_query_string({self.parameter_name: value}),
                "display": words,
            }

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        value = _known(self) or "open"
        if value == "open":
            return queryset.open()  # type: ignore[attr-defined,no-any-return]
        if value == REPLIED:
            return queryset.replied()  # type: ignore[attr-defined,no-any-return]
        return queryset if value == "all" else queryset.filter(state=value)


class AssignedFilter(admin.SimpleListFilter):
    title, parameter_name = "assigned to", "assigned"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("me", "Me"), (_NONE, "Nobody")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        value = _known(self)
        if value == "me":
            return queryset.filter(assigned_to=request.user)
        return queryset.filter(assigned_to=None) if value == _NONE else queryset


class CountryFilter(admin.SimpleListFilter):
    """The countries that tips are about, as far as one may look at them."""

    title, parameter_name = "country", "country"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        found: set[Any] = set(tips_for(request.user).order_by().values_list("country_id", flat=True).distinct())
        names = open_to(request.user).filter(pk__in=found - {None}).order_by("name").values_list("pk", "name")
        return [*((str(pk), name) for pk, name in names), *([(_NONE, "No country of ours")] if None in found else [])]

    def has_output(self) -> bool:
        return len(self.lookup_choices) > 1 or bool(self.value())

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        value = _known(self)
        return queryset.filter(country_id=None if value == _NONE else uuid.UUID(value)) if value else queryset


def _known(one: admin.SimpleListFilter) -> str:
    """Return what was chosen; raise IncorrectLookupParameters for what is not offered."""
    value = one.value() or ""
    if value and value not in {str(choice) for choice, _ in one.lookup_choices}:
        raise IncorrectLookupParameters
    return value
