"""Who may work on which country."""

from typing import Any

from django.db.models import QuerySet

from .models import Country

EVERY_COUNTRY = "countries.edit_every_country"


def open_to(user: Any) -> QuerySet[Country]:
    """Return the countries that a member of staff may work on."""
    if user.has_perm(EVERY_COUNTRY):
        return Country.objects.all()
    return Country.objects.filter(assignments__user=user)


def may_work_on(user: Any, country_id: Any) -> bool:
    """Say whether a member of staff may work on one country."""
    return bool(user.has_perm(EVERY_COUNTRY) or open_to(user).filter(pk=country_id).exists())
