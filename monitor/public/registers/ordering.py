"""How the registers can be sorted."""

import datetime
from dataclasses import dataclass

from django.db.models import Value
from django.db.models.functions import Coalesce

from monitor.publishing.models.register import DateOrLast, DayOrLast, TitleKey

from .paging import Order


@dataclass(frozen=True, slots=True)
class Sorting:
    """One way to sort a list, in words for its form; `dated` is faster where nothing undated can be in it."""

    words: str
    by: Order
    dated: Order | None = None


_NEWEST = Sorting("newest first", Order("date", "record_id", descending=True))
_OLDEST = Sorting("oldest first", Order(DateOrLast("date"), "record_id"), dated=Order("date", "record_id"))
_TITLE = Sorting("by title", Order(TitleKey("title"), "record_id"))
_COUNTRY = Sorting("by country, as on its page", Order("country_slug", "position"))
_CHANGED = Sorting("latest change first", Order("changed_on", "record_id", descending=True))
_SOONEST = Sorting("next step, soonest first", Order(DayOrLast("expected_by"), "record_id"))
_NAME = Sorting("by name", Order("name", "slug"))
_UPDATED = Sorting("latest update first", Order("last_updated", "slug", descending=True))
_CHECKED = Sorting(
    "latest check first", Order(Coalesce("checked_on", Value(datetime.date.min)), "slug", descending=True)
)
_REGION = Sorting("by region", Order("region", "slug"))

COUNTRIES = {"name": _NAME, "updated": _UPDATED, "checked": _CHECKED, "region": _REGION}
LAWS = {"newest": _NEWEST, "oldest": _OLDEST, "title": _TITLE, "country": _COUNTRY}
INITIATIVES = {"changed": _CHANGED, "expected": _SOONEST, "title": _TITLE, "country": _COUNTRY}
NEWS = {"newest": _NEWEST, "oldest": _OLDEST, "country": _COUNTRY}
