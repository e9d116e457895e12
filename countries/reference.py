"""Names, codes and regions of the world's countries (ISO 3166-1, UN M49).  Pure: no Django."""

import csv
import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import NamedTuple

FILE = Path(__file__).parent / "data" / "countries.csv"


class KnownCountry(NamedTuple):
    iso2: str
    name: str
    region: str


@cache
def by_iso2() -> dict[str, KnownCountry]:
    with FILE.open(encoding="utf-8", newline="") as file:
        return {row["iso2"]: KnownCountry(row["iso2"], row["name"], row["region"]) for row in csv.DictReader(file)}


@cache
def _by_name() -> dict[str, KnownCountry]:
    names: dict[str, KnownCountry] = {}
    with FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            country = KnownCountry(row["iso2"], row["name"], row["region"])
            names |= {_plain(name): country for name in [row["name"], *row["other_names"].split(";")] if name.strip()}
    return names


def find(name: str) -> KnownCountry | None:
    """Return the country that goes by `name`, today's or a former one, or None."""
    return _by_name().get(_plain(name))


def slug_of(name: str) -> str:
    """Return the address that a name makes: plain letters and hyphens, empty when it has none of them."""
    return _plain(name).replace(" ", "-")[:120]


def _plain(name: str) -> str:
    ascii_only = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", " ", ascii_only.casefold()).strip().removeprefix("the ")
