"""The stream as pages: what changed, and how to follow it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from monitor.public.registers.paging import page_of
from monitor.public.wire import kept_a_minute
from monitor.publishing.labels import TOPICS

from .asked import UpdatesForm
from .stream import LATEST_FIRST, Following, entries, pages_by_country

LINES = 5


@require_safe
@kept_a_minute
def updates(request: HttpRequest) -> HttpResponse:
    """Show what changed on every page, newest first; a choice that is not offered is a 400 that says so."""
    pages = pages_by_country()
    asked = UpdatesForm(request.GET, list(pages.values()))
    chosen = asked.chosen
    following = Following(
        page=next((page for page in pages.values() if page.slug == chosen.get("country")), None),
        topic=chosen.get("topic", ""),
        substantive="changes" in chosen,
    )
    leaf = page_of(following.editions(LINES), request, by=LATEST_FIRST, kept=chosen)
    context = {"form": asked, "leaf": leaf, "entries": entries(leaf.rows, pages), "feed": _feed_of(chosen)}
    return render(request, "public/updates/updates.html", context, status=200 if asked.is_valid() else 400)


@require_safe
@kept_a_minute
def feeds(request: HttpRequest) -> HttpResponse:
    """List the feeds, and say what one is."""
    context = {"pages": pages_by_country().values(), "topics": TOPICS}
    return render(request, "public/updates/feeds.html", context)


def _feed_of(chosen: dict[str, str]) -> str:
    """Return the address of the feed that follows what was chosen."""
    match chosen:
        case {"country": slug, "topic": topic}:
            address = reverse("public:country_topic_feed", args=[slug, topic])
        case {"country": slug}:
            address = reverse("public:country_feed", args=[slug])
        case {"topic": topic}:
            address = reverse("public:topic_feed", args=[topic])
        case _:
            address = reverse("public:feed")
    return f"{address}?changes=substantive" if "changes" in chosen else address
