"""The instruments and regions of the treaty matrix, for those who may not see a working row."""

from countries.reference import by_iso2
from legal.catalogue import BY_SLUG, INSTRUMENTS, Instrument, find

__all__ = ["BY_SLUG", "INSTRUMENTS", "Instrument", "find", "region_of"]


def region_of(iso2: str) -> str:
    """Return the UN M49 sub-region of a country, or nothing for a code that the world does not know."""
    known = by_iso2().get(iso2)
    return known.region if known else ""
