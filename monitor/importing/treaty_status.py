"""Treaty status files → the reference dataset: who has joined which of the eighteen UN instruments.

Each file is one instrument (`hr_status_<slug>.csv`: iso2, member, …, status, year, note).  The files are uneven: where
`state party` and `status` disagree, `status` holds; two codes are out of date or cut short and are read by name.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.db import transaction

from countries import reference
from legal.catalogue import BY_SLUG
from monitor.publishing.models import TreatyReference

from .files import UnreadableError, read_text

_STATUS = {"state party": "party", "signatory state": "signed", "no action": "none"}
_COLUMNS = {"iso2", "status"}


@dataclass(frozen=True, slots=True)
class Fact:
    treaty: str
    iso2: str
    country_name: str
    status: str
    year: int | None
    note: str


@dataclass
class StatusFiles:
    """What was read: facts, and a sentence for every row that is in none of them."""

    facts: dict[tuple[str, str], Fact] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)


def read(path: Path) -> StatusFiles:
    """Read one file, or every .csv in a folder; raise UnreadableError when there is nothing to read."""
    paths = sorted(path.glob("*.csv")) if path.is_dir() else [path]
    if not paths:
        raise UnreadableError(f"{path} holds no .csv file.")
    found = StatusFiles()
    for file in paths:
        for fact in _facts(file, found.remarks):
            found.facts[fact.treaty, fact.iso2] = fact
    return found


def _facts(file: Path, remarks: list[str]) -> Iterator[Fact]:
    table = csv.DictReader(io.StringIO(read_text(file), newline=""), strict=True)
    try:
        rows = list(table)
    except csv.Error as error:
        raise UnreadableError(f"{file}, line {table.line_num}, is not CSV: {error}.") from None
    if not set(table.fieldnames or []) >= _COLUMNS:
        raise UnreadableError(f"{file} has no columns “iso2” and “status”.")
    of_file = file.stem.removeprefix("hr_status_").replace("_", "-")
    for at, row in enumerate(rows, 2):
        cells = {
            key: (value or "").strip()
            for key, value in row.items()
            if isinstance(key, str) and not isinstance(value, list)
        }
        treaty = cells.get("treaty") or of_file
        member = cells.get("member") or cells.get("country", "")
        known = reference.by_iso2().get(cells["iso2"]) or reference.find(member)
        status = _STATUS.get(cells["status"].casefold(), cells["status"])
        if treaty not in BY_SLUG or known is None or status not in ("party", "signed", "none", "withdrawn", "unknown"):
            remarks.append(
                f"{file.name}, line {at}: {treaty}, {member or cells['iso2']}, “{cells['status']}” left out."
            )
            continue
        year = cells.get("year ratification or accession") or cells.get("year", "")
        yield Fact(
            treaty,
            known.iso2,
            known.name,
            status,
            int(year) if year.isdigit() and status == "party" else None,
            cells.get("note", ""),
        )


@transaction.atomic
def load(found: StatusFiles, *, as_of: str = "") -> tuple[int, int, int]:
    """Write the facts; return how many were created, changed and left as they were."""
    here = {(line.treaty, line.iso2): line for line in TreatyReference.objects.all()}
    created: list[TreatyReference] = []
    changed: list[TreatyReference] = []
    for key, fact in found.facts.items():
        line = here.get(key) or TreatyReference(treaty=fact.treaty, iso2=fact.iso2)
        known = line.as_of.iso if line.as_of else ""
        wanted = (fact.country_name, fact.status, fact.year, fact.note[:300], as_of or known)
        if key in here and wanted == _values(line):
            continue
        line.country_name, line.status, line.year, line.note, line.as_of = wanted
        (changed if key in here else created).append(line)
    TreatyReference.objects.bulk_create(created, batch_size=500)
    TreatyReference.objects.bulk_update(changed, ["country_name", "status", "year", "note", "as_of"], batch_size=200)
    return len(created), len(changed), len(found.facts) - len(created) - len(changed)


def _values(line: TreatyReference) -> tuple[str, str, int | None, str, str]:
    return line.country_name, line.status, line.year, line.note, line.as_of.iso if line.as_of else ""
