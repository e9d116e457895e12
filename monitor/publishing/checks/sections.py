"""A reference to a section that the page does not have."""

import re
from collections.abc import Iterator

from ..changes import title_of
from ..document import Document, records
from .finding import ERROR, WARNING, Around, Finding, found
from .law_names import words_of
from .passages import Passage, passages

_OF_THE_PAGE = (
    "Overview", "Civic Freedoms at a Glance", "Key Facts", "Legal Overview", "Legal Analysis", "Additional Resources",
    "Ratification of Key International Agreements", "National Laws, Policies, and Regulations Affecting the Sector",
    "Pending Regulatory and Legislative Initiatives", "Global Index Rankings", "Reports", "News", "Archived News",
    "Members",
)  # fmt: skip
"""Headings that stand over the lists of a page."""
_TO = re.compile(
    r"\b(?:[Ss]ee|[Rr]efer to|(?:[Dd]iscussed|[Dd]escribed|[Ee]xplained|[Ll]isted|[Nn]oted|[Mm]entioned) (?:in|under))"
    r"(?: also)?(?: the)? "
)
_LOWER = r"(?:of|to|on|and|for|in|the|at|by|from|or)"
_CAPITALS = rf"[A-Z][\w'’-]{{1,30}}(?:,?(?: {_LOWER}){{0,2}} [A-Z][\w'’-]{{1,30}}){{0,8}}"
_QUOTED = r"[“\"‘'](?P<{0}>[^“”\"‘’']{{3,80}})[”\"’']"
_REFERENCES = (
    re.compile(
        r"(?:sub)?section (?:on |titled |entitled |called |headed |about )?(?:the )?"
        rf"(?:{_QUOTED.format('quoted')}|(?P<named>{_CAPITALS}))(?! of (?:the|this) [A-Z])"
    ),
    re.compile(rf"(?:{_QUOTED.format('quoted')}|(?P<named>{_CAPITALS})) (?:sub)?section\b(?! [0-9])"),
    re.compile(rf"(?:{_QUOTED.format('quoted')}|(?P<named>{_CAPITALS})),? (?:above|below)\b"),
)
_NO_HEADING = re.compile(
    r"(?:Article|Annex|Appendix|Box|Chapter|Figure|Footnote|Law|Note|Order|Paragraph|Part|Table|Act|Code|Decree)s?\b"
)
_OF_A_LAW = re.compile(r"\bof (?:the|this) (?:Constitution|Law|Act|(?:\w{1,20} )?Code)")
_EMPTY = {"of", "to", "on", "and", "for", "in", "the", "at", "by", "from", "or", "a", "an", "section"}


def missing_section(document: Document, around: Around) -> Iterator[Finding]:
    """Report “see the section on …” where no heading of the page has these words."""
    referring = [(passage, reference) for passage in passages(document) for reference in _references(passage)]
    if not referring:
        return
    headings = [_main_words(heading) for heading in _headings(document)]
    for passage, (words, name, level) in referring:
        wanted = _main_words(name)
        if wanted and not any(heading and (wanted <= heading or heading <= wanted) for heading in headings):
            says = f"The page has no section “{name}”. Name the section as its heading does, or take the reference out."
            yield found("missing-section", level, passage.place(words), says)


def _references(passage: Passage) -> Iterator[tuple[str, str, str]]:
    """Yield the words of a reference, the name in them, and how sure it is that they refer to a section."""
    for to in _TO.finditer(passage.text):
        for form in _REFERENCES:
            match = form.match(passage.text, to.end())
            name = (match["quoted"] or match["named"]) if match else ""
            if match and not _OF_A_LAW.search(name) and not _NO_HEADING.match(name):
                yield to[0] + match[0], name.strip(" .,;"), ERROR if "section" in form.pattern else WARNING
                break


def _headings(document: Document) -> Iterator[str]:
    yield from _OF_THE_PAGE
    yield from (title_of(record) for kind, record in records(document) if kind != "news")
    yield from (passage.text for passage in passages(document) if passage.part == "heading")


def _main_words(name: str) -> frozenset[str]:
    return frozenset(words_of(name)) - _EMPTY
