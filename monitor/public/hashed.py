"""An edition as the very bytes that its hash is taken of, so that anyone can take it again."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from monitor.publishing.models import Edition, Page

from .moved import follows_the_page
from .wire import kept_a_minute
from .withdrawn import page_at


@require_safe
@kept_a_minute
@follows_the_page
def edition_json(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Give the canonical JSON of an edition; SHA-256 of the answer is the edition's, or what its redaction left."""
    page = page_at(slug, Page.objects.for_lists())
    edition = get_object_or_404(Edition.objects.of(page.country_id), number=number)
    return HttpResponse(bytes(edition.content), content_type="application/json")
