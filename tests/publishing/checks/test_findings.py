"""The checks together: order, keys, hostile and odd input, time."""

import time
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor.publishing.checks import Around, findings
from monitor.publishing.document import records
from tests.importing import strategies

from .pages import STAMP, TODAY, found, glance, initiative, law, news, page, ranking, section

FAULTY = {
    "news": [news("Ducks", "2022-12-07", "On September 7, 2022, ducks were approved.")],
    "sections": [section("Ducks are many. [1]", "As of 2020 there were 12.")],
    "laws": [law("Law on Ducks", "2020"), law("Law on Ducks", "2021")],
}
SCRAPS = [
    "Law on Ducks", "(July 10, 2023)", "July 2023", "31 June 2023", "Constitution", "Article 5", "Articles 5 and 6",
    "of the", "new", "superseded", "10 BCUs", "(about $90)", "BCU is 4,500 francs", "KZT 5 billion", "[1]",
    "As of 2020", "expected to", "is expected in 2020", "see the section on", "“Ducks”", "above", "On", "The 2015",
    "signed the", "&lt;", "<p>", "<h4>", "</p>", '<small class="fn">', "</small>", "<a", "<", ".", " ", "(", ")",
    "0", "$", "9" * 30, "\x00", "١٢", "İ",
]  # fmt: skip
texts = st.lists(st.sampled_from(SCRAPS) | st.text(max_size=8), max_size=25).map(" ".join)
HOSTILE = [
    "<a", "<", "<p", '<small class="fn">', "</small>", "(", "((1 ", "[1] ", "[1]", "9", "9,999", "$1 (",
    "1 BCU ($1) ", "1 BCU (about ", "or about ", "BCU is 1 FDF ", "one 1 abc (USD 1) ", "Article 5 ",
    "Articles 1, 2, 3", "superseded ", "Constitution superseded ", "Article 5 of the Constitution. ",
    "previous Constitution “", "a. A", "May 2024 ", "(May 2024) ", "Law on Ducks (May 1, 2020) ",
    "Law on Geese (May 2020), ", "Law on ", "law on ducks ", "On May 1, 2020, the ", "2015 Law on Ducks ",
    "As of 2020 12 ", "see the section on Ducks ", "See the ", "A ", "Aa ", "is expected in ", "&lt;", "&", " ",
    "“", "a", "<p>[1]</p>", "<p>a</p>", "<li>",
]  # fmt: skip
LONG = 200_000


def test_findings_stand_in_page_order():
    assert [(one.code, one.kind) for one in found(**FAULTY)] == [
        ("footnote", "sections"),
        ("old-figure", "sections"),
        ("two-dates", "laws"),
        ("contradicting-date", "news"),
    ]


def test_a_finding_keeps_its_key_while_it_stays():
    first, again = (
        found(**FAULTY)[2],
        found(laws=[*FAULTY["laws"], law("Law on Geese")], sections=FAULTY["sections"])[2],
    )

    assert (first.key, len(first.key)) == (again.key, 64)
    assert replace(first, says="Other advice.").key == first.key


def test_a_finding_has_another_key_when_the_words_change():
    changed = {**FAULTY, "laws": [law("Law on Ducks", "2020"), law("Law on Ducks", "2022")]}
    first, other = found(**FAULTY)[2], found(**changed)[2]

    assert first.key != other.key
    assert len({one.key for one in found(**FAULTY)}) == 4


def test_a_page_without_a_stamp_is_checked_by_its_own_date_or_today():
    document = page(sections=[section("As of 2020 there were 12.")])

    assert len(findings(document, Around(TODAY))) == 1
    assert len(findings({**document, "last_updated": None}, Around(TODAY))) == 1
    assert findings({**document, "last_updated": "2021-01-01"}, Around(TODAY)) == []


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(strategies.documents)
def test_no_page_is_too_odd(document):
    around = Around(TODAY, STAMP, {"cedaw": ("party", 1990)}, [("sections", "", "x")])

    assert findings(document, around) == findings(document, around)


@settings(max_examples=150, deadline=None)
@given(texts, texts, texts)
def test_no_text_is_too_odd(one: str, two: str, three: str):
    document = page(
        sections=[section(one, topic="constitution", heading="x"), section(two)],
        glance=[glance(three)],
        laws=[law(f"Law on Ducks {one}", "2020", note=three), law("Law on Ducks", "2023-07", status="replaced")],
        initiatives=[initiative(two)],
        news=[news("Ducks", "2024-02-29", one)],
        rankings=[ranking(two, three, 9999)],
    )

    for finding in findings(document, Around(TODAY)):
        assert len(finding.words) <= 300
        assert len(finding.key) == 64


@pytest.mark.parametrize("scrap", HOSTILE)
def test_no_text_takes_long(scrap: str):
    text = scrap * (LONG // len(scrap))
    constitution = section("A new Constitution takes effect on July 1, 2026.", topic="constitution", heading="x")
    document = page(
        sections=[constitution, section(f"<p>{text}")],
        laws=[law("Law on Ducks", "2020-01-01", status="replaced"), law(text[:600])],
    )
    started = time.process_time()
    findings(document, Around(TODAY, STAMP))

    assert time.process_time() - started < 6  # 2 on a quiet machine; coverage and neighbours take their part


def test_a_page_of_five_hundred_records_takes_half_a_second():
    words = "The Law on Ducks 7 (May 1, 2020) sets a fee of 10 BCUs (about $90), as of May 2026. See Article 5. " * 5
    document = page(
        sections=[section(words, heading=f"Ducks {number}") for number in range(50)],
        laws=[law(f"Law on Ducks {number}", "2020-05-01") for number in range(250)],
        news=[news(f"Ducks {number}", f"{2400 - number}-01", "On May 1, 2020, ducks flew.") for number in range(200)],
    )
    assert sum(1 for _ in records(document)) == 500
    started = time.process_time()
    findings(document, Around(TODAY, STAMP))

    assert time.process_time() - started < 1.5
