"""Putting the records of one list of a page in order: by drag, by keyboard, or without scripts a step at a time."""

from typing import Any

import reversion
from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from countries.models import Country
from monitor.errors import UnreadableRequest
from monitor.importing.write import MODELS
from monitor.publishing.publish import lock

from .discard import put_in_order
from .pages import country_for


class OrderForm(forms.Form):
    """A list and its ids in the new order; or one id to move up or down."""

    kind = forms.ChoiceField(choices=[(kind, kind) for kind in MODELS])
    order = forms.CharField(required=False, max_length=100_000)
    up = forms.UUIDField(required=False)
    down = forms.UUIDField(required=False)


@require_POST
def order(request: HttpRequest, country_id: Any) -> HttpResponse:
    """Number the records of a list anew, in one revision; refused when the list is not the one that was looked at."""
    country = country_for(request, country_id, "countries.view_country", to_change=True)
    form = OrderForm(request.POST)
    if not form.is_valid():
        raise UnreadableRequest("That order was not understood; reload the page and try again.")
    meta = MODELS[form.cleaned_data["kind"]]._meta
    if not request.user.has_perm(f"{meta.app_label}.change_{meta.model_name}"):
        raise PermissionDenied
    if not _put(request, country, form.cleaned_data):
        messages.error(request, "Somebody has added or removed a record since; look at the list again.")
    return redirect(f"{reverse('admin:countries_country_change', args=[country.pk])}#list-{form.cleaned_data['kind']}")


@transaction.atomic
def _put(request: HttpRequest, country: Country, asked: dict[str, Any]) -> bool:
    kind = asked["kind"]
    lock(country.pk)
    rows: Any = MODELS[kind]._default_manager
    now = [str(pk) for pk in rows.filter(country=country).values_list("pk", flat=True)]
    wanted = [one for one in asked["order"].split(",") if one] or _stepped(now, asked["up"], asked["down"])
    if sorted(wanted) != sorted(now):
        return False
    with reversion.create_revision():
        reversion.set_user(request.user)
        reversion.set_comment("Put in another order")
        put_in_order(kind, wanted)
    return True


def _stepped(ids: list[str], up: Any, down: Any) -> list[str]:
    """Return the ids with one of them a place further up or down."""
    one, step = (str(up), -1) if up else (str(down), 1)
    if one not in ids:
        return []
    at = ids.index(one)
    to = min(max(at + step, 0), len(ids) - 1)
    ids.insert(to, ids.pop(at))
    return ids


PAGES = [("order", "order", order)]
