"""The signs beside a page's passages: ¶ leads to the lasting address, ✎ to the form for tips.  Pure: no Django.

Paragraphs have ¶ alone, and their section one link to the form: a second sign beside each would cost a reader on a slow
line a kilobyte.
"""

import re
from dataclasses import dataclass
from html import escape

_CLOSES = re.compile(r"(?:\s*</(?:p|li|td|th|h4|h5|blockquote|tr|ul|ol|thead|tbody|table)>)*\s*\Z")


@dataclass(frozen=True, slots=True)
class Citing:
    """Knows the page that the links belong to; `edition` is the number of an earlier edition, None today's page."""

    slug: str
    edition: int | None = None

    def address(self, place: str, way: str = "cite") -> str:
        """Return where the passage at a fragment is cited; for today's page as seen from there, to be short."""
        return f"/countries/{self.slug}/{way}/{place}/?edition={self.edition}" if self.edition else f"{way}/{place}/"

    def tip(self, place: str) -> str:
        """Return where something is told about the passage at a fragment, or about a list."""
        return self.address(place, "tip")

    def beside(self, block: str, place: str) -> str:
        """Return a block's HTML with its link after its last word, within the paragraph, entry or cell."""
        link = f' <a href="{escape(self.address(place))}" class="cite" aria-label="Cite">¶</a>'
        end = _CLOSES.search(block)
        at = end.start() if end else len(block)
        return f"{block[:at]}{link}{block[at:]}"
