"""The pages around the records: what the site is, how it is made, what it keeps of readers, and who may use it."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from .wire import for_slow_lines

PAGES = ("about", "methodology", "privacy", "accessibility", "licence")


@require_safe
@for_slow_lines
def around(request: HttpRequest, name: str) -> HttpResponse:
    """Show one of the pages; what they say of the office depends on how it is set up."""
    context = {
        "one_person": settings.ONE_PERSON,
        "onion": settings.ONION_HOST,
        "on_onion": settings.ONION,
        "days": settings.TIP_DAYS,
    }
    return render(request, f"public/around/{name}.html", context)
