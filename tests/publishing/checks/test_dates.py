"""A date in a text that contradicts its record's date; an initiative whose expected date has passed."""

import datetime

import pytest

from .pages import codes, found, initiative, law, news, ranking, ratification


@pytest.mark.parametrize(
    ("date", "summary", "level"),
    [
        ("2022-12-07", "On September 7, 2022, ducks were approved.", "error"),
        ("2022-12-07", "On December 7, 2021, ducks were approved.", "error"),
        ("2022-12-07", "On May 1, 2021, ducks were approved.", "warning"),
        ("2022-12-07", "On December 9, 2022, ducks were approved.", "warning"),
        ("2022-12", "In January 2023, ducks were approved.", "warning"),
    ],
)
def test_news_that_begins_with_another_date(date: str, summary: str, level: str):
    assert codes(news=[news("Ducks", date, summary)]) == [("contradicting-date", level)]


@pytest.mark.parametrize(
    ("date", "summary"),
    [
        ("2022-12-07", "On December 7, 2022, ducks were approved."),
        ("2022-12-07", "On December 5, 2022, ducks were approved."),
        ("2022-12-07", "Ducks were approved on September 7, 2022."),
        ("2022-12-07", "On March 7, 2023, ducks will vote."),
        ("2022-12-07", "On September 31, 2022, ducks were approved."),
        ("2022-12", "On December 7, 2022, ducks were approved."),
        ("2022-12", "In November 2022, ducks were approved."),
        (None, "On September 7, 2022, ducks were approved."),
        ("2022-12-07", None),
    ],
)  # fmt: skip
def test_news_that_begins_with_its_date_or_none(date: str | None, summary: str | None):
    assert codes(news=[news("Ducks", date, summary)]) == []


def test_news_of_several_days_may_begin_with_any():
    item = news("Ducks", "2022-12-07", "On December 9, 2022, ducks flew.", date_end="2022-12-10")

    assert codes(news=[item]) == []


def test_a_law_whose_own_words_give_another_date():
    one = law("Order on Ducks", "2021-09-03", note="dated September 30, 2021, No. 849")
    other = law("Law of June 5, 2020 on Ducks", "2020-06-15")

    assert codes(laws=[one, other]) == [("contradicting-date", "error")] * 2


def test_a_law_whose_words_date_another_law():
    one = law("Order on Ducks", "2021-09-30", note="dated September 30, 2021, No. 849")
    other = law("Order No. 51 on Ducks (as revised by Order No. 402 of 21 September 2022)", "2016-02-19")

    assert codes(laws=[one, other]) == []


def test_an_initiative_expected_at_two_times():
    body = "The draft is expected to be submitted in October 2026."

    assert codes(initiatives=[initiative(body, "2026-11")]) == [("contradicting-date", "error")]
    assert codes(initiatives=[initiative(body, "2026-10")]) == []


def test_a_ranking_whose_year_is_not_the_one_written():
    assert codes(rankings=[ranking("Duck Index", "60 (2023)", 2024)]) == [("contradicting-date", "error")]
    assert codes(rankings=[ranking("Duck Index", "60 (2023)", 2023)]) == []


def test_a_treaty_whose_year_is_not_that_of_its_date():
    assert codes(ratifications=[ratification("d", "party", 2006, date="2005-12-31")]) == [
        ("contradicting-date", "error")
    ]
    assert codes(ratifications=[ratification("d", "party", 2006, date="2006-12-31")]) == []


@pytest.mark.parametrize(
    ("expected", "body"),
    [
        ("2026-05", "Nothing is said."),
        ("2025", "Nothing is said."),
        (None, "The draft is expected to be submitted to parliament in May 2026."),
        (None, "The draft is currently expected in early 2026."),
        (None, "A vote is scheduled for May 31, 2026."),
    ],
)
def test_an_initiative_whose_expected_date_has_passed(expected: str | None, body: str):
    [finding] = found(today=datetime.date(2026, 6, 1), initiatives=[initiative(body, expected)])

    assert (finding.code, finding.level) == ("expected-passed", "warning")


@pytest.mark.parametrize(
    ("expected", "body", "stage"),
    [
        ("2026-06", "Nothing is said.", "unknown"),
        ("2026", "Nothing is said.", "unknown"),
        ("2026-05", "Nothing is said.", "adopted"),
        (None, "The draft is expected to be submitted in June 2026.", "unknown"),
        (None, "Although it was expected in early 2026, it has not been adopted.", "unknown"),
        (None, "The draft is expected soon. Work on it began in May 2024.", "unknown"),
    ],
)
def test_an_initiative_that_is_in_time_or_over(expected: str | None, body: str, stage: str):
    assert codes(today=datetime.date(2026, 6, 1), initiatives=[initiative(body, expected, stage)]) == []
