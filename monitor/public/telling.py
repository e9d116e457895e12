"""The ways from what a reader reads to the form for tips, with the country, edition and passage filled in."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from monitor.publishing.models import Page
from monitor.publishing.prepared import LISTED_AT

from .asked import edition_asked
from .changes import nothing_here
from .moved import follows_the_page
from .places import edition_of, passage_at
from .withdrawn import page_at


@require_safe
@cache_control(no_store=True)
def contact(request: HttpRequest) -> HttpResponse:
    """Lead who looks for an address to the form."""
    return HttpResponseRedirect(reverse("tips:tell"))


@require_safe
@cache_control(no_store=True)
@follows_the_page
def place(request: HttpRequest, slug: str, place: str) -> HttpResponse:
    """Lead from a passage or a list of today's page, or of `?edition=`, to the form."""
    page = page_at(slug, Page.objects.whole())
    edition = edition_of(page, edition_asked(request))
    passage = passage_at(edition, place)
    about = {"country": page.slug, "edition": edition.number, **({"passage": passage} if passage else {})}
    address = f"{reverse('tips:tell')}?{urlencode(about)}"
    if passage or place in LISTED_AT.values():
        return HttpResponseRedirect(address)
    return nothing_here(request, page, "There is no such place on the page", "It may be of another edition.",
                        ways=[(address, "Tell us about the page all the same")])  # fmt: skip
