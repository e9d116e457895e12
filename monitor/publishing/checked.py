"""“Checked, still right”: public at once, without a new edition and without a new “last updated”."""

import datetime
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from .document import records, with_checks
from .models import Page, RecordCheck
from .publish import lock
from .register import show

if TYPE_CHECKING:
    from django.contrib.auth.models import User

__all__ = ["confirm", "with_checks"]


@transaction.atomic
def confirm(
    country_id: Any, record_ids: Iterable[Any], by: "User | None", day: datetime.date | None = None
) -> list[str]:
    """Keep that these records of the current edition were found still right, and show it; return their ids.

    What is not on the page that readers see is left out; a second check on one day adds nothing.
    """
    lock(country_id)
    page = Page.objects.select_related("edition").get(country_id=country_id)
    asked = {str(record_id) for record_id in record_ids}
    found = [str(record["id"]) for _, record in records(page.edition.document) if str(record["id"]) in asked]
    day = day or timezone.now().date()
    RecordCheck.objects.bulk_create(
        [RecordCheck(country_id=country_id, record_id=one, day=day, checked_by=by) for one in found],
        ignore_conflicts=True,
    )
    if found:
        show(page.edition)
    return found
