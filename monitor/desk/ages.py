"""Counts and ages: one line a country, sortable by every column; the number of queries does not grow."""

import csv
import datetime
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, F, Max, Min, Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from reversion.models import Version

from countries.history import parts_of_a_page
from countries.models import Country
from countries.rights import open_to
from monitor.importing.models import MissingLink
from monitor.publishing.models import Page, PublishedRecord
from monitor.publishing.models.register import is_due

from .models import CitationTask, Proposal

STATES = ("live", "archived", "withdrawn", "never published")


@dataclass(frozen=True, slots=True)
class Line:
    """A country; None is “nothing to count yet”.  The field names are the columns of the file and of `?sort=`."""

    country: str
    state: str
    edition: int | None
    updated: datetime.date | None
    age: int | None
    checked: datetime.date | None
    records: int
    due: int
    links: int
    tasks: int
    proposals: int
    edited: datetime.date | None
    pk: str


COLUMNS = {
    "country": "Country", "state": "State", "edition": "Edition", "updated": "Last updated", "age": "Days since",
    "checked": "Longest unchecked", "records": "Records", "due": "Due now", "links": "Links to supply",
    "tasks": "Citations", "proposals": "In review", "edited": "Last edit",
}  # fmt: skip
SORTS = [sign + column for column in COLUMNS for sign in ("", "-")]


def table(user: Any, sort: str = "country") -> list[Line]:
    """Return a line for every country that this person may look at; what is not known comes last either way."""
    column, backwards = sort.removeprefix("-"), sort.startswith("-")
    lines = sorted(_lines(user), key=lambda line: line.country.casefold())
    known = [line for line in lines if getattr(line, column) is not None]
    known.sort(key=lambda line: _key(getattr(line, column)), reverse=backwards)
    return known + [line for line in lines if getattr(line, column) is None]


def as_csv(lines: Iterable[Line]) -> str:
    """Return the table as a file for a spreadsheet, in which no cell is a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    names = [field.name for field in fields(Line) if field.name != "pk"]
    writer.writerow(COLUMNS[name] for name in names)
    writer.writerows([_cell(getattr(line, name)) for name in names] for line in lines)
    return out.getvalue()


def _cell(value: Any) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def _key(value: Any) -> Any:
    return value.casefold() if isinstance(value, str) else value


def _lines(user: Any) -> list[Line]:
    today = timezone.now().date()
    pages = {page.pk: page for page in Page.objects.for_lists()}
    counted = _records(today)
    links, tasks, waiting = (
        dict(rows.order_by().values_list("country_id").annotate(Count("pk")))
        for rows in (MissingLink.objects.open(), CitationTask.objects.open(), Proposal.objects.open())
    )
    edited = _last_edits()
    lines = []
    for country in open_to(user):
        page, of = pages.get(country.pk), counted.get(country.pk, {})
        lines.append(
            Line(
                country=country.name,
                state=_state(country, page),
                edition=page.edition.number if page else None,
                updated=page.last_updated if page else None,
                age=(today - page.last_updated).days if page else None,
                checked=of.get("checked"),
                records=of.get("records", 0),
                due=of.get("due", 0),
                links=links.get(country.pk, 0),
                tasks=tasks.get(country.pk, 0),
                proposals=waiting.get(country.pk, 0),
                edited=edited.get(country.pk),
                pk=str(country.pk),
            )
        )
    return lines


def _state(country: Country, page: Page | None) -> str:
    if page is None:
        return "never published"
    return "withdrawn" if page.withdrawn_on else country.state


def _records(today: datetime.date) -> dict[Any, Mapping[str, Any]]:
    """Count what readers see of every country; `checked` is the oldest day of a last check, or else change."""
    kept = Q(edition__page__state="live", edition__page__withdrawn_on__isnull=True)
    rows = PublishedRecord.objects.order_by().values(country_id=F("edition__country_id"))
    counts = rows.annotate(
        records=Count("pk"),
        due=Count("pk", filter=is_due(today) & kept),
        checked=Min(Coalesce("checked_on", "changed_on"), filter=Q(due_on__isnull=False)),
    )
    return {row["country_id"]: row for row in counts}


def _last_edits() -> dict[Any, datetime.date]:
    """Return for every country the day of the last save of one of its rows that are still there."""
    newest: dict[Any, datetime.datetime] = {}
    for model, content_type in ContentType.objects.get_for_models(Country, *parts_of_a_page()).items():
        versions = Version.objects.filter(content_type=content_type).order_by().values_list("object_id")
        saved = dict(versions.annotate(at=Max("revision__date_created")))
        of = ("pk", "pk") if model is Country else ("pk", "country_id")
        for row_id, country_id in model._default_manager.order_by().values_list(*of) if saved else []:
            at = saved.get(str(row_id))
            if at and at > newest.get(country_id, at - datetime.timedelta(1)):
                newest[country_id] = at
    return {country_id: at.date() for country_id, at in newest.items()}
