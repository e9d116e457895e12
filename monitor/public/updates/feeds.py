"""The feeds: everything, a page, a topic, a topic on a page, one initiative."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from monitor.public.moved import follows_the_page
from monitor.public.wire import kept_a_minute, known_by_its_words
from monitor.public.withdrawn import PageIsWithdrawn, gone, page_at
from monitor.publishing.labels import TOPICS
from monitor.publishing.models import Page, PublishedChange, PublishedRecord

from .asked import asks_for_substantive
from .atom import Followed, StreamFeed
from .stream import Following


@require_safe
@kept_a_minute
def everything(request: HttpRequest) -> HttpResponse:
    """Follow every page."""
    following = Following(substantive=asks_for_substantive(request))
    says = "What changed on every page, newest first, with the change in words."
    return _answer(request, Followed(following, "all countries", says, reverse("public:updates")))


@require_safe
@kept_a_minute
def topic(request: HttpRequest, topic: str) -> HttpResponse:
    """Follow what is said on a topic, in all countries."""
    following = Following(topic=topic, substantive=asks_for_substantive(request))
    says = f"What changed on the topic “{TOPICS[topic]}” on every page, newest first, with the change in words."
    link = f"{reverse('public:updates')}?{urlencode({'topic': topic})}"
    return _answer(request, Followed(following, TOPICS[topic], says, link))


@require_safe
@kept_a_minute
@follows_the_page
def country(request: HttpRequest, slug: str) -> HttpResponse:
    """Follow a page."""
    page = page_at(slug, Page.objects.without_texts())
    following = Following(page=page, substantive=asks_for_substantive(request))
    says = f"What changed on the page of {page.name}, newest first, with the change in words."
    return _answer(request, Followed(following, page.name, says, page.get_absolute_url()))


@require_safe
@kept_a_minute
@follows_the_page
def country_topic(request: HttpRequest, slug: str, topic: str) -> HttpResponse:
    """Follow what a page says on a topic."""
    page = page_at(slug, Page.objects.without_texts())
    following = Following(page=page, topic=topic, substantive=asks_for_substantive(request))
    says = f"What changed on the topic “{TOPICS[topic]}” on the page of {page.name}, with the change in words."
    link = f"{reverse('public:updates')}?{urlencode({'country': page.slug, 'topic': topic})}"
    return _answer(request, Followed(following, f"{page.name}, {TOPICS[topic]}", says, link))


@require_safe
@kept_a_minute
def initiative(request: HttpRequest, record_id: UUID) -> HttpResponse:
    """Follow one initiative, also after it left the page."""
    following = Following(record_id=record_id, substantive=asks_for_substantive(request))
    try:
        name, says = _told(record_id)
    except PageIsWithdrawn as withdrawn:
        return gone(request, withdrawn.page)
    return _answer(request, Followed(following, name, says, f"/initiatives/{record_id}/"))


def _told(record_id: UUID) -> tuple[str, str]:
    """Return the name of an initiative and what its feed says of itself; raise Http404 or PageIsWithdrawn."""
    if record := PublishedRecord.objects.of_kind("initiatives").of_record(record_id).first():
        says = "What changed about this initiative, newest first, with the change in words."
        return f"{record.country_name}: {record.title}", says
    change = PublishedChange.objects.of_kind("initiatives").of_record(record_id).newest_first().first()
    page = Page.objects.without_texts().of(change.country_id).first() if change else None
    if not change or not page:
        raise Http404
    if page.withdrawn_on:
        raise PageIsWithdrawn(page)
    return f"{page.name}: {change.title}", "This initiative is on the page no more; its last change says when it left."


def _answer(request: HttpRequest, followed: Followed) -> HttpResponse:
    return known_by_its_words(StreamFeed()(request, followed=followed))
