"""What belongs to the template of a monitor page and not to its country: headings, boilerplate, credit lines.  Pure."""

import re
from typing import NamedTuple

FURNITURE = [
    re.compile(pattern, re.I)
    for pattern in (
        r"click here to expand all(?: subheadings)?\]?(?:\([^)]*\))?\.?$",
        r"^while we aim to maintain information",
        r"^please help keep us informed\b",
        r"^if you are aware of any additional information or inaccuracies",
        r"^\*\s*category includes ratification",
        r"^key (international|regional) agreements(\t.*)?$",
        r"^ranking body(\t.*)?$",
        r"^relevant national-level laws and regulations affecting civil society include:?$",
        r"^(international center|for not-for-profit law|international center for not-for-profit law)$",
        r"^(download pdf|back to top)$",
        r"\bdefault flag$",
    )
]
TITLE = re.compile(r"^(?:civic freedom|ngo law) monitor:\s*(?P<name>.{2,120})$", re.I)
ADDRESS = re.compile(r"^<?(?P<url>https?://[^\s<>]+)>?$")
UPDATED = re.compile(r"^\**last updated:?\**:?\s*\**(?P<date>[^*]+?)\**$", re.I)


class Heading(NamedTuple):
    """Where a known heading leads: which part of the page, what kind of records stand under it, which topic."""

    part: str
    kind: str  # "part" | "sections" | one of the record lists | "archived"
    topic: str = "other"


_KNOWN = {
    "recent developments": Heading("overview", "sections", "recent-developments"),
    "introduction": Heading("overview", "sections", "introduction"),
    "civic freedoms at a glance": Heading("overview", "glance"),
    "at a glance": Heading("overview", "glance"),
    "legal overview": Heading("legal_overview", "part"),
    "ratification of international agreements": Heading("legal_overview", "ratifications"),
    "constitutional framework": Heading("legal_overview", "sections", "constitution"),
    "national laws, policies, and regulations": Heading("legal_overview", "laws"),
    "national laws and regulations": Heading("legal_overview", "laws"),
    "pending regulatory initiatives": Heading("legal_overview", "initiatives"),
    "pending legislative and regulatory initiatives": Heading("legal_overview", "initiatives"),
    "legal analysis": Heading("legal_analysis", "part"),
    "organizational forms": Heading("legal_analysis", "sections", "organizational-forms"),
    "public benefit status": Heading("legal_analysis", "sections", "public-benefit"),
    "public participation": Heading("legal_analysis", "sections", "public-participation"),
    "barriers to formation": Heading("legal_analysis", "sections", "formation"),
    "barriers to entry": Heading("legal_analysis", "sections", "formation"),
    "barriers to operations": Heading("legal_analysis", "sections", "operations"),
    "barriers to operational activity": Heading("legal_analysis", "sections", "operations"),
    "barriers to resources": Heading("legal_analysis", "sections", "resources"),
    "barriers to expression": Heading("legal_analysis", "sections", "expression"),
    "barriers to speech and/or advocacy": Heading("legal_analysis", "sections", "expression"),
    "barriers to assembly": Heading("legal_analysis", "sections", "assembly"),
    "barriers to international contact": Heading("legal_analysis", "sections", "international-contact"),
    "counter-terrorism": Heading("legal_analysis", "sections", "counter-terrorism"),
    "additional resources": Heading("resources", "part"),
    "global index rankings": Heading("resources", "rankings"),
    "reports": Heading("resources", "reports"),
    "news": Heading("resources", "news"),
    "archived news": Heading("resources", "archived"),
    "historical notes": Heading("resources", "sections", "historical-notes"),
}
_GLANCE_TOPICS = [
    ("organizational-forms", r"organi[sz]ational forms"),
    ("registration-body", r"registration body"),
    ("approximate-number", r"approximate number"),
    ("formation", r"formation|entry"),
    ("operations", r"operation|activities"),
    ("resources", r"resources"),
    ("expression", r"expression|speech|advocacy"),
    ("international-contact", r"international contact"),
    ("assembly", r"assembly"),
]
_SHOUTED = re.compile(r"[A-Z][A-Z0-9 ,/&()'’-]{3,79}")


def is_furniture(line: str) -> bool:
    return any(pattern.search(line) for pattern in FURNITURE)


def heading(line: str) -> Heading | None:
    """Return where a heading leads, `other` for an unknown one in capitals, None when the line is not a heading."""
    known = _KNOWN.get(" ".join(line.strip("*:# ").casefold().split()))
    if known:
        return known
    return Heading("", "sections") if _SHOUTED.fullmatch(line) and len(line.split()) > 1 else None


def glance_topic(label: str) -> str:
    words = label.casefold()
    return next((topic for topic, pattern in _GLANCE_TOPICS if re.search(pattern, words)), "other")
