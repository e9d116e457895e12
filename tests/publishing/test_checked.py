"""“Checked, still right”: a log of days, laid over the page when it is shown."""

import datetime
import importlib
from typing import Any

import pytest
from django.apps import apps

from countries.models import Country
from legal.models import Law
from monitor.publishing.checked import confirm, with_checks
from monitor.publishing.models import Page, PublishedRecord, RecordCheck
from monitor.publishing.publish import publish
from monitor.publishing.register import rebuild
from tests.builders import make_country, make_editor, make_law, make_published, newest_edition

DAY = datetime.date(2026, 6, 1)
LATER = datetime.date(2026, 7, 1)


def _document(country: Country) -> Any:
    return newest_edition(country).document


def _law_id(country: Country) -> str:
    return str(_document(country)["laws"][0]["id"])


def _checks() -> list[datetime.date]:
    return list(RecordCheck.objects.values_list("day", flat=True))


def test_a_check_makes_no_edition_and_moves_no_last_updated(published: Country):
    before = newest_edition(published), Page.objects.get().last_updated
    confirm(published.pk, [_law_id(published)], by=None, day=DAY)

    assert (newest_edition(published), Page.objects.get().last_updated) == before


def test_the_edition_keeps_its_bytes(published: Country):
    confirm(published.pk, [_law_id(published)], by=None, day=DAY)

    assert newest_edition(published).is_intact()
    assert b'"last_checked":"' not in bytes(newest_edition(published).content)


def test_a_published_record_knows_when_it_was_checked(published: Country):
    confirm(published.pk, [_law_id(published)], by=None, day=DAY)

    assert list(PublishedRecord.objects.exclude(checked_on=None).values_list("kind", "checked_on")) == [("laws", DAY)]


def test_who_checked_is_kept(published: Country):
    ada = make_editor()
    confirm(published.pk, [_law_id(published)], by=ada, day=DAY)

    assert RecordCheck.objects.get().checked_by == ada


def test_a_second_check_on_one_day_adds_nothing(published: Country):
    for _ in range(2):
        confirm(published.pk, [_law_id(published)], by=None, day=DAY)

    assert _checks() == [DAY]


def test_what_is_on_no_page_is_not_checked(published: Country):
    elsewhere = make_published("Sylvania")
    draft = make_law("Draft", country=published, position=2)

    assert confirm(published.pk, [_law_id(elsewhere), draft.pk], by=None, day=DAY) == []
    assert _checks() == []


def test_a_country_without_a_page_has_nothing_to_check(db):
    with pytest.raises(Page.DoesNotExist):
        confirm(make_country().pk, [], by=None)


def test_a_check_outlives_the_next_edition(published: Country):
    confirm(published.pk, [_law_id(published)], by=None, day=DAY)
    Law.objects.update(title="New title")
    publish(published, note="A new title.")

    assert PublishedRecord.objects.of_kind("laws").get().checked_on == DAY


def test_rebuilding_brings_checks_back(published: Country):
    confirm(published.pk, [_law_id(published)], by=None, day=DAY)
    before = Page.objects.get().prepared
    PublishedRecord.objects.all().delete()
    Page.objects.all().delete()

    assert (rebuild(), rebuild()) == ((1, 1), (1, 0))
    assert Page.objects.get().prepared == before


def test_an_earlier_day_never_covers_a_later_one(published: Country):
    law = _law_id(published)
    laid = with_checks(with_checks(_document(published), {law: LATER}), {law: DAY})

    assert laid["laws"][0]["last_checked"] == "2026-07-01"


def test_laying_checks_over_a_page_leaves_the_page_alone(published: Country):
    document = _document(published)
    with_checks(document, {_law_id(published): DAY})

    assert document == _document(published)


def test_the_rows_own_column_is_not_published(country: Country):
    Law.objects.update(last_checked=DAY)
    publish(country, note="First.")

    assert _document(country)["laws"][0]["last_checked"] is None


def test_the_migration_moves_days_from_rows_into_the_log_and_back(country: Country):
    migration = importlib.import_module("monitor.publishing.migrations.0003_checks")
    Law.objects.update(last_checked=DAY)
    for _ in range(2):
        migration.into_the_log(apps, None)

    assert list(RecordCheck.objects.values_list("country_id", "record_id", "day")) == [
        (country.pk, Law.objects.get().pk, DAY)
    ]

    RecordCheck.objects.create(country_id=country.pk, record_id=Law.objects.get().pk, day=LATER)
    migration.back_into_the_rows(apps, None)

    assert Law.objects.get().last_checked == LATER
