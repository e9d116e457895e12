"""The sitemap: what search engines may list, and since when each page says what it says."""

import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps import views as sitemaps
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from monitor.publishing.instruments import BY_SLUG
from monitor.publishing.models import Edition, Page, PublishedRecord

from .wire import kept_a_minute, known_by_its_words

if TYPE_CHECKING:
    _Sitemap = Sitemap[Any]
else:
    _Sitemap = Sitemap

Row = tuple[Any, ...]
_WORDS = ("about", "methodology", "privacy", "accessibility", "licence", "feeds")
_LISTS = ("home", "countries", "laws", "initiatives", "news", "treaties", "treaty_countries", "updates")


class _Words(_Sitemap):
    """What the site says of itself; nothing keeps when that last changed, so nothing is said of it."""

    def items(self) -> list[str]:
        return _addresses(_WORDS)

    def location(self, item: str) -> str:
        return item


class _Lists(_Words):
    """The lists across countries: as new as the newest edition."""

    def items(self) -> list[str]:
        return _addresses(_LISTS)

    def lastmod(self, item: str) -> datetime.datetime | None:
        return self._newest

    @cached_property
    def _newest(self) -> datetime.datetime | None:
        newest = Edition.objects.of_shown_pages().headings().latest_first().first()
        return newest.published_at if newest else None


class _Treaties(_Sitemap):
    """One treaty in all countries; what it says has many ages."""

    def items(self) -> list[str]:
        return list(BY_SLUG)

    def location(self, item: str) -> str:
        return reverse("public:treaty", args=[item])


class _Pages(_Sitemap):
    """The countries' pages: as new as their words, or as the last look at them."""

    def items(self) -> list[Page]:
        return self._shown

    def lastmod(self, item: Page) -> datetime.date:
        return max(item.last_updated, item.checked_on or item.last_updated)

    @cached_property
    def _shown(self) -> list[Page]:
        return list(Page.objects.shown().by_name().without_texts())


class _Records(_Sitemap):
    """The page of every law and every initiative; the files are small, for each is made when it is asked for."""

    limit = 1000

    def items(self) -> QuerySet[PublishedRecord, Row]:
        return PublishedRecord.objects.with_pages()

    def location(self, item: Row) -> str:
        kind, record_id, _ = item
        return f"/{kind}/{record_id}/"

    def lastmod(self, item: Row) -> datetime.date | None:
        day: datetime.date | None = item[2]
        return day

    def get_latest_lastmod(self) -> datetime.date | None:  # type: ignore[override]  # a day will do
        return PublishedRecord.objects.newest_with_page()


_SECTIONS: dict[str, Any] = {
    "pages": _Pages,
    "lists": _Lists,
    "records": _Records,
    "treaties": _Treaties,
    "words": _Words,
}


@require_safe
@kept_a_minute
def index(request: HttpRequest) -> HttpResponse:
    """List the sections."""
    answer = sitemaps.index(
        request, _SECTIONS, template_name="public/sitemap_index.xml", sitemap_url_name="public:sitemap_section"
    )
    return known_by_its_words(answer.render())


@require_safe
@kept_a_minute
def section(request: HttpRequest, section: str) -> HttpResponse:
    """List the addresses of one section; Http404 where there is none, or no such page of it."""
    answer = sitemaps.sitemap(request, _SECTIONS, section=section, template_name="public/sitemap.xml")
    return known_by_its_words(answer.render())


def _addresses(names: tuple[str, ...]) -> list[str]:
    return [reverse(f"public:{name}") for name in names]
