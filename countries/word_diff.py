"""What changed between two texts, word by word.  Pure: no Django.

Each side comes back as its own HTML with the words that differ in `<del>` or `<ins>`; taking the marks out gives back
each side, byte for byte.
"""

import re
from difflib import SequenceMatcher

_TOKEN = re.compile(r"<[^>]+>|&[#\w]+;|\w+|[^\w\s<]|\s+|<")
_MOST_TOKENS = 20_000  # beyond this, whole texts are shown


def side_by_side(old: str, new: str) -> tuple[str, str]:
    """Return `old` with its lost words in `<del>`, and `new` with its new words in `<ins>`; both are HTML."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    if len(before) + len(after) > _MOST_TOKENS:
        return old, new
    lost, gained = [False] * len(before), [False] * len(after)
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            lost[i1:i2] = [True] * (i2 - i1)
            gained[j1:j2] = [True] * (j2 - j1)
    return _mark(before, lost, "del"), _mark(after, gained, "ins")


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
