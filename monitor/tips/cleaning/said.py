"""How the original's own words are put before the sender: short, and on one line."""

import re

LONGEST = 80


def quote(value: object) -> str:
    """Return a value of the file as a few quoted words; empty if there are none."""
    words = " ".join("".join(one if one.isprintable() else " " for one in str(value)).split())
    return f"“{words[:LONGEST].rstrip()}{'…' if len(words) > LONGEST else ''}”" if words else ""


def several(values: list[str], most: int = 5) -> str:
    """Return different values, quoted, in the order in which they came."""
    quoted = [words for words in dict.fromkeys(quote(value) for value in values) if words]
    return ", ".join(quoted[:most]) + (f" and {len(quoted) - most} more" if len(quoted) > most else "")


def moment(value: str) -> str:
    """Return a time of a file (2024:03:01 12:30:00, 2024-03-01T12:30:00Z, D:20240301123000) as a reader would."""
    found = re.search(r"(\d{4})[:-]?(\d\d)[:-]?(\d\d)(?:[T ]?(\d\d):?(\d\d))?", value)
    if not found:
        return quote(value)
    year, month, day, hour, minute = found.groups()
    return f"{year}-{month}-{day}" + (f" at {hour}:{minute}" if hour else "")
