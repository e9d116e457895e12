"""The page by which the office takes a country's page from readers, and gives it back."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from countries.models import Country
from monitor.publishing.models import Withdrawal
from monitor.publishing.withdraw import CannotWithdrawError, give_back, withdraw

from .audit import note
from .pages import country_for, office_page

RIGHT = "publishing.withdraw_page"


class WithdrawForm(forms.Form):
    """What readers are told in place of the page."""

    reason = forms.CharField(
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField"}),
        help_text="For readers: it stands at every address of the page until the page is given back.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_view(request: HttpRequest, country_id: Any) -> HttpResponse:
    """Ask why, and withdraw the page; or give it back."""
    country = country_for(request, country_id, RIGHT, to_change=True)
    form = WithdrawForm(request.POST if request.POST.get("deed") == "withdraw" else None)
    if request.POST.get("deed") == "give-back":
        _give_back(request, country)
        return redirect("admin:countries_country_withdraw", country.pk)
    if form.is_valid() and _withdraw(request, country, form):
        return redirect("admin:countries_country_withdraw", country.pk)
    withdrawals = Withdrawal.objects.of(country.pk)
    context = {
        "country": country,
        "form": form,
        "past": withdrawals.ended(),
        "current": withdrawals.in_force().first(),
    }
    title = f"{'Give back' if context['current'] else 'Withdraw'} {country}"
    return office_page(request, "office/withdraw.html", title, context)


@transaction.atomic
def _withdraw(request: HttpRequest, country: Country, form: WithdrawForm) -> bool:
    try:
        done = withdraw(country, form.cleaned_data["reason"], request.user)  # type: ignore[arg-type]
    except CannotWithdrawError as error:
        form.add_error(None, str(error))
        return False
    if done:
        note(request.user, "withdrew", country_id=country.pk)
        messages.success(request, f"{country} is withdrawn: readers see the reason in its place.")
    else:
        messages.warning(request, f"{country} was withdrawn already; nothing has changed.")
    return True


@transaction.atomic
def _give_back(request: HttpRequest, country: Country) -> None:
    if give_back(country, request.user):  # type: ignore[arg-type]
        note(request.user, "gave back", country_id=country.pk)
        messages.success(request, f"{country} is given back: readers see its newest edition.")
    else:
        messages.warning(request, f"{country} was not withdrawn; nothing has changed.")


PAGES = [("withdraw", "withdraw", withdraw_view)]
