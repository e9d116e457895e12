"""Preview links for advisers outside: make one, see what works, revoke it."""

import datetime
import secrets
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from countries.models import Country, Section

from . import audit
from .models import AdviserComment, PreviewLink, Proposal
from .models.preview import hash_of
from .pages import country_for, office_page

SHARE = "desk.share_preview"
DAYS = [(3, "3 days"), (7, "a week"), (14, "two weeks"), (30, "30 days")]


class LinkForm(forms.Form):
    """What a link opens, and for how long."""

    label = forms.CharField(
        label="For whom",
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"class": "vTextField", "autocomplete": "off"}),
        help_text="A word for your colleagues. Leave it empty where a name could harm the adviser.",
    )
    section = forms.ModelChoiceField(
        Section.objects.none(), required=False, empty_label="The whole page", label="Shows"
    )
    days = forms.TypedChoiceField(label="Works for", choices=DAYS, coerce=int, initial=7)
    proposal = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, country: Country, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["section"].queryset = Section.objects.filter(country=country)  # type: ignore[attr-defined]


def links(request: HttpRequest, country_id: Any) -> HttpResponse:
    """List the links of a page; on POST make one, whose address is shown this once."""
    country = country_for(request, country_id, SHARE)
    form = LinkForm(country, request.POST or None, initial={"proposal": request.GET.get("proposal")})
    address = ""
    if request.method == "POST" and form.is_valid():
        token = _make(request, country, form)
        address = request.build_absolute_uri(reverse("preview:shared", args=[token]))
        form = LinkForm(country)
    context = {"country": country, "form": form, "address": address, **_made(country)}
    return office_page(request, "office/links.html", f"{country}: outside advisers", context)


def _made(country: Country) -> dict[str, Any]:
    """Return the links of a page, those that work and the last that do no more, and what was said by them."""
    made = PreviewLink.objects.of(country.pk).select_related("made_by")
    said = AdviserComment.objects.filter(link__in=made).select_related("link")
    ended = made.exclude(pk__in=made.working())
    return {"working": made.working(), "ended": ended[:20], "comments": said.order_by("-pk")[:50]}


def _make(request: HttpRequest, country: Country, form: LinkForm) -> str:
    token = secrets.token_urlsafe(32)
    said = form.cleaned_data
    proposal = get_object_or_404(Proposal.objects.of(country.pk), pk=said["proposal"]) if said["proposal"] else None
    PreviewLink.objects.create(
        country_id=country.pk,
        section_id=said["section"].pk if said["section"] else None,
        proposal=proposal,
        label=said["label"],
        token_sha256=hash_of(token),
        made_by=request.user,  # type: ignore[misc]
        expires_at=timezone.now() + datetime.timedelta(days=said["days"]),
    )
    audit.note(request.user, "shared a preview", country_id=country.pk, about=country.name)
    return token


class RevokeForm(forms.Form):
    link = forms.ModelChoiceField(PreviewLink.objects.none())


@require_POST
def revoke(request: HttpRequest, country_id: Any) -> HttpResponse:
    """Make a link open nothing from now on."""
    country = country_for(request, country_id, SHARE)
    form = RevokeForm(request.POST)
    form.fields["link"].queryset = PreviewLink.objects.of(country.pk)  # type: ignore[attr-defined]
    if form.is_valid():
        link = form.cleaned_data["link"]
        PreviewLink.objects.filter(pk=link.pk, revoked_at__isnull=True).update(revoked_at=timezone.now())
        audit.note(request.user, "revoked a preview", country_id=country.pk, about=country.name)
        messages.success(request, "The link opens nothing any more.")
    return redirect("admin:countries_country_links", country.pk)


PAGES = [("links", "links", links), ("links/revoke", "revoke_link", revoke)]
