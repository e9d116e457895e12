"""What an invented page says: all that a real one can, and that it is invented."""

import datetime
from collections import Counter
from typing import Any

import pytest

from countries.sanitise import sanitise
from countries.vocabulary import Topic
from legal.catalogue import INSTRUMENTS
from legal.vocabulary import LawKind, LawStatus, Stage, TreatyStatus
from monitor.invented.lands import Load, lands
from monitor.invented.page import Rows, rows_of

TODAY = datetime.date(2026, 11, 22)
SPOKEN_IN = {"ru": "Central Asia", "ar": "Northern Africa"}


def make_rows(*, laws: int = 400, news: int = 400, seed: int = 1, at: int = 0) -> Rows:
    return rows_of(Load(lands(at + 1)[at], laws, news), seed, TODAY)


@pytest.fixture(scope="module")
def rows() -> Rows:
    return make_rows()


@pytest.fixture(scope="module")
def many() -> list[Rows]:
    return [make_rows(laws=5, news=5, at=at) for at in range(40)]


def test_the_same_seed_says_the_same(rows: Rows):
    assert make_rows() == rows
    assert make_rows(seed=2) != rows


def test_its_introduction_says_that_every_fact_is_invented(rows: Rows):
    introduction = next(row for row in rows["sections"] if row["topic"] == Topic.INTRODUCTION)

    assert introduction["body"].startswith("<p>Every fact on this page is invented.")


def test_its_texts_are_written_as_the_sanitiser_would_write_them(rows: Rows):
    texts = [row["body"] for row in rows["sections"]] + [row["value"] for row in rows["glance"]]

    assert texts == [sanitise(text) for text in texts]


def test_its_texts_have_lists_tables_and_footnotes(rows: Rows):
    whole = "".join(row["body"] for row in rows["sections"])

    assert all(markup in whole for markup in ("<ul><li>", "<table><thead>", '<small class="fn">'))


def test_it_stands_with_every_instrument_in_one_of_the_ways(many: list[Rows]):
    assert [row["treaty"] for row in many[0]["ratifications"]] == [one.slug for one in INSTRUMENTS]
    assert _values(many, "ratifications", "status") == set(TreatyStatus.values)


def test_its_laws_are_of_all_kinds_and_states(rows: Rows):
    assert {law["kind"] for law in rows["laws"]} == set(LawKind.values)
    assert {law["status"] for law in rows["laws"]} == set(LawStatus.values)


def test_a_law_that_was_replaced_names_another_of_the_page(rows: Rows):
    ids = {law["id"] for law in rows["laws"]}
    replaced = [law for law in rows["laws"] if law["status"] == "replaced"]

    assert len(replaced) == 20
    assert all(law["replaced_by_id"] in ids - {law["id"]} for law in replaced)


@pytest.mark.parametrize("kind", ["laws", "news"])
def test_dates_are_as_exact_and_as_missing_as_real_ones(rows: Rows, kind: str):
    lengths = Counter(len((row["date"] or "").partition("/")[0]) for row in rows[kind])

    assert set(lengths) == {0, 4, 7, 10}


def test_some_news_span_days_and_old_ones_are_archived(rows: Rows):
    assert any("/" in (item["date"] or "") for item in rows["news"])
    assert {item["archived"] for item in rows["news"]} == {True, False}


def test_initiatives_stand_at_every_stage_with_dates_coming_and_overdue(many: list[Rows]):
    expected = {date for date in _values(many, "initiatives", "expected") if date}

    assert _values(many, "initiatives", "stage") == set(Stage.values)
    assert min(expected) < TODAY.isoformat()[: len(min(expected))]
    assert max(expected) > TODAY.isoformat()


@pytest.mark.parametrize("language", ["ru", "ar"])
def test_some_titles_are_in_the_script_of_the_region(language: str):
    at = next(at for at, land in enumerate(lands(200)) if land.region == SPOKEN_IN[language])
    rows = make_rows(at=at)

    assert all(not item["title"].isascii() for item in rows["news"] if item["language"] == language)
    assert any(law["original_title"] for law in rows["laws"])


def test_words_are_common_middling_and_rare():
    said = [_said(row) for row in make_rows(laws=4000, news=4000)["news"]]
    share = {word: sum(word in text for text in said) / len(said) for word in ("law", "quorum")}

    assert share["law"] > 0.3
    assert 0.002 < share["quorum"] < 0.03
    assert 0 < max(Counter(_rare(text) for text in said if _rare(text)).values()) < 8


def _said(row: dict[str, Any]) -> str:
    return f"{row['title']} {row['summary']}".casefold()


def _rare(text: str) -> str:
    return text.partition("known as the ")[2].partition(" rule")[0]


def _values(many: list[Rows], kind: str, field: str) -> set[Any]:
    return {row[field] for rows in many for row in rows[kind]}
