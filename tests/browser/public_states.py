"""A site for readers with pages in every state, beside the sample: what the addresses of its kinds need to know."""

from typing import Any

from django.core.management import call_command

from legal.models import Law
from monitor.publishing.document import Document
from monitor.publishing.models import Edition, Page, PublishedRecord, Wording
from monitor.publishing.prepared import place_of
from monitor.publishing.publish import publish
from monitor.publishing.withdraw import withdraw
from tests.builders import make_published

SAMPLE = "kazakhstan"


def make_public_states() -> dict[str, Any]:
    """Return example values of every argument of a public address, and passages by what became of them."""
    call_command("generate_pages", countries=6, laws=900, news=130)
    withdraw(make_published("Erewhon"), "A source is at risk.", None)
    page = Page.objects.with_edition().get(slug=SAMPLE)
    reworded = next(one for one in Wording.objects.filter(country_id=page.country_id) if _was_reworded(one))
    standing = _a_block_of(Edition.objects.of(page.country_id).get(number=1).document, page.edition.document)
    invented = [one.slug for one in Page.objects.shown().exclude(slug=SAMPLE)]
    return {
        "countries": [SAMPLE, *invented],
        "arguments": {
            "slug": SAMPLE,
            "number": 2,
            "topic": "formation",
            "record_id": {
                kind: str(PublishedRecord.objects.filter(kind=kind)[0].record_id) for kind in ("laws", "initiatives")
            },
            "passage": standing,
            "place": place_of(page.edition.document, standing),
            "form": "bib",
            "day": "2026-04-15",
            "section": "pages",
        },
        "unchanged": standing,
        "reworded": f"{reworded.passage_id}/?edition={reworded.edition.number - 1}",
        "removed": _a_law_taken_off(),
    }


def _a_law_taken_off() -> str:
    """Return the id of a law that the newest edition of its page has no more."""
    country = make_published("Freedonia")
    law = Law.objects.get(country=country)
    gone = str(law.pk)
    law.delete()
    publish(country, note="The law was repealed.")
    return gone


def _was_reworded(wording: Wording) -> bool:
    earlier = Wording.objects.filter(passage_id=wording.passage_id, edition__number__lt=wording.edition.number)
    return not wording.gone and earlier.exists()


def _a_block_of(first: Document, now: Document) -> str:
    """Return the first block that both have."""
    known = {block["id"] for section in first["sections"] for block in section["blocks"]}
    return next(block["id"] for section in now["sections"] for block in section["blocks"] if block["id"] in known)
