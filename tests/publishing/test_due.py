"""When a record should next be looked at: by how fast such facts change."""

import datetime
from typing import Any

import pytest

from monitor.publishing.due import DAYS, Speed, due, last_day, spread

ID = "00000000-0000-4000-8000-000000000000"
CHANGED = datetime.date(2026, 1, 1)


def _due(kind: str = "laws", words: str = "A law.", **facts: Any) -> Any:
    record = {"id": ID, "as_of": None, "last_checked": None, "stage": "drafting", "expected": None, "year": None}
    return due(kind, {**record, **facts}, words, CHANGED)


def _after(speed: Speed, start: datetime.date = CHANGED) -> datetime.date:
    return start + datetime.timedelta(days=DAYS[speed]) + spread(ID, DAYS[speed])


@pytest.mark.parametrize(
    ("kind", "words", "speed"),
    [
        ("initiatives", "A bill.", Speed.PENDING),
        ("sections", "A fee of 20,000 tenge (approximately $57) is due.", Speed.MONEY),
        ("glance", "EUR 100", Speed.MONEY),
        ("laws", "Fines of up to 500 USD.", Speed.MONEY),
        ("sections", "22,000 organisations as of January 2024.", Speed.FIGURE),
        ("key_facts", "6 million", Speed.FIGURE),
        ("sections", "Europe's dollar-less words.", Speed.AGE),
        ("ratifications", "2006", Speed.AGE),
        ("rankings", "60 of 193", Speed.AGE),
        ("news", "A fee of $5.", Speed.NEVER),
    ],
)
def test_what_changes_faster_is_looked_at_sooner(kind: str, words: str, speed: Speed):
    assert _due(kind, words).speed is speed


def test_it_counts_from_the_day_of_the_change():
    assert _due().on == _after(Speed.AGE)


def test_it_counts_from_a_later_check():
    assert _due(last_checked="2026-06-01").on == _after(Speed.AGE, datetime.date(2026, 6, 1))


def test_it_counts_from_the_end_of_what_it_is_as_of():
    assert _due(as_of="2026-02").on == _after(Speed.FIGURE, datetime.date(2026, 2, 28))


def test_news_never_falls_due():
    assert (_due("news").on, _due("news").passes_on) == (None, None)


def test_an_expected_day_that_passes_makes_it_due_at_once():
    assert _due("initiatives", expected="2026-01").passes_on == datetime.date(2026, 2, 1)


def test_an_expected_day_counts_no_more_once_somebody_has_looked_after_it():
    assert _due("initiatives", expected="2026-01", last_checked="2026-02-03").passes_on is None


def test_a_decided_initiative_is_pending_no_more():
    assert _due("initiatives", stage="rejected", expected="2026-03") == _due("initiatives", stage="signed")
    assert _due("initiatives", stage="rejected").speed is Speed.AGE


def test_an_index_is_looked_at_when_its_next_year_is_out():
    assert _due("rankings", year=2026).on == datetime.date(2027, 7, 1) + spread(ID, DAYS[Speed.RELEASE])


def test_an_old_index_is_looked_at_some_time_after_the_last_look():
    assert _due("rankings", year=2019, last_checked="2026-06-01").on == _after(Speed.RELEASE, datetime.date(2026, 6, 1))


def test_an_imported_page_does_not_fall_due_on_one_day():
    days = {spread(f"{n:08x}-0000-4000-8000-000000000000", 365).days for n in range(0, 2**32, 2**26 - 5)}

    assert len(days) > 40
    assert -92 < min(days) < -70
    assert 70 < max(days) < 92


@pytest.mark.parametrize(
    ("iso", "day"), [("2024", "2024-12-31"), ("2024-02", "2024-02-29"), ("2024-02-03", "2024-02-03")]
)
def test_the_last_day_of_a_date_as_exact_as_it_is(iso: str, day: str):
    assert last_day(iso) == datetime.date.fromisoformat(day)


def test_no_date_runs_out_of_the_calendar():
    assert _due("initiatives", expected="9999", as_of="9999-12", last_checked="9999-12-31").on
    assert _due("rankings", year=32767).on
