"""What a saved version of a record said, beside what it says now."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Field, ForeignKey, Model
from django.utils.html import escape
from reversion.models import Version

from .fields import HTMLField
from .models import Country
from .own_versions import own_versions, parts_now
from .sanitise import sanitise
from .word_diff import side_by_side


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field's two values as HTML, the words that differ marked."""

    name: str
    then: str
    now: str


@dataclass(frozen=True, slots=True)
class RecordChange:
    """A record that is not now what it was; `what` is `changed`, `removed since` or `added since`."""

    kind: str
    title: str
    what: str
    fields: list[FieldChange] = field(default_factory=list)


def changes_since(version: Version) -> list[RecordChange]:
    """Compare a version, and the parts that belong to it, with the rows now."""
    versions = own_versions(version)
    changes = [change for saved in versions if (change := _change(saved))]
    return changes + _added_since(version, versions)


def _change(saved: Version) -> RecordChange | None:
    model: type[Model] = saved._model
    kind = str(model._meta.verbose_name)
    row = model._default_manager.filter(pk=saved.object_id).first()
    if row is None:
        return RecordChange(kind, saved.object_repr, "removed since")
    fields = [change for column in model._meta.concrete_fields if (change := _field(column, saved.field_dict, row))]
    return RecordChange(kind, str(row), "changed", fields) if fields else None


def _field(column: "Field[Any, Any]", then: dict[str, Any], row: Model) -> FieldChange | None:
    old, new = (column.get_prep_value(value) for value in (then.get(column.attname), getattr(row, column.attname)))
    if old == new or column.attname not in then:
        return None
    texts = [_html(column, value) for value in (old, new)]
    return FieldChange(str(column.verbose_name), *side_by_side(*texts))


def _html(column: "Field[Any, Any]", value: Any) -> str:
    if value is None:
        return ""
    if isinstance(column, ForeignKey):
        named = column.related_model._default_manager.filter(pk=value).first()
        return escape(str(named or value))
    return sanitise(str(value)) if isinstance(column, HTMLField) else escape(str(value))


def _added_since(version: Version, versions: list[Version]) -> list[RecordChange]:
    known = {saved.object_id for saved in versions}
    rows = parts_now(version._model, version.object_id)
    rows += [step for row in rows for step in parts_now(type(row), str(row.pk))]
    return [
        RecordChange(str(row._meta.verbose_name), str(row), "added since") for row in rows if str(row.pk) not in known
    ]


def parts_of_a_page() -> list[type[Model]]:
    """Return every kind of record that a country's page is made of, in page order."""
    related = {relation.related_model for relation in Country._meta.related_objects}
    parts = [model for model in related if isinstance(model, type) and hasattr(model, "page_order")]
    return sorted(parts, key=lambda model: model.page_order)
