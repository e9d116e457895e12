"""How an edition, or a passage in it, is cited: in plain text, BibTeX and RIS.

No day of access is given: an edition does not change, and its hash lets anyone check that.
"""

import datetime
import re
from dataclasses import dataclass
from typing import Self

from monitor.publishing.document import Document
from monitor.publishing.models import Edition

AUTHOR = "International Center for Not-for-Profit Law"
SITE = "Civic Freedom Monitor"
SAMPLE = "Sample page: it shows how the site works. Do not cite it."
MEDIA = {
    "txt": "text/plain; charset=utf-8",
    "bib": "application/x-bibtex; charset=utf-8",
    "ris": "application/x-research-info-systems; charset=utf-8",
}
"""The media type of each form, by the ending of its file."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_TEX = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}", "%": r"\%", "&": r"\&", "$": r"\$", "#": r"\#", "_": r"\_",
}  # fmt: skip
"""Braces are named, not escaped: BibTeX counts them before it sees the backslash."""


@dataclass(frozen=True, slots=True)
class Citation:
    """What is cited; `part` is a section or record of the page, empty for the page, `passage` begins its id."""

    page: str
    part: str
    number: int
    dated: datetime.date
    sha256: str
    url: str
    slug: str
    passage: str = ""
    sample: bool = False

    @classmethod
    def of(cls, edition: Edition, document: Document, url: str, part: str = "", passage: str = "") -> Self:
        """Cite an edition at its lasting address, under the names that it had then."""
        country = document["country"]
        return cls(
            page=country["name"],
            part=part,
            number=edition.number,
            dated=edition.dated,
            sha256=edition.sha256,
            url=url,
            slug=country["slug"],
            passage=passage,
            sample=country.get("sample", False),
        )

    @property
    def title(self) -> str:
        return _line(f"{SITE}: {self.page}" + (f" — {self.part}" if self.part else ""))

    @property
    def key(self) -> str:
        """By which a bibliography knows it: ASCII, and the same whenever it is asked for."""
        slug = re.sub(r"[^a-z0-9]+", "-", self.slug.lower()).strip("-")
        return "-".join(filter(None, ["icnl", slug, str(self.number), self.passage[:8]]))

    @property
    def name(self) -> str:
        """The name of its file, without ending."""
        return f"civic-freedom-monitor-{self.key.removeprefix('icnl-')}"

    def written(self, form: str) -> str:
        """Return the citation as `txt`, `bib` or `ris`."""
        return {"txt": self.txt, "bib": self.bib, "ris": self.ris}[form]

    @property
    def txt(self) -> str:
        warning = f"{SAMPLE}\n" if self.sample else ""
        return f"{warning}{AUTHOR}, “{self.title}”, edition {self.number} ({self._day}), {self.url} ({self._hash}).\n"

    @property
    def bib(self) -> str:
        fields = {
            "author": f"{{{_tex(AUTHOR)}}}",
            "title": f"{{{_tex(self.title)}}}",
            "edition": str(self.number),
            "year": str(self.dated.year),
            "month": _MONTHS[self.dated.month - 1],
            "publisher": f"{{{_tex(AUTHOR)}}}",
            "url": self.url,
            "note": _tex(self._note),
        }
        lines = [f"  {name} = {value if name == 'month' else f'{{{value}}}'},\n" for name, value in fields.items()]
        return f"@misc{{{self.key},\n{''.join(lines)}}}\n"

    @property
    def ris(self) -> str:
        fields = [
            ("TY", "ELEC"),
            ("ID", self.key),
            ("AU", AUTHOR),
            ("TI", self.title),
            ("ET", str(self.number)),
            ("PY", str(self.dated.year)),
            ("DA", f"{self.dated:%Y/%m/%d}"),
            ("PB", AUTHOR),
            ("UR", self.url),
            ("N1", self._note),
            ("ER", ""),
        ]
        return "".join(f"{tag}  - {_line(value)}\r\n" for tag, value in fields)

    @property
    def _day(self) -> str:
        return f"{self.dated:%B} {self.dated.day}, {self.dated.year}"

    @property
    def _hash(self) -> str:
        return f"SHA-256 of the edition {self.sha256}"

    @property
    def _note(self) -> str:
        warning = f"{SAMPLE} " if self.sample else ""
        return f"{warning}Edition {self.number} of {self._day}. {self._hash}"


def _line(text: str) -> str:
    """Return a text in one line, without characters that steer a printer."""
    return " ".join(_CONTROLS.sub(" ", text).split())


def _tex(text: str) -> str:
    return "".join(_TEX.get(letter, letter) for letter in _line(text))
