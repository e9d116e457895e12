"""The links of a piece of sanitised HTML."""

import html
import re

from .blocks import text_of
from .document import Link

_LINK = re.compile(r'<a[^>]*href="([^"]+)"[^>]*>(.*?)</a>', re.S)


def links_in(fragment: str) -> list[Link]:
    """Return text and address of every link, in order."""
    return [{"text": text_of(words), "url": html.unescape(url)} for url, words in _LINK.findall(fragment)]
