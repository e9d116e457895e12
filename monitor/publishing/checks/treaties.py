"""Where the page and the UN's treaty status disagree."""

from collections.abc import Iterator

from ..document import Document
from .finding import WARNING, Around, Finding, also, found

_IN_WORDS = {"party": "party", "signed": "signed, not ratified", "none": "not signed", "withdrawn": "withdrawn"}


def treaty_status(document: Document, around: Around) -> Iterator[Finding]:
    """Report a treaty whose standing or year is not that of the loaded reference, which may itself lag behind."""
    for row in document["ratifications"]:
        status, year = around.treaties.get(row["treaty"]["slug"], ("unknown", None))
        if status not in _IN_WORDS or row["status"] not in _IN_WORDS:
            continue
        here, there = _IN_WORDS[row["status"]], _IN_WORDS[status]
        if status == row["status"]:
            if not (status == "party" and year and row["year"]) or year == row["year"]:
                continue
            here, there = f"{here} since {row['year']}", f"{there} since {year}"
        says = f"The page says “{here}”, the UN treaty status “{there}”. Correct the page, or say why it differs."
        place = also("ratifications", row, row["value"] or str(row["year"] or here))
        yield found("treaty-status", WARNING, place, says, [("treaty_status", "", row["treaty"]["name"], there)])
