"""What changed between two texts, word by word."""

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from countries.word_diff import side_by_side

WORDS = st.text(alphabet="ab é.,\n", max_size=60)
PIECES = st.sampled_from(
    ["<p>", "</p>", "<em>", "</em>", "<br>", "law ", "the ", "2024", ", ", "&amp;", "&lt;", "\n", "é"]
)
HTML = st.lists(PIECES, max_size=30).map("".join)


def unmarked(html: str) -> str:
    return re.sub("</?(?:del|ins)>", "", html)


def kept(html: str) -> str:
    """The words that are not marked; a change of spaces is not marked."""
    return re.sub(r"<(del|ins)>.*?</\1>|\s", "", html, flags=re.S)


@given(HTML, HTML)
@settings(deadline=None)
def test_without_its_marks_each_side_is_as_it_was(old, new):
    before, after = side_by_side(old, new)

    assert (unmarked(before), unmarked(after)) == (old, new)


@given(st.text(max_size=60), st.text(max_size=60))
@settings(deadline=None)
def test_no_character_is_lost_whatever_it_is(old, new):
    before, after = side_by_side(old, new)

    assert (unmarked(before), unmarked(after)) == (old, new)


@given(WORDS, WORDS)
@settings(deadline=None)
def test_what_is_not_marked_stands_on_both_sides(old, new):
    before, after = side_by_side(old, new)

    assert kept(before) == kept(after)


@given(HTML, HTML)
@settings(deadline=None)
def test_a_mark_never_crosses_a_tag(old, new):
    for side in side_by_side(old, new):
        assert not re.search(r"<(del|ins)>[^<]*<(?!/\1>)", side)


@given(HTML)
@settings(deadline=None)
def test_the_same_text_has_no_marks(html):
    assert side_by_side(html, html) == (html, html)


def test_only_the_word_that_changed_is_marked():
    assert side_by_side("<p>A fee of 10 is due.</p>", "<p>A fee of 25 is due.</p>") == (
        "<p>A fee of <del>10</del> is due.</p>",
        "<p>A fee of <ins>25</ins> is due.</p>",
    )


def test_words_that_follow_one_another_are_marked_as_one():
    assert side_by_side("one", "one two three")[1] == "one<ins> two three</ins>"


def test_a_word_with_an_accent_is_one_word():
    assert side_by_side("Тәуелсіздік", "Тәуелсіз") == ("<del>Тәуелсіздік</del>", "<ins>Тәуелсіз</ins>")


def test_an_escaped_character_is_marked_whole():
    assert side_by_side("a &amp; b", "a &lt; b") == ("a <del>&amp;</del> b", "a <ins>&lt;</ins> b")


@pytest.mark.parametrize(
    ("old", "new", "sides"), [("", "x", ("", "<ins>x</ins>")), ("x", "", ("<del>x</del>", "")), ("", "", ("", ""))]
)
def test_a_text_may_begin_or_end_as_nothing(old, new, sides):
    assert side_by_side(old, new) == sides


def test_a_change_of_spaces_is_not_marked():
    assert side_by_side("a b", "a  b") == ("a b", "a  b")


def test_texts_beyond_all_measure_are_marked_whole():
    old, new = "a " * 10_000, "b " * 10_000

    assert side_by_side(old, new) == (f"<del>{old.strip()}</del> ", f"<ins>{new.strip()}</ins> ")


def test_a_page_of_words_that_come_back_is_compared_at_once():
    start = time.process_time()
    side_by_side("the law of the land, " * 90, " of the law, the land" * 90)

    assert time.process_time() - start < 0.2
