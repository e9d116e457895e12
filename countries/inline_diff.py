"""What changed between two texts, in one: the new text with new words in `<ins>` and lost words in `<del>`.  Pure.

Only words are compared: markup that differs alone makes no mark.  Lost words stand where a word may stand; a lost
paragraph, list entry or table row is shown as one, in the kind of place where it is.
"""

import html
import re
from collections.abc import Iterator, Sequence

from .word_diff import stretches

_PIECE = re.compile(r"(?<=</p>)|(?<=</li>)|(?<=</tr>)|(?<=</h4>)|(?<=</h5>)|(?<=</td>)|(?<=</th>)|(?<=\n)")
_TOKEN = re.compile(r"<[^>]+>|&[#\w]+;|\w+|[^\w\s<]|\s+|<")
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)\b[^>]*>")
_LIST, _TABLE = {"ul", "ol"}, {"table", "thead", "tbody", "tr"}


def inline(old: str, new: str) -> str:
    """Return `new` with what it gained and lost against `old` marked; both are sanitised HTML."""
    before, after = _pieces(old), _pieces(new)
    places = _Places()
    out: list[str] = []
    for same, (i1, i2), (j1, j2) in stretches([_words_of(piece) for piece in before], [_words_of(p) for p in after]):
        lost, gained = before[i1:i2], "".join(after[j1:j2])
        if same:
            shown = gained
        elif any(_words_of(piece) for piece in after[j1:j2]):
            shown = _merged([word for piece in lost for word in (" ", *_tokens(piece))][1:], gained)
        else:
            shown = gained + "".join(places.gone(piece) for piece in lost)
        places.follow(gained)
        out.append(shown)
    return "".join(out)


def _pieces(text: str) -> list[str]:
    return [piece for piece in _PIECE.split(text) if piece]


def _tokens(piece: str) -> list[str]:
    """Return the words, marks and spaces of a piece, its tags left out."""
    return [token for token in _TOKEN.findall(piece) if not _is_tag(token)]


def _words_of(piece: str) -> str:
    return " ".join("".join(_tokens(piece)).split())


def _is_tag(token: str) -> bool:
    return len(token) > 1 and token[0] == "<"


def _merged(old_words: Sequence[str], new: str) -> str:
    """Return `new` with its new words marked, and the words of `old_words` that it lost put where they stood."""
    tokens = _TOKEN.findall(new)
    places = [at for at, token in enumerate(tokens) if not _is_tag(token)]
    gained: set[int] = set()
    lost: dict[int, str] = {}
    for same, (i1, i2), (j1, j2) in stretches(old_words, [tokens[at] for at in places]):
        if same:
            continue
        gained.update(places[j1:j2])
        words = "".join(old_words[i1:i2])
        if words.strip():
            at = places[j1] if j1 < len(places) else len(tokens)
            lost[at] = f"{lost.get(at, '')}<del>{words}</del>"
    return "".join(_woven(tokens, gained, lost, places[-1] + 1 if places else 0))


def _woven(tokens: list[str], gained: set[int], lost: dict[int, str], end_of_words: int) -> Iterator[str]:
    run: list[str] = []
    trailing = lost.pop(len(tokens), "")
    for at, token in enumerate([*tokens, ""]):
        if run and (at not in gained or at in lost):
            yield _inserted(run)
            run = []
        yield lost.get(at, "")
        if at == end_of_words:
            yield trailing
        if at in gained:
            run.append(token)
        else:
            yield token


def _inserted(run: list[str]) -> str:
    words = "".join(run)
    return f"<ins>{words}</ins>" if words.strip() else words


class _Places:
    """Which lists and tables stand open where the reader is."""

    def __init__(self) -> None:
        self.open: list[str] = []

    def follow(self, text: str) -> None:
        for close, name in _TAG.findall(text):
            if name in _LIST | _TABLE | {"li", "td", "th"}:
                if not close:
                    self.open.append(name)
                elif name in self.open:
                    while self.open.pop() != name:
                        pass

    def gone(self, piece: str) -> str:
        """Return a lost piece as an element that may stand here."""
        words = _words_of(piece)
        if not words:
            return ""
        inner = self.open[-1] if self.open else ""
        if inner in _LIST:
            return f"<li><del>{words}</del></li>"
        if inner == "tr":
            return f"<td><del>{words}</del></td>"
        if inner in _TABLE:
            return f'<tr><td colspan="9"><del>{words}</del></td></tr>'
        return f"<p><del>{words}</del></p>"


def text_lines(*lines: str) -> str:
    """Return plain lines as the HTML that `inline` takes."""
    return "".join(f"<p>{html.escape(line)}</p>" for line in lines)
