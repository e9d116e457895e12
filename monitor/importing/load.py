"""A parsed page → rows: the only writer of imports.

Field by field, three versions are compared: what the last import wrote, what the row says now, what the page says.  An
editor's change is never overwritten; it is reported as a conflict.  Running the same page twice changes nothing.
"""

import datetime
import uuid
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, TypedDict, cast

import reversion
from django.db import transaction

from countries.models import Country
from monitor.publishing.document import KINDS, content_of
from monitor.publishing.rows import document_of

from .match import Content, match, name_of
from .models import ImportedRecord
from .parts import Parsed
from .write import MODELS, write

_COUNTRY_FIELDS = ("name", "iso2", "kind", "region", "state", "sample", "last_updated")
_NOT_COMPARED = ("blocks", "links")  # they follow from the text beside them


class Conflict(TypedDict):
    """A value that an editor changed and a page would change otherwise; the editor's stands."""

    kind: str
    id: str
    title: str
    field: str
    line: int
    kept: Any
    offered: Any


@dataclass
class Outcome:
    """What an import did, counted by kind of record."""

    country: Country
    created: Counter[str] = field(default_factory=Counter)
    changed: Counter[str] = field(default_factory=Counter)
    unchanged: Counter[str] = field(default_factory=Counter)
    removed: Counter[str] = field(default_factory=Counter)
    conflicts: list[Conflict] = field(default_factory=list)
    ids: dict[tuple[str, int], str] = field(default_factory=dict)

    @property
    def did_nothing(self) -> bool:
        return not (self.created or self.changed or self.removed)


@transaction.atomic
def load(parsed: Parsed, *, slug: str | None = None, sample: bool = False, comment: str = "") -> Outcome:
    """Write a parsed page into rows, in one transaction and one revision; `slug` names the country, else its title does."""
    with reversion.create_revision():
        reversion.set_comment(comment)
        outcome = _load_country(parsed, slug, sample)
        now = cast("dict[str, list[Content]]", document_of(outcome.country))
        for kind in KINDS:
            _load_kind(parsed, outcome, kind, now[kind])
        if not outcome.did_nothing:
            reversion.add_to_revision(outcome.country)
    return outcome


def _load_country(parsed: Parsed, slug: str | None, sample: bool) -> Outcome:
    facts = parsed.document["country"]
    offered = {
        "name": facts["name"],
        "iso2": facts["iso2"] or "",
        "kind": facts["kind"],
        "region": facts["region"] or "",
        "state": facts["state"],
        "sample": sample,
        "last_updated": parsed.document["last_updated"],
    }
    slug = slug or parsed.slug
    country = Country.objects.filter(slug=slug).first()
    if country is None:
        country = Country(slug=slug)
        _write_country(country, offered)
        _remember(country, "country", country.pk, offered)
        return Outcome(country, created=Counter(country=1))
    outcome = Outcome(country)
    now = {key: getattr(country, key) for key in _COUNTRY_FIELDS}
    now["last_updated"] = country.last_updated.isoformat() if country.last_updated else None
    base = _remembered(country, "country").get(str(country.pk))
    merged = _merge(outcome, "country", str(country.pk), 1, base, now, offered)
    if merged != now:
        _write_country(country, merged)
    (outcome.unchanged if merged == now else outcome.changed)["country"] += 1
    if base != offered:
        _remember(country, "country", country.pk, offered)
    return outcome


def _write_country(country: Country, facts: Content) -> None:
    for key, value in facts.items():
        setattr(country, key, value)
    country.last_updated = datetime.date.fromisoformat(facts["last_updated"]) if facts["last_updated"] else None
    country.save()


def _load_kind(parsed: Parsed, outcome: Outcome, kind: str, rows: list[Content]) -> None:
    """Bring one list of the page in: create, merge, or take away what the page no longer has and nobody has edited."""
    country = outcome.country
    offered = [_plain(record, at) for at, record in enumerate(cast("dict[str, list[Content]]", parsed.document)[kind], 1)]
    now = {record["id"]: _plain(record, at) for at, record in enumerate(rows, 1)}
    base = _remembered(country, kind)
    for at, (record, found) in enumerate(zip(offered, match(kind, offered, {**now, **base}), strict=True)):
        line = parsed.lines[kind, at]
        record_id = found or str(uuid.uuid4())
        outcome.ids[kind, at] = record_id
        if found is None:
            write(country, kind, uuid.UUID(record_id), record)
            outcome.created[kind] += 1
        elif found not in now:
            _report(outcome, kind, found, line, "", "removed by an editor", name_of(kind, record), record)
        else:
            _bring_in(outcome, kind, record_id, line, base.get(found), now[found], record)
        if base.get(record_id) != record:
            _remember(country, kind, uuid.UUID(record_id), record)
    gone = set(base) - {outcome.ids[kind, at] for at in range(len(offered))}
    for record_id in gone:
        _take_away(outcome, kind, record_id, base[record_id], now.get(record_id))


def _plain(record: Content, position: int) -> Content:
    content = {key: value for key, value in content_of(record).items() if key not in _NOT_COMPARED}
    return {**content, "position": position}


def _bring_in(
    outcome: Outcome, kind: str, record_id: str, line: int, base: Content | None, now: Content, offered: Content
) -> None:
    merged = _merge(outcome, kind, record_id, line, base, now, offered)
    if merged != now:
        write(outcome.country, kind, uuid.UUID(record_id), merged)
    moved_only = {**merged, "position": 0} == {**now, "position": 0}
    (outcome.unchanged if moved_only else outcome.changed)[kind] += 1


def _merge(
    outcome: Outcome, kind: str, record_id: str, line: int, base: Content | None, now: Content, offered: Content
) -> Content:
    """Return what the row should say: the page's value where no editor has touched it, else the editor's."""
    merged = dict(now)
    for key, value in offered.items():
        if now[key] == value:
            continue
        if base is None or now[key] != base.get(key):
            if key != "position":
                title = now.get("name") if kind == "country" else name_of(kind, now)
                _report(outcome, kind, record_id, line, key, now[key], str(title), value)
            continue
        merged[key] = value
    return merged


def _take_away(outcome: Outcome, kind: str, record_id: str, base: Content, now: Content | None) -> None:
    """Remove a record that the page no longer has, unless an editor has changed it since."""
    if now and {**now, "position": 0} != {**base, "position": 0}:
        _report(outcome, kind, record_id, 0, "", "kept: an editor has changed it", name_of(kind, now), None)
        return
    if now:
        MODELS[kind]._default_manager.filter(pk=record_id).delete()
        outcome.removed[kind] += 1
    ImportedRecord.objects.of(outcome.country).filter(kind=kind, record_id=record_id).delete()


def _report(
    outcome: Outcome, kind: str, record_id: str, line: int, key: str, kept: Any, title: str, offered: Any
) -> None:
    outcome.conflicts.append(
        {"kind": kind, "id": record_id, "title": title, "field": key, "line": line, "kept": kept, "offered": offered}
    )


def _remembered(country: Country, kind: str) -> dict[str, Content]:
    records = ImportedRecord.objects.of(country).filter(kind=kind)
    return {str(record.record_id): record.content for record in records}


def _remember(country: Country, kind: str, record_id: uuid.UUID, content: Content) -> None:
    ImportedRecord.objects.update_or_create(
        country=country, kind=kind, record_id=record_id, defaults={"content": content}
    )
