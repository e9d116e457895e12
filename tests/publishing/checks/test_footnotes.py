"""A footnote's mark without its note, and a note without its mark."""

import pytest

from .pages import codes, found, glance, section


def test_a_mark_without_its_note():
    [finding] = found(sections=[section("Ducks are many. [1] Geese are few.")])

    assert (finding.code, finding.level, finding.words) == ("footnote", "error", "Ducks are many. [1]")


def test_a_note_without_its_mark():
    [finding] = found(glance=[glance("[2] See the count of ducks.")])

    assert (finding.code, finding.level, finding.words) == ("footnote", "error", "[2] See the count of ducks.")


def test_a_mark_whose_note_is_in_another_section():
    sections = [section("Ducks are many. [1]", heading="One"), section("[1] See the count.", heading="Two")]

    assert codes(sections=sections) == [("footnote", "error"), ("footnote", "error")]


def test_a_note_without_words():
    assert codes(sections=[section('Ducks<small class="fn"> </small> are many.')]) == [("footnote", "error")]


@pytest.mark.parametrize(
    "paragraphs",
    [
        ['Ducks are many.<small class="fn">See the count.</small> Geese are few.'],
        ["Ducks are many. [1]", "[1] See the count."],
        ["Ducks are many [sic] and of the year [2019]."],
        ["<small>Small print.</small>"],
    ],
)
def test_marks_and_notes_that_belong_together(paragraphs: list[str]):
    assert codes(sections=[section(*paragraphs)]) == []
