"""What the checks find on the real page, each by its line; a false alarm would show here."""

import csv
import datetime
import re
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings

from monitor.importing.parts import Parsed, parse
from monitor.publishing.checks import Around, Finding, findings

from .pages import STAMP, with_ids

TODAY = datetime.date(2026, 11, 2)
SAMPLE = Path(settings.BASE_DIR) / "monitor" / "sample"

FOUND = [
    (226, "old-figure", "warning", "as of April 2023 there were 23,335 registered CSOs."),
    (353, "former-article", "warning", "Article 33"),
    (365, "former-article", "warning", "Article 18(3) of the Constitution"),
    (476, "two-dates", "warning", "Law on Mass Media (June 19, 2024)"),
    (477, "two-dates", "error", "Law on online platforms and online advertising (July 23, 2023)"),
    (503, "former-article", "warning", '"infringement upon the morality of the population,"'),
    (511, "former-article", "warning", "Article 32 of the Constitution"),
    (519, "conversion", "warning", "150 MCIs (Article 488 of the CoAO) (approximately $1,145)"),
    (666, "conversion", "error", "KZT 140 billion (USD 258 billion as of September 2025)"),
    (660, "old-figure", "warning", "As of 2023, the Ministry of Information and Public Development (MIPD) reported"),
    (41, "treaty-status", "warning", "No"),
    (180, "expected-passed", "warning", "The draft law is expected to be submitted to parliament in October 2026."),
    (528, "index-years", "warning", "60 (2023)"),
    (530, "index-years", "warning", "88 (2024)"),
    (532, "index-years", "warning", "115 (2024)"),
    (548, "news-order", "warning", "Kazakhstan plans to introduce age restrictions for registration"),
    (600, "news-order", "warning", "How will the Constitution of Kazakhstan change after the adoption of amendments?"),
    (606, "contradicting-date", "error", "On September 7, 2022"),
    (636, "doubled-title", "warning", "Government approves the draft of the new Tax Code (September 2017)"),
]  # fmt: skip
"""Line, code, level and words, in the order of the page's records, and within a record in that of the checks."""

BESIDE = [
    (353, 75, 'Article 35 "Citizens of the Republic of Kazakhstan have the right to participate'),
    (365, 65, 'Article 21 "...State bodies, public associations, officials, and the media are obliged'),
    (511, 73, 'Article 34 "Citizens of the Republic of Kazakhstan have the right to peaceful assembly.'),
    (353, 53, "before being superseded by a new Constitution approved by national referendum on March 15, 2026."),
    (503, 82, "previous version of the Constitution used the term “morality of the population.”"),
    (476, 148, "Law on Mass Media (June 2024)"),
    (477, 146, "Law on Online Platforms and Online Advertising (July 10, 2023)"),
    (606, 604, "The bill on public control was approved in the first reading in the Mazhilis (December 7, 2022)"),
    (548, 554, "A separate law on NGOs is being developed in Kazakhstan (February 2026)"),
    (600, 604, "The bill on public control was approved in the first reading in the Mazhilis (December 7, 2022)"),
    (636, 634, "Government approves the draft of the new Tax Code (January 2018)"),
    (528, 529, "66 (2025)"),
]  # fmt: skip
"""The line of a finding, and the line and words that it disagrees with."""


@cache
def as_read(file: Path) -> Parsed:
    parsed = parse(file.read_text(encoding="utf-8"))
    with_ids(parsed.document)
    return parsed


@cache
def found_on(file: Path, today: datetime.date = TODAY) -> tuple[Finding, ...]:
    return tuple(findings(as_read(file).document, Around(today, STAMP, dict(treaties()))))


def treaties() -> Iterator[tuple[str, tuple[str, int | None]]]:
    with (SAMPLE / "treaty_status.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["iso2"] == "KZ":
                yield row["treaty"], (row["status"], int(row["year"]) if row["year"] else None)


def line_of(file: Path, number: int) -> str:
    """A line of the source as readers see it: without the marks of links, stress and notes."""
    line = re.sub(
        r"(?<!\\)\[([^]]{2,}?)(?<!\\)\]\([^)]*\)", r"\1", file.read_text(encoding="utf-8").split("\n")[number - 1]
    )
    return line.replace("\\", "").replace(" [1]", "").replace("**", "")


@pytest.mark.parametrize(("number", "code", "level", "words"), FOUND)
def test_a_real_fault_is_found(seed: Path, number: int, code: str, level: str, words: str):
    assert words in line_of(seed, number)
    assert [one for one in found_on(seed) if (one.code, one.level) == (code, level) and words in one.words]


@pytest.mark.parametrize(("number", "beside", "words"), BESIDE)
def test_a_finding_names_what_it_disagrees_with(seed: Path, number: int, beside: int, words: str):
    fault = next(words for line, _, _, words in FOUND if line == number)

    assert words in line_of(seed, beside)
    assert [one for one in found_on(seed) if fault in one.words and any(words in also[3] for also in one.also)]


def test_nothing_else_is_found(seed: Path):
    assert [(one.code, one.level) for one in found_on(seed)] == [(code, level) for _, code, level, _ in FOUND]
    assert all(words in one.words for one, (_, _, _, words) in zip(found_on(seed), FOUND, strict=True))


def test_what_is_expected_in_october_is_no_fault_before_november(seed: Path):
    found = found_on(seed, datetime.date(2026, 10, 31))

    assert "expected-passed" not in {one.code for one in found}


def test_every_link_without_an_address_is_found(seed: Path):
    parsed = as_read(seed)
    missing = [(gap.kind, parsed.document[gap.kind][gap.place]["id"], gap.text) for gap in parsed.gaps]
    found = findings(parsed.document, Around(TODAY, STAMP, missing_links=missing))

    assert {(one.kind, one.record_id) for one in found if one.code == "missing-link"} == {gap[:2] for gap in missing}
    assert any(one.words == "expressed concern" for one in found if one.code == "missing-link")


def test_the_page_is_checked_in_a_moment(seed: Path):
    document, around = as_read(seed).document, Around(TODAY, STAMP, dict(treaties()))
    started = time.process_time()
    findings(document, around)

    assert time.process_time() - started < 0.9


def test_the_sample_has_only_what_its_facts_share_with_the_real_page():
    found = found_on(SAMPLE / "kazakhstan.txt")

    assert [(one.code, one.level) for one in found] == [
        ("conversion", "warning"),
        ("treaty-status", "warning"),
        ("expected-passed", "warning"),
        ("index-years", "warning"),
        ("index-years", "warning"),
        ("index-years", "warning"),
        ("news-order", "warning"),
        ("news-order", "warning"),
        ("doubled-title", "warning"),
    ]
