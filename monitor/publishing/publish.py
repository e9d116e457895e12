"""Publishing: the one way by which what editors keep becomes what readers read."""

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from countries.models import Country

from .blocks import carry
from .document import Document, canonical, records, sha256
from .models import Edition, Page
from .register import show
from .rows import document_of
from .trace import follow

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class CannotPublishError(ValueError):
    """Why the page cannot be published as it stands, in words for an editor."""


class NothingToPublishError(CannotPublishError):
    """Readers see this page already."""


@dataclass(frozen=True, slots=True)
class Making:
    """What is said of a new edition, and by whom; `dated` is the day it stands for, None today."""

    note: str
    substantive: bool = True
    correction: bool = False
    written_by: "User | None" = None
    published_by: "User | None" = None
    imported: bool = False
    dated: datetime.date | None = None


@transaction.atomic
def publish(
    country: Country,
    *,
    note: str,
    substantive: bool = True,
    editor: "User | None" = None,
    imported: bool = False,
    dated: datetime.date | None = None,
) -> Edition:
    """Publish all that the rows of a country hold, without review: for imports by an operator, and for the sample."""
    country = lock(country.pk)
    before = newest_of(country)
    document = next_document(country, before.document if before else None)
    making = Making(note, substantive, written_by=editor, published_by=editor, imported=imported, dated=dated)
    return make_edition(country, document, before, making)


def lock(country_id: Any) -> Country:
    """Return the country, held until the transaction ends: who publishes, approves or discards takes this first."""
    return Country.objects.select_for_update().get(pk=country_id)


def newest_of(country: Country) -> Edition | None:
    return Edition.objects.of(country.pk).newest_first().first()


def make_edition(country: Country, document: Document, before: Edition | None, making: Making) -> Edition:
    """Make `document` the next edition of a locked country and show it; raise CannotPublishError when it must not be.

    `before` is the newest edition; what becomes of feeds and caches follows from what `show` derives.
    """
    if not making.note.strip():
        raise CannotPublishError("Say in the change note what changed: readers see it beside the date.")
    slug = document["country"]["slug"]
    if Page.objects.filter(slug=slug).exclude(country_id=country.pk).exists():
        raise CannotPublishError(f"Another page is published at /countries/{slug}/; choose another address.")
    if before and same_page(document, before.document):
        raise NothingToPublishError(f"Nothing has changed since edition {before.number}.")
    edition = Edition(
        country_id=country.pk,
        number=before.number + 1 if before else 1,
        dated=making.dated or timezone.now().date(),
        published_at=timezone.now().replace(microsecond=0),
        change_note=making.note.strip(),
        substantive=making.substantive or before is None,
        correction=making.correction,
        imported=making.imported,
        written_by=making.written_by,
        published_by=making.published_by,
        previous_sha256=before.sha256 if before else "",
    )
    _seal(edition, document, before)
    edition.save(force_insert=True)
    show(edition)
    follow(edition, edition.document, before.document if before else None)
    return edition


def next_document(country: Country, before: Document | None) -> Document:
    """Return the Document as the rows have it, its blocks known again from the edition before."""
    return with_known_blocks(document_of(country), before)


def with_known_blocks(document: Document, before: Document | None) -> Document:
    """Give the blocks of a page the ids that they had in the edition before, and new ones to the rest."""
    known = {section["id"]: section["blocks"] for section in before["sections"]} if before else {}
    for section in document["sections"]:
        pieces = [block["html"] for block in section["blocks"]]
        section["blocks"] = carry(pieces, known.get(section["id"], []))
    return document


def same_page(document: Document, published: Document) -> bool:
    """Say whether publishing would show readers nothing new; block ids, checks and edition dates do not count."""
    return _substance(document) == _substance(published)


def _substance(document: Document) -> object:
    lists = [
        (kind, {key: value for key, value in record.items() if key not in ("blocks", "last_checked")})
        for kind, record in records(document)
    ]
    return document["country"], lists


def _seal(edition: Edition, document: Document, before: Edition | None) -> None:
    """Write the edition's facts into its Document, and its bytes and hash onto the edition."""
    newest_substantive = edition.dated.isoformat()
    if before and not edition.substantive:
        newest_substantive = before.document["last_updated"] or newest_substantive
    document["last_updated"] = newest_substantive
    document["edition"] = {
        "number": edition.number,
        "dated": edition.dated.isoformat(),
        "published_at": edition.published_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "change_note": edition.change_note,
        "substantive": edition.substantive,
        "previous_sha256": edition.previous_sha256 or None,
    }
    if edition.correction:
        document["edition"]["correction"] = True
    for _, record in records(document):
        record["last_checked"] = None  # a log of its own, laid over the page when it is shown
    edition.content = canonical(document)
    edition.sha256 = sha256(edition.content)
