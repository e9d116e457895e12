"""The desk in the admin: a country with everything that is done to its page, and what waits for review."""

import uuid
from typing import Any

from django.contrib import admin
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path

from countries.admin import CountryAdmin
from countries.models import Country
from countries.rights import may_work_on, seen_by
from monitor.publishing.admin import LookOnlyAdmin
from monitor.publishing.models import Page

from . import (  # noqa: F401
    accounts,
    audit_log,
    desk_page,
    initiatives,
    laws,
    links_page,
    order,
    preview,
    redact_page,
    tasks_page,
    withdrawing,
)

# some are imported because they register pages
from .models import Proposal
from .review_page import review

PAGES: list[Any] = [
    *desk_page.PAGES,
    *preview.PAGES,
    *links_page.PAGES,
    *order.PAGES,
    *tasks_page.PAGES,
    *withdrawing.PAGES,
    *redact_page.PAGES,
]
"""(last part of the address, end of the name, view): what hangs below /admin/countries/country/<id>/."""


@admin.register(Country)
class CountryDesk(CountryAdmin):
    """A country with its desk."""

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        own = [
            path(f"<uuid:country_id>/{address}/", wrap(view), name=f"countries_country_{name}")
            for address, name, view in PAGES
        ]
        return [*own, *super().get_urls()]

    def change_view(self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None) -> Any:
        page = Page.objects.for_lists().filter(country_id=object_id).first() if _is_uuid(object_id) else None
        mine = _is_uuid(object_id) and may_work_on(request.user, object_id)
        context = {
            **(extra_context or {}),
            "page": page,
            "may_order": mine and request.user.has_perm("countries.change_section"),
            "may_check": mine and request.user.has_perm("publishing.add_recordcheck"),
        }
        return super().change_view(request, object_id, form_url, context)


@admin.register(Proposal)
class ProposalAdmin(LookOnlyAdmin):
    """What waits for review, and what became of it."""

    list_display = ["note", "country_name", "state", "asked_at", "publish_at"]
    list_filter = ["state"]
    search_fields = ["note", "country_name"]

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Answer no question of who asked or approved: for some, colleagues have no names."""
        return not lookup.startswith(("author", "approved_by")) and super().lookup_allowed(lookup, value, request)

    def get_queryset(self, request: HttpRequest) -> Any:
        countries = seen_by(request.user)
        rows = super().get_queryset(request).defer("document")
        return rows if countries is None else rows.filter(country_id__in=countries)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(review)
        return [path("<uuid:proposal_id>/review/", view, name="desk_proposal_review"), *super().get_urls()]

    def change_view(self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None) -> Any:
        """Lead to the page of the review: a proposal has no form."""
        if not _is_uuid(object_id):
            raise Http404
        return redirect(get_object_or_404(self.get_queryset(request), pk=object_id))


def _is_uuid(text: str) -> bool:
    try:
        return bool(uuid.UUID(text))
    except ValueError:
        return False
