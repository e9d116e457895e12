"""Cut a section's HTML into blocks, and carry each block's id from edition to edition.

A block is a slice of the body, so that the blocks joined are the body, byte for byte: a paragraph or heading whole, a
list entry or table row with the tags that open or close its list around it.
"""

import html
import re
import uuid
from collections.abc import Sequence
from difflib import SequenceMatcher

from .document import Block

SIMILAR = 0.6
_SHORT = 120  # letters
_MOST_PAIRS = 10_000  # of blocks to compare; in a text rewritten beyond that, the rest is new
_STARTS = {"p", "h4", "h5", "li", "tr", "blockquote", "hr"}
_WRAPPERS = {"ul", "ol", "table", "thead", "tbody", "blockquote"}
INLINE = {"a", "em", "strong", "i", "b", "sub", "sup", "span", "q", "cite"}
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)\b[^>]*>")


def split(body: str) -> list[str]:
    """Cut `body` where a paragraph, heading, list entry or table row begins; the pieces joined are `body`."""
    if not body:
        return []
    cuts: list[int] = []
    opened: int | None = None  # where the list or table that wraps the next entry begins
    inside = False  # within a block that keeps its paragraphs to itself
    for tag in _TAG.finditer(body):
        close, name = tag[1] == "/", tag[2]
        if close:
            inside = inside and name not in ("li", "td", "th")
            continue
        if name in _WRAPPERS:
            opened = tag.start() if opened is None else opened
        if name in _STARTS - {"blockquote"} and not (inside and name == "p"):
            cuts.append(tag.start() if opened is None else opened)
            opened = None
        inside = inside or name in ("li", "td", "th")
    edges = sorted({0, *cuts})
    if len(edges) > 1 and not body[: edges[1]].strip():
        del edges[1]  # white space before the first block belongs to it
    return [body[start:end] for start, end in zip(edges, [*edges[1:], len(body)], strict=True)]


def text_of(fragment: str) -> str:
    """Return the words of an HTML fragment, white space folded."""
    return " ".join(html.unescape(_TAG.sub(_space_of, fragment)).split())


def _space_of(tag: re.Match[str]) -> str:
    """A block's tag parts words; a mark within a line does not."""
    return "" if tag[2] in INLINE else " "


def carry(pieces: Sequence[str], before: Sequence[Block]) -> list[Block]:
    """Give each piece its id: its text's, else that of the best match from 0.6 up in reading order, else a new one."""
    words, old_words = [text_of(piece) for piece in pieces], [text_of(block["html"]) for block in before]
    ids: list[str | None] = [None] * len(pieces)
    places: dict[str, list[int]] = {}
    for old, text in enumerate(old_words):
        places.setdefault(text, []).append(old)
    for at, text in enumerate(words):
        if places.get(text):
            ids[at] = before[places[text].pop(0)]["id"]
    left = sorted(old for olds in places.values() for old in olds)
    pairs = _MOST_PAIRS
    for at, text in enumerate(words):
        if ids[at] is None and left and (pairs := pairs - len(left)) > 0:
            likeness, best = max((_likeness(text, old_words[old]), -old) for old in left)
            if likeness >= SIMILAR:
                ids[at] = before[-best]["id"]
                left.remove(-best)
    return [{"id": ids[at] or str(uuid.uuid4()), "html": piece} for at, piece in enumerate(pieces)]


def _likeness(one: str, other: str) -> float:
    """Return how alike two texts are, from 0 to 1: by letters when they are short, by words when they are not."""
    short = min(len(one), len(other)) < _SHORT
    matcher: SequenceMatcher[str] = (
        SequenceMatcher(None, one, other, autojunk=False)
        if short
        else SequenceMatcher(None, one.split(), other.split(), autojunk=False)
    )
    if min(len(one), len(other)) * 4 < max(len(one), len(other)):
        return 0.0
    if matcher.real_quick_ratio() < SIMILAR or matcher.quick_ratio() < SIMILAR:
        return 0.0
    return matcher.ratio()
