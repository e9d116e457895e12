"""Tips on the first page of the office."""

import datetime
from typing import Any

from django.db.models import Count, Min, Q
from django.utils import timezone

from ..models import State
from .rights import may_read, tips_for


def waiting(user: Any) -> dict[str, Any] | None:
    """Return how many tips are new, how many this person's or replied to, and for how long the oldest waits; 2 queries.

    None for who may not read tips.
    """
    if not may_read(user):
        return None
    tips = tips_for(user)
    found = tips.open().not_merged().order_by().aggregate(
        count=Count("pk"),
        new=Count("pk", filter=Q(state=State.RECEIVED)),
        mine=Count("pk", filter=Q(assigned_to=user)),
        oldest=Min("day"),
    )  # fmt: skip
    oldest: datetime.date | None = found["oldest"]
    return {**found, "replied": tips.replied().count(), "days": (timezone.now().date() - oldest).days if oldest else 0}
