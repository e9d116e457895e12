"""Pieces become the HTML of a section: paragraphs, subheadings, lists, tables, footnotes."""

import pytest

from countries.sanitise import sanitise

from .reading import only, read, records, remarks, section


def glance_value(cell: str) -> str:
    return records("glance", "Civic Freedoms at a Glance", f"Registration Body\t{cell}")[0]["value"]


# Paragraphs and subheadings --------------------------------------------------------------------------------------


def test_every_paragraph_is_a_paragraph():
    assert section("Hats are worn.", "Ducks are fed.") == "<p>Hats are worn.</p><p>Ducks are fed.</p>"


def test_a_short_line_before_a_text_is_a_subheading():
    assert section("Hats and Coats", "They are worn.") == "<h4>Hats and Coats</h4><p>They are worn.</p>"


def test_a_short_line_before_a_list_is_a_subheading():
    assert section("What Is Worn", "- hats") == "<h4>What Is Worn</h4><ul><li>hats</li></ul>"


@pytest.mark.parametrize(
    "line",
    ["They wear:", "They wear hats.", "“Hats”", "see below", "Hats (see below.)", "[Hats](https://hats.example)"],
)
def test_a_line_that_reads_on_is_no_subheading(line: str):
    assert "<h4>" not in section(line, "Ducks are fed.")


def test_the_last_line_of_a_section_is_no_subheading():
    assert section("Hats are worn.", "Ducks Too") == "<p>Hats are worn.</p><p>Ducks Too</p>"


# Lists -----------------------------------------------------------------------------------------------------------


def test_a_blank_line_does_not_end_a_list():
    assert section("- hats;", "- coats.") == "<ul><li>hats;</li><li>coats.</li></ul>"


def test_numbered_entries_are_a_numbered_list():
    assert section("1. hats;\n2. coats.") == "<ol><li>hats;</li><li>coats.</li></ol>"


def test_a_list_that_goes_on_after_a_text_keeps_its_number():
    assert section("1. hats;", "Ducks are fed.", "2. coats.").endswith('<ol start="2"><li>coats.</li></ol>')


def test_a_text_between_makes_two_lists():
    assert section("- hats;", "Ducks are fed.", "- coats.").count("<ul>") == 2


def test_bullets_after_numbers_are_another_list():
    assert section("1. hats:\n- tall;\n- flat.") == "<ol><li>hats:</li></ol><ul><li>tall;</li><li>flat.</li></ul>"


def test_a_numbered_list_that_begins_again_is_a_second_list():
    assert section("1. hats;\n2. coats.\n1. ducks;\n2. geese.").count("<ol>") == 2


def test_a_gap_in_the_numbers_is_kept():
    assert 'start="5"' in section("1. hats;\n2. coats;\n5. ducks.")


# Tables ----------------------------------------------------------------------------------------------------------


def test_rows_in_a_section_are_a_table():
    assert section("Hat\tPrice\nTall\t9") == (
        "<table><tbody><tr><td>Hat</td><td>Price</td></tr><tr><td>Tall</td><td>9</td></tr></tbody></table>"
    )


def test_a_cell_keeps_its_links_and_emphasis():
    body = section("*Hat*\t[Price](https://hats.example/)")

    assert "<td><em>Hat</em></td>" in body
    assert '<td><a href="https://hats.example/">Price</a></td>' in body


# Footnotes -------------------------------------------------------------------------------------------------------


def test_a_note_stands_at_its_mark():
    body = section("A club pays. [1] It pays gladly.", "[1] Nine crowns.")

    assert body == '<p>A club pays.<small class="fn">Nine crowns.</small> It pays gladly.</p>'


def test_notes_find_their_marks_in_any_order():
    body = section("Hats [2] and ducks [1].", "[1] Ducks.", "[2] Hats.")

    assert body == '<p>Hats<small class="fn">Hats.</small> and ducks<small class="fn">Ducks.</small>.</p>'


def test_a_note_keeps_its_link():
    assert 'fn"><a href="https://hats.example/">See</a>.</small>' in section(
        "Hats. [1]", "[1] [See](https://hats.example/)."
    )


def test_a_note_in_a_cell_stands_at_its_mark():
    value = glance_value("<p>Nine crowns. [1]</p> <p>[1] A crown is ten pence.</p>")

    assert value == '<p>Nine crowns.<small class="fn">A crown is ten pence.</small></p>'


def test_a_mark_without_a_note_is_left_and_remarked():
    parsed = read("Introduction", "Hats are worn. [7]")

    assert only(parsed, "sections")["body"] == "<p>Hats are worn. [7]</p>"
    assert remarks(parsed) == ["mark-without-note"]


def test_a_note_without_a_mark_is_left_and_remarked():
    parsed = read("Introduction", "Hats are worn.", "[7] Nobody asked.")

    assert only(parsed, "sections")["body"] == "<p>Hats are worn.</p><p>[7] Nobody asked.</p>"
    assert remarks(parsed) == ["note-without-mark"]


def test_a_second_mark_for_the_same_note_is_left_and_remarked():
    parsed = read("Introduction", "Hats [1] and ducks [1].", "[1] Worn.")

    assert only(parsed, "sections")["body"] == '<p>Hats<small class="fn">Worn.</small> and ducks [1].</p>'
    assert remarks(parsed) == ["mark-without-note"]


def test_a_link_whose_words_are_a_number_is_no_mark():
    assert section("See [1](https://hats.example/).") == '<p>See <a href="https://hats.example/">1</a>.</p>'


def test_two_notes_of_the_same_number_both_stay():
    body = section("Hats. [1]", "[1] They are tall.", "Ducks. [1]", "[1] They are wet.")

    assert "They are tall." in body
    assert "They are wet." in body


def test_a_mark_inside_an_address_is_left_alone():
    body = section('See <a href="https://hats.example/a[1]">hats</a>.', "[1] A note.")

    assert '<a href="https://hats.example/a[1]">hats</a>' in body


# Markup in the text ----------------------------------------------------------------------------------------------


def test_signs_of_markup_in_plain_text_are_only_signs():
    assert section("Hats & ducks, 2 < 3 > 1.") == "<p>Hats &amp; ducks, 2 &lt; 3 &gt; 1.</p>"


def test_emphasis_is_kept():
    assert section("*Hats* are **worn**.") == "<p><em>Hats</em> are <strong>worn</strong>.</p>"


def test_a_backslash_before_a_bracket_is_not_shown():
    assert section(r"Hats \(and coats\) cost \$9.") == "<p>Hats (and coats) cost $9.</p>"


def test_a_link_leads_where_it_says():
    assert section("[Hats](https://hats.example/?a=1&b=2) are worn.") == (
        '<p><a href="https://hats.example/?a=1&amp;b=2">Hats</a> are worn.</p>'
    )


def test_a_link_without_an_address_leaves_its_words():
    parsed = read("Introduction", "[Hats](#) are [worn]().")

    assert only(parsed, "sections")["body"] == "<p>Hats are worn.</p>"
    assert [(gap.text, gap.kind, gap.line) for gap in parsed.gaps] == [("Hats", "sections", 7), ("worn", "sections", 7)]


@pytest.mark.parametrize(
    "nasty",
    [
        "<script>alert(1)</script>",
        '<img src="x" onerror="alert(1)">',
        '<b onclick="alert(1)">',
        "[ducks](javascript:alert(1))",
        "<a href='javascript:alert(1)'>ducks</a>",
        "<iframe src='https://ducks.example'></iframe>",
        "<svg><script>alert(1)</script></svg>",
    ],
)
def test_markup_that_could_run_is_taken_out_and_remarked(nasty: str):
    parsed = read("Introduction", f"Hats {nasty} are worn.")
    body = only(parsed, "sections")["body"]

    assert not any(tag in body for tag in ("<script", "<img", "<iframe", "<svg", "onclick", "<a "))
    assert "are worn." in body
    assert remarks(parsed) == ["markup-removed"]


def test_an_address_that_could_run_leaves_the_words():
    assert section('<a href="javascript:x">Ducks</a> are fed.') == "<p>Ducks are fed.</p>"


def test_markup_nested_too_deep_leaves_its_words():
    assert "ducks" in section("<b>" * 300 + "ducks" + "</b>" * 300)


def test_paragraphs_of_a_cell_are_its_paragraphs():
    assert glance_value("<p>Nine crowns.</p> <p>Cash only.</p>") == "<p>Nine crowns.</p><p>Cash only.</p>"


def test_a_cell_without_paragraphs_is_one():
    assert glance_value("Nine crowns.") == "<p>Nine crowns.</p>"


def test_words_beside_the_paragraphs_of_a_cell_are_kept():
    value = glance_value("Mind: <p>nine crowns.</p> Cash only.")

    assert "Mind:" in value
    assert "Cash only." in value


@pytest.mark.parametrize("line", ["<ul><li>hats</li></ul>", "Hats <h4>Ducks</h4> coats", '<p dir="rtl">hats</p>'])
def test_a_body_is_as_the_sanitiser_would_leave_it(line: str):
    assert sanitise(section(line)) == section(line)
