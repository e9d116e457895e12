"""What a reader may ask of a page in its address."""

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest

from monitor.errors import UnreadableRequest
from monitor.publishing.models import Page


class CountriesFilter(django_filters.FilterSet):  # type: ignore[misc]  # django-filter has no types
    """The choices of the list of pages; each offers only what occurs."""

    region = django_filters.ChoiceFilter(empty_label="All regions")
    state = django_filters.ChoiceFilter(
        empty_label="Live and archived", choices=[("live", "Live"), ("archived", "Archived")]
    )

    class Meta:
        model = Page
        fields = ["region", "state"]

    def __init__(self, data: Any, queryset: QuerySet[Page]) -> None:
        super().__init__(data, queryset)
        regions = sorted({page.region for page in queryset if page.region})
        self.filters["region"].extra["choices"] = [(region, region) for region in regions]


class OpenForm(forms.Form):
    open = forms.ChoiceField(choices=[("all", "All subheadings")], required=False)


def asks_for_all_open(request: HttpRequest) -> bool:
    """Say whether every subheading is to stand open; raise UnreadableRequest for anything but `?open=all`."""
    form = OpenForm(request.GET)
    if not form.is_valid():
        raise UnreadableRequest("A page can be asked to open all its subheadings with ?open=all, and nothing else.")
    return bool(form.cleaned_data["open"])
