"""Import one page: read, load, note the links it lacks, publish if asked."""

import re
import uuid
from contextlib import suppress
from dataclasses import dataclass
from typing import cast

from django.db import transaction

from countries.models import Country
from countries.reference import find, slug_of
from monitor.publishing.document import Document
from monitor.publishing.models import Edition, Page
from monitor.publishing.publish import NothingToPublishError, next_document, publish, same_page
from monitor.publishing.rows import document_of

from .files import UnreadableError
from .load import Outcome, load
from .match import Content, name_of
from .models import MissingLink
from .parts import Parsed, name_country, parse

MOST_RECORDS = 3_000
Place = tuple[str, str, str, str]  # of a link: kind and id of its record, its words, the words before it


@dataclass
class Imported:
    """A page that came in: what was read, what was done, and the Document and edition that it makes."""

    parsed: Parsed
    outcome: Outcome
    document: Document
    edition: Edition | None
    drafts: bool = False
    """Editors had unpublished changes, so nothing was published."""


def read_page(text: str, name: str, *, slug: str | None = None, force: bool = False) -> Parsed:
    """Parse a page; raise UnreadableError when it is none, names no country, or names another than `slug`."""
    parsed = parse(text)
    if not parsed.lines:
        raise UnreadableError(f"{name} does not look like a monitor page: none of its headings is known.")
    if len(parsed.lines) > MOST_RECORDS:
        raise UnreadableError(f"{name} has {len(parsed.lines)} records; no page has more than {MOST_RECORDS}.")
    if slug is None:
        if not parsed.slug:
            why = "names its country in no Latin letter" if parsed.named else "does not say which country it is about"
            raise UnreadableError(f"{name} {why}; name it with --country.")
        return parsed
    if not re.fullmatch(r"[-a-zA-Z0-9_]{1,120}", slug):
        raise UnreadableError(f"“{slug}” cannot be an address; name the country as in /countries/south-korea/.")
    _settle_name(parsed, name, slug, force=force)
    return parsed


def _settle_name(parsed: Parsed, name: str, slug: str, *, force: bool) -> None:
    """Make the page one of the country at `slug`; raise UnreadableError when it says that it is about another."""
    country = Country.objects.filter(slug=slug).first()
    here = country.name if country else slug.replace("-", " ").title()
    said = parsed.document["country"]["name"]
    if parsed.named and not force and not _are_one(said, here):
        raise UnreadableError(f"{name} is about {said}, not “{slug}”; --force imports it as “{slug}” all the same.")
    if not (parsed.named and _are_one(said, here)):
        name_country(parsed.document, here)
    there = Country.objects.filter(name=parsed.document["country"]["name"]).exclude(slug=slug).first()
    if there:
        raise UnreadableError(f"{there.name} is kept as “{there.slug}”; import it with --country {there.slug}.")


def _are_one(name: str, other: str) -> bool:
    """Say whether two names, former ones included, are of one country."""
    known = find(name)
    return slug_of(name) == slug_of(other) or (known is not None and known == find(other))


@transaction.atomic
def import_page(
    parsed: Parsed, *, slug: str | None = None, comment: str = "", publish_note: str | None = None, sample: bool = False
) -> Imported:
    """Load a parsed page and, with `publish_note`, make the edition dated with the page's own “Last updated”."""
    drafts = publish_note is not None and has_drafts(slug or parsed.slug)
    outcome = load(parsed, slug=slug, sample=sample, comment=comment)
    note_missing_links(parsed, outcome)
    edition = None
    if publish_note is not None and not drafts:
        with suppress(NothingToPublishError):
            edition = publish(outcome.country, note=publish_note, imported=True, dated=outcome.country.last_updated)
    current = Edition.objects.current().of(outcome.country.pk).first()
    document = edition.document if edition else next_document(outcome.country, current.document if current else None)
    return Imported(parsed, outcome, document, edition, drafts)


def has_drafts(slug: str) -> bool:
    """Say whether the rows of a published page differ from its edition: an import publishes nobody's draft."""
    page = Page.objects.filter(slug=slug).select_related("edition").first()
    country = Country.objects.select_for_update().filter(slug=slug).first()  # until the import is done
    return bool(page and country and not same_page(document_of(country), page.edition.document))


def note_missing_links(parsed: Parsed, outcome: Outcome) -> None:
    """List every link that the page left without an address, and remember those already listed."""
    listed = {_place_of(link): link for link in MissingLink.objects.of(outcome.country)}
    wanted: dict[Place, MissingLink] = {}
    lists = cast("dict[str, list[Content]]", parsed.document)
    for gap in parsed.gaps:
        parsed.ledger.remark(gap.line, "missing-link", gap.text, "Link to be supplied: the source gives no address.")
        if outcome.ids[gap.kind, gap.place] in outcome.absent:
            continue
        link = MissingLink(
            country=outcome.country,
            kind=gap.kind,
            record_id=uuid.UUID(outcome.ids[gap.kind, gap.place]),
            record=name_of(gap.kind, lists[gap.kind][gap.place]),
            text=gap.text,
            before=gap.before,
            line=gap.line,
        )
        wanted[_place_of(link)] = link
    for place, link in wanted.items():
        known = listed.pop(place, None) or _same_words(link, listed, wanted)
        if known is None:
            link.save()
        elif (known.line, known.before) != (link.line, link.before):
            known.line, known.before = link.line, link.before
            known.save()
    MissingLink.objects.filter(pk__in=[link.pk for link in listed.values() if link.is_open]).delete()


def _same_words(
    link: MissingLink, listed: dict[Place, MissingLink], wanted: dict[Place, MissingLink]
) -> MissingLink | None:
    """Take from `listed` the link of the same record and words whose surroundings have changed since."""
    place = next((at for at in listed if at[:3] == _place_of(link)[:3] and at not in wanted), None)
    return listed.pop(place) if place else None


def _place_of(link: MissingLink) -> Place:
    return link.kind, str(link.record_id), link.text, link.before
