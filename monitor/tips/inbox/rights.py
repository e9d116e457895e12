"""Who may read which tips: a right of its own, for the countries that a person may look at."""

from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest

from countries.models import Assignment
from countries.rights import EVERY_COUNTRY, SEE_EVERY_COUNTRY, seen_by
from monitor.desk.roles import READ_TIPS

from ..models import Tip
from ..models.tip import TipQuerySet


def may_read(user: Any) -> bool:
    return bool(user.has_perm(READ_TIPS))


def tips_for(user: Any) -> TipQuerySet:
    """Return the tips that a member of staff may read, their words left in the database."""
    return Tip.objects.in_countries(seen_by(user)).without_words() if may_read(user) else Tip.objects.none()


def tip_for(request: HttpRequest, tip_id: Any) -> Tip:
    """Return a tip to who may read it; raise PermissionDenied, or Http404 if it is of a country not theirs."""
    if not may_read(request.user):
        raise PermissionDenied
    tips = tips_for(request.user).select_related("assigned_to", "merged_into", "used_in")
    tip = tips.defer("sealed", "merged_into__sealed", "used_in__content").filter(pk=tip_id).first()
    if tip is None:
        raise Http404
    return tip


def readers_of(country_id: Any) -> "QuerySet[Any]":
    """Return the staff who may read tips about this country (None: about no country of ours); one query."""
    people: Any = get_user_model()._default_manager
    everywhere = Q(pk__in=people.with_perm(SEE_EVERY_COUNTRY).values("pk")) | Q(
        pk__in=people.with_perm(EVERY_COUNTRY).values("pk")
    )
    assigned = Q(pk__in=Assignment.objects.filter(country_id=country_id).values("user_id"))
    rows: QuerySet[Any] = people.with_perm(READ_TIPS).filter(everywhere | assigned, is_staff=True)
    return rows.order_by("username")
