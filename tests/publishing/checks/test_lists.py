"""News out of order, doubled titles, index editions of different years, treaties, links to be supplied."""

import pytest

from .pages import codes, found, initiative, law, news, ranking, ratification, section


def of_days(*days: str | None, archived: bool = False) -> list[dict]:
    return [news(f"{number}. Ducks", day, archived=archived) for number, day in enumerate(days)]


@pytest.mark.parametrize(
    ("days", "moved"),
    [
        (["2026-03", "2025-12", "2026-02", "2026-01"], ["1. Ducks"]),
        (["2022-12-01", "2022-09-16", "2022-12-07"], ["2. Ducks"]),
        (["2022-09-16", "2022-12-07", "2022-12-07"], ["0. Ducks"]),
        (["2024-06-05", "2024-06-19", "2024-05"], ["1. Ducks"]),
        (["2023-01", "2024-01"], ["1. Ducks"]),
        (["2023-05-01", "2021-02", "2021-01", "2024-01"], ["3. Ducks"]),
    ],
)
def test_news_out_of_order(days: list[str], moved: list[str]):
    findings = found(news=of_days(*days))

    assert [(finding.code, finding.level, finding.title) for finding in findings] == [
        ("news-order", "warning", title) for title in moved
    ]


@pytest.mark.parametrize(
    "days",
    [
        ["2026-03", "2026-02", "2026-02", "2025-12"],
        ["2024-06-19", "2024-06", "2024-06-05"],
        ["2024-06", "2024-06-19"],
        ["2024-06", None, "2024", "2024-05"],
        [],
    ],
)
def test_news_in_order(days: list[str | None]):
    assert codes(news=of_days(*days)) == []


def test_the_archive_is_a_list_of_its_own():
    assert codes(news=of_days("2020-01") + of_days("2021-01", archived=True)[:1]) == [("doubled-title", "warning")]


def test_two_news_items_of_one_title():
    [finding] = found(news=[news("Ducks approved", "2018-01"), news("“Ducks” Approved", "2017-09", archived=True)])

    assert (finding.code, finding.level) == ("doubled-title", "warning")
    assert (finding.words, finding.also[0][3]) == ("“Ducks” Approved (September 2017)", "Ducks approved (January 2018)")


def test_two_records_of_one_title_in_other_lists():
    assert codes(laws=[law("Law on Ducks", "2018-01"), law("Law on Ducks", "2018-01")]) == [
        ("doubled-title", "warning")
    ]
    assert codes(sections=[section("a"), section("b")]) == [("doubled-title", "warning")]
    assert codes(initiatives=[initiative("a"), initiative("b")]) == [("doubled-title", "warning")]


def test_one_title_in_two_lists():
    assert codes(laws=[law("Barriers to Ducks", "2018-01")], sections=[section("Ducks.")]) == []


def test_index_editions_of_two_years():
    rankings = [ranking("Duck Index", "60 (2023)", 2023), ranking("Goose Index", "5 (2025)", 2025)]
    [finding] = found(rankings=rankings)

    assert (finding.code, finding.level, finding.title) == ("index-years", "warning", "Duck Index")
    assert finding.also[0][2:] == ("Goose Index", "5 (2025)")


def test_a_rank_that_is_not_the_one_shown():
    [finding] = found(rankings=[{**ranking("Duck Index", "60 (2025)", 2025), "rank": 61}])

    assert (finding.code, finding.level, finding.words) == ("written-rank", "error", "60 (2025)")


@pytest.mark.parametrize(("value", "rank"), [("60 (2025)", 60), ("=72 (2025)", 72), ("Free", 3), ("60 (2025)", None)])
def test_a_rank_that_is_the_one_shown(value, rank):
    assert codes(rankings=[{**ranking("Duck Index", value, 2025), "rank": rank}]) == []


def test_index_editions_of_one_year_or_none():
    rankings = [ranking("Duck Index", "60 (2025)", 2025), ranking("Goose Index", "5 (2025)", 2025)]

    assert codes(rankings=[*rankings, ranking("Swan Index", "Free", None)]) == []


@pytest.mark.parametrize(
    ("here", "there"),
    [
        (("none", None), ("signed", None)),
        (("none", None), ("party", 2006)),
        (("party", 2006), ("signed", None)),
        (("party", 2006), ("party", 2007)),
    ],
)
def test_a_treaty_that_stands_otherwise_with_the_un(here: tuple, there: tuple):
    treaties = {"treaties": {"ducks": there}}

    assert codes(ratifications=[ratification("ducks", *here)], around=treaties) == [("treaty-status", "warning")]


@pytest.mark.parametrize(
    ("here", "there"),
    [
        (("none", None), ("none", None)),
        (("party", 2006), ("party", 2006)),
        (("party", None), ("party", 2006)),
        (("unknown", None), ("party", 2006)),
        (("party", 2006), ("unknown", None)),
    ],
)
def test_a_treaty_that_stands_as_with_the_un_or_is_not_known(here: tuple, there: tuple):
    assert codes(ratifications=[ratification("ducks", *here)], around={"treaties": {"ducks": there}}) == []


def test_a_treaty_that_the_un_status_does_not_have():
    assert codes(ratifications=[ratification("ducks", "none")]) == []


def test_a_link_to_be_supplied():
    place = ("sections", "00000000-0000-0000-0000-000000000001", "count of ducks")
    [finding] = found(sections=[section("See the count of ducks.")], around={"missing_links": [place]})

    assert (finding.code, finding.level, finding.words) == ("missing-link", "warning", "count of ducks")
    assert finding.title == "Barriers to Ducks"


def test_a_link_of_a_record_that_is_gone():
    place = ("sections", "00000000-0000-0000-0000-00000000000f", "count of ducks")

    assert codes(sections=[section("Ducks.")], around={"missing_links": [place]}) == []
