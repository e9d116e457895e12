"""One law with two dates; a law replaced by none that is on the page, or replaced and still cited."""

import pytest

from .pages import codes, found, law, section

DUCKS = "Law on the Keeping of Ducks in the Republic of Freedonia"


@pytest.mark.parametrize(
    ("listed", "text", "level"),
    [
        ("2023-07-10", "Two matter: the Law on the Keeping of Ducks (July 23, 2023).", "error"),
        ("2023-07-10", "Two: the <a href='https://e.example'>Law on the keeping of ducks</a> (2 July 2023).", "error"),
        ("2023-07-10", "The Law on the Keeping of Ducks (June 2023) is old.", "error"),
        ("2024-06", "The Law on the Keeping of Ducks (June 19, 2024) is new.", "warning"),
        ("2024", "The Law on the Keeping of Ducks (June 2024) is new.", "warning"),
        ("2024-06-19", "The Law on the Keeping of Ducks (June 2024) is new.", "warning"),
        ("2024-06", "The Law on the Keeping of Ducks, adopted on June 19, 2024, is new.", "warning"),
        ("2024-06-19", "The Law on the Keeping of Ducks was signed on June 20, 2024.", "warning"),
        ("2023-07-10", "On July 11, 2023, the President signed the Law on the Keeping of Ducks.", "warning"),
        ("2015-11-16", "Ducks are kept under the 2016 Law on the Keeping of Ducks.", "warning"),
    ],
)  # fmt: skip
def test_a_text_that_dates_a_law_otherwise_than_the_list(listed: str, text: str, level: str):
    [finding] = found(laws=[law(DUCKS, listed)], sections=[section(text)])

    assert (finding.code, finding.level, finding.kind) == ("two-dates", level, "sections")
    assert [(kind, title) for kind, _, title, _ in finding.also] == [("laws", DUCKS)]


@pytest.mark.parametrize(
    "text",
    [
        "The Law on the Keeping of Ducks (July 10, 2023) is known.",
        "The Law on the Keeping of Ducks (2023) is known.",
        "The Law on the Keeping of Ducks was adopted in July 2023.",
        "Ducks are kept under the 2023 Law on the Keeping of Ducks.",
        "The draft Law on the Keeping of Ducks (May 2021) was long in coming.",
        "Amendments to the Law on the Keeping of Ducks (May 1, 2025) are in force.",
        "On May 1, 2025, amendments to the Law on the Keeping of Ducks were signed.",
        "On May 1, 2025, the President signed amendments to the Law on the Keeping of Ducks.",
        "The Law on the Keeping of Ducks took effect on September 10, 2023.",
        "The Constitutional Law on the Keeping of Ducks (May 1, 2025) is another.",
        "The Law on Geese (May 1, 2025) is another.",
        "The Law on the Keeping of Ducks (June 31, 2023) is of no day in the calendar.",
    ],
)
def test_a_text_that_agrees_or_speaks_of_something_else(text: str):
    assert codes(laws=[law(DUCKS, "2023-07-10")], sections=[section(text)]) == []


def test_a_law_that_is_listed_twice_with_two_dates():
    assert codes(laws=[law(DUCKS, "2023-07-10"), law(DUCKS, "2023-07-11")]) == [("two-dates", "error")]


def test_a_law_that_is_listed_twice_with_two_precisions():
    assert codes(laws=[law(DUCKS, "2023-07-10"), law(DUCKS, "2023-07")]) == [("two-dates", "warning")]


def test_a_law_and_the_one_of_the_same_name_before_it():
    old, new = law(DUCKS, "1999-07-23", status="replaced"), law(DUCKS, "2024-06-19")

    assert codes(laws=[old, new], sections=[section("The Law on the Keeping of Ducks (July 23, 1999).")]) == []


def test_a_law_that_is_in_no_list_and_has_two_dates():
    one, other = section("The Law on Geese (July 2016)."), section("The Law on Geese (August 1, 2016).", heading="x")

    assert codes(sections=[one, other]) == [("two-dates", "error")]


def test_a_successor_that_is_not_on_the_page():
    gone = law(DUCKS, "1999-07-23", status="replaced", replaced_by="00000000-0000-0000-0000-00000000000f")

    assert codes(laws=[gone]) == [("missing-successor", "error")]


def test_a_successor_that_is_on_the_page():
    new = law("Law on Poultry", "2024-06-19", id="00000000-0000-0000-0000-00000000000f")

    assert codes(laws=[law(DUCKS, "1999-07-23", status="replaced", replaced_by=new["id"]), new]) == []


@pytest.mark.parametrize("status", ["replaced", "repealed"])
def test_a_law_that_is_no_more_and_is_cited(status: str):
    [finding] = found(
        laws=[law(DUCKS, "1999-07-23", status=status)],
        sections=[section("Swans are free. Under the Law on the Keeping of Ducks, ducks are not.")],
    )

    assert (finding.code, finding.level) == ("replaced-but-cited", "warning")
    assert finding.words == "Under the Law on the Keeping of Ducks, ducks are not."


@pytest.mark.parametrize(
    ("status", "text"),
    [
        ("in-force", "Under the Law on the Keeping of Ducks, ducks are not free."),
        ("replaced", "The Law on Poultry replaced the Law on the Keeping of Ducks."),
        ("replaced", "Under the Law on the Keeping of Geese, geese are not free."),
    ],
)
def test_a_law_that_is_cited_rightly(status: str, text: str):
    assert codes(laws=[law(DUCKS, "1999-07-23", status=status)], sections=[section(text)]) == []
