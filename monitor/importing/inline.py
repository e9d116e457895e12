"""Marks inside a line: Markdown's links and emphasis, and HTML that stands in the text.  Pure: no Django."""

import html
import re
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

from countries.sanitise import TooDeepError, sanitise

LONGEST_ADDRESS = 2000
_markdown = MarkdownIt("commonmark", {"html": True}).disable(["image", "backticks", "autolink", "newline"])
_DEAD = re.compile(r'<a href="#?">(.*?)</a>', re.S)
_LINK = re.compile(r'<a href="([^"]*)"[^>]*>(.*?)</a>', re.S)
_TAG = re.compile(r"<[^>]*>")
_DANGER = re.compile(
    r"<\s*/?\s*(script|style|iframe|object|embed|form|svg|img|link|meta)\b|\bon\w+\s*=|javascript:", re.I
)
_CONTEXT = 60  # letters
_MOST_MARKS = 500  # in one line


class Wanted(NamedTuple):
    """A link without an address: its words, and the words just before it, by which its place is found again."""

    text: str
    before: str


class Inline(NamedTuple):
    """`html` is clean; `missing` are the links that had no address; `dirty` says that markup was taken out."""

    html: str
    missing: list[Wanted]
    dirty: bool


def to_html(text: str) -> Inline:
    """Turn one line's marks into clean HTML; a link without an address leaves its words."""
    raw = html.escape(text, quote=False) if _is_hostile(text) else _markdown.renderInline(text)
    missing = [Wanted(plain(link[1]), _before(raw, link.start())) for link in _DEAD.finditer(raw)]
    raw = _DEAD.sub(r"\1", raw)
    return Inline(clean(raw).strip(), missing, bool(_DANGER.search(raw)))


def _before(raw: str, at: int) -> str:
    return plain(raw[max(0, at - 10 * _CONTEXT) : at])[-_CONTEXT:]


def _is_hostile(text: str) -> bool:
    """Say whether a line has more marks than any page: reading them would take time out of all proportion."""
    return max(text.count(mark) for mark in "[<*_") > _MOST_MARKS


def clean(raw: str) -> str:
    """Return what the sanitiser leaves; of markup nested too deeply to be true, the words."""
    try:
        return sanitise(raw)
    except TooDeepError:
        return html.escape(_TAG.sub(" ", raw), quote=False)


def plain(fragment: str) -> str:
    """Return the words of an HTML fragment, white space folded."""
    return " ".join(html.unescape(_TAG.sub("", fragment)).split())


def plain_with_addresses(fragment: str) -> str:
    """Return the words of an HTML fragment, each link's address in brackets after its words."""
    return plain(_LINK.sub(lambda link: f"{link[2]} ({link[1]})", fragment))


class Link(NamedTuple):
    """A link's words and address; `url` is empty when there is none that can be kept."""

    text: str
    url: str


class Linked(NamedTuple):
    """A line that begins with a link: its words, its address, what follows, and the other links in what follows."""

    text: str
    url: str
    tail: str
    others: list[Link]


def leading_link(text: str) -> Linked | None:
    """Read `[words](address) tail`; None when the line does not begin with a link."""
    tokens = _tokens(text)
    if not tokens or tokens[0].type != "link_open":
        return None
    end = next(at for at, token in enumerate(tokens) if token.type == "link_close" and token.level == 0)
    first, *others = links_in(tokens)
    return Linked(first.text, first.url, _words(tokens[end + 1 :]), others)


def links_in(tokens: list[Token]) -> list[Link]:
    """Return every link of a line, in order."""
    opened = [at for at, token in enumerate(tokens) if token.type == "link_open"]
    closed = [at for at, token in enumerate(tokens) if token.type == "link_close"]
    return [Link(_words(tokens[a:b]), _address(tokens[a])) for a, b in zip(opened, closed, strict=True)]


def links_of(text: str) -> list[Link]:
    """Return every link of a line of text, in order."""
    return links_in(_tokens(text))


def _tokens(text: str) -> list[Token]:
    return [] if _is_hostile(text) else _markdown.parseInline(text)[0].children or []


def _words(tokens: list[Token]) -> str:
    return " ".join("".join(token.content for token in tokens if token.type != "html_inline").split())


def _address(token: Token) -> str:
    url = str(token.attrGet("href") or "")
    return url if re.match(r"https?://", url) and len(url) <= LONGEST_ADDRESS else ""
