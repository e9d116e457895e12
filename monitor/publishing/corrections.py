"""Corrections of wrong statements that were public: readers are told for thirty days."""

import datetime
from typing import Any

from countries.partial_dates import PartialDate

from .models import Edition

SHOWN_FOR = datetime.timedelta(days=30)
_MOST = 5


def corrections_of(country_id: Any) -> list[dict[str, Any]]:
    """Return the newest corrections of a page, whatever their age: a page is prepared once and shown on many days."""
    editions = Edition.objects.of(country_id).corrections().newest_first().headings()[:_MOST]
    return [
        {
            "iso": edition.dated.isoformat(),
            "words": PartialDate(edition.dated.isoformat(), "").in_words(),
            "note": edition.change_note,
            "number": edition.number,
        }
        for edition in editions
    ]


def shown_on(day: datetime.date, prepared: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the corrections of a prepared page that readers are told on a day."""
    since = (day - SHOWN_FOR).isoformat()
    return [one for one in prepared.get("corrections", []) if one["iso"] > since]
