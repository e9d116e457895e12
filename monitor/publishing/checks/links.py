"""Links whose address is to be supplied."""

from collections.abc import Iterator

from ..changes import title_of
from ..document import Document, records
from .finding import WARNING, Around, Finding, found, id_of


def missing_link(document: Document, around: Around) -> Iterator[Finding]:
    """Report the links that an import found without an address, as long as their record is on the page."""
    titles = {(kind, id_of(record)): title_of(record) for kind, record in records(document)}
    for kind, record_id, words in around.missing_links:
        title = titles.get((kind, str(record_id)))
        if title is not None:
            says = "The source gave no address for this link. Supply it, or say that none is needed."
            yield found("missing-link", WARNING, (kind, str(record_id), title, words), says)
