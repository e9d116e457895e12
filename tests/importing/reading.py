"""How these tests read: a few invented lines as a page, and what came of them."""

from pathlib import Path
from typing import Any

from monitor.importing.load import Outcome, load
from monitor.importing.parts import Parsed, parse

HEAD = "Civic Freedom Monitor: Freedonia\n\nLast updated: **March 3, 2026**"
FREEDONIA_FILE = Path(__file__).parent / "pages" / "freedonia.txt"
FREEDONIA = FREEDONIA_FILE.read_text(encoding="utf-8")
"""A whole page, with a record of every kind that the importer reads."""


def page(*paragraphs: str) -> str:
    """The text of a page, a blank line between paragraphs."""
    return "\n\n".join([HEAD, *paragraphs])


def read(*paragraphs: str) -> Parsed:
    return parse(page(*paragraphs))


def section(*paragraphs: str) -> str:
    """The body of a section in which these paragraphs stand."""
    return only(read("Introduction", *paragraphs), "sections")["body"]


def records(kind: str, heading: str, *paragraphs: str) -> list[dict[str, Any]]:
    """What is read of these paragraphs under a heading."""
    return read(heading, *paragraphs).document[kind]


def laws(*paragraphs: str) -> list[dict[str, Any]]:
    return records("laws", "NATIONAL LAWS AND REGULATIONS", *paragraphs)


def news(*paragraphs: str) -> list[dict[str, Any]]:
    return records("news", "NEWS", *paragraphs)


def only(parsed: Parsed, kind: str) -> dict[str, Any]:
    (record,) = parsed.document[kind]
    return record


def remarks(parsed: Parsed) -> list[str]:
    """The kinds of what was remarked, in order."""
    return [remark["kind"] for remark in parsed.ledger.remarks]


def adds_up(parsed: Parsed) -> bool:
    """Say whether every source line is counted once."""
    counts = parsed.ledger.lines()
    return sum(counts.values()) == 2 * counts["total"]


def load_text(text: str, **options: Any) -> Outcome:
    return load(parse(text), **options)
