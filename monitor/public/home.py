"""The front page: what this is, the map, what changed, what is awaited, and every country."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from monitor.publishing.models import Edition, Page, PublishedRecord

from .map import world_map
from .wire import kept_a_minute

NAMED_BY = ("slug", "name", "iso2", "kind", "region", "state", "sample")
CHANGES = 8
AWAITED = 5
BODIES, ELSEWHERE = "International bodies", "Other"
_LAST = [ELSEWHERE, BODIES]


@require_safe
@kept_a_minute
def home(request: HttpRequest) -> HttpResponse:
    """Show the front page."""
    pages = list(Page.objects.by_name().shown().only(*NAMED_BY))
    today = timezone.now().date()
    context = {
        "map": world_map(pages),
        "regions": by_region(pages),
        "changes": latest_changes(pages),
        "coming": PublishedRecord.objects.awaited_from(today)[:AWAITED],
        "overdue": PublishedRecord.objects.awaited_before(today)[:AWAITED],
        "has_archived": any(page.state == "archived" for page in pages),
        "number": len(pages),
    }
    return render(request, "public/home.html", context)


def by_region(pages: Sequence[Page]) -> list[tuple[str, list[Page]]]:
    """Return the pages by region, by name; bodies, which have none, come last."""

    def last(page: Page) -> tuple[int, str]:
        return (_LAST.index(region_of(page)) + 1 if region_of(page) in _LAST else 0, region_of(page))

    return [(region, list(members)) for (_, region), members in groupby(sorted(pages, key=last), last)]


def region_of(page: Page) -> str:
    return BODIES if page.kind == "body" else page.region or ELSEWHERE


def latest_changes(pages: Sequence[Page]) -> list[dict[str, Any]]:
    """Return the latest substantive editions, each with its page."""
    known = {page.country_id: page for page in pages}
    editions = Edition.objects.of_shown_pages().substantive().latest_first().headings()[:CHANGES]
    return [{"page": known[one.country_id], "edition": one} for one in editions if one.country_id in known]
