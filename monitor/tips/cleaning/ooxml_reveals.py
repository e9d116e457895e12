"""What .docx, .xlsx and .pptx say beside their words; and fields that fetch or start something, which are refused."""

import re
from collections import Counter

from .kinds import RefusedFileError
from .ooxml_rules import OUTSIDE
from .said import moment, quote, several
from .small_xml import elements

FETCHES = re.compile(r"^\s*=?\s*(ddeauto|dde|includepicture|includetext|import|include|link|database)\b", re.IGNORECASE)
CALLS = re.compile(r"\b(webservice|call|register\.id|exec|image)\s*\(", re.IGNORECASE)
PEOPLE = {"creator": "author", "lastModifiedBy": "last changed by", "Company": "company", "Manager": "manager"}
WORDS = {
    "title": "title",
    "subject": "subject",
    "keywords": "keywords",
    "description": "comments",
    "category": "category",
}
TIMES = {"created": "made", "modified": "last changed", "lastPrinted": "printed"}
CHANGES = frozenset({"ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange"})


def of_properties(*parts: bytes) -> list[str]:
    """Return sentences about the parts of docProps."""
    flat = [one for part in parts for one in elements(part)]
    facts = {name: text for name, _, text in flat if text}
    said = []
    for names, begin in ((PEOPLE, "People"), (WORDS, "Words")):
        found = [f"{name} {quote(facts[key])}" for key, name in names.items() if quote(facts.get(key, ""))]
        said += [f"{begin}: {', '.join(found)}."] if found else []
    said += [f"When it was {name}: {moment(facts[key])}." for key, name in TIMES.items() if facts.get(key)]
    if facts.get("revision", "0").isdigit() and int(facts.get("revision", "0")[:6]) > 1:
        said.append(f"It was saved {facts['revision'][:6]} times.")
    if facts.get("TotalTime", "0").isdigit() and int(facts.get("TotalTime", "0")[:9]):
        said.append(f"Minutes it was worked on: {int(facts['TotalTime'][:9])}.")
    if "Application" in facts:
        said.append(f"The program it was made with: {quote(facts['Application'])}.")
    if facts.get("Template", "Normal.dotm") not in {"Normal.dotm", "Normal"}:
        said.append(f"The template it was made from: {quote(facts['Template'])}.")
    own = [facts_.get("name", "") for name, facts_, _ in flat if name == "property"]
    if own:
        said.append(f"Properties of an organisation's own: {several(own)}.")
    return said


class Seen:
    """What is noticed while the parts are written anew."""

    def __init__(self) -> None:
        self.authors: list[str] = []
        self.paths: list[str] = []
        self.pictures: list[str] = []
        self.count: Counter[str] = Counter()
        self.field = ""

    def begin(self, kind: str) -> None:
        """Another part, of this content type."""
        self.field = ""
        self.count["notes"] += kind.endswith("notesSlide+xml")

    def watch(self, element: str, facts: dict[str, str]) -> None:
        if element in {"fldChar", "fldSimple"}:
            self._field_ends(facts.get("instr", ""))
        self.authors += [facts[key] for key in ("author", "userName", "refreshedBy") if key in facts]
        if element in {"cmAuthor", "author"} and "name" in facts:
            self.authors.append(facts["name"])
        if element == "absPath":
            self.paths.append(facts.get("url", ""))
        self.count["changes"] += element in CHANGES and "author" in facts
        self.count["comments"] += element in {"comment", "cm"}
        self.count["sheets"] += element == "sheet" and facts.get("state", "") in {"hidden", "veryHidden"}
        self.count["slides"] += element == "sld" and facts.get("show", "1") in {"0", "false"}
        self.count["words"] += element == "vanish" and facts.get("val", "1") not in {"0", "false", "off"}
        self.count["sessions"] += element == "rsid"

    def read(self, element: str, words: str) -> None:
        if element == "instrText":
            self.field += words[:1000]
        elif element == "author":
            self.authors.append(words)
        elif element == "f" and CALLS.search(words):
            raise RefusedFileError(OUTSIDE)

    def _field_ends(self, simple: str) -> None:
        """Refuse a field that fetches or starts something; a field's words may lie in several pieces."""
        if FETCHES.match(self.field) or FETCHES.match(simple):
            raise RefusedFileError(OUTSIDE)
        self.field = ""

    def sentences(self) -> list[str]:
        said = []
        if authors := several(self.authors):
            said.append(f"Who wrote comments or changes in it: {authors}.")
        if paths := several(self.paths):
            said.append(f"Places on the maker's computer: {paths}.")
        for what, words in COUNTED.items():
            if self.count[what]:
                said.append(words.format(self.count[what]))
        return said + list(dict.fromkeys(self.pictures))[:12]


COUNTED = {
    "changes": "Tracked changes ({}), with what stood there before. Their words stay in our copy, not the names.",
    "comments": "Comments ({}). Their words stay in our copy, not the names.",
    "sheets": "Hidden sheets ({}). They stay in our copy.",
    "slides": "Hidden slides ({}). They stay in our copy.",
    "notes": "Notes for the speaker ({}). They stay in our copy.",
    "words": "Hidden text. It stays in our copy.",
    "sessions": "Numbers of its editing sessions ({}), by which versions can be told apart.",
}
