"""A form that was opened before somebody else saved: refused, with both versions shown.

Whoever saves a record holds its country's row until the transaction ends, so that saves, publishing, discarding and
reordering of one page come one after another.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Field, Model
from django.utils.html import escape
from reversion.models import Version
from reversion.revisions import _get_options

from .fields import HTMLField
from .models import Country
from .sanitise import TooDeepError, sanitise
from .word_diff import side_by_side


@dataclass(frozen=True, slots=True)
class Clash:
    """One field in which what stands now is not what was typed; HTML, the words that differ marked."""

    name: str
    stands: str
    typed: str


@dataclass(frozen=True, slots=True)
class Stale:
    """Who saved meanwhile, the fields that differ from what was typed, and the steps as they stand (in words)."""

    saved: Version | None
    clashes: list[Clash] = field(default_factory=list)
    steps: list[str] = field(default_factory=list)


def state_of(row: Model) -> str:
    """Return the hash of a row and of the steps that belong to it: another save makes another hash."""
    said = [_values(row), *(_values(step) for step in _steps(row))]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def held(row: Model) -> Model:
    """Return the row as the database has it now, its country held until the transaction ends."""
    hold_countries([row])
    return type(row)._default_manager.select_for_update(of=("self",)).get(pk=row.pk)


def hold_countries(rows: Iterable[Model]) -> None:
    """Hold the countries of some rows until the transaction ends, always in the same order."""
    for country_id in sorted({str(value) for row in rows for value in _countries(row)}):
        Country.objects.select_for_update().filter(pk=country_id).first()


def stale(now: Model, typed: dict[str, Any]) -> Stale:
    """Return what stands in the database beside what was typed (field name → value)."""
    newest = Version.objects.get_for_object(now).select_related("revision__user").first()
    columns = [column for column in now._meta.concrete_fields if column.name in typed]
    clashes = [clash for column in columns if (clash := _clash(column, now, typed[column.name]))]
    return Stale(newest, clashes, [_in_words(step) for step in _steps(now)])


def _in_words(step: Model) -> str:
    note = getattr(step, "note", "")
    return f"{step}. {note}" if note else str(step)


def _values(row: Model) -> list[str]:
    return [column.value_to_string(row) for column in row._meta.concrete_fields]


def _steps(row: Model) -> Iterator[Model]:
    """Yield the rows that are saved with this one; a country's parts are records of their own."""
    if not isinstance(row, Country):
        for accessor in _get_options(type(row)).follow:
            yield from getattr(row, accessor).all()


def _countries(row: Model) -> Iterator[Any]:
    if isinstance(row, Country):
        yield row.pk
    elif hasattr(row, "country_id"):
        yield row.country_id
        yield from type(row)._default_manager.filter(pk=row.pk).values_list("country_id", flat=True)


def _clash(column: "Field[Any, Any]", now: Model, value: Any) -> Clash | None:
    stands, typed = _html(column, getattr(now, column.name)), _html(column, value)
    return Clash(str(column.verbose_name), *side_by_side(stands, typed)) if stands != typed else None


def _html(column: "Field[Any, Any]", value: Any) -> str:
    if value is None:
        return ""
    if isinstance(column, HTMLField):
        try:
            return sanitise(str(value))
        except TooDeepError:
            return escape(value)
    return escape(", ".join(map(str, value)) if isinstance(value, list) else value)
