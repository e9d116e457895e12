"""“Checked, still right”, at one click: for a record, or for a whole list of a page."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from countries.models import Country
from monitor.errors import UnreadableRequest
from monitor.publishing.changes import changes_between, title_of
from monitor.publishing.checked import confirm
from monitor.publishing.document import KINDS, records
from monitor.publishing.models import Edition
from monitor.publishing.rows import document_of

from . import audit
from .pages import country_for

RIGHT = "publishing.add_recordcheck"
MOST_NAMED = 3


class Ids(forms.UUIDField):
    """Any number of ids."""

    widget = forms.MultipleHiddenInput

    def clean(self, value: Any) -> list[Any]:
        return [super(Ids, self).clean(one) for one in value or []]


class CheckedForm(forms.Form):
    """What was clicked: records by their ids, or a whole list of the page by its kind."""

    country = forms.UUIDField()
    record = Ids(required=False)
    kind = forms.ChoiceField(choices=[(kind, kind) for kind in KINDS], required=False)
    next = forms.CharField(required=False)


@require_POST
def checked(request: HttpRequest) -> HttpResponse:
    """Keep that what readers see was found still right today; what has unpublished changes is refused."""
    form = CheckedForm(request.POST)
    if not form.is_valid():
        raise UnreadableRequest("That button was not understood; open the record and press it there.")
    country = country_for(request, form.cleaned_data["country"], RIGHT, to_change=True)
    asked = {str(one) for one in form.cleaned_data["record"]}
    _confirm(request, country, asked, form.cleaned_data["kind"])
    return redirect(_back(request, form.cleaned_data["next"]))


def _confirm(request: HttpRequest, country: Country, asked: set[str], whole: str) -> None:
    """Confirm what can be, and say what became of it."""
    with transaction.atomic():
        edition = Edition.objects.current().of(country.pk).first()
        seen = list(records(edition.document)) if edition else []
        titles = {one["id"]: title_of(one) for kind, one in seen if one["id"] in asked or kind == whole}
        if edition is None or not titles:
            messages.error(request, "Readers do not see it yet, so there is nothing to confirm: publish it first.")
            return
        changes = changes_between(edition.document, document_of(country))
        differing = {change.record_id for change in changes if change.what != "moved"}
        right = confirm(country.pk, titles.keys() - differing, request.user)  # type: ignore[arg-type]
        if right:
            named = titles[right[0]] if len(right) == 1 else f"{len(right)} records"
            audit.note(request.user, "checked", country_id=country.pk, about=named)
            messages.success(request, f"{country}, {named}: checked today. Readers see the date.")
    _say_what_was_refused(request, [titles[one] for one in titles if one in differing])


def _say_what_was_refused(request: HttpRequest, refused: list[str]) -> None:
    if not refused:
        return
    more = f" and {len(refused) - MOST_NAMED} more" if len(refused) > MOST_NAMED else ""
    has = "It has" if len(refused) == 1 else "They have"
    which = "it" if len(refused) == 1 else "them"
    named = ", ".join(f"“{title}”" for title in refused[:MOST_NAMED])
    messages.error(
        request, f"Not confirmed: {named}{more}. {has} unpublished changes: publish {which} first, or discard {which}."
    )


def _back(request: HttpRequest, asked: str) -> str:
    """Return where the button was, if that is a page of this site."""
    local = asked.startswith("/") and url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
    return asked if local else "admin:index"
