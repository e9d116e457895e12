"""Publishing in the admin: the Publish page of a country, and the editions to look at."""

import uuid
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import OuterRef, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path

from countries.admin import CountryAdmin
from countries.admin_base import SteadyList
from countries.models import Country

from .changes import changes_between
from .models import Edition, Page, TreatyReference
from .publish import CannotPublishError, fingerprint, next_document, publish

if TYPE_CHECKING:
    _Admin = admin.ModelAdmin[Any]
else:
    _Admin = admin.ModelAdmin


class PublishForm(forms.Form):
    """What readers are told of a new edition."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    note = forms.CharField(
        label="Change note",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField"}),
        help_text="For readers: what changed in the law or on the page. It stands beside the date.",
    )
    substantive = forms.TypedChoiceField(
        label="This edition is",
        choices=[("1", "substantive: the law or the facts have changed"), ("", "minor: wording, links, a slip")],
        coerce=bool,
        required=False,
        initial="1",
        widget=forms.RadioSelect,
        help_text="Only a substantive edition moves the page's “last updated”.",
    )


@admin.register(Country)
class CountryDesk(CountryAdmin):
    """A country with its Publish page."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.publish_view)
        return [path("<uuid:country_id>/publish/", view, name="countries_country_publish"), *super().get_urls()]

    def change_view(self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None) -> Any:
        page = Page.objects.filter(country_id=object_id).first() if _is_uuid(object_id) else None
        context = {
            **(extra_context or {}),
            "page": page,
            "may_publish": request.user.has_perm("publishing.publish_edition"),
        }
        return super().change_view(request, object_id, form_url, context)

    def publish_view(self, request: HttpRequest, country_id: Any) -> HttpResponse:
        """Show what readers would see change, ask for the change note, and publish."""
        if not request.user.has_perm("publishing.publish_edition"):
            raise PermissionDenied
        country = get_object_or_404(Country, pk=country_id)
        form = PublishForm(request.POST or None, initial={"seen": fingerprint(country)})
        if request.method == "POST" and form.is_valid() and self._publish(request, country, form):
            return redirect("admin:countries_country_change", country.pk)
        current = Edition.objects.current().of(country.pk).first()
        before = current.document if current else None
        context = {
            **self.admin_site.each_context(request),
            "title": f"Publish {country}",
            "opts": self.opts,
            "country": country,
            "form": form,
            "current": current,
            "changes": changes_between(before, next_document(country, before)) if before else None,
        }
        return render(request, "office/publish.html", context)

    def _publish(self, request: HttpRequest, country: Country, form: PublishForm) -> bool:
        note, substantive = form.cleaned_data["note"], bool(form.cleaned_data["substantive"])
        seen = form.cleaned_data["seen"] or None
        try:
            edition = publish(country, editor=request.user, note=note, substantive=substantive, seen=seen)  # type: ignore[arg-type]
        except CannotPublishError as error:
            form.add_error(None, str(error))
            form.data = {**form.data.dict(), "seen": fingerprint(country)}  # type: ignore[attr-defined]
            return False
        messages.success(request, f"{country}: {edition} is published.")
        return True


def _is_uuid(text: str) -> bool:
    try:
        return bool(uuid.UUID(text))
    except ValueError:
        return False


class LookOnlyAdmin(SteadyList, _Admin):
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

    @admin.display(description="country")
    def country_name(self, edition: Edition) -> str:
        return str(edition.name or edition.country_id)  # type: ignore[attr-defined]

    def get_queryset(self, request: HttpRequest) -> Any:
        name = Page.objects.filter(country_id=OuterRef("country_id")).values("name")
        return super().get_queryset(request).defer("content").annotate(name=Subquery(name))


@admin.register(TreatyReference)
class TreatyReferenceAdmin(LookOnlyAdmin):
    list_display = ["country_name", "treaty", "status", "year", "as_of", "note"]
    list_filter = ["treaty", "status"]
    search_fields = ["country_name"]
