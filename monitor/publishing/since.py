"""Since when a record has said what it says."""

import datetime
from typing import Any

from .document import Document, records
from .models import Edition

_DOES_NOT_COUNT = ("blocks", "last_checked")  # blocks change with the body beside them


def unchanged_since(edition: Edition, document: Document) -> dict[str, datetime.date]:
    """Return for every record of an edition the day of the edition since which it is the same; walks back in time."""
    left = _plain(document)
    since = dict.fromkeys(left, edition.dated)
    earlier = Edition.objects.of(edition.country_id).filter(number__lt=edition.number).newest_first()
    for before in earlier.only("content", "sha256", "dated").with_redactions().iterator(chunk_size=10):
        was = _plain(before.document)
        left = {record_id: record for record_id, record in left.items() if was.get(record_id) == record}
        since |= dict.fromkeys(left, before.dated)
        if not left:
            break
    return since


def _plain(document: Document) -> dict[str, dict[str, Any]]:
    return {
        str(record["id"]): {key: value for key, value in record.items() if key not in _DOES_NOT_COUNT}
        for _, record in records(document)
    }
