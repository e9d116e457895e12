"""What became of a cited passage, how it is cited, and the way from a place on the page to its lasting address."""

import uuid
from collections.abc import Callable
from functools import wraps
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from monitor.publishing.models import Edition, Page

from ..asked import edition_asked
from ..changes import nothing_here
from ..moved import follows_the_page
from ..places import edition_of, passage_at
from ..wire import kept_a_minute
from ..withdrawn import PageIsWithdrawn, gone, page_at
from .citation import MEDIA, Citation
from .found import Found, NotInThatEditionError, contents

View = Callable[..., HttpResponse]


def says_what_became(view: View) -> View:
    """Answer for passages of withdrawn pages, of other editions, and for those that never were."""

    @wraps(view)
    def answering(request: HttpRequest, passage: uuid.UUID, *args: object, **kwargs: object) -> HttpResponse:
        try:
            return view(request, passage, *args, **kwargs)
        except PageIsWithdrawn as withdrawn:
            return gone(request, withdrawn.page)
        except NotInThatEditionError as elsewhere:
            title = f"This passage is not in edition {elsewhere.number}"
            return nothing_here(request, elsewhere.page, title, "It stands in other editions of the page.",
                                ways=[(reverse("public:cite", args=[passage]), "What became of it")])  # fmt: skip
        except Http404:
            return render(request, "public/cite/unknown.html", status=404)

    return answering


@require_safe
@kept_a_minute
@says_what_became
def passage(request: HttpRequest, passage: uuid.UUID) -> HttpResponse:
    """Say what became of a passage, today's or `?edition=`; and how to cite it."""
    found = Found(passage, edition_asked(request))
    context = {"found": found, "page": found.page, "citation": citation_of(request, found)}
    return render(request, "public/cite/passage.html", context)


@require_safe
@kept_a_minute
@says_what_became
def passage_file(request: HttpRequest, passage: uuid.UUID, form: str) -> HttpResponse:
    """Give the citation of a passage as a file, or what became of it as data."""
    if form not in {*MEDIA, "json"}:
        raise Http404
    found = Found(passage, edition_asked(request))
    if form == "json":
        return JsonResponse(_facts(request, found), json_dumps_params={"ensure_ascii": False})
    return _file(citation_of(request, found), form)


@require_safe
@kept_a_minute
@follows_the_page
def edition(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Say how an edition is cited."""
    page = page_at(slug, Page.objects.for_lists())
    edition = get_object_or_404(Edition.objects.of(page.country_id), number=number)
    context = {"page": page, "edition": edition, "citation": citation_of_edition(request, slug, edition)}
    return render(request, "public/cite/edition.html", context)


@require_safe
@kept_a_minute
@follows_the_page
def edition_file(request: HttpRequest, slug: str, number: int, form: str) -> HttpResponse:
    """Give the citation of an edition as a file."""
    page = page_at(slug, Page.objects.for_lists())
    edition = get_object_or_404(Edition.objects.of(page.country_id), number=number)
    if form not in MEDIA:
        raise Http404
    return _file(citation_of_edition(request, slug, edition), form)


@require_safe
@follows_the_page
def place(request: HttpRequest, slug: str, place: str) -> HttpResponse:
    """Lead from a fragment of today's page, or of `?edition=`, to the lasting address of the passage there."""
    page = page_at(slug, Page.objects.whole())
    number = edition_asked(request)
    passage = passage_at(edition_of(page, number), place)
    if not passage:
        return nothing_here(request, page, "There is no such place on the page", "It may be of another edition.")
    address = reverse("public:cite", args=[passage])
    return HttpResponseRedirect(f"{address}?{urlencode({'edition': number})}" if number else address)


def citation_of(request: HttpRequest, found: Found) -> Citation:
    address = f"{reverse('public:cite', args=[found.id])}?{urlencode({'edition': found.edition.number})}"
    url = request.build_absolute_uri(address)
    return Citation.of(found.edition, found.document, url, part=found.cited.name, passage=str(found.id))


def citation_of_edition(request: HttpRequest, slug: str, edition: Edition) -> Citation:
    address = reverse("public:edition", args=[slug, edition.number])
    return Citation.of(edition, contents(edition), request.build_absolute_uri(address))


def _file(citation: Citation, form: str) -> HttpResponse:
    response = HttpResponse(citation.written(form), content_type=MEDIA[form])
    response.headers["Content-Disposition"] = f'attachment; filename="{citation.name}.{form}"'
    return response


def _facts(request: HttpRequest, found: Found) -> dict[str, object]:
    return {
        "id": str(found.id),
        "country": found.page.slug,
        "kind": found.cited.kind,
        "name": found.cited.name,
        "became": found.became,
        "edition": found.edition.number,
        "dated": found.edition.dated.isoformat(),
        "sha256": found.edition.sha256,
        "text": found.cited.text,
        "text_now": found.now.text if found.now else None,
        "address": request.build_absolute_uri(found.where),
        "citation": citation_of(request, found).txt.strip(),
        "history": [
            {"edition": step.edition.number, "dated": step.edition.dated.isoformat(), "what": step.what,
             "text": step.text, "change_note": step.edition.change_note}
            for step in found.steps
        ],
    }  # fmt: skip
