"""The admin of a country and of what we know of it."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse

from .admin_base import HISTORY, KeptAdmin, RecordAdmin
from .admin_filters import YearFilter
from .history import parts_of_a_page
from .models import Country, GlanceRow, Index, KeyFact, Member, NewsItem, Ranking, Report, Section


class CountryAdmin(KeptAdmin):
    """A country and its parts in page order; registered by the desk, which adds publishing."""

    change_form_template = "office/country_form.html"
    list_display = ["name", "region", "kind", "state", "sample"]
    list_filter = ["kind", "state", "sample", "region"]
    search_fields = ["name", "slug"]
    prepopulated_fields = {"slug": ["name"]}
    fieldsets = [
        (None, {"fields": ["name", "slug", "iso2", "kind", "region", "state", "sample", "last_updated"]}),
        HISTORY,  # type: ignore[list-item]
    ]

    def change_view(self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None) -> Any:
        country = self.get_object(request, object_id)
        context = {**(extra_context or {}), "parts": list_parts(country) if country else []}
        return super().change_view(request, object_id, form_url, context)

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return {} if obj else self.prepopulated_fields


def list_parts(country: Country) -> list[dict[str, Any]]:
    """Return every kind of record with its rows and the addresses to edit them, in page order."""
    parts = []
    for model in parts_of_a_page():
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        rows = [(row, reverse(f"{name}_change", args=[row.pk])) for row in _named(model, country)]
        parts.append(
            {
                "kind": model.page_list,  # type: ignore[attr-defined]
                "name": model._meta.verbose_name_plural,
                "rows": rows,
                "list": f"{reverse(f'{name}_changelist')}?country__id__exact={country.pk}",
                "add": f"{reverse(f'{name}_add')}?country={country.pk}&position={len(rows) + 1}",
            }
        )
    return parts


def _named(model: Any, country: Country) -> Any:
    crossed = [name for name in ("treaty", "index") if name in {field.name for field in model._meta.fields}]
    rows = model.objects.filter(country=country)
    return rows.select_related(*crossed) if crossed else rows


@admin.register(Section)
class SectionAdmin(RecordAdmin):
    list_display = ["heading", "country", "part", "topic", "place"]
    list_filter = ["country", "part", "topic"]
    search_fields = ["heading", "body", "country__name"]
    record_fields = ("part", "topic", "heading", "body")


@admin.register(GlanceRow)
class GlanceRowAdmin(RecordAdmin):
    list_display = ["label", "country", "topic", "place"]
    list_filter = ["country", "topic"]
    search_fields = ["label", "value", "country__name"]
    record_fields = ("topic", "label", "value")


@admin.register(Index)
class IndexAdmin(KeptAdmin):
    search_fields = ["name"]


@admin.register(Ranking)
class RankingAdmin(RecordAdmin):
    list_display = ["index", "country", "value", "year", "place"]
    list_select_related = ["country", "index"]
    list_filter = ["country", "index", "year"]
    search_fields = ["index__name", "value", "country__name"]
    autocomplete_fields = ["country", "index"]
    record_fields = ("index", "value", "rank", "year", "scale", "url")


@admin.register(Report)
class ReportAdmin(RecordAdmin):
    list_display = ["publisher", "country", "place"]
    list_filter = ["country"]
    search_fields = ["publisher", "value", "country__name"]
    record_fields = ("publisher", "value")


@admin.register(NewsItem)
class NewsItemAdmin(RecordAdmin):
    list_display = ["title", "country", "date", "language", "archived", "place"]
    list_filter = ["country", "archived", "language", ("date", YearFilter), "date"]
    search_fields = ["title", "summary", "country__name"]
    record_fields = ("title", "url", "date", "language", "summary", "archived")


@admin.register(KeyFact)
class KeyFactAdmin(RecordAdmin):
    list_display = ["label", "country", "value", "place"]
    list_filter = ["country"]
    search_fields = ["label", "value", "country__name"]
    record_fields = ("label", "value")


@admin.register(Member)
class MemberAdmin(RecordAdmin):
    list_display = ["name", "country", "group", "note", "place"]
    list_filter = ["country", "group"]
    search_fields = ["name", "country__name"]
    record_fields = ("name", "iso2", "group", "note")
