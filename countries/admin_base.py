"""The admin pages that all records share: history, comparison, a comment for the history."""

from typing import TYPE_CHECKING, Any

import reversion
from django import forms
from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path
from reversion.admin import VersionAdmin
from reversion.models import Version

from .history import changes_since

if TYPE_CHECKING:
    _Form = forms.ModelForm[Model]
else:
    _Form = forms.ModelForm


class CommentedForm(_Form):
    """A form that takes a word for the history along."""

    revision_comment = forms.CharField(
        label="Comment for the history",
        required=False,
        max_length=500,
        help_text="For your colleagues: why, and from where. Readers never see it.",
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )


class KeptAdmin(VersionAdmin):  # type: ignore[misc]  # reversion has no types
    """An admin page whose every save is kept, and can be compared, brought back, and recovered after deletion."""

    form = CommentedForm
    history_latest_first = True
    object_history_template = "office/object_history.html"
    list_per_page = 100
    save_on_top = True

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_compare"
        view = self.admin_site.admin_view(self.compare_view)
        return [path("<path:object_id>/history/<int:version_id>/compare/", view, name=name), *super().get_urls()]

    def compare_view(self, request: HttpRequest, object_id: str, version_id: int) -> HttpResponse:
        """Show what a saved version said beside what stands now."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        version = get_object_or_404(
            Version.objects.get_for_model(self.model), pk=version_id, object_id=unquote(object_id)
        )
        context = {
            **self.admin_site.each_context(request),
            "title": f"What has changed: {version.object_repr}",
            "opts": self.opts,
            "version": version,
            "object_id": object_id,
            "changes": changes_since(version),
        }
        return render(request, "office/compare.html", context)

    def log_addition(self, request: HttpRequest, object: Model, message: Any) -> Any:
        entry = super().log_addition(request, object, message)
        self._comment(request)
        return entry

    def log_change(self, request: HttpRequest, object: Model, message: Any) -> Any:
        entry = super().log_change(request, object, message)
        self._comment(request)
        return entry

    def _comment(self, request: HttpRequest) -> None:
        comment = request.POST.get("revision_comment", "").strip()
        if comment and reversion.is_active():
            reversion.set_comment(comment[:500])


PROVENANCE = ("Where it comes from", {"fields": ["source", "as_of", "last_checked"]})
HISTORY = ("For the history", {"fields": ["revision_comment"]})


class RecordAdmin(KeptAdmin):
    """A record of one country's page; `record_fields` are the fields of its own."""

    autocomplete_fields = ["country"]
    list_select_related = ["country"]
    ordering = ["country__name", "position"]
    record_fields: tuple[Any, ...] = ()

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        return [(None, {"fields": ["country", *self.record_fields, "position"]}), PROVENANCE, HISTORY]

    @admin.display(description="place", ordering="position")
    def place(self, record: Any) -> int:
        return int(record.position)
