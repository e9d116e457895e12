"""Which instrument a page means, in whatever words."""

import pytest

from legal.catalogue import BY_SLUG, INSTRUMENTS, find

WORDINGS = {
    "iccpr": [
        "International Covenant on Civil and Political Rights (ICCPR)",
        "Covenant on Civil and Political Rights",
        "ICCPR",
    ],
    "iccpr-op1": [
        "Optional Protocol to ICCPR (ICCPR-OP1)",
        "First Optional Protocol to the International Covenant on Civil and Political Rights",
        "ICCPR-OP1",
        "OP-ICCPR-1",
    ],
    "iccpr-op2": [
        "Second Optional Protocol to the ICCPR",
        "ICCPR-OP2",
        "Protocol aiming at the abolition of the death penalty",
    ],
    "icescr": [
        "International Covenant on Economic, Social, and Cultural Rights (ICESCR)",
        "International Covenant on Economic, Social and Cultural Rights",
        "ICESCR",
    ],
    "icescr-op": [
        "Optional Protocol to ICESCR (OP-ICESCR)",
        "Optional Protocol to the International Covenant on Economic, Social and Cultural Rights",
        "ICESCR-OP",
    ],
    "icerd": [
        "International Convention on the Elimination of All Forms of Racial Discrimination (ICERD)",
        "Convention on the Elimination of all forms of Racial Discrimination",
        "CERD",
    ],
    "cedaw": ["Convention on the Elimination of All Forms of Discrimination against Women (CEDAW)", "CEDAW"],
    "op-cedaw": [
        "Optional Protocol to the Convention on the Elimination of Discrimination Against Women",
        "OP-CEDAW",
        "CEDAW-OP",
    ],
    "cat": [
        "Convention Against Torture",
        "Convention against Torture and Other Cruel, Inhuman or Degrading Treatment or Punishment",
        "CAT",
    ],
    "opcat": ["Optional Protocol to the Convention against Torture", "OPCAT"],
    "crc": ["Convention on the Rights of the Child (CRC)", "UN Convention on the Rights of the Child", "CRC"],
    "op-crc-ac": [
        "Optional Protocol to the CRC on the involvement of children in armed conflict",
        "OP-CRC-AC",
    ],
    "op-crc-sc": [
        "Optional Protocol on the sale of children, child prostitution and child pornography",
        "OP-CRC-SC",
    ],
    "op-crc-ic": ["Optional Protocol to the CRC on a communications procedure", "OP-CRC-IC"],
    "icmw": [
        "Convention on the Protection of the Rights of All Migrant Workers and Members of Their Families (ICRMW)",
        "ICMW",
        "ICRMW",
    ],
    "cped": [
        "International Convention for the Protection of all Persons from Enforced Disappearance",
        "CPED",
        "ICPED",
    ],
    "crpd": ["Convention on the Rights of Persons with Disabilities (CRPD)", "CRPD"],
    "op-crpd": ["Optional Protocol to the Convention on the Rights of Persons with Disabilities", "OP-CRPD", "CRPD-OP"],
}
ALL = [(slug, wording) for slug, wordings in WORDINGS.items() for wording in wordings]
REGIONAL = [
    "African Charter on Human and Peoples' Rights",
    "Protocol to the African Charter on Human and Peoples' Rights on the Rights of Women in Africa",
    "African Charter on the Rights and Welfare of the Child",
    "American Convention on Human Rights",
    "Inter-American Convention to Prevent and Punish Torture",
    "Arab Charter on Human Rights",
    "ASEAN Human Rights Declaration",
    "European Convention on Human Rights",
    "European Convention for the Prevention of Torture",
    "Council of Europe Convention on Preventing Violence Against Women",
    "Covenant on the Rights of the Child in Islam, Islamic Conference",
]
OTHERS = [
    "", "Key International Agreements", "Universal Declaration of Human Rights", "Geneva Conventions",
    "International Labour Organization Convention 87", "Rome Statute", "Protocol", "Optional Protocol",
]  # fmt: skip


@pytest.mark.parametrize(("slug", "wording"), ALL)
def test_an_instrument_is_known_in_many_wordings(slug, wording):
    assert find(wording) == BY_SLUG[slug]


@pytest.mark.parametrize("slug", WORDINGS)
def test_case_does_not_matter(slug):
    for wording in WORDINGS[slug]:
        assert find(wording.upper()) == find(wording.lower()) == BY_SLUG[slug], wording


@pytest.mark.parametrize("instrument", INSTRUMENTS, ids=lambda instrument: instrument.slug)
def test_an_instrument_is_known_by_its_own_name(instrument):
    assert find(instrument.name) == find(f"{instrument.name} ({instrument.abbr})") == instrument


@pytest.mark.parametrize("instrument", INSTRUMENTS, ids=lambda instrument: instrument.slug)
def test_an_instrument_is_known_by_its_abbreviation(instrument):
    assert find(instrument.abbr) == instrument


@pytest.mark.parametrize(
    ("slug", "wording"),
    [("icmw", "CMW"), ("cped", "CED"), ("cped", "ICPPED"), ("iccpr", "CCPR"), ("icescr", "CESCR"), ("opcat", "CAT-OP"),
     ("opcat", "OP-CAT"), ("op-crc-ac", "CRC-OP-AC"), ("op-crc-sc", "CRC-OP-SC"), ("op-crc-ic", "CRC-OP-IC"),
     ("icescr", "International Covenant on Economic Social and Cultural Rights")],
)  # fmt: skip
def test_an_instrument_is_known_in_rarer_wordings(slug, wording):
    assert find(wording) == BY_SLUG[slug]


@pytest.mark.parametrize(
    ("slug", "wording"), [("iccpr-op1", "ICCPR OP1"), ("iccpr-op2", "ICCPR OP2"), ("iccpr-op2", "OP2-ICCPR")]
)
def test_a_protocol_is_not_taken_for_its_covenant(slug, wording):
    assert find(wording) == BY_SLUG[slug]


@pytest.mark.parametrize(
    "name",
    ["Protocol on the Rights of Women in Africa (Maputo Protocol)",
     "Protocol to Prevent, Suppress and Punish Trafficking in Persons, Especially Women and Children",
     "Protocol Additional to the Geneva Conventions relating to the Victims of International Armed Conflicts",
     "Additional Protocol in the Area of Economic, Social and Cultural Rights (Protocol of San Salvador)"],
)  # fmt: skip
def test_a_protocol_of_another_treaty_is_none_of_them(name):
    assert find(name) is None


@pytest.mark.parametrize("name", REGIONAL)
def test_a_regional_treaty_is_not_taken_for_one_of_the_un(name):
    assert find(name) is None


@pytest.mark.parametrize("name", OTHERS)
def test_another_text_is_none_of_them(name):
    assert find(name) is None


def test_there_are_eighteen_and_each_has_its_wordings():
    assert len(INSTRUMENTS) == 18
    assert set(BY_SLUG) == set(WORDINGS)


@pytest.mark.parametrize("part", ["slug", "name", "abbr"])
def test_no_two_share_a_name(part):
    assert len({getattr(instrument, part) for instrument in INSTRUMENTS}) == 18
