"""Cells and titles become values; what cannot be read is not guessed at."""

import pytest

from monitor.importing.values import (
    bracketed,
    date_in,
    first_date_in,
    law_kind,
    law_number,
    only_bracketed,
    rank,
    standing,
    words,
)


@pytest.mark.parametrize(
    ("cell", "status", "how", "year"),
    [
        ("2006", "party", None, 2006),
        ("1993*", "party", None, 1993),
        ("Yes", "party", None, None),
        ("Yes (1995)", "party", None, 1995),
        ("1995 (accession)", "party", "accession", 1995),
        ("Succession: 1992", "party", "succession", 1992),
        ("Ratified in 2006", "party", "ratification", 2006),
        ("No", "none", None, None),
        ("None", "none", None, None),
        ("Not ratified", "none", None, None),
        ("–", "none", None, None),
        ("Signed (2012)", "signed", None, 2012),
        ("Signed, not ratified", "signed", None, None),
        ("Withdrawn 2019", "withdrawn", None, 2019),
        ("Denounced in 2016", "withdrawn", None, 2016),
        ("N/A", "unknown", None, None),
        ("", "unknown", None, None),
        ("perhaps", "unknown", None, None),
    ],
)
def test_a_treaty_cell_says_where_the_country_stands(cell: str, status: str, how: str | None, year: int | None):
    assert standing(cell) == (status, how, year)


@pytest.mark.parametrize(("cell", "how"), [("Acceded 1995", "accession"), ("Succeeded in 1993", "succession")])
def test_a_verb_says_how_a_country_became_party(cell: str, how: str):
    assert standing(cell).how == how


def test_not_ratified_but_signed_is_signed():
    assert standing("No (signed 2012)") == ("signed", None, 2012)


@pytest.mark.parametrize("cell", ["Signed in 2000 but not yet ratified", "Signed 2000; has not been ratified"])
def test_signed_and_not_yet_ratified_is_signed(cell: str):
    assert standing(cell) == ("signed", None, 2000)


def test_the_year_is_that_of_the_ratification():
    assert standing("Signed 2000, ratified 2006") == ("party", "ratification", 2006)


@pytest.mark.parametrize(
    ("value", "place", "year"),
    [
        ("60 (2023)", 60, 2023),
        ("60", 60, None),
        ("=60 (2023)", 60, 2023),
        ("60th (2023)", None, 2023),
        ("Rights: 5 Liberties: 18 (2025)", None, 2025),
        ("Not ranked", None, None),
        ("", None, None),
    ],
)
def test_only_a_single_figure_is_a_rank(value: str, place: int | None, year: int | None):
    assert rank(value) == (place, year)


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Constitution of Freedonia", "constitution"),
        ("Constitutional Law on the Mayor", "constitutional-law"),
        ("Law on the Constitution Day", "law"),
        ("Clubs Act", "law"),
        ("Draft Law on Trumpets", "law"),
        ("Law amending the Tax Code", "law"),
        ("Civil Code of Freedonia, Part 1", "code"),
        ("Code of Freedonia on Hats", "code"),
        ("Order No. 12 of the Minister", "order"),
        ("Ministerial Order on Hats", "order"),
        ("Resolution No. 3", "resolution"),
        ("Presidential Decree on Ducks", "decree"),
        ("Rules of the Duck Parade", "rules"),
        ("Regulation on Hats", "rules"),
        ("Charter of the Ducks", "other"),
        ("Lawn Bowls Charter", "other"),
        ("", "other"),
    ],
)
def test_a_title_says_what_kind_of_law_it_is(title: str, kind: str):
    assert law_kind(title) == kind


@pytest.mark.parametrize("title", ["Public Order Act", "Press Regulation Act"])
def test_an_act_about_order_is_a_law(title: str):
    assert law_kind(title) == "law"


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Order on Putting into Force the Clubs Act", "order"),
        ("Resolution No. 3 on Amending the Hats Law", "resolution"),
        ("Rules under the Clubs Act", "rules"),
    ],
)
def test_what_is_made_under_an_act_is_no_act(title: str, kind: str):
    assert law_kind(title) == kind


@pytest.mark.parametrize(
    ("title", "tail", "number"),
    [
        ("Order No. 12 of the Minister", "", "12"),
        ("Law on Clubs No. 5-II", "", "5-II"),
        ("Law on Clubs", "dated May 1, 2001, No. 849", "849"),
        ("Order No. 12", "No. 849", "12"),
        ("Law on Clubs (as amended by Law No. 7)", "", None),
        ("Law on Clubs", "", None),
    ],
)
def test_the_number_is_the_laws_own(title: str, tail: str, number: str | None):
    assert law_number(title, tail) == number


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("June 19, 2024", "2024-06-19"),
        ("19 June 2024", "2024-06-19"),
        ("June 2024", "2024-06"),
        ("2024", "2024"),
        ("March-April 2024", "2024-03/2024-04"),
        ("June 19–21, 2024", "2024-06-19/2024-06-21"),
    ],
)
def test_a_date_is_as_exact_as_its_words(text: str, iso: str):
    assert date_in(text).iso == iso


@pytest.mark.parametrize("text", ["June 31, 2024", "February 29, 2023", "Juneteenth", "the year 2024", "", "13/2024"])
def test_what_is_no_date_of_the_calendar_is_none(text: str):
    assert date_in(text) is None


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("dated May 1, 2001, No. 849", "2001-05-01"),
        ("of 1 May 2001, as amended June 2004", "2001-05-01"),
        ("revised June 31, 2001, again July 2002", "2002-07"),
        ("as of 1999", "1999"),
    ],
)
def test_the_first_real_date_in_a_text_counts(text: str, iso: str):
    assert first_date_in(text).iso == iso


def test_a_text_without_a_date_has_none():
    assert first_date_in("as amended, No. 849") is None


def test_what_stands_in_brackets_is_found():
    assert bracketed("(July 2024) *(English)*") == ["July 2024", "English"]
    assert only_bracketed("(July 2024)") == "July 2024"
    assert only_bracketed("(July 2024) (English)") is None
    assert only_bracketed("July 2024") is None


def test_words_are_without_marks():
    assert words("**Hats** & [ducks](https://d.example) <b>too</b>") == "Hats & ducks too"
