"""Names, codes and regions of the world's countries."""

import csv
import re

import pytest

from countries.reference import FILE, by_iso2, find

REGIONS = {
    "Northern Africa", "Eastern Africa", "Middle Africa", "Southern Africa", "Western Africa", "Caribbean",
    "Central America", "South America", "Northern America", "Central Asia", "Eastern Asia", "South-eastern Asia",
    "Southern Asia", "Western Asia", "Eastern Europe", "Northern Europe", "Southern Europe", "Western Europe",
    "Australia and New Zealand", "Melanesia", "Micronesia", "Polynesia",
}  # fmt: skip


def rows() -> list[dict[str, str]]:
    with FILE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_member_of_the_united_nations_is_there():
    assert len(by_iso2()) >= 193


@pytest.mark.parametrize("column", ["iso2", "name"])
def test_no_country_stands_twice(column):
    values = [row[column] for row in rows()]

    assert len(values) == len(set(values))


def test_every_code_is_two_capital_letters():
    assert [code for code in by_iso2() if not re.fullmatch("[A-Z]{2}", code)] == []


def test_every_region_is_one_of_the_un():
    assert {country.region for country in by_iso2().values()} <= REGIONS


def test_every_country_is_found_by_every_name_it_has():
    for row in rows():
        for name in filter(None, [row["name"], *row["other_names"].split(";")]):
            found = find(name)
            assert found, name
            assert found.iso2 == row["iso2"], name


@pytest.mark.parametrize(
    ("name", "iso2"),
    [("Burma", "MM"), ("Swaziland", "SZ"), ("Zaire", "CD"), ("Cape Verde", "CV"), ("Ivory Coast", "CI"),
     ("Turkey", "TR"), ("Ceylon", "LK"), ("Czech Republic", "CZ"), ("East Timor", "TL"), ("Upper Volta", "BF"),
     ("FYR Macedonia", "MK")],
)  # fmt: skip
def test_a_country_is_found_by_an_old_name(name, iso2):
    found = find(name)

    assert found
    assert found.iso2 == iso2


@pytest.mark.parametrize("name", ["Cote d’Ivoire", "CÔTE D'IVOIRE", "  Côte   d'Ivoire ", "cote d ivoire"])
def test_accents_case_and_spaces_do_not_matter(name):
    found = find(name)

    assert found
    assert found.iso2 == "CI"


@pytest.mark.parametrize(("name", "iso2"), [("The Gambia", "GM"), ("The Netherlands", "NL"), ("the philippines", "PH")])
def test_the_article_does_not_matter(name, iso2):
    found = find(name)

    assert found
    assert found.iso2 == iso2


@pytest.mark.parametrize(
    ("name", "iso2"), [("Congo", "CG"), ("DR Congo", "CD"), ("Guinea", "GN"), ("Guinea-Bissau", "GW"), ("Niger", "NE"),
                       ("Nigeria", "NG"), ("Dominica", "DM"), ("Dominican Republic", "DO"), ("South Korea", "KR"),
                       ("North Korea", "KP"), ("Republic of China", "TW"), ("People's Republic of China", "CN")],
)  # fmt: skip
def test_names_that_resemble_one_another_are_told_apart(name, iso2):
    found = find(name)

    assert found
    assert found.iso2 == iso2


@pytest.mark.parametrize("name", ["", "Freedonia", "Asia", "the", "Казахстан", "KZ?"])
def test_what_is_no_country_is_not_found(name):
    assert find(name) is None


def test_a_country_has_its_region():
    assert by_iso2()["KZ"] == ("KZ", "Kazakhstan", "Central Asia")
