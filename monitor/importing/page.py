"""Import one page: read, load, note the links it lacks, publish if asked."""

import uuid
from dataclasses import dataclass

from django.db import transaction

from countries.models import Country
from monitor.publishing.document import Document
from monitor.publishing.models import Edition
from monitor.publishing.publish import CannotPublishError, next_document, publish

from .files import UnreadableError
from .load import Outcome, load
from .match import name_of
from .models import MissingLink
from .parts import Parsed, name_country, parse


@dataclass
class Imported:
    """A page that came in: what was read, what was done, and the Document and edition that it makes."""

    parsed: Parsed
    outcome: Outcome
    document: Document
    edition: Edition | None


def read_page(text: str, name: str, *, slug: str | None = None, force: bool = False) -> Parsed:
    """Parse a page; raise UnreadableError when it is none, names no country, or names another than `slug`."""
    parsed = parse(text)
    if not parsed.lines:
        raise UnreadableError(f"{name} does not look like a monitor page: none of its headings is known.")
    country = Country.objects.filter(slug=slug).first() if slug else None
    if not parsed.named:
        if not slug:
            raise UnreadableError(f"{name} does not say which country it is about; name it with --country.")
        name_country(parsed.document, country.name if country else _name_from(slug))
    said = parsed.document["country"]["name"]
    if slug and parsed.slug != slug and (country is None or country.name != said):
        if not force:
            raise UnreadableError(f"{name} is about {said}, not “{slug}”; --force imports it as “{slug}” all the same.")
        name_country(parsed.document, country.name if country else _name_from(slug))
    return parsed


def _name_from(slug: str) -> str:
    return slug.replace("-", " ").title()


@transaction.atomic
def import_page(
    parsed: Parsed, *, slug: str | None = None, comment: str = "", publish_note: str | None = None, sample: bool = False
) -> Imported:
    """Load a parsed page and, with `publish_note`, make the edition dated with the page's own “Last updated”."""
    outcome = load(parsed, slug=slug, sample=sample, comment=comment)
    note_missing_links(parsed, outcome)
    edition = None
    if publish_note is not None:
        try:
            edition = publish(outcome.country, note=publish_note, imported=True, dated=outcome.country.last_updated)
        except CannotPublishError:
            if not outcome.did_nothing:
                raise
    current = Edition.objects.current().of(outcome.country.pk).first()
    document = edition.document if edition else next_document(outcome.country, current.document if current else None)
    return Imported(parsed, outcome, document, edition)


def note_missing_links(parsed: Parsed, outcome: Outcome) -> None:
    """List every link that the page left without an address, and remember those already listed."""
    listed = {(link.kind, str(link.record_id), link.text): link for link in MissingLink.objects.of(outcome.country)}
    wanted = {}
    for gap in parsed.gaps:
        parsed.ledger.remark(gap.line, "missing-link", gap.text, "Link to be supplied: the source gives no address.")
        wanted[gap.kind, outcome.ids[gap.kind, gap.place], gap.text] = gap
    documents = dict(parsed.document)
    MissingLink.objects.bulk_create(
        MissingLink(
            country=outcome.country,
            kind=kind,
            record_id=uuid.UUID(record_id),
            record=name_of(kind, documents[kind][gap.place]),  # type: ignore[index]
            text=text,
            line=gap.line,
        )
        for (kind, record_id, text), gap in wanted.items()
        if (kind, record_id, text) not in listed
    )
    for key, link in listed.items():
        if key in wanted and link.line != wanted[key].line:
            MissingLink.objects.filter(pk=link.pk).update(line=wanted[key].line)
    gone = [link.pk for key, link in listed.items() if key not in wanted and not link.address and not link.not_needed]
    MissingLink.objects.filter(pk__in=gone).delete()
