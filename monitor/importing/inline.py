"""Marks inside a line: Markdown's links and emphasis, and HTML that stands in the text.  Pure: no Django."""

import html
import re
from typing import NamedTuple

from markdown_it import MarkdownIt

from countries.sanitise import TooDeepError, sanitise

_markdown = MarkdownIt("commonmark", {"html": True}).disable(["image", "backticks", "autolink", "newline"])
_DEAD = re.compile(r'<a href="#?">(.*?)</a>', re.S)
_TAG = re.compile(r"<[^>]*>")
_DANGER = re.compile(
    r"<\s*/?\s*(script|style|iframe|object|embed|form|svg|img|link|meta)\b|\bon\w+\s*=|javascript:", re.I
)


class Inline(NamedTuple):
    """`html` is clean; `missing` are the words of links that had no address; `dirty` says that markup was taken out."""

    html: str
    missing: list[str]
    dirty: bool


def to_html(text: str) -> Inline:
    """Turn one line's marks into clean HTML; a link without an address leaves its words."""
    raw = _markdown.renderInline(text)
    missing = [plain(words) for words in _DEAD.findall(raw)]
    raw = _DEAD.sub(r"\1", raw)
    try:
        clean = sanitise(raw)
    except TooDeepError:
        clean = html.escape(_TAG.sub(" ", raw), quote=False)
    return Inline(clean.strip(), missing, bool(_DANGER.search(raw)))


def plain(fragment: str) -> str:
    """Return the words of an HTML fragment, white space folded."""
    return " ".join(html.unescape(_TAG.sub("", fragment)).split())


class Linked(NamedTuple):
    """A line that begins with a link: its words, its address ("" when there is none), and what follows."""

    text: str
    url: str
    tail: str


def leading_link(text: str) -> Linked | None:
    """Read `[words](address) tail`; None when the line does not begin with a link."""
    tokens = _markdown.parseInline(text)[0].children or []
    if not tokens or tokens[0].type != "link_open":
        return None
    end = next(at for at, token in enumerate(tokens) if token.type == "link_close" and token.level == 0)
    words = "".join(token.content for token in tokens[1:end])
    tail = "".join(token.content for token in tokens[end + 1 :])
    url = str(tokens[0].attrGet("href") or "")
    return Linked(" ".join(words.split()), url if re.match(r"https?://", url) else "", tail.strip())
