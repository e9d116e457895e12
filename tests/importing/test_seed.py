"""The real page of Kazakhstan: every record of it, every line, and nothing twice."""

import json
import re
import time
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from reversion.models import Revision

from countries.models import Country, GlanceRow, NewsItem, Ranking, Report, Section
from legal.models import Initiative, Law, Ratification
from monitor.importing.models import MissingLink
from monitor.importing.page import import_page, read_page
from monitor.importing.parts import Parsed, parse
from monitor.publishing.blocks import text_of
from monitor.publishing.document import equal_in_content

from .reading import adds_up, remarks

COUNTS = {
    "sections": 12,
    "glance": 7,
    "ratifications": 10,
    "laws": 41,
    "initiatives": 3,
    "rankings": 5,
    "reports": 5,
    "news": 37,
}


@cache
def as_read(file: Path) -> Parsed:
    """The page, read once for all tests that only look."""
    return parse(file.read_text(encoding="utf-8"))


def bring_in(file: Path):
    return import_page(read_page(file.read_text(encoding="utf-8"), file.name), comment="From the seed")


def section(file: Path, topic: str) -> dict:
    return next(record for record in as_read(file).document["sections"] if record["topic"] == topic)


def law(file: Path, beginning: str) -> dict:
    return next(record for record in as_read(file).document["laws"] if record["title"].startswith(beginning))


def news(file: Path, *, archived: bool) -> list[dict]:
    return [item for item in as_read(file).document["news"] if item["archived"] is archived]


# What is on the page ---------------------------------------------------------------------------------------------


def test_the_page_has_its_records(seed: Path):
    document = as_read(seed).document

    assert {kind: len(value) for kind, value in document.items() if isinstance(value, list) and value} == COUNTS
    assert (len(news(seed, archived=False)), len(news(seed, archived=True))) == (16, 21)


def test_the_page_is_of_kazakhstan_and_dated(seed: Path):
    parsed = as_read(seed)

    assert parsed.document["country"]["name"] == "Kazakhstan"
    assert (parsed.document["country"]["iso2"], parsed.document["country"]["region"]) == ("KZ", "Central Asia")
    assert (parsed.document["last_updated"], parsed.slug) == ("2026-05-08", "kazakhstan")
    assert parsed.source == "https://www.icnl.org/resources/civic-freedom-monitor/kazakhstan"


def test_the_sections_stand_in_their_parts_in_page_order(seed: Path):
    assert [(record["part"], record["topic"]) for record in as_read(seed).document["sections"]] == [
        ("overview", "recent-developments"),
        ("overview", "introduction"),
        ("legal_overview", "constitution"),
        ("legal_analysis", "organizational-forms"),
        ("legal_analysis", "public-benefit"),
        ("legal_analysis", "public-participation"),
        ("legal_analysis", "formation"),
        ("legal_analysis", "operations"),
        ("legal_analysis", "resources"),
        ("legal_analysis", "expression"),
        ("legal_analysis", "assembly"),
        ("resources", "historical-notes"),
    ]


def test_every_glance_row_has_its_topic(seed: Path):
    assert [row["topic"] for row in as_read(seed).document["glance"]] == [
        "organizational-forms",
        "registration-body",
        "formation",
        "operations",
        "resources",
        "expression",
        "assembly",
    ]


def test_every_treaty_has_its_standing(seed: Path):
    rows = as_read(seed).document["ratifications"]

    assert [(row["treaty"]["slug"], row["status"], row["year"]) for row in rows] == [
        ("iccpr", "party", 2006),
        ("iccpr-op1", "party", 2009),
        ("icescr", "party", 2006),
        ("icescr-op", "none", None),
        ("icerd", "party", 1998),
        ("cedaw", "party", 1998),
        ("op-cedaw", "party", 2001),
        ("crc", "party", 1994),
        ("icmw", "none", None),
        ("crpd", "party", 2015),
    ]


def test_the_laws_are_of_their_kinds(seed: Path):
    assert Counter(record["kind"] for record in as_read(seed).document["laws"]) == {
        "law": 23,
        "code": 10,
        "order": 4,
        "constitutional-law": 2,
        "constitution": 1,
        "resolution": 1,
    }


@pytest.mark.parametrize(
    ("beginning", "date", "precision", "number"),
    [
        ("Constitution of", "2026-03-15", "day", None),
        ("Law on Mass Media", "2024-06", "month", None),
        ("Order No. 51", "2016-02-19", "day", "51"),
        ("Order of the Acting Minister of Justice of the Republic of Kazakhstan No. 66", "2020-05-29", "day", "66"),
        ("Order of the Acting Minister of Justice of the Republic of Kazakhstan on", "2021-09-30", "day", "849"),
        ("Resolution No. 857", None, "none", "857"),
    ],
)
def test_a_law_is_dated_as_exactly_as_the_page_has_it(
    beginning: str, date: str | None, precision: str, number: str | None, seed: Path
):
    record = law(seed, beginning)

    assert (record["date"], record["precision"], record["number"]) == (date, precision, number)


def test_only_the_order_with_its_date_in_words_has_a_note(seed: Path):
    notes = [record["note"] for record in as_read(seed).document["laws"] if record["note"]]

    assert notes == ["dated September 30, 2021, No. 849"]


def test_the_dates_are_as_exact_as_the_page_has_them(seed: Path):
    document = as_read(seed).document

    assert Counter(record["precision"] for record in document["laws"]) == {"day": 39, "month": 1, "none": 1}
    assert Counter(record["precision"] for record in document["news"]) == {"month": 34, "day": 3}
    assert [record["expected"] for record in document["initiatives"]] == ["2026-10", None, None]


def test_the_languages_of_the_news_are_read(seed: Path):
    assert Counter(item["language"] for item in news(seed, archived=False)) == {None: 8, "ru": 5, "en": 3}
    assert Counter(item["language"] for item in news(seed, archived=True)) == {None: 12, "ru": 9}


def test_every_news_item_has_a_summary_and_no_archived_one(seed: Path):
    assert all(item["summary"] for item in news(seed, archived=False))
    assert not any(item["summary"] for item in news(seed, archived=True))


def test_the_rankings_are_read(seed: Path):
    assert [(row["rank"], row["year"]) for row in as_read(seed).document["rankings"]] == [
        (60, 2023),
        (66, 2025),
        (88, 2024),
        (None, 2025),
        (115, 2024),
    ]


# Joined, listed, footnoted ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("topic", "joined"),
    [
        ("organizational-forms", "and which pursues social, charity"),
        ("public-benefit", "legal entities), charitable organizations, and charity volunteers."),
        ("public-participation", "the Environmental Code."),
        ("public-participation", "in quasi-state sector entities"),
        ("expression", "marches, and pickets;</li>"),
        ("expression", "media outlets; under the Law on Online Platforms"),
        ("historical-notes", "to implement government-funded social projects."),
    ],
)
def test_what_a_page_break_cut_is_joined(topic: str, joined: str, seed: Path):
    assert joined in section(seed, topic)["body"]


@pytest.mark.parametrize(
    "joined", ["including fines and potential restrictions", "of artificial intelligence in various"]
)
def test_a_summary_that_a_page_break_cut_is_joined(joined: str, seed: Path):
    assert any(joined in (item["summary"] or "") for item in news(seed, archived=False))


@pytest.mark.parametrize(
    ("topic", "bullets", "numbered", "entries", "subheadings"),
    [
        ("constitution", 1, 0, 2, 0),
        ("organizational-forms", 0, 1, 6, 0),
        ("public-benefit", 10, 1, 42, 4),
        ("public-participation", 1, 0, 6, 0),
        ("resources", 2, 1, 11, 2),
        ("expression", 2, 0, 9, 2),
        ("historical-notes", 0, 0, 0, 2),
    ],
)
def test_lists_are_lists(topic: str, bullets: int, numbered: int, entries: int, subheadings: int, seed: Path):
    body = section(seed, topic)["body"]

    assert (body.count("<ul>"), body.count("<ol>"), body.count("<li>")) == (bullets, numbered, entries)
    assert body.count("<h4>") == subheadings


def test_a_list_that_a_page_break_cut_is_one_list(seed: Path):
    body = section(seed, "public-benefit")["body"]

    assert "operating in the social sphere;</li><li>support to a specialized organization" in body


def test_a_footnote_of_a_section_stands_at_its_mark(seed: Path):
    body = section(seed, "expression")["body"]

    assert 'non-commercial.<small class="fn">Letter of the Acting Head' in body
    assert "[1]" not in body


def test_a_footnote_of_a_glance_row_stands_at_its_mark(seed: Path):
    (value,) = [row["value"] for row in as_read(seed).document["glance"] if row["topic"] == "formation"]

    assert '6.5 MCIs<small class="fn">Starting January 2026' in value
    assert "[1]" not in value


# Every line ------------------------------------------------------------------------------------------------------


def test_every_line_has_its_place(seed: Path):
    parsed = as_read(seed)

    assert adds_up(parsed)
    assert parsed.ledger.lines()["remarked"] == 0
    assert remarks(parsed) == ["cut-off"]


@pytest.mark.parametrize("words", ["expand all subheadings", "write to ICNL", "Category includes", "Ranking Body"])
def test_furniture_of_the_page_is_known_and_in_no_record(words: str, seed: Path):
    lines = [at for at, line in enumerate(seed.read_text(encoding="utf-8").split("\n"), 1) if words in line]

    assert lines
    assert set(lines) <= as_read(seed).ledger.furniture
    assert words not in json.dumps(as_read(seed).document)


def test_no_dead_link_is_in_the_document(seed: Path):
    document = json.dumps(as_read(seed).document)

    assert not re.search(r"\(#\)|href=|\]\(", document)


def test_no_backslash_or_star_is_left_of_the_marks(seed: Path):
    for record in as_read(seed).document["sections"]:
        assert not re.search(r"\\|\*\*", text_of(record["body"])), record["heading"]


@pytest.mark.django_db
def test_every_link_is_remarked_as_missing_at_its_line(seed: Path):
    imported = bring_in(seed)
    lines = seed.read_text(encoding="utf-8").replace("\\", "").split("\n")

    missing = [remark for remark in imported.parsed.ledger.remarks if remark["kind"] == "missing-link"]
    assert len(missing) == 93
    assert all(f"[{remark['text'][:60]}" in lines[remark["line"] - 1] for remark in missing)


@pytest.mark.django_db
def test_every_missing_link_is_listed_in_the_admin(seed: Path):
    bring_in(seed)

    assert MissingLink.objects.open().count() == 93


# In rows ---------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_import_makes_exactly_these_rows_in_one_revision(seed: Path):
    bring_in(seed)

    models = (Section, GlanceRow, Ratification, Law, Initiative, Ranking, Report, NewsItem)
    assert [model.objects.count() for model in models] == list(COUNTS.values())
    assert (Country.objects.count(), Revision.objects.count()) == (1, 1)
    assert Section.objects.filter(part="legal_analysis").count() == 8


@pytest.mark.django_db
def test_a_second_import_changes_nothing(seed: Path):
    first = bring_in(seed)
    second = bring_in(seed)

    assert second.outcome.did_nothing
    assert second.outcome.unchanged == COUNTS | {"country": 1}
    assert second.outcome.conflicts == []
    assert equal_in_content(second.document, first.document)
    assert Revision.objects.count() == 1


@pytest.mark.django_db
def test_the_import_takes_less_than_two_seconds(seed: Path):
    start = time.process_time()
    bring_in(seed)

    assert time.process_time() - start < 2


def test_the_stamp_stands_in_no_record(seed: Path):
    assert "May 8, 2026" not in json.dumps(as_read(seed).document)


def test_the_title_that_ends_in_the_middle_is_kept_and_remarked(seed: Path):
    title = law(seed, "Resolution No. 857")["title"]

    assert title.endswith("of the Government of the Republic of")
    assert [remark["text"] for remark in as_read(seed).ledger.remarks] == [title[:300]]
