"""An edition's page as it stood, made when it is first asked for and kept a while: an edition hardly ever changes."""

from dataclasses import dataclass, field
from functools import lru_cache

from monitor.publishing.document import sha256
from monitor.publishing.models import Edition
from monitor.publishing.passage_links import Citing
from monitor.publishing.prepared import Prepared, prepare, rendered


def shown_of(edition: Edition, slug: str) -> Prepared:
    """Return what the page's template shows of an edition, not to be changed; a redaction makes it anew.

    It is known again by the hash of the very bytes: those read just before a redaction must not pass for what it left.
    """
    redactions = [redaction.sha256 for redaction in edition.redactions.all()]
    return _made(_Standing(slug, edition.pk, (sha256(bytes(edition.content)), *redactions), edition))


@dataclass(frozen=True, slots=True)
class _Standing:
    """By what a made page is known again: its address, the edition, and the hashes of what it said and says."""

    slug: str
    edition_id: int
    hashes: tuple[str, ...]
    edition: Edition = field(compare=False)


@lru_cache(maxsize=16)
def _made(standing: _Standing) -> Prepared:
    edition = standing.edition
    return rendered(prepare(edition.document, Citing(standing.slug, edition.number)))
