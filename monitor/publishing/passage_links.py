"""The ¶ beside every paragraph, row and entry of a page: the way to its lasting address.  Pure: no Django."""

import re
from dataclasses import dataclass
from html import escape

_CLOSES = re.compile(r"(?:\s*</(?:p|li|td|th|h4|h5|blockquote|tr|ul|ol|thead|tbody|table)>)*\s*\Z")


@dataclass(frozen=True, slots=True)
class Citing:
    """Knows the page that the links belong to; `edition` is the number of an earlier edition, None today's page."""

    slug: str
    edition: int | None = None

    def address(self, place: str) -> str:
        """Return where the passage at a fragment is cited; for today's page as seen from there, to be short."""
        return f"/countries/{self.slug}/cite/{place}/?edition={self.edition}" if self.edition else f"cite/{place}/"

    def beside(self, block: str, place: str) -> str:
        """Return a block's HTML with its link after its last word, within the paragraph, entry or cell."""
        link = f' <a class="cite" href="{escape(self.address(place))}" aria-label="Cite">¶</a>'
        end = _CLOSES.search(block)
        at = end.start() if end else len(block)
        return f"{block[:at]}{link}{block[at:]}"
