"""An "as of" figure that has grown old, and a reference to a section that the page does not have."""

import pytest

from .pages import codes, found, glance, section


@pytest.mark.parametrize(
    "text",
    [
        "As of April 2023 there were 23,335 registered ducks.",
        "As of 2023, the Ministry counted 23,335 ducks.",
        "There were 12 ducks (as of May 7, 2024).",
        "There were 12 ducks as of the end of 2022.",
        "There were 12 ducks, as of early 2022.",
    ],
)
def test_a_figure_of_over_two_years_before_the_stamp(text: str):
    [finding] = found(sections=[section("Ducks swim.", text)])

    assert (finding.code, finding.level, finding.words) == ("old-figure", "warning", text)


@pytest.mark.parametrize(
    "text",
    [
        "As of May 2024 there were 23,335 registered ducks.",
        "As of 2024, the Ministry counted 23,335 ducks.",
        "There were 12 ducks (as of May 8, 2024).",
        "As of January 1, 2016, ducks must be registered.",
        "As of 2016, Article 5 of the Law on Ducks applies.",
        "In 2016, there were 12 ducks.",
        "There are 12 ducks as of now.",
        "As of June 31, 2016, there were 12 ducks.",
    ],
)
def test_a_figure_that_is_new_or_no_figure(text: str):
    assert codes(sections=[section(text)]) == []


def test_a_row_kept_as_of_years_ago():
    assert codes(glance=[glance("12 ducks", as_of="2021-03-01")]) == [("old-figure", "warning")]
    assert codes(glance=[glance("12 ducks", as_of="2025-03-01")]) == []


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("For more, see the section on Barriers to Geese.", "error"),
        ("For more, see the section on “geese and swans”.", "error"),
        ("(see the Barriers to Geese section)", "error"),
        ("This is described in the section titled Barriers to Geese.", "error"),
        ("(see “Barriers to Geese” above)", "error"),
        ("(see Barriers to Geese below)", "error"),
    ],
)
def test_a_reference_to_a_section_that_is_not_there(text: str, level: str):
    [finding] = found(sections=[section(text)])

    assert finding.code == "missing-section"


@pytest.mark.parametrize(
    "text",
    [
        "For more, see the section on Barriers to Ducks.",
        "For more, see the section on “barriers to ducks”.",
        "For more, see the Legal Analysis section.",
        "For more, see the section on Foreign Ducks.",
        "(see Pending Regulatory Initiatives below)",
        "(see Article 5 below) and (see the Law on Geese above)",
        "See Section 5 of the Law on Geese.",
        "See the section on Fundamental Rights of the Constitution.",
        "The geese section of parliament is loud.",
    ],
)
def test_a_reference_to_a_section_that_is_there_or_elsewhere(text: str):
    assert codes(sections=[section(text, "<h4>Foreign Ducks</h4>", "They swim.")]) == []
