"""How a heading is set: page sources shout or mumble, the site does neither."""

import re

_SMALL = {"a", "an", "and", "at", "by", "for", "in", "of", "on", "or", "the", "to", "under", "with"}
_INITIALS = {
    "AML",
    "COVID",
    "CSO",
    "CSOS",
    "EU",
    "ICNL",
    "NCO",
    "NCOS",
    "NGO",
    "NGOS",
    "NPO",
    "OSCE",
    "UN",
    "US",
    "USA",
}


def headline(heading: str) -> str:
    """Set a heading that is all capitals or all small letters in title case; leave any other as it is."""
    if not (heading.isupper() or heading.islower()):
        return heading
    words = re.split(r"(\s+|[-/])", heading)
    return "".join(_word(word, first=at == 0) for at, word in enumerate(words))


def _word(word: str, *, first: bool) -> str:
    if word.strip("(),.;:").upper() in _INITIALS:
        return word.upper()
    if not first and word.casefold() in _SMALL:
        return word.casefold()
    return word.capitalize()


def anchor_of(heading: str) -> str:
    """Return the fragment by which a heading is reached: `barriers-to-formation`."""
    return re.sub(r"[^\w]+", "-", heading.casefold()).strip("-") or "section"
