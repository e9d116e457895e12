"""What is due: records of live pages whose day for the next look has come."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet
from django.urls import reverse

from countries.rights import changed_by
from monitor.importing.write import MODELS
from monitor.publishing.due import Speed
from monitor.publishing.headings import headline
from monitor.publishing.models import PublishedRecord


@dataclass(frozen=True, slots=True)
class DueRecord:
    """One line of the list: `why` in words, `days` since when."""

    record_id: str
    country_id: str
    country: str
    kind: str
    title: str
    why: str
    days: int
    address: str


def due_records(user: Any, today: datetime.date) -> QuerySet[PublishedRecord]:
    """Return what is due in the countries that a member of staff keeps, what changes fastest first."""
    return PublishedRecord.objects.in_countries(changed_by(user)).due_by(today).most_pressing_first(today)


def lines(records: QuerySet[PublishedRecord], today: datetime.date, most: int) -> list[DueRecord]:
    """Return the first lines of the list; one query."""
    wanted = records.annotate(country_id=F("edition__country_id")).values(
        "record_id", "country_id", "country_name", "kind", "title", "why", "since"
    )
    return [_line(row, today) for row in wanted[:most]]


def _line(row: Mapping[str, Any], today: datetime.date) -> DueRecord:
    return DueRecord(
        record_id=str(row["record_id"]),
        country_id=str(row["country_id"]),
        country=row["country_name"],
        kind=str(MODELS[row["kind"]]._meta.verbose_name),
        title=headline(row["title"]) if row["kind"] == "sections" else row["title"],
        why=str(Speed(row["why"]).label),
        days=(today - row["since"]).days,
        address=record_address(row["kind"], row["record_id"]),
    )


def record_address(kind: str, record_id: Any) -> str:
    """Return where an editor opens a record."""
    meta = MODELS[kind]._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[record_id])
