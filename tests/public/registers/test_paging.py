"""Lists that go on by key."""

import pytest
from django.test import RequestFactory

from countries.models import Country
from monitor.public.registers.paging import NoSuchPlaceError, Order, every_row, page_of
from monitor.publishing.models import PublishedRecord
from monitor.publishing.publish import publish
from tests.builders import make_news, make_whole_country

NEWEST = Order("date", "record_id", descending=True)
DATES = ["2026-03", "2026-03", "2026-03", "2026-02-11", "2025", "2024-01/2024-02", None]


@pytest.fixture
def news(db):
    """Nine news of one page, some on the same date and one without any."""
    country = make_whole_country()
    for at, date in enumerate(DATES):
        make_news(f"News {at}", country=country, date=date, position=at + 3)
    publish(country, note="First edition.")
    return PublishedRecord.objects.of_kind("news")


def leaf(news, address: str = "/news/", **options):
    return page_of(news, RequestFactory().get(address), by=NEWEST, **{"size": 2, **options})


def test_the_links_lead_through_every_row_once(news):
    seen, address = [], "/news/"
    while address:
        one = leaf(news, address)
        seen += one.rows
        address = one.next

    assert [row.pk for row in seen] == [row.pk for row in news.order_by("-date", "-record_id")]


def test_the_way_back_shows_the_same_pages(news):
    first = leaf(news)
    third = leaf(news, leaf(news, first.next).next)

    assert leaf(news, leaf(news, third.previous).previous).rows == first.rows


def test_the_first_page_has_none_before_it(news):
    assert not leaf(news).previous
    assert not leaf(news, leaf(news, leaf(news).next).previous).previous


def test_the_last_page_has_none_after_it(news):
    assert not leaf(news, size=9).next


def test_the_links_keep_what_they_are_told_to(news):
    assert leaf(news, "/news/?language=ru&utm=x", kept={"language": "ru"}).next.startswith("/news/?language=ru&after=")


def test_a_page_takes_one_query(news, django_assert_num_queries):
    address = leaf(news).next

    with django_assert_num_queries(1):
        leaf(news, address)


@pytest.mark.parametrize(
    "asked",
    [
        "after=x", "after=2026~x", "after=2026-13-41~7c0a0c6e-65b1-4c0c-9b0e-3b0e6d1f0a11", "page=2", "page=99999",
        "page=x", "before=~", f"after={'x' * 10_000}", "after=a&after=b", "after=2026~&before=2026~", "page=0",
    ],
)  # fmt: skip
def test_a_place_that_no_list_has_is_refused(news, asked: str):
    with pytest.raises(NoSuchPlaceError):
        leaf(news, f"/news/?{asked}")


def test_the_first_page_may_be_called_by_its_number(news):
    assert leaf(news, "/news/?page=1").rows == leaf(news).rows


def test_the_whole_list_comes_in_the_same_order(news, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("monitor.public.registers.paging._AT_ONCE", 4)

    assert [row.pk for row in every_row(news, by=NEWEST)] == [row.pk for row in news.order_by("-date", "-record_id")]


def test_what_was_published_meanwhile_neither_repeats_nor_hides_an_entry(news):
    first = leaf(news)
    country = Country.objects.get()
    make_news("The newest of all", country=country, date="2026-11", position=1)
    publish(country, note="News.")

    titles = [row.title for row in first.rows + leaf(news.all(), first.next, size=8).rows]
    assert len(titles) == len(set(titles)) == 9
