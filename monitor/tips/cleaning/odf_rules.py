"""What .odt, .ods and .odp say beside their words, what goes, and what is refused.  Names are OpenDocument's."""

from collections import Counter

from .kinds import RefusedFileError
from .ooxml_reveals import COUNTED
from .ooxml_rules import MACROS, OBJECTS, OUTSIDE, PLAYS, SOMEBODY
from .rewrite import Rules
from .said import moment, quote, several
from .small_xml import elements

REFUSED = {
    **dict.fromkeys(("script", "event-listener"), MACROS),
    **dict.fromkeys(("object-ole", "applet"), OBJECTS),
    **dict.fromkeys(("dde-source", "dde-connection", "dde-connection-decl", "table-source", "section-source"), OUTSIDE),
    **dict.fromkeys(("connection-resource", "cell-range-source", "floating-frame"), OUTSIDE),
    **dict.fromkeys(("database-source-sql", "database-source-table", "database-source-query"), OUTSIDE),
    **dict.fromkeys(("plugin", "sound"), PLAYS),
}
WHO_AND_WHEN = frozenset({"date", "date-string"})
PEOPLE = {"initial-creator": "author", "creator": "last changed by", "printed-by": "printed by"}
WORDS = {"title": "title", "subject": "subject", "keyword": "keywords", "description": "comments"}
TIMES = {"creation-date": "made", "date": "last changed", "print-date": "printed"}


def _without_paths(_: str, attribute: str, value: str) -> str:
    """Links lead to the web or into the document; scripts and the maker's own disk are no place for a link."""
    if attribute != "href":
        return value
    address = value.strip().lower()
    if address.startswith(("vnd.sun.star.script:", "macro:", "javascript:", "vnd.sun.star.expand:")):
        raise RefusedFileError(MACROS)
    return "#" if address.startswith(("file:", "\\\\", "../", "/")) else value


RULES = Rules(
    elements=frozenset({"date-string"}),
    inside={"annotation": WHO_AND_WHEN, "change-info": WHO_AND_WHEN},
    everywhere=dict.fromkeys(("rsid", "paragraph-rsid")),
    texts={
        "creator": SOMEBODY,
        "initial-creator": SOMEBODY,
        "printed-by": SOMEBODY,
        "author-name": SOMEBODY,
        "author-initials": "",
        "creator-initials": "",
        "sender-initials": "",
    },
    watched=frozenset(
        {*REFUSED, "creator", "changed-region", "annotation", "image", "fill-image", "background-image"}
        | {"table-properties", "drawing-page-properties", "text-properties", "notes", "a"}
    ),
    changed=frozenset({"href"}),
    change=_without_paths,
)


def of_meta(part: bytes) -> list[str]:
    """Return sentences about meta.xml."""
    flat = elements(part)
    facts = {name: text for name, _, text in flat if text}
    said = []
    for names, begin in ((PEOPLE, "People"), (WORDS, "Words")):
        found = [f"{name} {quote(facts[key])}" for key, name in names.items() if quote(facts.get(key, ""))]
        said += [f"{begin}: {', '.join(found)}."] if found else []
    said += [f"When it was {name}: {moment(facts[key])}." for key, name in TIMES.items() if facts.get(key)]
    if facts.get("editing-cycles", "0")[:6].isdigit() and int(facts.get("editing-cycles", "0")[:6]) > 1:
        said.append(f"It was saved {facts['editing-cycles'][:6]} times.")
    if "editing-duration" in facts:
        said.append(f"How long it was worked on: {quote(facts['editing-duration'])}.")
    if "generator" in facts:
        said.append(f"The program and system it was made with: {quote(facts['generator'])}.")
    if own := several([f"{one.get('name', '')} {text}" for name, one, text in flat if name == "user-defined" and text]):
        said.append(f"Properties of an organisation's own: {own}.")
    return said


class Seen:
    """What is noticed while the parts are written anew."""

    def __init__(self) -> None:
        self.authors: list[str] = []
        self.paths: list[str] = []
        self.pictures: list[str] = []
        self.count: Counter[str] = Counter()

    def watch(self, element: str, facts: dict[str, str]) -> None:
        if element in REFUSED:
            raise RefusedFileError(REFUSED[element])
        address = facts.get("href", "")
        if "image" in element and ":" in address:
            raise RefusedFileError(OUTSIDE)
        if element == "a" and address.lower().startswith("file:"):
            self.paths.append(address)
        self.count["changes"] += element == "changed-region"
        self.count["comments"] += element == "annotation"
        self.count["sheets"] += element == "table-properties" and facts.get("display") == "false"
        self.count["slides"] += element == "drawing-page-properties" and facts.get("visibility") == "hidden"
        self.count["words"] += element == "text-properties" and facts.get("display") == "none"

    def read(self, element: str, words: str) -> None:
        if element == "creator":
            self.authors.append(words)

    def sentences(self) -> list[str]:
        said = []
        if authors := several(self.authors):
            said.append(f"Who wrote comments or changes in it: {authors}.")
        if paths := several(self.paths):
            said.append(f"Places on the maker's computer: {paths}.")
        said += [words.format(self.count[what]) for what, words in COUNTED.items() if self.count[what]]
        return said + list(dict.fromkeys(self.pictures))[:12]
