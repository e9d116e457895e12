"""Words are found as a reader reads them, and cut from the text as it is kept."""

import re
import time
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from countries.sanitise import sanitise
from monitor.publishing.blocks import split, text_of
from monitor.publishing.passage import CannotRedactError, Passage, squeezed

CASES = [
    ("Jane Doe was fined.", "[removed] was fined."),
    ("<p>Jane <strong>Doe</strong> was fined.</p>", "<p>[removed] was fined.</p>"),
    ("<p><em>Jane</em> Doe</p>", "<p><em>[removed]</em></p>"),
    ("<p>J<em>an</em>e&nbsp;Doe</p>", "<p>[removed]</p>"),
    ("<p>Jane\u00a0\n Doe</p>", "<p>[removed]</p>"),
    ("<p>Ja\u00adne Do\u200be</p>", "<p>[removed]</p>"),
    ("<p>&#74;ane Doe</p>", "<p>[removed]</p>"),
    ("<td>Jane</td><td>Doe</td>", "<td>[removed]</td><td>[removed]</td>"),
    ("<p>told Jane</p><p>Doe to go</p>", "<p>told [removed]</p><p>[removed] to go</p>"),
    ('<p>Jane<small class="fn">A lawyer.</small> Doe</p>', '<p>[removed]<small class="fn">A lawyer.</small></p>'),
    ('<p>He<small class="fn">Jane Doe.</small></p>', '<p>He<small class="fn">[removed].</small></p>'),
    ('<p>By Jane <a href="https://a.org/x">Doe</a>.</p>', "<p>By [removed].</p>"),
    ('<p><a href="https://a.org/jane-doe.html">A report</a></p>', "<p>A report</p>"),
    ('<p><a href="https://a.org/?q=Jane%20Doe">A report</a></p>', "<p>A report</p>"),
    ('<p><a href="mailto:jane.doe@a.org">Mail</a></p>', "<p>Mail</p>"),
    ('<p lang="Jane Doe">Hello</p>', "<p>Hello</p>"),
    ("See https://a.org/JaneDoe, page 2", "See [removed] page 2"),
    ("Write to janedoe@a.org today", "Write to [removed] today"),
    ("JANE DOE IN COURT", "[removed] IN COURT"),
    ("Jane Doe and Jane Doe", "[removed] and [removed]"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "left"), CASES)
def test_the_words_go_however_they_are_set(text: str, left: str):
    assert Passage("Jane Doe").out_of(text)[0] == left


@pytest.mark.parametrize(
    "text",
    [
        "Jane met Doe",
        "Janes Doe",
        "jane Doe spoke",
        '<a href="https://a.org/plane-doer">x</a>',
        "Doe Jane",
        "",
        "<p></p>",
    ],
)
def test_what_is_not_the_words_stays(text: str):
    assert Passage("Jane Doe").out_of(text) == (text, 0)


@pytest.mark.parametrize("text", ["O'Neil", "O&#39;Neil", "O’Neil", "O&rsquo;Neil"])
def test_an_apostrophe_is_one_however_it_is_typed(text: str):
    assert Passage("O’Neil").out_of(f"<p>{text} spoke</p>")[0] == "<p>[removed] spoke</p>"


def test_letters_with_accents_are_one_however_they_are_stored():
    assert Passage("José Núñez").out_of("Jose\u0301 Nu\u0301n\u0303ez spoke")[0] == "[removed] spoke"


def test_any_case_can_be_asked_for():
    assert Passage("Jane Doe", any_case=True).out_of("<p>jane Doe</p>")[0] == "<p>[removed]</p>"


def test_what_was_left_for_its_case_is_counted():
    passage = Passage("Jane Doe")
    passage.out_of("<p>jane Doe and Jane Doe</p>")

    assert passage.other_case == 1


def test_longer_words_that_are_cut_into_are_named():
    passage = Passage("Иванов")
    passage.out_of("<p>Иванова и Иванов</p>")

    assert passage.longer == {"Иванова"}


@pytest.mark.parametrize("words", ["", "   ", "Doe", "a b c", "---", "removed", "[removed]"])
def test_too_few_words_are_refused(words: str):
    with pytest.raises(CannotRedactError):
        Passage(words)


def test_the_refusal_does_not_repeat_the_words():
    with pytest.raises(CannotRedactError) as refused:
        Passage("Doe")
    assert "Doe" not in str(refused.value)


@pytest.mark.parametrize(
    "cut", ["x" * 72 + " Jane D…", "x" * 195 + " Jane", "Link supplied for “" + "x" * 70 + " Jane Do”"]
)
def test_the_beginning_of_the_words_goes_from_where_a_name_was_cut(cut: str):
    assert "Jan" not in Passage("Jane Doe").out_of_cut(cut)[0]


def test_a_short_name_is_not_taken_for_a_cut_one():
    assert Passage("Jane Doe").out_of_cut("Meeting of Jane") == ("Meeting of Jane", 0)


PIECES = st.sampled_from(
    ["Jane", "Doe", " ", "&nbsp;", "<em>", "</em>", "<p>", "</p>", "<li>", "<ul>", "</ul>", "x", "O&#39;Neil",
     "e\u0301", '<a href="https://a.org/Jane%20Doe">', '<a href="https://a.org/x">', "</a>",
     '<small class="fn">', "</small>", "<table><tr><td>", "</td></tr></table>", "\u00ad", "<br>",
     "https://a.org/jane_doe "]
)  # fmt: skip


@given(st.lists(PIECES, max_size=14).map("".join).map(sanitise))
def test_nothing_is_left_to_read_and_what_remains_is_clean(body: str):
    left, count = Passage("Jane Doe").out_of(body)

    assert "Jane Doe" not in text_of(left).replace("\u00ad", "")
    assert not [address for address in re.findall('href="([^"]*)"', left) if "janedoe" in squeezed(unquote(address))]
    assert sanitise(left) == left
    assert (count == 0) == (left == body)
    assert "".join(split(left)) == left


def test_a_long_text_takes_no_time():
    body = "<p>" + "The law of associations and <em>their</em> members. " * 8000 + "Jane Doe.</p>"
    start = time.process_time()
    left, count = Passage("Jane Doe").out_of(body)

    assert (count, "Jane Doe" in left) == (1, False)
    assert time.process_time() - start < 10


def test_a_text_without_spaces_takes_no_time():
    start = time.process_time()
    Passage("Jane Doe").out_of("JaneDoe" + "x" * 300_000)

    assert time.process_time() - start < 5
