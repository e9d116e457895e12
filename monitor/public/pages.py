"""A country's page, and its earlier editions."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from monitor.publishing.corrections import shown_on
from monitor.publishing.document import with_checks
from monitor.publishing.models import Edition, Page, RecordCheck

from .as_it_stood import shown_of
from .asked import asks_for_all_open
from .moved import follows_the_page
from .wire import for_slow_lines
from .withdrawn import page_at


@require_safe
@for_slow_lines
@follows_the_page
def country_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the current edition of a country's page."""
    page = page_at(slug, Page.objects.with_edition())
    context = {
        "page": page,
        "edition": page.edition,
        "shown": page.prepared,
        "corrections": shown_on(timezone.now().date(), page.prepared),
        "open": asks_for_all_open(request),
    }
    return render(request, "public/country_page.html", context)


@require_safe
@for_slow_lines
@follows_the_page
def edition(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Show an edition as it stood; its address and words never change."""
    page = page_at(slug, Page.objects.for_lists())
    edition = get_object_or_404(Edition.objects.of(page.country_id).with_redactions(), number=number)
    context = {
        "page": page,
        "edition": edition,
        "shown": shown_of(edition, slug),
        "open": asks_for_all_open(request),
        "as_it_stood": True,
    }
    return render(request, "public/country_page.html", context)


@require_safe
@for_slow_lines
@follows_the_page
def country_json(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the current edition as a Document, with the days on which its records were last checked."""
    page = page_at(slug, Page.objects.select_related("edition").defer("prepared"))
    document = with_checks(page.edition.document, RecordCheck.objects.of(page.country_id).newest())
    return JsonResponse(document, json_dumps_params={"ensure_ascii": False})
