"""An invented page → rows and editions: the only module here that writes.

Rows are written in bulk, without revisions: nobody kept them, and a load of a hundred thousand is to take minutes.
The editions go through `make_edition` as every edition does, so that all that is derived is derived.
"""

import datetime
import uuid
from typing import Any, cast

from django.db import transaction
from django.db.models import Model

from countries.models import Country, GlanceRow, Index, KeyFact, NewsItem, Ranking, Report, Section
from countries.vocabulary import PageState
from legal.catalogue import BY_SLUG
from legal.models import Initiative, InitiativeEvent, Law, Ratification, Treaty
from monitor.publishing.document import Document, records
from monitor.publishing.models import Edition, RecordCheck
from monitor.publishing.publish import Making, make_edition, with_known_blocks
from monitor.publishing.rows import document_of

from .lands import Load, dice
from .page import Rows, rows_of
from .past import editions_of

_MODELS: dict[str, type[Model]] = {
    "sections": Section,
    "glance": GlanceRow,
    "rankings": Ranking,
    "reports": Report,
    "news": NewsItem,
    "key_facts": KeyFact,
}
_BATCH = 500


def is_there(load: Load) -> bool:
    return Country.objects.filter(slug=load.land.slug).exists() or Country.objects.filter(name=load.land.name).exists()


@transaction.atomic
def make_page(load: Load, seed: int, today: datetime.date) -> Edition:
    """Make one invented country, its rows and its editions; return the newest."""
    picks = dice(seed, load.land.slug, "past")
    country = _country(load, archived=picks.random() < 0.08)
    _write(country, rows_of(load, seed, today))
    document = document_of(country)
    _check(country, document, today, seed)
    edition = None
    for one in editions_of(document, picks, today):
        said = _with_lasting_blocks(one.document, edition)
        making = Making(one.note, one.substantive, one.correction, imported=True, dated=one.dated)
        edition = make_edition(country, said, edition, making)
    return cast("Edition", edition)


def _country(load: Load, *, archived: bool) -> Country:
    land = load.land
    taken = Country.objects.filter(iso2=land.iso2).exists()
    return Country.objects.create(
        name=land.name,
        slug=land.slug,
        iso2="" if taken else land.iso2,
        region=land.region,
        state=PageState.ARCHIVED if archived else PageState.LIVE,
        sample=True,
    )


def _write(country: Country, rows: Rows) -> None:
    indexes = {row["index"]: Index.objects.get_or_create(name=row["index"])[0] for row in rows["rankings"]}
    for row in rows["rankings"]:
        row["index"] = indexes[row["index"]]
    for kind, model in _MODELS.items():
        _keep([model(country=country, **row) for row in rows[kind]])
    _keep([Ratification(country=country, **{**row, "treaty": _treaty(row["treaty"])}) for row in rows["ratifications"]])
    successors = [row for row in rows["laws"] if not row.get("replaced_by_id")]
    replaced = [row for row in rows["laws"] if row.get("replaced_by_id")]
    _keep([Law(country=country, **row) for row in [*successors, *replaced]])
    events = {row["id"]: row.pop("events") for row in rows["initiatives"]}
    _keep([Initiative(country=country, **row) for row in rows["initiatives"]])
    _keep(
        [
            InitiativeEvent(id=uuid.uuid5(initiative, str(at)), initiative_id=initiative, position=at, **event)
            for initiative, steps in events.items()
            for at, event in enumerate(steps, 1)
        ]
    )


def _keep(rows: list[Any]) -> None:
    if rows:
        type(rows[0])._default_manager.bulk_create(rows, batch_size=_BATCH)


def _treaty(slug: str) -> Treaty:
    known = BY_SLUG[slug]
    named = {"name": known.name, "abbr": known.abbr, "scope": known.scope}
    return Treaty.objects.get_or_create(slug=slug, defaults=named)[0]


def _check(country: Country, document: Document, today: datetime.date, seed: int) -> None:
    """Say of one record in twelve that it was found still right lately."""
    picks = dice(seed, country.slug, "checks")
    checked = [record["id"] for _, record in records(document) if picks.random() < 1 / 12]
    days = [today - datetime.timedelta(picks.randrange(1, 200)) for _ in checked]
    RecordCheck.objects.bulk_create(
        [
            RecordCheck(country_id=country.pk, record_id=record, day=day)
            for record, day in zip(checked, days, strict=True)
        ],
        batch_size=_BATCH,
    )


def _with_lasting_blocks(document: Document, before: Edition | None) -> Document:
    """Give the blocks their ids; new ones follow from what they say and where, so that the same seed gives the same."""
    said = before.document if before else None
    known = {str(block["id"]) for section in said["sections"] for block in section["blocks"]} if said else set()
    number = before.number if before else 0
    for section in with_known_blocks(document, said)["sections"]:
        for at, block in enumerate(section["blocks"]):
            if block["id"] not in known:
                block["id"] = str(uuid.uuid5(uuid.UUID(section["id"]), f"{number}:{at}"))
    return document
