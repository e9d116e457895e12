"""Where a state stands with a treaty, in words, and when two sources of it disagree.  Pure: no Django."""

from typing import NamedTuple

IN_WORDS = {"party": "party", "signed": "signed, not ratified", "none": "not signed", "withdrawn": "withdrawn"}


class Standing(NamedTuple):
    """A status and the year that belongs to it: of joining, of signing, of leaving."""

    status: str
    year: int | None = None

    @property
    def in_words(self) -> str:
        words = IN_WORDS.get(self.status, "not known")
        if not self.year or self.status not in IN_WORDS:
            return words
        return f"{words} since {self.year}" if self.status == "party" else f"{words} ({self.year})"

    def disagrees_with(self, other: "Standing | None") -> bool:
        """Say whether both are known and cannot both be right; where only one knows the year, they can."""
        if other is None or self.status not in IN_WORDS or other.status not in IN_WORDS:
            return False
        if self.status != other.status:
            return True
        return self.status == "party" and bool(self.year and other.year) and self.year != other.year
