"""What is derived from editions: the pointer that readers follow, and the register of published records."""

import datetime
from typing import Any

from django.db import transaction

from countries.models import Country
from monitor.search.entries import entries_of
from monitor.search.index import write as write_index
from monitor.search.vocabulary import recount

from .blocks import text_of
from .corrections import corrections_of
from .document import Document, records, with_checks
from .due import due, last_day
from .models import Edition, FormerSlug, Page, PublishedRecord, RecordCheck, Withdrawal
from .passage_links import Citing
from .prepared import places_of, prepare, rendered
from .since import unchanged_since
from .trace import again, topics_of

_TITLE = {
    "sections": "heading",
    "glance": "label",
    "rankings": "index",
    "reports": "publisher",
    "key_facts": "label",
    "members": "name",
}
_TEXT = ("body", "value", "summary", "note", "original_title", "scale")
_LONG = ("body", "blocks", "links")


@transaction.atomic
def show(edition: Edition) -> bool:
    """Make `edition` what readers see of its country, or why they do not; say whether that changed anything."""
    since = unchanged_since(edition, edition.document)
    document = with_checks(edition.document, RecordCheck.objects.of(edition.country_id).newest())
    places = places_of(document)
    wanted = [
        _line(edition, document, (kind, at, record), since[record["id"]])
        for at, (kind, record) in enumerate(records(document), 1)
    ]
    for line in wanted:
        line.place = places[str(line.record_id)]
    withdrawal = Withdrawal.objects.in_force().of(edition.country_id).first()
    page = _page(edition, document, withdrawal)
    page.checked_on = max((line.checked_on for line in wanted if line.checked_on), default=None)
    wanted = [] if withdrawal else wanted  # nothing may list what a withdrawn page holds
    found = [] if withdrawal else entries_of(edition.country_id, document, places, since)
    searched = write_index(edition.country_id, found)
    present = Page.objects.filter(country_id=edition.country_id).first()
    lines = PublishedRecord.objects.filter(edition__country_id=edition.country_id).order_by("position")
    if (
        present
        and _values(present) == _values(page)
        and [_values(line) for line in lines] == [_values(line) for line in wanted]
    ):
        return searched
    if present and present.slug != page.slug:
        FormerSlug.objects.update_or_create(slug=present.slug, defaults={"country_id": edition.country_id})
    FormerSlug.objects.filter(slug=page.slug).delete()
    PublishedRecord.objects.filter(edition__country_id=edition.country_id).delete()
    page.save()
    PublishedRecord.objects.bulk_create(wanted, batch_size=500)
    return True


def rebuild() -> tuple[int, int]:
    """Derive everything again from the newest edition of every page; return (pages, pages that differed)."""
    countries = Edition.objects.order_by().values_list("country_id", flat=True).distinct()
    differed = [_made_again(country_id) for country_id in countries]
    recount()
    return len(differed), sum(differed)


@transaction.atomic
def _made_again(country_id: Any) -> bool:
    """Derive all of one page again, and let nobody publish it meanwhile: readers would be shown an edition before."""
    list(Country.objects.select_for_update().filter(pk=country_id))
    newest = Edition.objects.of(country_id).newest_first()[0]
    return any([show(newest), again(country_id)])


def _values(line: PublishedRecord | Page) -> dict[str, Any]:
    return {field.attname: getattr(line, field.attname) for field in line._meta.concrete_fields if field.name != "id"}


def _page(edition: Edition, document: Document, withdrawal: Withdrawal | None) -> Page:
    country = document["country"]
    return Page(
        country_id=edition.country_id,
        edition=edition,
        slug=country["slug"],
        name=country["name"],
        iso2=country["iso2"] or "",
        kind=country["kind"],
        region=country["region"] or "",
        state=country["state"],
        sample=country.get("sample", False),
        last_updated=datetime.date.fromisoformat(document["last_updated"] or document["edition"]["dated"]),
        withdrawn_on=withdrawal.withdrawn_on if withdrawal else None,
        withdrawn_reason=withdrawal.reason if withdrawal else "",
        prepared={
            **rendered(prepare(document, Citing(country["slug"]))),
            "corrections": corrections_of(edition.country_id),
        },
    )


def _line(
    edition: Edition, document: Document, place: tuple[str, int, dict[str, Any]], changed_on: datetime.date
) -> PublishedRecord:
    kind, position, record = place
    treaty = record.get("treaty") or {}
    topics = topics_of(record)
    country = document["country"]
    line = PublishedRecord(
        edition=edition,
        record_id=record["id"],
        country_slug=country["slug"],
        country_name=country["name"],
        region=country["region"] or "",
        sample=country.get("sample", False),
        kind=kind,
        position=position,
        title=treaty.get("name") or record[_TITLE.get(kind, "title")],
        status=record.get("status") or record.get("stage") or "",
        topic=topics.split("|")[1] if topics else "",
        topics=topics,
        law_kind=record.get("kind") or "",
        treaty=treaty.get("slug") or "",
        expected=record.get("expected"),
        expected_by=last_day(record.get("expected")),
        language=record.get("language") or "",
        archived=record.get("archived", False),
        text=" ".join(text_of(record[key]) for key in _TEXT if record.get(key)),
        changed_on=changed_on,
        checked_on=last_day(record["last_checked"]),
        facts={key: value for key, value in record.items() if key not in _LONG},
    )
    next_look = due(kind, record, f"{line.title} {line.text}", changed_on)
    line.due_on, line.due_speed, line.passes_on = next_look.on, int(next_look.speed), next_look.passes_on
    date, end = record.get("date"), record.get("date_end")
    line.date = f"{date}/{end}" if date and end else date
    line.clean_fields(exclude=["edition"])
    line.precision = line.date.precision if line.date else "none"
    line.year = line.date.year if line.date else record.get("year")
    return line
