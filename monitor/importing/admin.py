"""The admin's list of links that imports lacked."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import Truncator

from countries.admin_base import SteadyList
from countries.admin_rights import OwnCountries
from countries.rights import may_work_on

from .models import MissingLink
from .supply import supply
from .write import MODELS

if TYPE_CHECKING:
    _Admin = admin.ModelAdmin[MissingLink]
    _Row = forms.ModelForm[MissingLink]
else:
    _Admin, _Row = admin.ModelAdmin, forms.ModelForm


class OpenFilter(admin.SimpleListFilter):
    title = "state"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("open", "To be supplied"), ("done", "Supplied or not needed")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        still_open = MissingLink.objects.open()
        if self.value() == "open":
            return queryset.filter(pk__in=still_open)
        return queryset.exclude(pk__in=still_open) if self.value() == "done" else queryset


class LinkRow(_Row):
    """A link in the list, whose boxes say which link they are of: a list has no labels."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, says in (("address", "Address of"), ("not_needed", "Not needed:")):
            self.fields[name].widget.attrs["aria-label"] = f"{says} {self.instance.text}"
        self.fields["address"].widget.attrs["size"] = 28


@admin.register(MissingLink)
class MissingLinkAdmin(SteadyList, OwnCountries, _Admin):
    """Links to be supplied: type the address here, and it is put where the words stand."""

    list_display = ["words", "where", "line", "address", "not_needed"]
    list_editable = ["address", "not_needed"]
    list_select_related = ["country"]
    list_filter = [OpenFilter, "country", "kind"]
    list_per_page = 50
    search_fields = ["text", "record"]
    readonly_fields = ["country", "kind", "record", "text", "line"]
    exclude = ["record_id"]

    @admin.display(description="words", ordering="text")
    def words(self, link: MissingLink) -> str:
        return Truncator(link.text).chars(70)

    @admin.display(description="stands in", ordering="record")
    def where(self, link: MissingLink) -> str:
        meta = MODELS[link.kind]._meta
        address = reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[link.record_id])
        record = "" if link.record == link.text else f": {Truncator(link.record).chars(40)}"
        return format_html('<a href="{}">{}, {}{}</a>', address, link.country, meta.verbose_name, record)

    def get_changelist_form(self, request: HttpRequest, **kwargs: Any) -> Any:
        return super().get_changelist_form(request, **{**kwargs, "form": LinkRow})

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: MissingLink, form: Any, change: bool) -> None:
        if "address" in form.changed_data and not _may_change_record(request, obj):
            messages.error(request, f"You may not change {obj.record}; “{obj.text}” was left as it was.")
            return
        super().save_model(request, obj, form, change)
        if "address" in form.changed_data and obj.address and not supply(obj, editor=request.user):
            messages.warning(
                request, f"“{obj.text}” no longer stands in {obj.record}; open the record and place the link."
            )


def _may_change_record(request: HttpRequest, link: MissingLink) -> bool:
    """Say whether the record that the words stand in, which may have moved to another country since, is open."""
    model = MODELS[link.kind]
    now = model._default_manager.filter(pk=link.record_id).values_list("country_id", flat=True)
    right = f"{model._meta.app_label}.change_{model._meta.model_name}"
    return request.user.has_perm(right) and all(may_work_on(request.user, country_id) for country_id in now)
