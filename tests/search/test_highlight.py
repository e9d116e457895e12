"""Passages with the words that were meant."""

from monitor.search.highlight import WINDOW, marked, meant, passage
from monitor.search.question import read
from monitor.search.words import stems, tokens


def _passage(text: str, words: str) -> str:
    return passage(text, meant(read(words), stems(text).split()))


def test_every_form_of_a_word_is_marked():
    assert _passage("Funds and funding", "fund") == "<mark>Funds</mark> and <mark>funding</mark>"


def test_a_phrase_is_marked_only_where_it_stands_whole():
    marked = _passage("Foreign law. Foreign funding.", '"foreign funding"')

    assert marked == "Foreign law. <mark>Foreign</mark> <mark>funding</mark>."


def test_all_that_is_not_ours_is_escaped():
    assert _passage('<b onclick="x">fund</b> & <mark>', "fund b") == (
        "&lt;<mark>b</mark> onclick=&quot;x&quot;&gt;<mark>fund</mark>&lt;/<mark>b</mark>&gt; &amp; &lt;mark&gt;"
    )


def test_a_long_text_is_cut_round_the_best_place():
    text = "fund " + "word " * 200 + "the foreign fund, here " + "word " * 200
    said = _passage(text, "foreign fund")

    assert "the <mark>foreign</mark> <mark>fund</mark>, here" in said
    assert said.startswith("… ")
    assert said.endswith(" …")
    assert len(list(tokens(said.replace("<mark>", "").replace("</mark>", "")))) == WINDOW


def test_the_end_of_a_text_is_shown_to_its_end():
    assert _passage("word " * 100 + "fund.", "fund").endswith("<mark>fund</mark>.")


def test_a_title_without_the_words_is_left_alone():
    assert marked("Law & order", []) == "Law &amp; order"
