"""Which saved versions belong to one record: itself and its steps, or a country and all its parts.

A revision may hold many records (an import, a country saved with its parts).  Bringing one record back must not bring
back the others, so the admin reverts what belongs to the record alone.
"""

from typing import Any

from django.db.models import Model
from reversion.models import Version
from reversion.revisions import _get_options

from .models import Country


def own_versions(version: Version) -> list[Version]:
    """Return the versions of the same revision that belong to the record of `version`, that one first."""
    if version._model is Country:
        return list(version.revision.version_set.all())
    parts = {accessor.related_model: accessor.field.attname for accessor in _followed(version._model)}
    others = version.revision.version_set.exclude(pk=version.pk)
    mine = [
        other
        for other in others
        if other._model in parts and str(other.field_dict[parts[other._model]]) == version.object_id
    ]
    return [version, *mine]


def parts_now(model: type[Model], object_id: str) -> list[Model]:
    """Return the rows that belong to a record now, itself left out."""
    return [
        row
        for accessor in _followed(model)
        for row in accessor.related_model._default_manager.filter(**{accessor.field.name: object_id})
    ]


def _followed(model: type[Model]) -> list[Any]:
    """Return the relations that a model's revisions take along."""
    followed = _get_options(model).follow
    return [relation for relation in model._meta.related_objects if relation.get_accessor_name() in followed]


class OwnRevision:
    """Stands for a revision while one of its records is brought back: reverts what belongs to that record alone."""

    def __init__(self, version: Version) -> None:
        self.version, self.versions = version, own_versions(version)
        self.date_created = version.revision.date_created

    def revert(self, *, delete: bool = False) -> None:
        kept = {(saved._model, saved.object_id) for saved in self.versions}
        for row in parts_now(self.version._model, self.version.object_id) if delete else []:
            if (type(row), str(row.pk)) not in kept:
                row.delete()
        for saved in self.versions:
            saved.revert()
