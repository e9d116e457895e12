"""Both versions of a text in one, the words that differ marked."""

import random
import re
from html.parser import HTMLParser

import pytest

from countries.inline_diff import inline
from countries.sanitise import sanitise
from monitor.importing.page import read_page


def words(html: str) -> list[str]:
    return re.findall(r"\w+|[^\w\s]", re.sub(r"<[^>]+>", " ", html))


def without(marked: str, gone: str, kept: str) -> str:
    return re.sub(rf"</?{kept}>", "", re.sub(rf"<{gone}>.*?</{gone}>", " ", marked, flags=re.S))


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("<p>a fine of 100</p>", "<p>a fine of 250</p>", "<p>a fine of <del>100</del><ins>250</ins></p>"),
        ("<p>one</p>", "<p>one two</p>", "<p>one<ins> two</ins></p>"),
        ("<p>one two</p>", "<p>one</p>", "<p>one<del> two</del></p>"),
        ("<p>a</p>", "<p>a</p><p>b</p>", "<p>a</p><p><ins>b</ins></p>"),
        ("<p>a</p><p>b</p>", "<p>a</p>", "<p>a</p><p><del>b</del></p>"),
        ("<ul><li>a</li><li>b</li></ul>", "<ul><li>a</li></ul>", "<ul><li>a</li><li><del>b</del></li></ul>"),
        ("", "<p>a</p>", "<p><ins>a</ins></p>"),
        ("<p>a</p>", "", "<p><del>a</del></p>"),
        ("<p>one</p>", "<p><em>one</em></p>", "<p><em>one</em></p>"),
        ("<p>x</p>\n<p>y</p>", "<p>x</p><p>y</p>", "<p>x</p><p>y</p>"),
    ],
)
def test_what_differs_is_marked(old, new, shown):
    assert inline(old, new) == shown


def test_a_lost_row_of_a_table_is_a_row():
    old = "<table><tbody><tr><td>a</td></tr><tr><td>b</td></tr></tbody></table>"
    new = "<table><tbody><tr><td>a</td></tr></tbody></table>"

    assert "<del>b</del>" in inline(old, new)
    assert nested_rightly(inline(old, new))


def test_markup_alone_makes_no_mark():
    old, new = "<p>See <a href='https://a.example'>this</a>.</p>", "<p>See <b>this</b>.</p>"

    assert "<ins>" not in inline(old, new)
    assert "<del>" not in inline(old, new)


class _Nesting(HTMLParser):
    """Wants every tag closed in order, words outside of bare lists and tables, and blocks outside of inline marks."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.right = True

    def handle_starttag(self, tag, attrs):
        if tag in ("br", "hr"):
            return
        self.right &= not (tag in ("p", "li", "tr", "td") and {"ins", "del"} & set(self.open))
        self.open.append(tag)

    def handle_endtag(self, tag):
        self.right &= bool(self.open) and self.open.pop() == tag

    def handle_data(self, data):
        if data.strip():
            self.right &= not self.open or self.open[-1] not in ("ul", "ol", "table", "tbody", "thead", "tr")


def nested_rightly(html: str) -> bool:
    parser = _Nesting()
    parser.feed(html)
    return parser.right and not parser.open


def mangled(text: str, rng: random.Random) -> str:
    """A text with words lost, gained and changed, paragraphs and entries lost, doubled and swapped."""
    pieces = re.split(r"(?<=</p>)|(?<=</li>)|(?<=</h4>)|(?<=</tr>)", text)
    for _ in range(rng.randint(1, 4)):
        at = rng.randrange(len(pieces))
        other = rng.randrange(len(pieces))
        match rng.randint(0, 4):
            case 0:
                pieces[at] = re.sub(r">[^<]*", ">", pieces[at], count=1)
            case 1:
                pieces[at] += pieces[other]
            case 2:
                pieces[at], pieces[other] = pieces[other], pieces[at]
            case 3:
                pieces[at] = pieces[at].replace(" the ", " ", 1).replace(" of ", " against all ", 1)
            case 4:
                pieces[at] = ""
    return sanitise("".join(pieces))


def test_both_texts_can_be_read_from_the_marked_one(seed):
    """400 random edits of the real page: dropping either mark gives back the other text's words."""
    page = read_page(seed.read_text(), seed.name)
    texts = [sanitise(section["body"]) for section in page.document["sections"]]
    rng = random.Random(2026)

    for _ in range(400):
        old = rng.choice(texts)
        new = mangled(old, rng)
        marked = inline(old, new)
        assert words(without(marked, "del", "ins")) == words(new)
        assert words(without(marked, "ins", "del")) == words(old)
        assert nested_rightly(new) <= nested_rightly(marked)


def test_a_text_of_another_kind_altogether_is_not_slow():
    old, new = "<p>" + "a b " * 40_000 + "</p>", "<p>" + "c d " * 40_000 + "</p>"

    assert words(without(inline(old, new), "del", "ins")) == words(new)
