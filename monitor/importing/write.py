"""A record of a Document → its row.  With publishing/rows.py, which reads rows back, this is the identity."""

import uuid
from typing import Any

from django.db.models import Model

from countries.models import Country, GlanceRow, Index, KeyFact, Member, NewsItem, Ranking, Report, Section
from countries.partial_dates import PartialDate
from legal.catalogue import BY_SLUG
from legal.models import Initiative, InitiativeEvent, Law, Ratification, Treaty

Content = dict[str, Any]

MODELS: dict[str, type[Model]] = {
    "sections": Section,
    "glance": GlanceRow,
    "ratifications": Ratification,
    "laws": Law,
    "initiatives": Initiative,
    "rankings": Ranking,
    "reports": Report,
    "news": NewsItem,
    "key_facts": KeyFact,
    "members": Member,
}
_DERIVED = ("blocks", "links", "precision", "date_end", "treaty", "events", "index")


def write(country: Country, kind: str, record_id: str, content: Content, *, source: str = "") -> None:
    """Create or update one row of `country` from a record's content and position; `source` is for a new row only."""
    fields = {key: value for key, value in content.items() if key not in _DERIVED}
    fields = {
        key: "" if value is None and key not in ("rank", "year", "replaced_by") else value
        for key, value in fields.items()
    }
    if "replaced_by" in fields:
        fields["replaced_by_id"] = fields.pop("replaced_by")
    for key in ("date", "introduced", "expected"):
        if key in fields:
            fields[key] = _date(content[key], content.get("date_end"))
    fields |= _related(kind, content)
    defaults = {"country": country, **fields}
    MODELS[kind]._default_manager.update_or_create(
        pk=record_id, defaults=defaults, create_defaults={**defaults, "source": source}
    )
    if kind == "initiatives" and content["events"] != _events_of(record_id):
        _write_events(record_id, content["events"])


def _date(iso: str | None, end: str | None = None) -> PartialDate | None:
    return PartialDate(iso, end or "") if iso else None


def _related(kind: str, content: Content) -> Content:
    """Find, or make, the treaty or index that a record is about."""
    if kind == "rankings":
        return {"index": Index.objects.get_or_create(name=content["index"])[0]}
    if kind != "ratifications":
        return {}
    said = content["treaty"]
    known = BY_SLUG.get(said["slug"])
    defaults = (
        {"name": known.name, "abbr": known.abbr, "scope": known.scope}
        if known
        else {"name": said["name"], "abbr": said["abbr"] or "", "scope": said["scope"]}
    )
    treaty, _ = Treaty.objects.get_or_create(slug=said["slug"], defaults=defaults)
    return {
        "treaty": treaty,
        "treaty_name": said["name"] if said["name"] != treaty.name else "",
        "treaty_abbr": (said["abbr"] or "") if said["abbr"] != treaty.abbr else "",
    }


def _events_of(initiative_id: str) -> list[Content]:
    return [_event(step) for step in InitiativeEvent.objects.filter(initiative_id=initiative_id)]


def _event(step: InitiativeEvent) -> Content:
    return {
        "date": step.date.start if step.date else None,
        "precision": step.date.precision if step.date else "none",
        "stage": step.stage,
        "note": step.note or None,
    }


def _write_events(initiative_id: str, events: list[Content]) -> None:
    """Make an initiative's steps say `events`; a row that says it already stays as it is, with its source."""
    steps = list(InitiativeEvent.objects.filter(initiative_id=initiative_id))
    rows = _rows_for(events, steps)
    InitiativeEvent.objects.filter(pk__in={step.pk for step in steps} - {row.pk for row in rows}).delete()
    for position, (event, row) in enumerate(zip(events, rows, strict=True), 1):
        if _event(row) == event and row.position == position:
            continue
        row.initiative_id, row.position = uuid.UUID(initiative_id), position
        row.date, row.stage, row.note = _date(event["date"]), event["stage"], event["note"] or ""
        row.save()


def _rows_for(events: list[Content], steps: list[InitiativeEvent]) -> list[InitiativeEvent]:
    """Return a row for each event: the one that says it, else the one that stood in its place, else a new one."""
    said = [_event(step) for step in steps]
    places: list[int | None] = []
    for event in events:
        places.append(next((at for at, one in enumerate(said) if one == event and at not in places), None))
    for at, place in enumerate(places):
        before = places[at - 1] if at else -1
        if place is None and before is not None and before + 1 < len(steps) and before + 1 not in places:
            places[at] = before + 1  # it stands behind the same step as before
    return [InitiativeEvent() if place is None else steps[place] for place in places]
