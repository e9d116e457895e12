"""What an import says of itself: the JSON report, and the lines at the terminal."""

from typing import Any

from .load import Outcome
from .parts import Parsed


def report(parsed: Parsed, outcome: Outcome) -> dict[str, Any]:
    """Return the report as design.md, section 7, shapes it."""
    return {
        "created": dict(outcome.created),
        "changed": dict(outcome.changed),
        "unchanged": dict(outcome.unchanged),
        "moved": dict(outcome.moved),
        "removed": dict(outcome.removed),
        "lines": parsed.ledger.lines(),
        "conflicts": outcome.conflicts,
        "remarks": parsed.ledger.remarks,
    }


def in_words(parsed: Parsed, outcome: Outcome) -> list[str]:
    """Return what an operator reads at the terminal."""
    lines = parsed.ledger.lines()
    if outcome.did_nothing:
        said = [f"{outcome.country}: nothing has changed."]
    else:
        counts = {
            "created": outcome.created,
            "changed": outcome.changed,
            "moved": outcome.moved,
            "removed": outcome.removed,
        }
        said = [
            f"{outcome.country}: {verb} " + ", ".join(f"{n} {kind}" for kind, n in count.items()) + "."
            for verb, count in counts.items()
            if count
        ]
    said.append(
        f"{lines['total']} lines: {lines['placed']} placed, {lines['furniture']} furniture, {lines['blank']} blank, "
        f"{lines['remarked']} not placed."
    )
    missing = sum(remark["kind"] == "missing-link" for remark in parsed.ledger.remarks)
    others = [remark for remark in parsed.ledger.remarks if remark["kind"] != "missing-link"]
    if missing:
        said.append(f"{missing} links to be supplied: see “Links to be supplied” in the admin.")
    said += [f"  line {remark['line']}: {remark['why']} “{remark['text'][:70]}”" for remark in others]
    for conflict in outcome.conflicts:
        where = f"{conflict['kind']} “{conflict['title'][:60]}”{', ' + conflict['field'] if conflict['field'] else ''}"
        said.append(f"  conflict, line {conflict['line']}: {where}: the editor's words stand.")
    return said
