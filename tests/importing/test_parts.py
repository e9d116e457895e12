"""A page's text becomes its Document: title, stamp, parts, headings; and every line is accounted for."""

import pytest

from monitor.importing.parts import parse

from .reading import FREEDONIA, adds_up, only, page, read, remarks


def test_a_whole_page_is_read():
    document = parse(FREEDONIA).document

    assert {kind: len(value) for kind, value in document.items() if isinstance(value, list) and value} == {
        "sections": 4,
        "glance": 2,
        "ratifications": 2,
        "laws": 3,
        "initiatives": 1,
        "rankings": 1,
        "reports": 1,
        "news": 2,
    }


def test_every_line_of_a_whole_page_has_its_place():
    parsed = parse(FREEDONIA)

    assert adds_up(parsed)
    assert parsed.ledger.remarks == []
    assert parsed.ledger.lines()["remarked"] == 0


def test_every_record_knows_its_line():
    parsed = parse(FREEDONIA)
    lines = FREEDONIA.split("\n")

    for (kind, at), line in parsed.lines.items():
        record = parsed.document[kind][at]
        name = record.get("title") or record.get("heading") or record.get("label") or record.get("index")
        assert (name or "") in lines[line - 1]


def test_a_record_has_no_id_yet():
    record = only(read("Introduction", "Hats."), "sections")

    assert [record[key] for key in ("id", "as_of", "last_checked", "source")] == [None] * 4


# Title and country -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("title", ["Civic Freedom Monitor: Freedonia", "NGO Law Monitor:  Freedonia"])
def test_the_title_names_the_country(title: str):
    parsed = parse(f"{title}\n\nIntroduction\n\nHats.")

    assert parsed.named
    assert parsed.document["country"] == {
        "slug": "", "name": "Freedonia", "iso2": None, "kind": "country", "region": None, "state": "live",
    }  # fmt: skip
    assert parsed.slug == "freedonia"


def test_a_country_of_the_world_gets_its_code_and_region():
    facts = parse("Civic Freedom Monitor: Kazakhstan").document["country"]

    assert (facts["iso2"], facts["region"]) == ("KZ", "Central Asia")


def test_a_former_name_becomes_the_name_of_today():
    assert parse("Civic Freedom Monitor: Swaziland").document["country"]["name"] == "Eswatini"


def test_a_page_without_title_is_read_without_a_name():
    parsed = parse("Introduction\n\nHats are worn.")

    assert not parsed.named
    assert only(parsed, "sections")["body"] == "<p>Hats are worn.</p>"


def test_a_second_title_is_a_line_like_any_other():
    parsed = read("Introduction", "Civic Freedom Monitor: Sylvania")

    assert parsed.document["country"]["name"] == "Freedonia"
    assert only(parsed, "sections")["body"] == "<p>Civic Freedom Monitor: Sylvania</p>"


@pytest.mark.parametrize("name", ["Turkey", "Côte d'Ivoire", "Curaçao"])
def test_the_address_of_a_country_is_plain_letters(name: str):
    assert parse(f"Civic Freedom Monitor: {name}").slug.isascii()


def test_the_address_of_a_body_keeps_its_figures():
    assert parse("Civic Freedom Monitor: G20").slug != parse("Civic Freedom Monitor: G7").slug


# Stamp -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "stamp",
    [
        "Last updated: **March 3, 2026**",
        "**Last updated:** 3 March 2026",
        "LAST UPDATED: March 3, 2026",
        "Last updated March 3, 2026",
    ],
)
def test_the_stamp_is_the_pages_date(stamp: str):
    assert parse(f"{stamp}\n\nIntroduction\n\nHats.").document["last_updated"] == "2026-03-03"


@pytest.mark.parametrize("date", ["March 32, 2026", "March 2026", "March 3-5, 2026", "yesterday"])
def test_an_impossible_stamp_is_remarked(date: str):
    parsed = parse(f"Last updated: **{date}**\n\nIntroduction\n\nHats.")

    assert parsed.document["last_updated"] is None
    assert remarks(parsed) == ["impossible-date"]


# Parts and headings ----------------------------------------------------------------------------------------------


def test_sections_know_their_part_and_topic_and_keep_their_heading():
    parsed = read(
        "introduction", "Hats.", "Legal Analysis", "BARRIERS TO ENTRY", "Ducks.", "historical notes", "Geese."
    )

    assert [(s["part"], s["topic"], s["heading"]) for s in parsed.document["sections"]] == [
        ("overview", "introduction", "introduction"),
        ("legal_analysis", "formation", "BARRIERS TO ENTRY"),
        ("resources", "historical-notes", "historical notes"),
    ]


def test_the_blocks_of_a_section_are_its_body():
    record = only(read("Introduction", "Hats.", "- tall;\n- flat.", "Ducks."), "sections")

    assert [block["html"] for block in record["blocks"]] == [
        "<p>Hats.</p>",
        "<ul><li>tall;</li>",
        "<li>flat.</li></ul>",
        "<p>Ducks.</p>",
    ]


def test_an_unknown_shouted_heading_heads_a_section_of_its_own():
    parsed = read("Legal Analysis", "BARRIERS TO ASSEMBLY", "Hats.", "DUCKS AND GEESE", "They are fed.")

    assert [(s["part"], s["topic"], s["heading"], s["body"]) for s in parsed.document["sections"]][1] == (
        "legal_analysis",
        "other",
        "DUCKS AND GEESE",
        "<p>They are fed.</p>",
    )


def test_an_unknown_heading_at_the_top_belongs_to_the_overview():
    assert only(read("DUCKS AND GEESE", "They are fed."), "sections")["part"] == "overview"


def test_an_unknown_heading_belongs_to_the_part_it_stands_in():
    parsed = read("BARRIERS TO ASSEMBLY", "Hats.", "Additional Resources", "DUCKS AND GEESE", "They are fed.")

    assert parsed.document["sections"][1]["part"] == "resources"


def test_a_heading_without_text_is_an_empty_section():
    assert only(read("Introduction"), "sections")["body"] == ""


@pytest.mark.parametrize(
    "heading",
    [
        "NATIONAL LAWS AND REGULATIONS",
        "REPORTS",
        "GLOBAL INDEX RANKINGS",
        "NEWS",
        "PENDING REGULATORY INITIATIVES",
    ],
)
def test_a_list_without_entries_is_empty(heading: str):
    parsed = read(heading)

    assert parsed.lines == {}
    assert adds_up(parsed)


def test_a_heading_that_comes_twice_fills_one_list():
    assert len(read("REPORTS", "One\t1", "Introduction", "Hats.", "Reports", "Two\t2").document["reports"]) == 2


# Lines that stand nowhere ----------------------------------------------------------------------------------------


def test_a_text_before_the_first_heading_is_remarked():
    parsed = read("Ducks are\n\nfed.", "Introduction", "Hats.")

    assert [(remark["line"], remark["kind"]) for remark in parsed.ledger.remarks] == [(5, "unplaced"), (7, "unplaced")]
    assert parsed.ledger.lines()["remarked"] == 2
    assert adds_up(parsed)


def test_a_text_under_a_part_heading_is_remarked():
    parsed = read("Legal Overview", "The laws are few.", "REPORTS", "One\t1")

    assert remarks(parsed) == ["unplaced"]
    assert "Legal Overview" in parsed.ledger.remarks[0]["why"]


def test_a_long_line_is_remarked_in_brief():
    assert len(read("Duck. " * 4000).ledger.remarks[0]["text"]) == 300


def test_a_text_that_is_no_page_has_no_records():
    parsed = parse("Dear Sir,\n\nplease send hats.")

    assert parsed.lines == {}
    assert parsed.ledger.lines() == {"total": 3, "blank": 1, "placed": 0, "furniture": 0, "remarked": 2}


@pytest.mark.parametrize(
    "furniture",
    [
        "The laws are few. Click a subheading for more, or [click here to expand all subheadings](#).",
        "Please help keep us informed; if you are aware of pending initiatives, write to us@monitor.example.",
        "* Category includes ratification, accession, or succession to the treaty",
        "Back to top",
        "Freedonia default flag",
    ],
)
def test_furniture_of_the_page_is_known(furniture: str):
    parsed = read("REPORTS", furniture, "One\t1")

    assert 7 in parsed.ledger.furniture
    assert parsed.ledger.remarks == []


def test_a_sentence_that_only_sounds_like_furniture_is_kept():
    parsed = read("Introduction", "Hats.", "The union said that the ministry did not keep us informed about hats.")

    assert "the ministry did not" in only(parsed, "sections")["body"]


# Address ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("line", ["<https://monitor.example/freedonia>", "https://monitor.example/freedonia"])
def test_a_line_that_is_an_address_is_the_pages_source(line: str):
    parsed = parse(page("Introduction", "Hats are worn.", line))

    assert parsed.source == "https://monitor.example/freedonia"
    assert only(parsed, "sections")["body"] == "<p>Hats are worn.</p>"
    assert adds_up(parsed)


def test_an_address_inside_a_sentence_is_no_source():
    assert parse(page("Introduction", "See https://monitor.example for hats.")).source == ""


def test_an_address_in_the_middle_of_a_section_stays_there():
    parsed = read("Introduction", "Hats are worn.", "https://hats.example/", "Ducks are fed.")

    assert "https://hats.example/" in only(parsed, "sections")["body"]
