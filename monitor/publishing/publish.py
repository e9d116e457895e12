"""Publishing: the one way by which what editors keep becomes what readers read."""

import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from countries.models import Country

from .blocks import carry
from .document import Document, canonical, records, sha256
from .models import Edition, Page
from .register import show
from .rows import document_of

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class CannotPublishError(ValueError):
    """Why the page cannot be published as it stands, in words for an editor."""


class NothingToPublishError(CannotPublishError):
    """Readers see this page already."""


@transaction.atomic
def publish(
    country: Country,
    *,
    note: str,
    substantive: bool = True,
    editor: "User | None" = None,
    imported: bool = False,
    dated: datetime.date | None = None,
    seen: str | None = None,
) -> Edition:
    """Make the next edition of a country's page and show it to readers; raise CannotPublishError when it must not be.

    `note` tells readers what changed; `dated` is the day the edition stands for, today unless an import says otherwise;
    `seen` is the fingerprint of what the editor was shown, and nothing newer is published.
    """
    if not note.strip():
        raise CannotPublishError("Say in the change note what changed: readers see it beside the date.")
    country = Country.objects.select_for_update().get(pk=country.pk)
    if seen is not None and seen != fingerprint(country):
        raise CannotPublishError("Somebody has changed the page since you opened this list; look at it again.")
    if Page.objects.filter(slug=country.slug).exclude(country_id=country.pk).exists():
        raise CannotPublishError(f"Another page is published at /countries/{country.slug}/; choose another address.")
    before = Edition.objects.of(country.pk).newest_first().first()
    document = next_document(country, before.document if before else None)
    if before and same_page(document, before.document):
        raise NothingToPublishError(f"Nothing has changed since edition {before.number}.")
    edition = Edition(
        country_id=country.pk,
        number=before.number + 1 if before else 1,
        dated=dated or timezone.now().date(),
        published_at=timezone.now().replace(microsecond=0),
        change_note=note.strip(),
        substantive=substantive or before is None,
        imported=imported,
        published_by=editor,
        previous_sha256=before.sha256 if before else "",
    )
    _seal(edition, document, before)
    edition.save(force_insert=True)
    show(edition)
    return edition


def fingerprint(country: Country) -> str:
    """Return the hash of what the rows of a country amount to now."""
    return sha256(canonical(document_of(country)))


def next_document(country: Country, before: Document | None) -> Document:
    """Return the Document as the rows have it, its blocks known again from the edition before."""
    document = document_of(country)
    known = {section["id"]: section["blocks"] for section in before["sections"]} if before else {}
    for section in document["sections"]:
        pieces = [block["html"] for block in section["blocks"]]
        section["blocks"] = carry(pieces, known.get(section["id"], []))
    return document


def same_page(document: Document, published: Document) -> bool:
    """Say whether publishing would show readers nothing new; block ids and edition dates do not count."""
    return _substance(document) == _substance(published)


def _substance(document: Document) -> object:
    lists = [
        (kind, {key: value for key, value in record.items() if key != "blocks"}) for kind, record in records(document)
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
    edition.content = canonical(document)
    edition.sha256 = sha256(edition.content)
