"""What each edition changed and what became of every block, kept in tables for readers (ADR 6)."""

from collections.abc import Iterable
from typing import Any

from django.db import models, transaction

from .changes import Change, changes_between, title_of
from .document import Document, records
from .field_changes import Fields
from .in_words import name_of, said
from .models import Edition, PublishedChange, Wording

Traces = tuple[list[PublishedChange], list[Wording]]


def follow(edition: Edition, document: Document, before: Document | None) -> None:
    """Keep what a new edition changed against the one before; None is a page's first edition."""
    changes, wordings = _traces(edition, document, before)
    PublishedChange.objects.bulk_create(changes, batch_size=500)
    Wording.objects.bulk_create(wordings, batch_size=500)


@transaction.atomic
def again(country_id: Any) -> bool:
    """Derive everything of a country again from its editions; say whether that changed anything."""
    changes: list[PublishedChange] = []
    wordings: list[Wording] = []
    before: Document | None = None
    for edition in Edition.objects.of(country_id).order_by("number").iterator(chunk_size=10):
        document = edition.document
        new_changes, new_wordings = _traces(edition, document, before)
        changes, wordings, before = changes + new_changes, wordings + new_wordings, document
    differed = [
        _write(PublishedChange.objects.of(country_id), changes),
        _write(Wording.objects.of(country_id), wordings),
    ]
    return any(differed)


def topics_of(record: dict[str, Any]) -> str:
    """Return the topics of a record between bars, `|formation|other|`, as columns hold them."""
    topics = [record["topic"]] if record.get("topic") else record.get("topics") or []
    return f"|{'|'.join(topics)}|" if topics else ""


def _traces(edition: Edition, document: Document, before: Document | None) -> Traces:
    changes = changed(edition, before, document) if before else []
    return changes, _wordings(edition, before, document)


def changed(edition: Edition, before: Document, document: Document) -> list[PublishedChange]:
    """Return what `document`, the page of an edition, changed against any page before it; nothing is kept."""
    fields = Fields(before, document)
    old, new = _by_id(before), _by_id(document)
    rows = []
    for position, change in enumerate(changes_between(before, document), 1):
        was, now = old.get(change.record_id), new.get(change.record_id)
        rows.append(
            PublishedChange(
                edition=edition,
                country_id=edition.country_id,
                position=position,
                kind=change.kind,
                record_id=change.record_id or None,
                what=change.what,
                title=_title(change, now or was),
                topics=topics_of(now or was or {}),
                said=said(change, was, now, fields.titles),
                fields=[_plain(field) for field in fields.of(change)],
            )
        )
    return rows


def _title(change: Change, record: dict[str, Any] | None) -> str:
    return title_of(record) if record and "treaty" in record else name_of(record or {}, change.title)


def _plain(field: Any) -> dict[str, str]:
    return {name: getattr(field, name) for name in ("name", "marked", "then", "now", "said")}


def _by_id(document: Document) -> dict[str, dict[str, Any]]:
    return {"": dict(document["country"])} | {str(record["id"]): record for _, record in records(document)}


def _wordings(edition: Edition, before: Document | None, document: Document) -> list[Wording]:
    """Return the blocks that are new, reworded or gone in this edition."""
    old, new = _blocks(before), _blocks(document)
    rows = [
        (passage, *said_now, False)
        for passage, said_now in new.items()
        if passage not in old or said_now != old[passage]
    ]
    rows += [(passage, *said_then, True) for passage, said_then in old.items() if passage not in new]
    return [
        Wording(
            edition=edition,
            country_id=edition.country_id,
            passage_id=passage,
            record_id=section,
            html="" if gone else text,
            gone=gone,
        )
        for passage, section, text, gone in rows
    ]


def _blocks(document: Document | None) -> dict[str, tuple[str, str]]:
    sections = document["sections"] if document else []
    return {
        str(block["id"]): (str(section["id"]), block["html"]) for section in sections for block in section["blocks"]
    }


def _write(present: "models.QuerySet[Any]", wanted: Iterable[Any]) -> bool:
    """Make the rows of a country what they should be; write nothing where they are so."""
    wanted = list(wanted)
    if [_values(row) for row in present.order_by("pk")] == [_values(row) for row in wanted]:
        return False
    present.delete()
    present.model._default_manager.bulk_create(wanted, batch_size=500)
    return True


def _values(row: models.Model) -> dict[str, Any]:
    values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if field.name != "id"}
    return {
        name: str(value) if name.endswith("_id") and name != "edition_id" else value for name, value in values.items()
    }
