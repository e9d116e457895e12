"""What a reader may ask of a register in its address, and what is offered to them."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any, ClassVar, cast

import django_filters
from django import forms
from django.db.models import QuerySet
from django.db.models.expressions import Combinable
from django.http import QueryDict
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from .facets import Arm, Counts, Facet, Tally
from .ordering import Sorting
from .paging import Order

LONGEST = 200
_CHOSEN = format_html("{}", " selected")


class AskedForm(forms.Form):
    """The choices of a register; each may be made once."""

    def clean(self) -> dict[str, Any]:
        asked: dict[str, Any] = super().clean() or {}
        for name, field in self.fields.items():
            if isinstance(self.data, QueryDict) and len(self.data.getlist(name)) > 1 and name not in self.errors:
                self.add_error(name, f"{field.label} can be chosen once.")
        first, last = asked.get("year_from"), asked.get("year_to")
        if first and last and first > last:
            self.add_error("year_to", f"No year is after {first} and before {last}.")
        return asked


class Year(django_filters.Filter):  # type: ignore[misc]  # django-filter has no types
    """A year of four digits, by a named question."""

    field_class = forms.IntegerField

    def __init__(self, label: str, method: str) -> None:
        wrong = f"{label}: a year has four digits, like 2024."
        messages = dict.fromkeys(("invalid", "min_value", "max_value"), wrong)
        limits = {"min_value": 1000, "max_value": 9998, "error_messages": messages}
        limits["widget"] = forms.TextInput(attrs={"inputmode": "numeric"})  # a number box would hide what was wrong
        super().__init__(method=method, label=label, **limits)


class Options(forms.Select):
    """A select written at once: Django renders a template for each option, and two hundred countries are many."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        chosen = str(value or "")
        options = (
            (str(choice or ""), _CHOSEN if str(choice or "") == chosen else "", words) for choice, words in self.choices
        )
        inner = format_html_join("", '<option value="{}"{}>{}</option>', options)
        return format_html('<select name="{}" id="{}">{}</select>', name, (attrs or {}).get("id", ""), inner)


class Choice(django_filters.ChoiceFilter):  # type: ignore[misc]
    """One of what is offered; `every` is the choice not to choose."""

    def __init__(self, label: str, every: str, **options: Any) -> None:
        messages = {"invalid_choice": f"{label} has no such choice."}
        super().__init__(label=label, empty_label=every, choices=[], error_messages=messages, widget=Options, **options)


class Words(django_filters.CharFilter):  # type: ignore[misc]
    def __init__(self, label: str, **options: Any) -> None:
        messages = {"max_length": f"{label}: at most {LONGEST} letters can be looked for."}
        super().__init__(label=label, max_length=LONGEST, error_messages=messages, **options)


class RegisterFilter(django_filters.FilterSet):  # type: ignore[misc]
    """The choices of one register; where one is not offered, nothing is chosen and `is_valid` says so."""

    orders: ClassVar[Mapping[str, Sorting]] = {}
    sort = django_filters.ChoiceFilter(
        label="Sorted",
        method="as_it_is",
        empty_label=None,
        widget=Options,
        error_messages={"invalid_choice": "No list is sorted so."},
    )

    def __init__(self, data: QueryDict, queryset: QuerySet[Any], stamp: Any = None) -> None:
        super().__init__(data, queryset)
        self.today = timezone.now().date()
        self.tally = Tally(stamp and (*stamp, self.today))
        self.facets = self.faceted()
        self.filters["sort"].extra["choices"] = [(name, order.words) for name, order in self.orders.items()]
        self._offer()

    def faceted(self) -> dict[str, Facet]:
        """Return the facet of every filter that offers choices."""
        raise NotImplementedError

    def _offer(self) -> None:
        """Let each filter take what is in its closed list, or what occurs at all."""
        opened = [name for name, facet in self.facets.items() if facet.closed is None]
        arms = [Arm((type(self).__name__, name), self.queryset, self.facets[name]) for name in opened]
        offered: dict[str, Any] = {name: facet.closed for name, facet in self.facets.items()}
        offered.update(zip(opened, self.tally.of(arms), strict=True))
        for name, facet in self.facets.items():
            choices = facet.in_order(offered[name])
            self.filters[name].extra["choices"] = [(choice, facet.in_words(choice)) for choice in choices]

    @cached_property
    def chosen(self) -> dict[str, Any]:
        """What was chosen, by filter; nothing where any of it cannot be read."""
        if not self.is_valid():
            return {}
        asked = self.form.cleaned_data.items()
        return {name: value for name, value in asked if value not in (None, "") and name != "sort"}

    @cached_property
    def sorting(self) -> Sorting:
        name = self.form.cleaned_data.get("sort") if self.is_valid() else ""
        return self.orders[name] if name else next(iter(self.orders.values()))

    @property
    def by(self) -> Order:
        dated = self.chosen.keys() & {"year", "year_from", "year_to"}
        return self.sorting.dated if self.sorting.dated and dated else self.sorting.by

    @property
    def address(self) -> dict[str, str]:
        """What keeps the choices in an address."""
        sort = next(name for name, order in self.orders.items() if order is self.sorting)
        kept = {name: str(value) for name, value in self.chosen.items()}
        return {**kept, "sort": sort} if sort != next(iter(self.orders)) else kept

    def without(self, name: str) -> QuerySet[Any]:
        """Return the entries that the other choices leave."""
        rows: QuerySet[Any] = self.queryset
        for other, value in self.chosen.items():
            rows = rows if other == name else self.filters[other].filter(rows, value)
        return rows

    @property
    def rows(self) -> QuerySet[Any]:
        return self.without("")

    def for_lists(self) -> QuerySet[Any]:
        """Return what is found, with what a list shows of each entry."""
        rows: Any = self.rows
        return cast("QuerySet[Any]", rows.for_lists())

    def count(self) -> int:
        """Count what is found, and write beside each choice what it would leave; one query."""
        names = ["", *self.facets]
        found = self.tally.of([self._arm(name) for name in names])
        for name, counts in zip(self.facets, found[1:], strict=True):
            self._write(name, counts)
        return found[0].get("", 0)

    def _arm(self, name: str) -> Arm:
        others = tuple(sorted((other, str(value)) for other, value in self.chosen.items() if other != name))
        return Arm((type(self).__name__, name, *others), self.without(name), self.facets.get(name))

    def _write(self, name: str, counts: Counts) -> None:
        facet, chosen = self.facets[name], self.chosen.get(name)
        shown = facet.in_order({*counts, *([chosen] if chosen else [])})
        self.form.fields[name].choices = [
            (choice, f"{facet.in_words(choice)} ({counts.get(choice, 0):,})") for choice in shown
        ]

    def as_it_is(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return rows

    def in_words(self, name: str, value: Any) -> str:
        return self.facets[name].in_words(str(value)) if name in self.facets else str(value)


def in_groups(rows: QuerySet[Any], by: Combinable, groups: list[str]) -> QuerySet[Any]:
    """Return the entries that an expression sorts into one of these groups."""
    return cast("QuerySet[Any]", rows.alias(sorted_into=by).filter(sorted_into__in=groups))
