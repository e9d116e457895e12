"""A place on a page, as its fragment names it: of which edition, and which passage stands there."""

from django.shortcuts import get_object_or_404

from monitor.publishing.models import Edition, Page
from monitor.publishing.prepared import places_of


def edition_of(page: Page, number: int | None) -> Edition:
    """Return today's edition of a page, or the one of that number; raise Http404."""
    if number in (None, page.edition.number):
        return page.edition
    return get_object_or_404(Edition.objects.of(page.country_id), number=number)


def passage_at(edition: Edition, place: str) -> str | None:
    """Return the id of the block or record at a fragment of an edition's page."""
    return {fragment: passage for passage, fragment in places_of(edition.document).items()}.get(place)
