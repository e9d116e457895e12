"""Take a page from readers, and give it back; its address says why meanwhile."""

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from countries.models import Country

from .models import Withdrawal
from .publish import lock, newest_of
from .register import show

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class CannotWithdrawError(ValueError):
    """Why the page cannot be withdrawn, in words for the office."""


@transaction.atomic
def withdraw(country: Country, reason: str, by: "User | None") -> bool:
    """Take a country's page from readers, who are told `reason`; return False when it was withdrawn already."""
    country = lock(country.pk)
    newest = newest_of(country)
    if newest is None:
        raise CannotWithdrawError(f"Readers see nothing of {country} yet.")
    if not reason.strip():
        raise CannotWithdrawError("Tell readers why the page is not shown.")
    if Withdrawal.objects.in_force().of(country.pk).exists():
        return False
    Withdrawal.objects.create(
        country_id=country.pk, reason=reason.strip(), withdrawn_on=timezone.now().date(), withdrawn_by=by
    )
    show(newest)
    return True


@transaction.atomic
def give_back(country: Country, by: "User | None") -> bool:
    """Show readers the newest edition of a withdrawn page again; return False when it was not withdrawn."""
    country = lock(country.pk)
    newest = newest_of(country)
    ended = Withdrawal.objects.in_force().of(country.pk).update(ended_on=timezone.now().date(), ended_by=by)
    if newest is None or not ended:
        return False
    show(newest)
    return True
