"""The page as it would be, from the readers' own template, for the office."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from countries.models import Country
from monitor.errors import UnreadableRequest
from monitor.publishing.changes import without_records
from monitor.publishing.document import Document
from monitor.publishing.models import Edition
from monitor.publishing.prepared import Prepared, place_of, prepare, rendered
from monitor.publishing.publish import newest_of

from .look import look_at
from .marking import marked
from .models import Proposal
from .pages import country_for
from .review import frozen


class PreviewForm(forms.Form):
    """What a preview may be asked: the changes marked, the page as a proposal has it, a record to go to."""

    changes = forms.BooleanField(required=False)
    proposal = forms.UUIDField(required=False)
    to = forms.UUIDField(required=False)

    def proposal_of(self, country: Country) -> Proposal | None:
        """Return the proposal that was asked for; raise Http404 when it is none of this country."""
        asked = self.cleaned_data["proposal"]
        return get_object_or_404(Proposal.objects.of(country.pk), pk=asked) if asked else None


def preview(request: HttpRequest, country_id: Any) -> HttpResponse:
    """Show the page as its rows, or a proposal, would have it; `?to=` leads to the place of a record."""
    country = country_for(request, country_id, "countries.view_country")
    form = PreviewForm(request.GET)
    if not form.is_valid():
        raise UnreadableRequest("A preview is asked for with ?changes=1, ?proposal= or ?to= and nothing else.")
    proposal = form.proposal_of(country)
    document, current = page_of(country, proposal)
    marks, record = form.cleaned_data["changes"], form.cleaned_data["to"]
    if record:
        asked = {"proposal": proposal.pk} if proposal else {}
        query = urlencode({**asked, "changes": "1"} if marks else asked)
        address = reverse("admin:countries_country_preview", args=[country.pk])
        return redirect(f"{address}?{query}#{place_of(document, record)}")
    context = {"shown": shown(document, current, with_changes=marks), "country": country, "proposal": proposal}
    return private(render(request, "office/preview.html", {**context, "with_changes": marks, "open": True}))


def page_of(country: Country, proposal: Proposal | None) -> tuple[Document, Edition | None]:
    """Return the page as it would be, and the edition that readers see now."""
    if proposal:
        over = newest_of(country) if proposal.is_open else proposal.base
        return frozen(proposal, over), over
    look = look_at(country)
    return look.after, look.current


def shown(document: Document, current: Edition | None, *, with_changes: bool) -> Prepared:
    """Return a page as the readers' template shows it; its stamp is the day it would get."""
    document = {**document, "last_updated": timezone.now().date().isoformat()}
    page = rendered(prepare(document))
    if not with_changes:
        return page
    before = current.document if current else without_records(document)
    return marked(rendered(prepare({**before, "last_updated": document["last_updated"]})), page)


def private(response: HttpResponse) -> HttpResponse:
    """Keep a preview out of caches and search engines."""
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


PAGES = [("preview", "preview", preview)]
