"""Keeping members of staff to their countries on every page of the admin, whatever it shows and whatever is sent."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NoReturn

from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from reversion.errors import RevertError
from reversion.models import Version

from .admin_filters import CountryFilter
from .models import Country
from .rights import changed_by, is_among, may_work_on, seen_by

if TYPE_CHECKING:
    _Admin = admin.ModelAdmin[Any]
else:
    _Admin = object


def country_path(model: type[Model]) -> str:
    """Return the column that holds the id of a row's country; nothing for what belongs to no country, as treaties."""
    if model is Country:
        return "pk"
    return "country_id" if "country_id" in {field.attname for field in model._meta.concrete_fields} else ""


def choices_for(user: Any, model: type[Model], queryset: QuerySet[Any] | None) -> QuerySet[Any] | None:
    """Narrow what a form lets a member of staff choose from to what they may change."""
    path, countries = country_path(model), changed_by(user)
    if countries is None or not path:
        return queryset
    rows = model._default_manager.all() if queryset is None else queryset
    return rows.filter(**{f"{path}__in": countries})


class OwnCountries(_Admin):
    """An admin page on which nobody sees, chooses or changes what belongs to a country that is not theirs.

    `has_…_permission` answers for one row when given one, and “for some row” without, as everywhere in the admin.
    """

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows, path, countries = super().get_queryset(request), country_path(self.model), seen_by(request.user)
        return rows if countries is None or not path else rows.filter(**{f"{path}__in": countries})

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """Return the row; where Django would lead back from one that there is, but elsewhere, refuse."""
        found = super().get_object(request, object_id, from_field)
        if found is None and country_path(self.model) and seen_by(request.user) is not None and self._exists(object_id):
            self.refuse(request)
        return found

    def _exists(self, object_id: str) -> bool:
        try:
            return bool(self.model._default_manager.filter(pk=object_id).exists())
        except (ValueError, OverflowError, ValidationError):
            return False

    def refuse(self, request: HttpRequest) -> NoReturn:
        """Raise Http404, or PermissionDenied for those who may look at no row of the kind at all."""
        raise Http404 if self.has_view_or_change_permission(request) else PermissionDenied

    def get_field_queryset(self, db: Any, db_field: Any, request: HttpRequest) -> QuerySet[Any] | None:
        rows = super().get_field_queryset(db, db_field, request)
        return choices_for(request.user, db_field.remote_field.model, rows)

    def get_list_filter(self, request: HttpRequest) -> list[Any]:
        filters = super().get_list_filter(request)
        return [("country", CountryFilter) if name == "country" else name for name in filters]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and (self.model is not Country or changed_by(request.user) is None)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_view_permission(request, obj) and _is_theirs(obj, seen_by(request.user))

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and _is_theirs(obj, changed_by(request.user))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and _is_theirs(obj, changed_by(request.user))

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Save; refuse a row that was moved, by whatever way, into a country that is not theirs."""
        path = country_path(self.model)
        if path == "country_id" and not may_work_on(request.user, obj.country_id):
            raise PermissionDenied
        super().save_model(request, obj, form, change)


class OwnVersions(OwnCountries):
    """The same for what was saved before: history, comparison, bringing back, recovering."""

    def _reversion_order_version_queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """Leave out, of a history or of what can be recovered, what was saved of a country that is not theirs."""
        versions = super()._reversion_order_version_queryset(request, queryset)  # type: ignore[misc]
        countries = seen_by(request.user)
        if countries is None or not country_path(self.model):
            return versions
        return [version for version in versions if _says_only(version, countries)]

    def _reversion_revisionform_view(
        self, request: HttpRequest, version: Version, template_name: Any, extra_context: Any = None
    ) -> HttpResponse:
        self.refuse_elsewhere(request, version)
        response: HttpResponse = super()._reversion_revisionform_view(  # type: ignore[misc]
            request, version, template_name, extra_context
        )
        return response

    def refuse_elsewhere(self, request: HttpRequest, version: Version) -> None:
        """Refuse a version that was of another country, or whose record stands in another one now."""
        path = country_path(self.model)
        countries = seen_by(request.user) if request.method in ("GET", "HEAD") else changed_by(request.user)
        if countries is None or not path:
            return
        now = self.model._default_manager.filter(pk=version.object_id).values_list(path, flat=True)
        if not _says_only(version, countries) or not all(is_among(one, countries) for one in now):
            self.refuse(request)


def _is_theirs(row: Any, countries: frozenset[str] | None) -> bool:
    path = country_path(type(row)) if row is not None else ""
    return not path or is_among(getattr(row, path), countries)


def _says_only(version: Version, countries: frozenset[str]) -> bool:
    """Say whether what was saved, of a country with all its parts, is of these countries alone."""
    saved = version.revision.version_set.all() if version._model is Country else [version]
    try:
        return all(is_among(one, countries) for part in saved for one in _countries(part))
    except RevertError:  # saved by a version of the site that kept it otherwise: nobody knows whose it was
        return False


def _countries(version: Version) -> Iterator[Any]:
    if version._model is Country:
        yield version.object_id
    elif country_path(version._model):
        yield version.field_dict.get("country_id")
