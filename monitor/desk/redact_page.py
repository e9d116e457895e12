"""The page by which the office takes words out of everything: look first, then type them again."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.crypto import constant_time_compare, salted_hmac
from django.views.decorators.http import require_http_methods

from countries.models import Country
from monitor.publishing.models import Redaction
from monitor.publishing.models.redaction import RedactionReason
from monitor.publishing.passage import CannotRedactError
from monitor.publishing.redact import Found, Order
from monitor.sessions import forget

from .audit import note
from .pages import country_for, office_page
from .redacting import has_words, redact_everywhere

RIGHT = "publishing.redact_passage"


class RedactForm(forms.Form):
    """The words that must go; `looked` is the seal of the words that were looked for."""

    words = forms.CharField(
        max_length=2000,
        widget=forms.Textarea(
            attrs={"rows": 2, "class": "vLargeTextField", "autocomplete": "off", "spellcheck": "false"}
        ),
        help_text="As the page has them: a name, a sentence. Marks of bold and links within them do not matter.",
    )
    any_case = forms.BooleanField(label="Also in other capitals", required=False)
    reason = forms.ChoiceField(choices=RedactionReason, help_text="Readers are told the kind of reason.")
    looked = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_words(self) -> str:
        return " ".join(str(self.cleaned_data["words"]).split())


@require_http_methods(["GET", "HEAD", "POST"])
def redact_view(request: HttpRequest, country_id: Any) -> HttpResponse:
    """Show where words stand; when they are typed again, take them out."""
    country = country_for(request, country_id, RIGHT, to_change=True)
    form = RedactForm(request.POST or None, initial={"reason": RedactionReason.SAFETY})
    found = _asked(request, country, form) if form.is_valid() else None
    if found and form.cleaned_data["looked"]:
        return redirect("admin:countries_country_redact", country.pk)
    context = {
        "country": country,
        "form": form if not found else _again(country, form),
        "found": found,
        "past": Redaction.objects.filter(edition__country_id=country.pk).select_related("edition").order_by("-pk")[:50],
    }
    return office_page(request, "office/redact.html", f"Take words out of {country}", context)


def _asked(request: HttpRequest, country: Country, form: RedactForm) -> Found | None:
    """Look for the words, or take them out when they were looked for before; None with an error on the form."""
    typed, looked = form.cleaned_data, form.cleaned_data["looked"]
    if looked and not constant_time_compare(looked, _seal(country, form)):
        form.add_error("words", "These are not the words that you looked for. Look for them first.")
        form.data = {**form.data.dict(), "looked": ""}  # type: ignore[attr-defined]
        return None
    order = Order(typed["words"], typed["reason"], typed["any_case"], by=request.user, dry=not looked)  # type: ignore[arg-type]
    try:
        return _taken(request, country, order)
    except CannotRedactError as error:
        form.add_error("words", str(error))
        form.data = {**form.data.dict(), "looked": ""}  # type: ignore[attr-defined]
        return None


@transaction.atomic
def _taken(request: HttpRequest, country: Country, order: Order) -> Found:
    found = redact_everywhere(country, order)
    if not order.dry:
        # This request has read its own session before, and may save it later.
        forget(request.session, has_words(order.words, any_case=order.any_case))
        places = sum(found.places.values())
        editions = ", ".join(map(str, found.editions)) or "none"
        note(request.user, "redacted", country_id=country.pk, about=f"{places} places; editions: {editions}")
        messages.success(request, f"The words are taken out of {places} places of {country}.")
    return found


def _again(country: Country, form: RedactForm) -> RedactForm:
    """Return the form that asks for the same words once more."""
    kept = {name: form.cleaned_data[name] for name in ("any_case", "reason")}
    return RedactForm(initial={**kept, "looked": _seal(country, form)})


def _seal(country: Country, form: RedactForm) -> str:
    """Return a seal that says nothing of the words, by which they are known when they are typed again."""
    asked = f"{country.pk} {form.cleaned_data['any_case']} {form.cleaned_data['words']}"
    return salted_hmac("monitor.desk.redact", asked, algorithm="sha256").hexdigest()


PAGES = [("redact", "redact", redact_view)]
