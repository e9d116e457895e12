"""The audit log in the admin: looked at, searched, taken away as a file, never changed."""

import csv
from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import BadRequest, PermissionDenied
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.urls import URLPattern, path
from django.utils import timezone

from countries.models import Country
from monitor.publishing.admin import LookOnlyAdmin
from monitor.publishing.models import Page

from .models import AuditEntry

COLUMNS = ("at (UTC)", "by", "deed", "country", "country id", "about")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@admin.register(AuditEntry)
class AuditEntryAdmin(LookOnlyAdmin):
    """Who of the staff did what, when."""

    change_list_template = "office/audit_log.html"
    list_display = ["at", "by", "deed", "country", "about"]
    list_filter = ["deed", "by", "at"]
    list_select_related = ["by"]
    date_hierarchy = "at"
    search_fields = ["about", "deed", "by__username", "country_name"]

    @admin.display(description="country", ordering="country_name")
    def country(self, entry: Any) -> str:
        return str(entry.country_name or entry.country_id or "")

    def get_queryset(self, request: HttpRequest) -> Any:
        kept = Country.objects.filter(pk=OuterRef("country_id")).values("name")
        published = Page.objects.filter(country_id=OuterRef("country_id")).values("name")
        return super().get_queryset(request).annotate(country_name=Coalesce(Subquery(kept), Subquery(published)))

    def get_urls(self) -> list[URLPattern]:
        export = path("export/", self.admin_site.admin_view(self.export_view), name="desk_auditentry_export")
        return [export, *super().get_urls()]

    def export_view(self, request: HttpRequest) -> HttpResponseBase:
        """Send what the list shows, as narrowed by its filters, as one file."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        try:
            entries = self.get_changelist_instance(request).queryset.select_related("by")
        except IncorrectLookupParameters:
            raise BadRequest("The filter cannot be read.") from None
        name = f"audit-log-{timezone.now():%Y-%m-%d}.csv"
        return StreamingHttpResponse(
            _lines(entries.iterator(chunk_size=500)),
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )


class _Line:
    """What csv writes to when each line is sent at once."""

    def write(self, line: str) -> str:
        return line


def _lines(entries: Iterator[Any]) -> Iterator[str]:
    writer = csv.writer(_Line())
    yield writer.writerow(COLUMNS)
    for entry in entries:
        by = entry.by.get_username() if entry.by else ""
        cells = (f"{entry.at:%Y-%m-%dT%H:%M:%SZ}", by, entry.deed, entry.country_name, entry.country_id, entry.about)
        yield writer.writerow([harmless(str(cell or "")) for cell in cells])


def harmless(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
