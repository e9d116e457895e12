"""Editions and reference data in the admin: to look at, never to edit."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db.models import OuterRef, Subquery
from django.http import HttpRequest

from countries.admin_base import SteadyList
from countries.admin_rights import OwnCountries

from ..contributors import SEE_CONTRIBUTORS
from .models import Edition, Page, TreatyReference

if TYPE_CHECKING:
    _Admin = admin.ModelAdmin[Any]
else:
    _Admin = admin.ModelAdmin


class LookOnlyAdmin(SteadyList, OwnCountries, _Admin):
    """Records that are looked at and never edited."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Edition)
class EditionAdmin(LookOnlyAdmin):
    list_display = ["country_name", "number", "dated", "substantive", "change_note", "published_by"]
    list_select_related = ["published_by"]
    list_filter = ["substantive", "imported"]
    search_fields = ["change_note", "sha256"]
    exclude = ["content"]

    def get_list_display(self, request: HttpRequest) -> list[Any]:
        return [name for name in self.list_display if name not in _hidden_from(request)]

    def get_exclude(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return [*self.exclude, *_hidden_from(request)]

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        return not lookup.startswith(_hidden_from(request)) and super().lookup_allowed(lookup, value, request)

    @admin.display(description="country")
    def country_name(self, edition: Edition) -> str:
        return str(edition.name or edition.country_id)  # type: ignore[attr-defined]

    def get_queryset(self, request: HttpRequest) -> Any:
        name = Page.objects.filter(country_id=OuterRef("country_id")).values("name")
        return super().get_queryset(request).defer("content").annotate(name=Subquery(name))


def _hidden_from(request: HttpRequest) -> tuple[str, ...]:
    return () if request.user.has_perm(SEE_CONTRIBUTORS) else ("written_by", "published_by")


@admin.register(TreatyReference)
class TreatyReferenceAdmin(LookOnlyAdmin):
    list_display = ["country_name", "treaty", "status", "year", "as_of", "note"]
    list_filter = ["treaty", "status"]
    search_fields = ["country_name"]
