"""Pages that are taken from readers: every address of theirs answers 410 with the reason."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render

from monitor.publishing.models import Page


class PageIsWithdrawn(Exception):  # noqa: N818  # an answer, not a fault, as Http404
    """Raised with the page whose reason is to be shown in its place."""

    def __init__(self, page: Page) -> None:
        super().__init__(page.slug)
        self.page = page


def page_at(slug: str, pages: QuerySet[Page]) -> Page:
    """Return the page at an address; raise Http404, or PageIsWithdrawn (moved.py answers both)."""
    page = get_object_or_404(pages, slug=slug)
    if page.withdrawn_on:
        raise PageIsWithdrawn(page)
    return page


def gone(request: HttpRequest, page: Page) -> HttpResponse:
    """Say since when and why the page is not shown, as JSON where JSON was asked."""
    if request.path.endswith(".json"):
        facts = {"status": 410, "withdrawn_on": page.withdrawn_on, "reason": page.withdrawn_reason}
        return JsonResponse(facts, status=410, json_dumps_params={"ensure_ascii": False})
    return render(request, "public/withdrawn.html", {"page": page}, status=410)
