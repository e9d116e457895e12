"""The admin pages that all records share: history, comparison, bringing back, a comment for the history."""

import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, cast

import reversion
from django import forms
from django.contrib import admin, messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import DatabaseError, transaction
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from reversion.admin import VersionAdmin
from reversion.models import Version

from .admin_rights import OwnVersions
from .history import changes_since
from .models import Country
from .own_versions import OwnRevision
from .stale import Stale, held, hold_countries, stale, state_of

if TYPE_CHECKING:
    _Form = forms.ModelForm[Model]
else:
    _Form = forms.ModelForm


class CommentedForm(_Form):
    """A form that takes a word for the history along, and is refused when somebody has saved since it was opened."""

    stale: Stale | None = None
    stands = ""  # the mark of what stood before an old version was brought back, to be seen in the form
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    revision_comment = forms.CharField(
        label="Comment for the history",
        required=False,
        max_length=500,
        help_text="For your colleagues: why, and from where. Readers never see it.",
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance._state.adding and "seen" in self.fields:
            self.fields["seen"].initial = self.stands or state_of(self.instance)

    def clean(self) -> dict[str, Any]:
        """Compare with what stands in the database, held until the save is done."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.instance._state.adding:
            return cleaned
        try:
            now = held(self.instance)
        except ObjectDoesNotExist:
            raise forms.ValidationError(
                "Somebody has deleted this record since you opened it. What you typed is below, to be copied; "
                "“Recover deleted …” on the list brings the record back.",
                code="gone",
            ) from None
        state = self.stands or state_of(now)
        if cleaned.get("seen") != state:
            typed = {name: cleaned[name] for name in self._meta.fields or () if name in cleaned}
            self.stale = stale(now, typed)
            self.data = cast("Any", self.data).copy()
            cast("Any", self.data)["seen"] = state
            raise forms.ValidationError(
                "Somebody has saved this record since you opened it. Nothing of yours is saved yet, and nothing is "
                "lost: compare above, change what you typed where needed, and save again.",
                code="stale",
            )
        return cleaned


class SteadyList:
    """A list that answers a filter it cannot make sense of as Django answers one it does not know."""

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        try:
            return super().get_changelist_instance(request)  # type: ignore[misc]
        except (ValueError, OverflowError, DatabaseError):
            if not request.GET:
                raise
            raise IncorrectLookupParameters("The filter cannot be read.") from None

    def response_action(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Say so when rows were chosen that there cannot be."""
        try:
            return super().response_action(request, *args, **kwargs)  # type: ignore[misc]
        except (ValueError, OverflowError, forms.ValidationError):
            messages.error(request, "What was chosen is not in the list; nothing was done.")
            return redirect(request.get_full_path())


class SteadySelect(AutocompleteSelect):
    """A box to search in, which shows nothing chosen where something was sent that there cannot be."""

    def optgroups(self, name: str, value: Sequence[str], attrs: dict[str, Any] | None = None) -> Any:
        try:
            return super().optgroups(name, value, attrs)
        except (ValueError, OverflowError, forms.ValidationError):
            return super().optgroups(name, [""], attrs)


class KeptAdmin(SteadyList, OwnVersions, VersionAdmin):  # type: ignore[misc]  # reversion has no types
    """An admin page whose every save is kept, and can be compared, brought back, and recovered after deletion."""

    form = CommentedForm
    history_latest_first = True
    object_history_template = "office/object_history.html"
    change_form_template = "office/record_form.html"
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
        self.refuse_elsewhere(request, version)
        context = {
            **self.admin_site.each_context(request),
            "title": f"What has changed: {version.object_repr}",
            "opts": self.opts,
            "version": version,
            "object_id": object_id,
            "changes": changes_since(version),
        }
        return render(request, "office/compare.html", context)

    @contextmanager
    def create_revision(self, request: HttpRequest) -> Iterator[None]:
        """Keep what is saved as one revision of this user, with the comment that was typed; looking saves nothing."""
        if request.method in ("GET", "HEAD"):
            yield
            return
        with super().create_revision(request):
            yield
            comment = request.POST.get("revision_comment", "").replace("\0", "").strip()
            if comment and reversion.is_active():
                reversion.set_comment(comment[:500])

    def _reversion_revisionform_view(
        self, request: HttpRequest, version: Version, template_name: Any, extra_context: Any = None
    ) -> HttpResponse:
        """Bring back this record alone, and none of another kind that the address may name."""
        if version._model is not self.model:
            raise Http404
        if version._model is not Country:
            version._state.fields_cache["revision"] = OwnRevision(version)
        with transaction.atomic():
            request.stands = self._mark_of(version.object_id)  # type: ignore[attr-defined]
            response: HttpResponse = super()._reversion_revisionform_view(
                request, version, template_name, extra_context
            )
        return response

    def _mark_of(self, object_id: str) -> str:
        """Return the mark of a row as it stands, held; of one that is gone, that it is."""
        row = self.model._default_manager.filter(pk=object_id).first()
        return state_of(held(row)) if row else "gone"

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", SteadySelect(db_field, self.admin_site, using=kwargs.get("using")))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        form.stands = getattr(request, "stands", "")  # type: ignore[attr-defined]
        return form

    def delete_model(self, request: HttpRequest, obj: Model) -> None:
        self._keep_as_it_was(request, self.model._default_manager.filter(pk=obj.pk))
        super().delete_model(request, obj)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Show the list; open no revision around a deletion: made together with it, it would hold nothing."""
        view: Any = super(VersionAdmin, self) if request.POST.get("action") == "delete_selected" else super()
        response: HttpResponse = view.changelist_view(request, extra_context)
        return response

    @transaction.atomic
    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        self._keep_as_it_was(request, queryset)
        super().delete_queryset(request, queryset)

    def _keep_as_it_was(self, request: HttpRequest, rows: QuerySet[Any]) -> None:
        """Make a revision of what is about to be deleted, held, so that it comes back as it was at the last."""
        hold_countries(rows.all())
        with reversion.create_revision():
            reversion.set_user(request.user)
            reversion.set_comment("As it was when it was deleted")
            for row in rows.all():  # as they stand now that nobody else saves them
                reversion.add_to_revision(row)


PROVENANCE = ("Where it comes from", {"fields": ["source", "as_of"]})
HISTORY = ("For the history", {"fields": ["revision_comment", "seen"]})


class RecordAdmin(KeptAdmin):
    """A record of one country's page; `record_fields` are the fields of its own."""

    autocomplete_fields = ["country"]
    list_select_related = ["country"]
    ordering = ["country__name", "position"]
    record_fields: tuple[Any, ...] = ()

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        return [(None, {"fields": ["country", *self.record_fields, "position"]}), PROVENANCE, HISTORY]

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Fill in the country that the address names, if it names one."""
        initial: dict[str, Any] = super().get_changeform_initial_data(request)
        try:
            uuid.UUID(str(initial.get("country", "")))
        except ValueError:
            initial.pop("country", None)
        return initial

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().render_change_form(request, {**context, "for_a_page": True}, *args, **kwargs)
        return response

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: str | None = None) -> HttpResponse:
        return self._onwards(request, obj, super().response_add(request, obj, post_url_continue))

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        return self._onwards(request, obj, super().response_change(request, obj))

    def _onwards(self, request: HttpRequest, row: Any, usual: HttpResponse) -> HttpResponse:
        """Lead from a saved record to the desk, or back to its place among the parts of its page."""
        if "_desk" in request.POST:
            return redirect("admin:countries_country_desk", row.country_id)
        if {"_continue", "_addanother", "_popup"} & set(request.POST):
            return usual
        return redirect(f"{reverse('admin:countries_country_change', args=[row.country_id])}#list-{row.page_list}")

    @admin.display(description="place", ordering="position")
    def place(self, record: Any) -> int:
        return int(record.position)
