"""Who may look at which country, and who may change what is kept of it.

A right (“may change laws”) comes from a role; the countries that it holds for come from here.  To look and to change
are told apart, so that a researcher of one country who also reviews all of them still edits only the one.
"""

from typing import Any

from django.db.models import QuerySet

from .models import Assignment, Country

EVERY_COUNTRY = "countries.edit_every_country"
SEE_EVERY_COUNTRY = "countries.see_every_country"


def open_to(user: Any) -> QuerySet[Country]:
    """Return the countries that a member of staff may look at."""
    return _narrowed(seen_by(user))


def kept_by(user: Any) -> QuerySet[Country]:
    """Return the countries that a member of staff may change, as far as they have the right to."""
    return _narrowed(changed_by(user))


def may_work_on(user: Any, country_id: Any) -> bool:
    """Say whether a member of staff may change what is kept of one country."""
    return is_among(country_id, changed_by(user))


def seen_by(user: Any) -> frozenset[str] | None:
    """Return the ids of the countries that a member of staff may look at; None is every country."""
    return None if user.has_perm(SEE_EVERY_COUNTRY) else changed_by(user)


def changed_by(user: Any) -> frozenset[str] | None:
    """Return the ids of the countries that a member of staff may change; None is every country."""
    return None if user.has_perm(EVERY_COUNTRY) else _assigned(user)


def is_among(country_id: Any, countries: frozenset[str] | None) -> bool:
    """Say whether an id is one of those that `seen_by` or `changed_by` returned."""
    return countries is None or str(country_id) in countries


def _narrowed(countries: frozenset[str] | None) -> QuerySet[Country]:
    return Country.objects.all() if countries is None else Country.objects.filter(pk__in=countries)


def _assigned(user: Any) -> frozenset[str]:
    """Ask once for each user object, as Django does for permissions."""
    if not hasattr(user, "_assigned_countries"):
        rows = Assignment.objects.filter(user_id=user.pk).values_list("country_id", flat=True)
        user._assigned_countries = frozenset(str(country_id) for country_id in rows)
    found: frozenset[str] = user._assigned_countries
    return found
