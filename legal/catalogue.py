"""The instruments that monitor pages name.  Pure: no Django.

Names are those of the UN Treaty Collection, chapter IV; abbreviations as ICNL's pages use them.
"""

import re
from typing import NamedTuple


class Instrument(NamedTuple):
    slug: str
    name: str
    abbr: str
    scope: str = "international"


INSTRUMENTS = (
    Instrument("iccpr", "International Covenant on Civil and Political Rights", "ICCPR"),
    Instrument(
        "iccpr-op1", "Optional Protocol to the International Covenant on Civil and Political Rights", "ICCPR-OP1"
    ),
    Instrument(
        "iccpr-op2",
        "Second Optional Protocol to the International Covenant on Civil and Political Rights, "
        "aiming at the abolition of the death penalty",
        "ICCPR-OP2",
    ),
    Instrument("icescr", "International Covenant on Economic, Social and Cultural Rights", "ICESCR"),
    Instrument(
        "icescr-op",
        "Optional Protocol to the International Covenant on Economic, Social and Cultural Rights",
        "OP-ICESCR",
    ),
    Instrument("icerd", "International Convention on the Elimination of All Forms of Racial Discrimination", "ICERD"),
    Instrument("cedaw", "Convention on the Elimination of All Forms of Discrimination Against Women", "CEDAW"),
    Instrument(
        "op-cedaw",
        "Optional Protocol to the Convention on the Elimination of All Forms of Discrimination Against Women",
        "OP-CEDAW",
    ),
    Instrument(
        "cat", "Convention against Torture and Other Cruel, Inhuman or Degrading Treatment or Punishment", "CAT"
    ),
    Instrument("opcat", "Optional Protocol to the Convention against Torture", "OPCAT"),
    Instrument("crc", "Convention on the Rights of the Child", "CRC"),
    Instrument(
        "op-crc-ac",
        "Optional Protocol to the Convention on the Rights of the Child "
        "on the involvement of children in armed conflict",
        "OP-CRC-AC",
    ),
    Instrument(
        "op-crc-sc",
        "Optional Protocol to the Convention on the Rights of the Child on the sale of children, child prostitution "
        "and child pornography",
        "OP-CRC-SC",
    ),
    Instrument(
        "op-crc-ic",
        "Optional Protocol to the Convention on the Rights of the Child on a communications procedure",
        "OP-CRC-IC",
    ),
    Instrument(
        "icmw",
        "International Convention on the Protection of the Rights of All Migrant Workers and Members of their Families",
        "ICRMW",
    ),
    Instrument(
        "cped", "International Convention for the Protection of All Persons from Enforced Disappearance", "CPED"
    ),
    Instrument("crpd", "Convention on the Rights of Persons with Disabilities", "CRPD"),
    Instrument("op-crpd", "Optional Protocol to the Convention on the Rights of Persons with Disabilities", "OP-CRPD"),
)
BY_SLUG = {instrument.slug: instrument for instrument in INSTRUMENTS}

_REGIONAL = re.compile(
    r"\b(african|american|americas|arab|asean|council of europe|european|islamic|maputo|san salvador)\b"
)
_OTHER = re.compile(r"\b(trafficking|palermo|geneva|refugees?|kyoto|sale of goods|smuggling)\b")
_PROTOCOL = re.compile(r"\bprotocol\b|\b[a-z]+-op-?\w*\b|\bop\d?\b|\bopcat\b")
_PROTOCOLS = [
    ("iccpr-op2", r"death penalty|second optional|(?=.*(?:civil and political|i?ccpr)).*\bop-?\s?2|op2"),
    ("iccpr-op1", r"civil and political|\bi?ccpr\b"),
    ("icescr-op", r"economic,? social|\bi?cescr\b"),
    ("op-cedaw", r"discrimination against women|\bcedaw\b"),
    ("op-crc-ac", r"armed conflict|(?=.*\bcrc\b).*\bac\b"),
    ("op-crc-sc", r"sale of children|child prostitution|(?=.*\bcrc\b).*\bsc\b"),
    ("op-crc-ic", r"communications|(?=.*\bcrc\b).*\bic\b"),
    ("op-crpd", r"disabilit|\bcrpd\b"),
    ("opcat", r"torture|\bopcat\b|\bcat\b"),
]
_TREATIES = [
    ("iccpr", r"civil and political|\bi?ccpr\b"),
    ("icescr", r"economic,? social|\bi?cescr\b"),
    ("icerd", r"racial discrimination|\bi?cerd\b"),
    ("cedaw", r"discrimination against women|\bcedaw\b"),
    ("cat", r"against torture|\bcat\b"),
    ("cped", r"enforced disappearance|\b(?:ic|c|icp)?ped\b|\bced\b"),
    ("icmw", r"migrant workers|\bi?cr?mw\b"),
    ("crpd", r"persons with disabilities|\bcrpd\b"),
    ("crc", r"rights of the child|\bcrc\b"),
]


def find(name: str) -> Instrument | None:
    """Return the instrument that a page means by `name`, in whatever words, or None."""
    words = name.casefold()
    if _REGIONAL.search(words) or _OTHER.search(words):
        return None
    rules = _PROTOCOLS if _PROTOCOL.search(words) else _TREATIES
    return next((BY_SLUG[slug] for slug, pattern in rules if re.search(pattern, words)), None)
