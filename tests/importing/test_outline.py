"""Lines become pieces: headings, paragraphs, list entries and rows, joined again where a page break cut them."""

import time

import pytest

from monitor.importing.outline import outline

LONG = "The Office of Clubs keeps a book of all clubs, in which the colour of every hat is written down by hand"


def pieces(text: str) -> list[tuple[str, str]]:
    return [(piece.kind, piece.text) for piece in outline(text)[0]]


def texts(text: str) -> list[str]:
    return [piece.text for piece in outline(text)[0]]


def test_every_line_is_the_piece_it_looks_like():
    assert pieces("Introduction\nClubs meet.\n- a hat\nLabel\tvalue") == [
        ("heading", "Introduction"),
        ("text", "Clubs meet."),
        ("item", "a hat"),
        ("row", "Label\tvalue"),
    ]


def test_a_piece_knows_the_lines_it_stands_on():
    found, _ = outline("Hats are worn\n\n\nby all.\n\nDucks too.")

    assert [piece.lines for piece in found] == [(1, 4), (6,)]
    assert found[0].line == 1


def test_blank_lines_and_furniture_are_counted_and_left_out():
    found, ledger = outline("Back to top\n\nClubs meet.\n \t ")

    assert [piece.text for piece in found] == ["Clubs meet."]
    assert (ledger.total, ledger.furniture, ledger.blank) == (4, {1}, {2, 4})


def test_a_paragraph_cut_by_a_page_break_is_one_paragraph():
    assert texts("The mayor wears\n\na tall hat.") == ["The mayor wears a tall hat."]


def test_a_paragraph_cut_twice_is_one_paragraph():
    assert texts("The mayor\n\nwears a\n\ntall hat.") == ["The mayor wears a tall hat."]


def test_an_item_cut_by_a_page_break_is_one_item():
    assert pieces("- hats, coats\n\nand gloves;\n- boots.") == [("item", "hats, coats and gloves;"), ("item", "boots.")]


def test_a_numbered_item_cut_by_a_page_break_keeps_its_number():
    found, _ = outline("2. hats and\n\ncoats;")

    assert [(piece.number, piece.text) for piece in found] == [(2, "hats and coats;")]


def test_a_title_cut_inside_its_link_is_one_title():
    assert texts("[Law on Clubs and\n\nHats](#) (2019)") == ["[Law on Clubs and Hats](#) (2019)"]


def test_a_sentence_cut_before_a_capital_is_joined_after_a_word_that_ends_nothing():
    assert texts("A letter to the\n\nMayor was sent.") == ["A letter to the Mayor was sent."]


def test_a_long_line_without_a_full_stop_goes_on_with_a_capital():
    assert texts(f"{LONG}\n\nMonday to Friday.") == [f"{LONG} Monday to Friday."]


def test_a_short_line_without_a_full_stop_stays_a_line_of_its_own():
    assert texts("Hats and Coats\n\nHats are worn.") == ["Hats and Coats", "Hats are worn."]


@pytest.mark.parametrize("end", [".", "!", "?", ":", ";", "…", ".”", '."', ".)", ". [1]", ".*"])
def test_a_finished_paragraph_ends(end: str):
    assert len(texts(f"{LONG}{end}\n\nand ducks.")) == 2


@pytest.mark.parametrize("next_line", ["- hats", "1. hats", "Label\tvalue", "Introduction", "[1] A note."])
def test_what_begins_anew_is_never_the_rest_of_a_paragraph(next_line: str):
    assert len(texts(f"{LONG}\n\n{next_line}")) == 2


def test_two_linked_titles_in_a_row_stay_two():
    law = f"[{LONG}](#) (June 2024)"

    assert texts(f"{law}\n\n{law}") == [law, law]


def test_the_title_and_the_stamp_are_never_joined_to_what_follows():
    assert len(texts("Civic Freedom Monitor: Freedonia\n\nlast updated: **March 3, 2026**\n\nand ducks.")) == 3


def test_two_long_titles_with_dates_and_without_links_stay_two():
    law = f"Law on Clubs: {LONG} (June 2024)"

    assert texts(f"{law}\n\n{law}") == [law, law]


def test_a_bracket_that_is_never_closed_does_not_swallow_the_paragraphs_after_it():
    assert len(texts("[sic: the mayor said so.\n\nHats are worn.\n\nDucks are fed.")) == 3


@pytest.mark.parametrize("mark", ["-", "•", "*", "·"])
def test_every_bullet_begins_an_item(mark: str):
    assert pieces(f"{mark} a hat") == [("item", "a hat")]


@pytest.mark.parametrize("mark", ["3.", "3)", "- 3)", "• 3."])
def test_every_way_of_numbering_begins_a_numbered_item(mark: str):
    found, _ = outline(f"{mark} a hat")

    assert [(piece.kind, piece.number, piece.text) for piece in found] == [("item", 3, "a hat")]


def test_a_line_that_begins_with_a_year_is_no_item():
    assert pieces("1996. That was the year of the duck.")[0][0] == "text"


@pytest.mark.parametrize("line", ["LEGAL ANALYSIS", "legal analysis", "## Legal Analysis", "**Legal Analysis:**"])
def test_a_known_heading_is_known_however_it_is_set(line: str):
    found, _ = outline(line)

    assert found[0].leads_to.part == "legal_analysis"


@pytest.mark.parametrize("line", ["DUCKS AND HATS", "RULES OF 1933, AS AMENDED"])
def test_an_unknown_line_in_capitals_is_a_heading(line: str):
    assert pieces(line) == [("heading", line)]


@pytest.mark.parametrize("line", ["DUCKS", "Ducks and Hats", "D" * 90 + " HATS", "DUCKS: A HISTORY"])
def test_other_lines_are_no_headings(line: str):
    assert pieces(line) == [("text", line)]


def test_control_characters_are_dropped_and_hard_spaces_softened():
    assert texts("\ufeffThe\x00 may\x0cor\u200b wears\xa0hats.\r") == ["The mayor wears hats."]


def test_a_row_keeps_its_empty_cells():
    found, _ = outline("Index of Cheer\t\t1 - 190")

    assert found[0].cells == ["Index of Cheer", "", "1 - 190"]


def test_a_list_of_words_takes_time_in_proportion_to_its_length():
    def seconds(lines: int) -> float:
        start = time.process_time()
        outline(f"{'duck ' * 30}\n" * lines)
        return time.process_time() - start

    assert seconds(800) < 8 * seconds(200)  # in proportion: 4 times
