"""A record of a Document → its row.  With publishing/rows.py, which reads rows back, this is the identity."""

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
    return [
        {
            "date": step.date.start if step.date else None,
            "precision": step.date.precision if step.date else "none",
            "stage": step.stage,
            "note": step.note or None,
        }
        for step in InitiativeEvent.objects.filter(initiative_id=initiative_id)
    ]


def _write_events(initiative_id: str, events: list[Content]) -> None:
    InitiativeEvent.objects.filter(initiative_id=initiative_id).delete()
    for position, event in enumerate(events, 1):
        InitiativeEvent.objects.create(
            initiative_id=initiative_id,
            position=position,
            date=_date(event["date"]),
            stage=event["stage"],
            note=event["note"] or "",
        )
