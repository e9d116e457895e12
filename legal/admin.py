"""The admin of treaties, laws and initiatives."""

from typing import TYPE_CHECKING

from django.contrib import admin

from countries.admin_base import KeptAdmin, RecordAdmin
from countries.admin_filters import YearFilter
from countries.admin_inlines import NamedBoxes

from .models import Initiative, InitiativeEvent, Law, Ratification, Treaty

if TYPE_CHECKING:
    _Inline = admin.TabularInline[InitiativeEvent, Initiative]
else:
    _Inline = admin.TabularInline


@admin.register(Treaty)
class TreatyAdmin(KeptAdmin):
    list_display = ["name", "abbr", "scope"]
    list_filter = ["scope"]
    search_fields = ["name", "abbr"]


@admin.register(Ratification)
class RatificationAdmin(RecordAdmin):
    list_display = ["treaty", "country", "status", "how", "year", "place"]
    list_select_related = ["country", "treaty"]
    list_filter = ["country", "status", "how", "treaty"]
    search_fields = ["treaty__name", "treaty__abbr", "country__name"]
    autocomplete_fields = ["country", "treaty"]
    record_fields = ("treaty", "treaty_name", "treaty_abbr", "status", "how", "year", "date", "value", "note")


@admin.register(Law)
class LawAdmin(RecordAdmin):
    list_display = ["title", "country", "kind", "date", "status", "place"]
    list_filter = ["country", "kind", "status", ("date", YearFilter), "date"]
    search_fields = ["title", "original_title", "number", "country__name"]
    autocomplete_fields = ["country", "replaced_by"]
    record_fields = (
        "title",
        "original_title",
        "kind",
        "number",
        "date",
        "url",
        "status",
        "replaced_by",
        "topics",
        "note",
    )


class InitiativeEventInline(_Inline):
    model = InitiativeEvent
    formset = NamedBoxes
    extra = 0
    fields = ["position", "date", "stage", "note"]


@admin.register(Initiative)
class InitiativeAdmin(RecordAdmin):
    list_display = ["title", "country", "stage", "expected", "place"]
    list_filter = ["country", "stage", ("expected", YearFilter)]
    search_fields = ["title", "body", "country__name"]
    inlines = [InitiativeEventInline]
    record_fields = ("title", "body", "stage", "introduced", "expected", "topics")
