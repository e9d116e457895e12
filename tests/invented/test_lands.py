"""Which countries invented pages are about, and what falls to each."""

import pytest

from monitor.invented.lands import dice, lands, loads, spread


def test_no_invented_country_bears_a_name_that_is_a_real_ones():
    assert all(land.name.startswith("Invented ") and land.slug.startswith("invented-") for land in lands(250))


def test_there_are_as_many_as_are_asked_for_and_each_is_another():
    assert len({land.slug for land in lands(500)}) == 500


def test_a_larger_load_begins_with_the_countries_of_a_smaller_one():
    assert lands(40)[:6] == lands(6)


@pytest.mark.parametrize(("total", "number"), [(0, 5), (3, 7), (20_000, 200)])
def test_a_total_is_spread_to_the_last_record(total: int, number: int):
    parts = spread(total, number, dice(1))

    assert (sum(parts), len(parts)) == (total, number)


def test_some_pages_have_ten_times_the_news_of_others():
    news = sorted(load.news for load in loads(200, 20_000, 100_000, seed=1))

    assert news[-1] >= 10 * news[0] > 0
