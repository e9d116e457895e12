"""The rule of the two persons: who may approve a proposal, and why not."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from reversion.models import Version

from countries.models import Ranking
from countries.rights import open_to
from legal.models import Ratification

from .models import Proposal

APPROVE = "publishing.publish_edition"


def why_not(proposal: Proposal, user: Any) -> str:
    """Return why this person may not approve this proposal, in a sentence for them; nothing when they may."""
    if not user.is_active or not user.has_perm(APPROVE):
        return "You do not have the right to approve."
    if not open_to(user).filter(pk=proposal.country_id).exists():
        return "This country is not yours."
    if settings.ONE_PERSON:
        return ""
    if proposal.author_id == user.pk:
        return "You asked for this review, so another person approves it."
    if user.pk in writers(proposal):
        return "You have saved some of what is in it since the last edition, so another person approves it."
    return ""


def writers(proposal: Proposal) -> set[int]:
    """Return who saved a picked record, or the treaty or index that it names, between its base and the asking.

    Not the last of them alone: whoever saves after the writer, without a change or for the order's sake, hides nobody.
    """
    records = {key.partition(":")[2] or str(proposal.country_id) for key in proposal.picked}
    saved = Version.objects.filter(
        object_id__in=records | set(_shared(records)), revision__date_created__lte=proposal.asked_at
    )
    if proposal.base:
        saved = saved.filter(revision__date_created__gt=proposal.base.published_at)
    return {user_id for user_id in saved.values_list("revision__user_id", flat=True) if user_id is not None}


def _shared(records: Iterable[str]) -> Iterable[str]:
    """Yield the ids of treaties and indexes whose names the picked records show."""
    yield from map(str, Ratification.objects.filter(pk__in=records).values_list("treaty_id", flat=True))
    yield from map(str, Ranking.objects.filter(pk__in=records).values_list("index_id", flat=True))
