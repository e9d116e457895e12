"""Two to five countries side by side, at an address that can be sent."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from ..wire import kept_a_minute
from .asked import CHOICES, MOST, Asked
from .facts import compare as facts_of


@require_safe
@kept_a_minute
def compare(request: HttpRequest) -> HttpResponse:
    """Show the countries beside one another, or let them be chosen; what cannot be read is a 400 or 404."""
    asked = Asked(request.GET)
    if asked.moved_to:
        return redirect(asked.moved_to)
    pages = asked.chosen
    context = {"asked": asked, "pages": pages, "topics": CHOICES, "most": MOST}
    if asked.valid and len(pages) > 1:
        context["shown"] = facts_of(pages, asked.topic)
        return render(request, "public/compare/compare.html", context)
    return render(request, "public/compare/choose.html", context, status=asked.status)
