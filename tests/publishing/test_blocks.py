"""Blocks: slices of a body whose ids last."""

from hypothesis import given
from hypothesis import strategies as st

from countries.sanitise import sanitise
from monitor.publishing.blocks import carry, split
from monitor.publishing.document import Block

PIECES = st.sampled_from(
    ["<p>One.</p>", "<h4>Head</h4>", "<ul><li>a</li><li>b</li></ul>", "<ol><li><p>x</p></li></ol>", "loose", "<hr>",
     "<table><tbody><tr><td><p>1</p></td></tr><tr><td>2</td></tr></tbody></table>", "<blockquote><p>q</p></blockquote>"]
)  # fmt: skip


def _carried(old: list[str], new: list[str]) -> tuple[list[Block], list[Block]]:
    before = carry(old, [])
    return before, carry(new, before)


@given(st.lists(PIECES).map("".join))
def test_the_blocks_joined_are_the_body(body: str):
    assert "".join(split(sanitise(body))) == sanitise(body)


def test_paragraphs_headings_entries_and_rows_are_blocks():
    body = "<h4>H</h4><p>a</p><ul><li>b</li><li>c</li></ul><table><tbody><tr><td>d</td></tr></tbody></table>"

    assert split(body) == [
        "<h4>H</h4>",
        "<p>a</p>",
        "<ul><li>b</li>",
        "<li>c</li></ul>",
        "<table><tbody><tr><td>d</td></tr></tbody></table>",
    ]


def test_an_empty_body_has_no_blocks():
    assert split("") == []


def test_the_same_text_keeps_its_id_when_it_moves():
    before, after = _carried(["<p>first</p>", "<p>second</p>"], ["<p>second</p>", "<p>first</p>"])

    assert [block["id"] for block in after] == [before[1]["id"], before[0]["id"]]


def test_the_same_text_keeps_its_id_when_only_its_tags_change():
    before, after = _carried(["<p>same words</p>"], ["<ul><li>same words</li></ul>"])

    assert after[0]["id"] == before[0]["id"]


def test_a_reworded_text_keeps_its_id():
    old = "<p>The fee for a new association is six and a half monthly indicators, due on the day of filing.</p>"
    before, after = _carried([old], [old.replace("six and a half", "seven")])

    assert after[0]["id"] == before[0]["id"]


def test_a_long_reworded_text_keeps_its_id():
    words = " ".join(f"word{n}" for n in range(200))
    before, after = _carried([f"<p>{words}</p>"], [f"<p>{words.replace('word12', 'term12')}</p>"])

    assert after[0]["id"] == before[0]["id"]


def test_a_text_that_is_less_than_six_tenths_alike_is_new():
    before, after = _carried(["<p>The ministry registers associations.</p>"], ["<p>Courts may fine speakers.</p>"])

    assert after[0]["id"] != before[0]["id"]


def test_no_two_blocks_share_an_id():
    _, after = _carried(["<p>same</p>"], ["<p>same</p>", "<p>same</p>"])

    assert len({block["id"] for block in after}) == 2
