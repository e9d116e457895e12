"""Every edition of a page, with its change note and the first of what it changed."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from monitor.publishing.models import Edition, Page, PublishedChange
from monitor.publishing.reworded import aloud

from .changes import named
from .days import DayForm
from .moved import follows_the_page
from .wire import kept_a_minute
from .withdrawn import page_at

_FIRST = 3  # changes of each edition that are told in the list


@require_safe
@kept_a_minute
@follows_the_page
def history(request: HttpRequest, slug: str) -> HttpResponse:
    """List every edition of a page with its change note."""
    page = page_at(slug, Page.objects.for_lists())
    changes = PublishedChange.objects.of(page.country_id)
    of_page = Edition.objects.of(page.country_id).headings().with_redactions()
    editions: Iterable[Any] = of_page.counting(changes).newest_first()
    first: dict[int, list[str]] = {}
    for edition, line in changes.up_to(_FIRST).in_order().values_list("edition", "said"):
        first.setdefault(edition, []).append(named(aloud(line)))
    shown = [{"edition": one, "lines": first.get(one.pk, []), "more": max(0, one.changed - _FIRST)} for one in editions]
    form = DayForm().until(timezone.now().date())
    return render(request, "public/history.html", {"page": page, "editions": shown, "form": form})
