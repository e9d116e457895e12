"""How a text was reworded, for readers: in a few words, in one paragraph, and read aloud.  Pure: no Django."""

import html
import re
from collections.abc import Sequence

from countries.inline_diff import inline
from countries.word_diff import stretches

from .blocks import INLINE, text_of
from .links import links_in

_AROUND, _MOST_STRETCHES, _MOST_WORDS = 4, 3, 14
_SHORT_TEXT = 30  # words; a text longer than that can be “rewritten”
_WORD = re.compile(r"\s*\S+")
_NOTE = re.compile(r'<small class="fn">(.*?)</small>', re.S)
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)\b[^>]*>")
Stretch = tuple[tuple[int, int], tuple[int, int]]
"""Where words that differ begin and end, before and after."""

_GONE, _CAME = re.compile(r"<del>(.*?)</del>", re.S), re.compile(r"<ins>(.*?)</ins>", re.S)


def rewordings(old: str, new: str) -> list[str]:
    """Return what differs between two HTML texts as short parts of a line: words, footnotes, else links or markup."""
    parts = passages(text_of(_NOTE.sub("", old)), text_of(_NOTE.sub("", new)))
    notes = ["; ".join(text_of(note) for note in _NOTE.findall(text)) for text in (old, new)]
    if notes[0] != notes[1]:
        parts += [f"footnote {part}" for part in passages(*notes)]
    if not parts and links_in(old) != links_in(new):
        return ["a link in its text"]
    return parts or (["its layout alone"] if old != new else [])


def passages(old: str, new: str) -> list[str]:
    """Return the first passages in which two plain texts differ, with a few words around each; HTML."""
    before, after = _WORD.findall(old), _WORD.findall(new)
    differing = [piece[1:] for piece in stretches(_bare(before), _bare(after)) if not piece[0]]
    if rewritten := _rewritten(differing, len(before), len(after)):
        return [rewritten]
    differing = _joined(differing)
    following = [*(start for _, (start, _) in differing[1:]), len(after)]
    pairs = list(zip(differing, following, strict=False))[:_MOST_STRETCHES]
    parts = [_passage(before, after, piece, end) for piece, end in pairs]
    more = len(differing) - _MOST_STRETCHES
    return [*parts, f"and {more} more passage{'s' if more > 1 else ''}"] if more > 0 else parts


def marked(old: str, new: str) -> str:
    """Return a block as one paragraph, the words that it gained and lost against an earlier wording marked."""
    return inline(paragraph(old), paragraph(new))


def paragraph(block: str) -> str:
    """Return a block, a slice of a list or table perhaps, as a paragraph that stands by itself."""
    text = _NOTE.sub(r" [\1]", block)
    return f"<p>{' '.join(_TAG.sub(_kept, text).split()).removeprefix('· ')}</p>"


def aloud(text: str) -> str:
    """Put words that only a screen reader says around what is marked: few of them announce `<del>` and `<ins>`."""
    text = _GONE.sub(rf"<del>{_unseen('[removed: ')}\1{_unseen('] ')}</del>", text)
    return _CAME.sub(rf"<ins>{_unseen('[added: ')}\1{_unseen('] ')}</ins>", text)


def unmarked(text: str) -> str:
    """Return HTML without its marks, as it reads on its own."""
    return re.sub(r"</?(?:ins|del)>", "", text)


def cut(words: str) -> str:
    """Return the first words of a text."""
    pieces = words.split()
    return " ".join(pieces) if len(pieces) <= _MOST_WORDS else " ".join([*pieces[:_MOST_WORDS], "…"])


def arrow(old: str, new: str) -> str:
    """Return two plain values as HTML: what was, what is."""
    gone = f"<del>{html.escape(old)}</del>" if old else ""
    came = f"<ins>{html.escape(new)}</ins>" if new else ""
    return " → ".join(filter(None, [gone, came]))


def _unseen(words: str) -> str:
    return f'<span class="aloud">{words}</span>'


def _kept(tag: re.Match[str]) -> str:
    if tag[2] in INLINE:
        return tag[0]
    return " · " if tag[2] in ("td", "th") and not tag[1] else " "


def _bare(words: Sequence[str]) -> list[str]:
    return [word.strip() for word in words]


def _rewritten(differing: Sequence[Stretch], before: int, after: int) -> str:
    """Return “rewritten: 40 of 120 words differ” where marks would make a wall; empty text where they read well."""
    lost = sum(end - start for (start, end), _ in differing)
    gained = sum(end - start for _, (start, end) in differing)
    longer = max(before, after)
    if not (before and after) or longer < _SHORT_TEXT or max(lost, gained) * 3 < longer:
        return ""
    if not lost or not gained:
        return ""  # words were only added, or only taken away
    return f"rewritten: {max(lost, gained):,} of {longer:,} words differ"


def _joined(differing: Sequence[Stretch]) -> list[Stretch]:
    """Make one of stretches that stand so close that each would repeat the other."""
    joined: list[Stretch] = []
    for old, new in differing:
        if joined and new[0] - joined[-1][1][1] < _AROUND:
            (start, _), (begin, _) = joined.pop()
            old, new = (start, old[1]), (begin, new[1])  # noqa: PLW2901
        joined.append((old, new))
    return joined


def _passage(before: list[str], after: list[str], differing: Stretch, following: int) -> str:
    """Return one stretch with the words around it; the next begins at `following`."""
    (i1, i2), (j1, j2) = differing
    lost, gained = cut("".join(before[i1:i2])), cut("".join(after[j1:j2]))
    lead, tail = after[max(0, j1 - _AROUND) : j1], after[j2 : min(j2 + _AROUND, following)]
    around = [html.escape("".join(words).strip()) for words in (lead, tail)]
    return " ".join(filter(None, [around[0], arrow(lost, gained), around[1]]))
