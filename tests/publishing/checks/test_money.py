"""A sum whose conversion into another currency is off."""

import pytest

from .pages import codes, found, glance, section

FEES = "The fee is 10 BCUs (approximately $90). A fine is 100 BCUs (about $895) or 50 BCUs ($450)."


def test_one_sum_of_four_is_off_by_a_factor_of_ten():
    [finding] = found(sections=[section(FEES, "Worse is 20 BCUs (approximately $1,800 as of May 2026).")])

    assert (finding.code, finding.level) == ("conversion", "error")
    assert finding.words == "20 BCUs (approximately $1,800 as of May 2026)"
    assert "a factor of about 10" in finding.says


def test_one_of_two_sums_is_off_by_a_factor_of_ten():
    assert codes(sections=[section("10 BCUs (about $90) and 20 BCUs ($18).")]) == [("conversion", "error")]


def test_a_sum_is_off_going_by_a_third_unit():
    stated = "The Base Calculating Unit (BCU) is 4,500 Freedonian francs."
    [finding] = found(
        sections=[section(FEES)], glance=[glance(f"{stated} The state gave FDF 5 billion (USD 10 billion).")]
    )

    assert (finding.code, finding.level, finding.words) == ("conversion", "error", "FDF 5 billion (USD 10 billion)")


def test_a_conversion_behind_another_bracket():
    text = "Worse is 20 BCUs (Article 488 of the Code) (approximately $18)."

    assert [finding.words for finding in found(sections=[section(FEES, text)])] == [text[9:-1]]


def test_one_sum_at_the_rate_of_another_year():
    text = "Worse is 150 BCUs, or about $1,145."

    assert codes(sections=[section(FEES, text)]) == [("conversion", "warning")]


@pytest.mark.parametrize(
    "text",
    [
        "Worse is 20 BCUs (approximately $180).",
        "Worse is 2 BCUs (approximately $17).",
        "Worse is 150 BCUs (approximately $1,145 as of March 2025).",
        "Worse is 20 to 200 BCUs (approximately $180 to $1,800).",
        "Worse is 20-200 BCUs (approximately $180).",
        "There are 20 members ($9,000) and 2 members ($9).",
        "In 2024 (USD 3) and in 2025 (USD 4,000) all was well.",
        "Worse is EUR 100 (USD 110).",
        "Worse is 20 BCUs (Article 488).",
        "Worse is 0 BCUs ($0).",
    ],
)
def test_sums_that_agree_or_cannot_be_compared(text: str):
    assert codes(sections=[section(FEES, text)]) == []


def test_a_page_with_one_sum_has_no_rate():
    assert codes(sections=[section("FDF 140 billion (USD 258 billion)")]) == []
