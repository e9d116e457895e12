"""The desk in the admin: a country with everything that is done to its page."""

import uuid
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path

from countries.admin import CountryAdmin
from countries.models import Country
from monitor.publishing.changes import changes_between
from monitor.publishing.models import Edition, Page
from monitor.publishing.publish import CannotPublishError, fingerprint, lock, next_document, publish

from . import accounts, audit_log  # noqa: F401  # their admin pages are found by way of this module

PAGES: list[Any] = []
"""(last part of the address, end of the name, view): what hangs below /admin/countries/country/<id>/."""


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
        wrap = self.admin_site.admin_view
        own = [
            path(f"<uuid:country_id>/{address}/", wrap(view), name=f"countries_country_{name}")
            for address, name, view in [("publish", "publish", self.publish_view), *PAGES]
        ]
        return [*own, *super().get_urls()]

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
            with transaction.atomic():
                if seen is not None and seen != fingerprint(lock(country.pk)):
                    raise CannotPublishError("Somebody has changed the page since you opened this list; look again.")
                edition = publish(country, editor=request.user, note=note, substantive=substantive)  # type: ignore[arg-type]
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
