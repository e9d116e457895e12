"""What became of every source line.  Pure: no Django."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypedDict


class Remark(TypedDict):
    """A line that someone should look at: 1-based number, kind, its text, and why."""

    line: int
    kind: str
    text: str
    why: str


@dataclass
class Ledger:
    """Counts each line once: blank, placed in a record, furniture of the page, or else remarked."""

    total: int
    blank: set[int] = field(default_factory=set)
    placed: set[int] = field(default_factory=set)
    furniture: set[int] = field(default_factory=set)
    remarks: list[Remark] = field(default_factory=list)

    def place(self, lines: Iterable[int]) -> None:
        self.placed.update(lines)

    def remark(self, line: int, kind: str, text: str, why: str) -> None:
        self.remarks.append({"line": line, "kind": kind, "text": text[:300], "why": why})

    def unplaced(self, lines: Iterable[int], text: str, why: str) -> None:
        """Name lines that stand in no record."""
        for line in lines:
            self.remark(line, "unplaced", text, why)

    def lines(self) -> dict[str, int]:
        """Return the counts; `blank + placed + furniture + remarked` is `total`, or the parser has lost a line."""
        remarked = {remark["line"] for remark in self.remarks} - self.placed - self.furniture - self.blank
        return {
            "total": self.total,
            "blank": len(self.blank),
            "placed": len(self.placed),
            "furniture": len(self.furniture),
            "remarked": len(remarked),
        }
