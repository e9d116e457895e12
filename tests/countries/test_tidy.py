"""What says the same is written the same."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from countries.sanitise import sanitise
from countries.tidy import tidy


@pytest.mark.parametrize(
    ("html", "written"),
    [
        # what the editor wraps or adds
        ("<ul><li><p>one</p></li></ul>", "<ul><li>one</li></ul>"),
        ("<ul><li><p>one</p><ul><li><p>deep</p></li></ul></li></ul>", "<ul><li>one<ul><li>deep</li></ul></li></ul>"),
        ("<ul><li>one</li><ul><li>deep</li></ul></ul>", "<ul><li>one<ul><li>deep</li></ul></li></ul>"),
        ("<p>one</p><p></p><p><br></p><p>&nbsp;</p>", "<p>one</p>"),
        ('<ol start="1" type="1"><li>one</li></ol>', "<ol><li>one</li></ol>"),
        ("<p><span>one</span> <strong></strong>two</p>", "<p>one two</p>"),
        # what says something stays
        ('<ol start="3" type="a"><li>one</li></ol>', '<ol start="3" type="a"><li>one</li></ol>'),
        ("<ul><li><p>one</p><p>two</p></li></ul>", "<ul><li><p>one</p><p>two</p></li></ul>"),
        ('<ul><li><p lang="ru">раз</p></li></ul>', '<ul><li><p lang="ru">раз</p></li></ul>'),
        ("<p>6.5&nbsp;MCIs</p>", "<p>6.5&nbsp;MCIs</p>"),
        ("<p>a<br>b</p><hr><p>c</p>", "<p>a<br>b</p><hr><p>c</p>"),
        # words outside a paragraph
        ("words<p>more</p>", "<p>words</p><p>more</p>"),
        ("<blockquote>words</blockquote>", "<blockquote><p>words</p></blockquote>"),
        ("<h4>a<p>b</p>c</h4>", "<h4>a</h4><p>b</p><h4>c</h4>"),
        # marks
        ("<p><b>a</b><i>b</i></p>", "<p><strong>a</strong><em>b</em></p>"),
        ("<p><em><strong>a</strong></em></p>", "<p><strong><em>a</em></strong></p>"),
        ("<p><strong>a</strong><strong>b</strong></p>", "<p><strong>ab</strong></p>"),
        ("<strong><p>a</p><p>b</p></strong>", "<p><strong>a</strong></p><p><strong>b</strong></p>"),
        (
            '<p>a<small class="fn">See <a href="https://x.org/">x</a></small><small class="fn">b</small></p>',
            '<p>a<small class="fn">See <a href="https://x.org/">x</a></small><small class="fn">b</small></p>',
        ),
        ('<p><span lang="fa" dir="rtl">a</span></p>', '<p><span dir="rtl" lang="fa">a</span></p>'),
        # spaces
        (" <p> a \n b&nbsp; c&nbsp;</p>\n\n<p>d<em> e</em> </p>", "<p>a b c</p><p>d<em> e</em></p>"),
        ("<p>a <em> b </em> c <br> d</p>", "<p>a <em>b </em>c<br>d</p>"),
    ],
)
def test_it_is_written_in_one_way(html: str, written: str):
    assert tidy(sanitise(html)) == written


def test_a_table_has_its_caption_its_head_and_its_body():
    cells = '<tr><th><p>Body</p></th><th colspan="1">Days</th></tr><tr><td rowspan="2"><p>Court</p></td><td></td></tr>'
    html = f"<table><colgroup><col></colgroup><caption>Who</caption><tbody>{cells}</tbody></table>"

    head = "<thead><tr><th>Body</th><th>Days</th></tr></thead>"
    body = '<tbody><tr><td rowspan="2">Court</td><td></td></tr></tbody>'
    assert tidy(sanitise(html)) == f"<table><caption>Who</caption>{head}{body}</table>"
    assert tidy(sanitise(html.replace("td", "th"))).startswith("<table><caption>Who</caption><tbody>")


_NAMES = st.sampled_from(
    ["p", "ul", "ol", "li", "blockquote", "em", "b", "a", "span", "small", "q", "table", "tr", "th"]
)
_TAGS = _NAMES.map("<{}>".format) | _NAMES.map("</{}>".format)
_MORE = [
    '<a href="https://x.org/?a=1&b>2">',
    '<span lang="ru">',
    '<small class="fn">',
    '<td colspan="2">',
    "<br>",
    "<hr>",
]
_WORDS = st.sampled_from([*_MORE, " ", "\n", "\xa0", "&nbsp;", "a", "b c", "&", "<"])


@given(st.lists(_TAGS | _WORDS, max_size=20).map("".join))
@settings(max_examples=400, deadline=None)
def test_what_is_written_passes_the_sanitiser_as_it_is_and_stays_so(html: str):
    written = tidy(sanitise(sanitise(html)))

    assert sanitise(written) == written
    assert tidy(written) == written
