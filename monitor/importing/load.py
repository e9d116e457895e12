"""A parsed page → rows: the only writer of imports.

Field by field, three versions are compared: what the last import wrote, what the row says now, what the page says.  An
editor's change is never overwritten; it is reported as a conflict.  Running the same page twice changes nothing.
"""

import datetime
import uuid
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any, TypedDict, cast

import reversion
from django.db import transaction

from countries.models import Country
from monitor.publishing.document import KINDS, content_of
from monitor.publishing.models import Page
from monitor.publishing.rows import document_of

from .match import Content, match, name_of
from .models import ImportedRecord, MissingLink
from .parts import Parsed
from .supply import with_supplied
from .write import MODELS, write

_UNSAID: tuple[object, ...] = (None, "", "unknown", [])  # what a page does not say is no offer
_NOT_COMPARED = ("blocks", "links", "precision")  # they follow from the text beside them


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
    moved: Counter[str] = field(default_factory=Counter)
    """Of the unchanged, those whose place in their list is another."""
    conflicts: list[Conflict] = field(default_factory=list)
    ids: dict[tuple[str, int], str] = field(default_factory=dict)
    absent: set[str] = field(default_factory=set)
    """Ids of records that an editor has removed: they stay away."""

    @property
    def did_nothing(self) -> bool:
        return not (self.created or self.changed or self.removed or self.moved)


@dataclass(frozen=True, slots=True)
class _Meeting:
    """One record three times: as the last import wrote it, as it stands now, as the page has it."""

    kind: str
    id: str
    line: int
    base: Content | None
    now: Content | None
    offered: Content | None

    @property
    def title(self) -> str:
        known = self.now or self.offered or {}
        return str(known.get("name")) if self.kind == "country" else name_of(self.kind, known)

    def conflict(self, key: str, kept: Any, offered: Any) -> Conflict:
        return {
            "kind": self.kind,
            "id": self.id,
            "title": self.title,
            "field": key,
            "line": self.line,
            "kept": kept,
            "offered": offered,
        }

    def merged(self, conflicts: list[Conflict]) -> Content:
        """Return what the row should say: the page's value where no editor has touched it, else the editor's."""
        result = dict(self.now or {})
        for key, value in (self.offered or {}).items():
            if result[key] == value:
                continue
            untouched = result[key] in _UNSAID if self.base is None else result[key] == self.base.get(key)
            if untouched:
                result[key] = value
            elif key != "position" and value not in _UNSAID:
                conflicts.append(self.conflict(key, result[key], value))
        return result


@transaction.atomic
def load(parsed: Parsed, *, slug: str | None = None, sample: bool = False, comment: str = "") -> Outcome:
    """Write a parsed page into rows, in one transaction and one revision; `slug` names the country, else its title."""
    with reversion.create_revision():
        reversion.set_comment(comment)
        outcome = _load_country(parsed, slug, sample)
        now = cast("dict[str, list[Content]]", document_of(outcome.country))
        for kind in KINDS:
            _load_kind(parsed, outcome, kind, now[kind])
        _take_address(parsed.source, outcome)
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
    countries = Country.objects.select_for_update()  # held: an editor may be saving one of its records right now
    country = countries.filter(slug=slug or parsed.slug).first()
    if country is None and not slug:  # its address may have been changed since
        country = countries.filter(name=facts["name"]).first()
    if country is None:
        outcome = Outcome(_new_country(slug or parsed.slug), created=Counter(country=1))
        _write_country(outcome.country, offered)
        _remember(outcome.country, "country", str(outcome.country.pk), offered)
        return outcome
    outcome = Outcome(country)
    now = {key: getattr(country, key) for key in offered}
    now["last_updated"] = country.last_updated.isoformat() if country.last_updated else None
    base = _remembered(country, "country").get(str(country.pk))
    merged = _Meeting("country", str(country.pk), 1, base, now, offered).merged(outcome.conflicts)
    if merged != now:
        _write_country(country, merged)
    (outcome.unchanged if merged == now else outcome.changed)["country"] += 1
    if base != offered:
        _remember(country, "country", str(country.pk), offered)
    return outcome


def _new_country(slug: str) -> Country:
    """Make a country; where its page is published already (its rows were deleted), it goes on as that page."""
    page = Page.objects.filter(slug=slug).first()
    return Country(pk=page.country_id, slug=slug) if page else Country(slug=slug)


def _write_country(country: Country, facts: Content) -> None:
    for key, value in facts.items():
        setattr(country, key, value)
    country.last_updated = datetime.date.fromisoformat(facts["last_updated"]) if facts["last_updated"] else None
    country.save()


def _load_kind(parsed: Parsed, outcome: Outcome, kind: str, rows: list[Content]) -> None:
    """Bring one list of the page in: create, merge, or take away what the page no longer has and nobody has edited."""
    records = cast("dict[str, list[Content]]", parsed.document)[kind]
    offered = [_plain(record, at) for at, record in enumerate(records, 1)]
    links = _supplied_links(outcome.country, kind)
    now = {record["id"]: _plain(record, at) for at, record in enumerate(rows, 1)}
    base = _remembered(outcome.country, kind)
    for at, (said, found) in enumerate(zip(offered, match(kind, offered, {**now, **base}), strict=True)):
        record_id = outcome.ids[kind, at] = found or str(uuid.uuid4())
        line = parsed.lines[kind, at]
        record = with_supplied(said, links[record_id])
        known = with_supplied(base[record_id], links[record_id]) if record_id in base else None
        _bring_in(outcome, _Meeting(kind, record_id, line, known, now.get(record_id), record), parsed)
        if base.get(record_id) != record:
            _remember(outcome.country, kind, record_id, record)
    for record_id in set(base) - {outcome.ids[kind, at] for at in range(len(offered))}:
        _take_away(outcome, _Meeting(kind, record_id, 0, base[record_id], now.get(record_id), None))


def _plain(record: Content, position: int) -> Content:
    content = {key: value for key, value in content_of(record).items() if key not in _NOT_COMPARED}
    return {**content, "position": position}


def _supplied_links(country: Country, kind: str) -> dict[str, list[MissingLink]]:
    """Return the addresses that editors have supplied since the last import, by record."""
    links: dict[str, list[MissingLink]] = defaultdict(list)
    for link in MissingLink.objects.of(country).supplied().filter(kind=kind):
        links[str(link.record_id)].append(link)
    return links


def _bring_in(outcome: Outcome, record: _Meeting, parsed: Parsed) -> None:
    """Create a record that is new, leave one that an editor removed, merge any other."""
    if record.now is None and record.base is not None:
        outcome.conflicts.append(record.conflict("", "removed by an editor", record.offered))
        outcome.absent.add(record.id)
        return
    if record.now is None:
        write(outcome.country, record.kind, record.id, record.offered or {}, source=parsed.source)
        outcome.created[record.kind] += 1
        return
    merged = record.merged(outcome.conflicts)
    if merged != record.now:
        write(outcome.country, record.kind, record.id, merged)
    moved_only = _unplaced(merged) == _unplaced(record.now)
    (outcome.unchanged if moved_only else outcome.changed)[record.kind] += 1
    if moved_only and merged != record.now:
        outcome.moved[record.kind] += 1


def _take_away(outcome: Outcome, record: _Meeting) -> None:
    """Remove a record that the page no longer has, unless an editor has changed it since."""
    if record.now and _unplaced(record.now) != _unplaced(record.base or {}):
        outcome.conflicts.append(record.conflict("", "kept: an editor has changed it", None))
        return
    if record.now:
        MODELS[record.kind]._default_manager.filter(pk=record.id).delete()
        outcome.removed[record.kind] += 1
    ImportedRecord.objects.of(outcome.country).filter(kind=record.kind, record_id=record.id).delete()


def _unplaced(content: Content) -> Content:
    return {**content, "position": 0}


def _take_address(address: str, outcome: Outcome) -> None:
    """When the page gives an address that it did not give before, name it on the imported records without a source."""
    country = outcome.country
    before = _remembered(country, "address").get(str(country.pk), {}).get("address", "")
    if not address or address == before:
        return
    _remember(country, "address", str(country.pk), {"address": address})
    for kind, model in MODELS.items():
        ids = [record_id for (its_kind, _), record_id in outcome.ids.items() if its_kind == kind]
        for row in cast("Any", model)._default_manager.filter(pk__in=ids, source__in=["", before]):
            row.source = address
            row.save()
    if not outcome.created["country"]:
        outcome.changed["country"] = 1
        del outcome.unchanged["country"]


def _remembered(country: Country, kind: str) -> dict[str, Content]:
    records = ImportedRecord.objects.of(country).filter(kind=kind)
    return {str(record.record_id): record.content for record in records}


def _remember(country: Country, kind: str, record_id: str, content: Content) -> None:
    ImportedRecord.objects.update_or_create(
        country=country, kind=kind, record_id=record_id, defaults={"content": content}
    )
