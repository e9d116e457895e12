"""The rule of the two persons: who may approve a proposal, and why not."""

from typing import Any

from django.conf import settings
from reversion.models import Version

from countries.rights import open_to

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
    if user.pk in last_savers(proposal):
        return "You were the last to save some of these records, so another person approves them."
    return ""


def last_savers(proposal: Proposal) -> set[int]:
    """Return who last saved each picked record before review was asked."""
    ids = {key.partition(":")[2] or str(proposal.country_id) for key in proposal.picked if not key.startswith("moved")}
    saved = Version.objects.filter(object_id__in=ids, revision__date_created__lte=proposal.asked_at)
    newest: dict[str, int | None] = dict(
        saved.order_by("revision__date_created", "pk").values_list("object_id", "revision__user_id")
    )
    return {user_id for user_id in newest.values() if user_id is not None}
