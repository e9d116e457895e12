"""The one sanitiser: what HTML an editor or an imported page may bring in."""

import re

import nh3

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
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^>]*?(/?)>")
_LINK = re.compile(r"<a([^>]*)>(.*?)</a>", re.S)
_LIVE = re.compile(r'href="[^"#]')
_VOID = {"br", "hr", "img", "input", "meta", "link", "wbr", "col", "area", "base", "embed", "source", "track"}

_cleaner = nh3.Cleaner(
    tags=TAGS,
    attributes=ATTRIBUTES,
    allowed_classes={"small": {"fn"}},  # a footnote: its text stands where its mark will
    url_schemes={"http", "https", "mailto"},
    link_rel=None,
)


class TooDeepError(ValueError):
    """The markup is nested more deeply than any page needs."""


def nesting(html: str) -> int:
    """Return the greatest depth to which tags are opened in `html`."""
    depth = deepest = 0
    for close, name, selfclosing in _TAG.findall(html):
        if name.lower() in _VOID or selfclosing:
            continue
        depth = max(0, depth - 1) if close else depth + 1
        deepest = max(deepest, depth)
    return deepest


def sanitise(html: str) -> str:
    """Return `html` with nothing in it that could run, load or lead astray; raise TooDeepError past MAX_DEPTH.

    Links that lead nowhere (`#`, or an address that was refused) lose their tag and keep their words.
    """
    if nesting(html) > MAX_DEPTH:
        raise TooDeepError(f"The markup is nested more than {MAX_DEPTH} levels deep.")
    clean = _cleaner.clean(html.replace("\x00", "").replace("\r\n", "\n"))
    return _LINK.sub(lambda link: link[0] if _LIVE.search(link[1]) else link[2], clean)
