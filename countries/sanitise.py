"""The one sanitiser: what HTML an editor or an imported page may bring in."""

import re
from html import escape, unescape

import nh3

from .nesting import is_deeper_than

_MOST_PASSES = 6  # muddled markup is put right step by step; what is not right by then is kept as words
MAX_DEPTH = 200  # nh3 takes time in proportion to the square of the nesting

TAGS = {
    "p", "br", "h4", "h5", "ul", "ol", "li", "blockquote", "hr",
    "a", "em", "strong", "i", "b", "sub", "sup", "small", "span", "q", "cite",
    "table", "caption", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
ATTRIBUTES = {
    "*": {"lang", "dir"},
    "a": {"href"},
    "ol": {"start", "type"},
    "th": {"colspan", "rowspan", "scope"},
    "td": {"colspan", "rowspan"},
}
_LINK = re.compile(r"<a([^>]*)>(.*?)</a>", re.S)
_PARTS = re.compile(r"(<[^>]*>)")
_NAME = re.compile(r"<(/?)([a-z][a-z0-9]*)")
_BLOCKS = {
    "p",
    "h4",
    "h5",
    "ul",
    "ol",
    "li",
    "blockquote",
    "hr",
    "table",
    "caption",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
}
_TAG = re.compile(r"<[^>]*>")
_LIVE = re.compile(r'href="[^"#]')

_cleaner = nh3.Cleaner(
    tags=TAGS,
    attributes=ATTRIBUTES,
    allowed_classes={"small": {"fn"}},  # a footnote: its text stands where its mark will
    url_schemes={"http", "https", "mailto"},
    link_rel=None,
    url_relative="deny",
)


class TooDeepError(ValueError):
    """The markup is nested more deeply than any page needs."""


def sanitise(html: str) -> str:
    """Return `html` with nothing in it that could run, load or lead astray; raise TooDeepError past MAX_DEPTH.

    Links that lead nowhere (`#`, or an address that was refused) lose their tag and keep their words.
    """
    clean = html.replace("\x00", "").replace("\r\n", "\n")
    for _ in range(_MOST_PASSES):
        if is_deeper_than(clean, MAX_DEPTH):
            raise TooDeepError(f"The markup is nested more than {MAX_DEPTH} levels deep.")
        before, clean = clean, _flat_notes(_LINK.sub(_live_or_words, _cleaner.clean(clean)))
        if clean == before:
            return clean
    return escape(unescape(_TAG.sub(" ", clean)), quote=False)


def _flat_notes(html: str) -> str:
    """Take blocks, and notes, out of notes: a note is a line."""
    out: list[str] = []
    depth = 0
    for part in _PARTS.split(html):
        tag = _NAME.match(part)
        if tag and tag[2] == "small":
            depth += -1 if tag[1] else 1
            if depth > (0 if tag[1] else 1):
                continue
        elif tag and depth and tag[2] in _BLOCKS:
            part = " "  # noqa: PLW2901
        out.append(part)
    return "".join(out)


def _live_or_words(link: re.Match[str]) -> str:
    return link[0] if _LIVE.search(link[1]) else link[2]
