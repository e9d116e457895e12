"""What changed between two texts, word by word.  Pure: no Django.

Each side comes back as its own HTML with the words that differ in `<del>` or `<ins>`; taking the marks out gives back
each side, byte for byte.  Texts are compared by blocks first and by words within blocks that differ, since comparing
words takes time in proportion to the product of the lengths.
"""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

_TOKEN = re.compile(r"<[^>]+>|&[#\w]+;|\w+|[^\w\s<]|\s+|<")
_BLOCK = re.compile(r"(?<=</p>)|(?<=</li>)|(?<=</tr>)|(?<=</h4>)|(?<=</h5>)|(?<=\n)")
_MOST_PAIRS = 250_000  # of words to compare; a longer stretch is marked whole


def side_by_side(old: str, new: str) -> tuple[str, str]:
    """Return `old` with its lost words in `<del>`, and `new` with its new words in `<ins>`; both are HTML."""
    before, after = _BLOCK.split(old), _BLOCK.split(new)
    left, right = [], []
    for same, (i1, i2), (j1, j2) in stretches(before, after):
        one, other = "".join(before[i1:i2]), "".join(after[j1:j2])
        one, other = (one, other) if same else _words(one, other)
        left.append(one)
        right.append(other)
    return "".join(left), "".join(right)


def _words(old: str, new: str) -> tuple[str, str]:
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    lost, gained = [True] * len(before), [True] * len(after)
    for same, (i1, i2), (j1, j2) in stretches(before, after):
        lost[i1:i2] = [not same] * (i2 - i1)
        gained[j1:j2] = [not same] * (j2 - j1)
    return _mark(before, lost, "del"), _mark(after, gained, "ins")


def stretches(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[bool, tuple[int, int], tuple[int, int]]]:
    """Yield (alike, range before, range after) from beginning to end; what is too long to compare differs whole."""
    start, end_before, end_after = 0, len(before), len(after)
    while start < min(end_before, end_after) and before[start] == after[start]:
        start += 1
    while min(end_before, end_after) > start and before[end_before - 1] == after[end_after - 1]:
        end_before, end_after = end_before - 1, end_after - 1
    yield True, (0, start), (0, start)
    if (end_before - start) * (end_after - start) > _MOST_PAIRS:
        yield False, (start, end_before), (start, end_after)
    else:
        matcher = SequenceMatcher(None, before[start:end_before], after[start:end_after], autojunk=False)
        for tag, i1, i2, j1, j2 in matcher.get_opcodes():
            yield tag == "equal", (start + i1, start + i2), (start + j1, start + j2)
    yield True, (end_before, len(before)), (end_after, len(after))


def _mark(tokens: list[str], changed: list[bool], tag: str) -> str:
    out: list[str] = []
    run: list[str] = []

    def flush() -> None:
        words = "".join(run)
        out.append(f"<{tag}>{words}</{tag}>" if words.strip() else words)
        run.clear()

    for token, is_changed in zip(tokens, changed, strict=True):
        if is_changed and not (len(token) > 1 and token[0] == "<"):
            run.append(token)
            continue
        flush()
        out.append(token)
    flush()
    return "".join(out)
