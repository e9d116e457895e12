"""Published records and pages are derived from editions, and can be derived again."""

import time
from concurrent.futures import ThreadPoolExecutor
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from countries.models import Country
from monitor.publishing.models import Page, PublishedRecord
from monitor.publishing.publish import publish
from monitor.publishing.register import rebuild
from tests.builders import make_law, make_published


def _lines() -> list[tuple[object, ...]]:
    return list(PublishedRecord.objects.order_by("position").values_list("kind", "title", "date", "status", "text"))


def test_every_record_of_the_edition_is_a_line(published: Country):
    kinds = list(PublishedRecord.objects.order_by("position").values_list("kind", flat=True))

    assert sorted(set(kinds)) == sorted(
        [
            "sections",
            "glance",
            "ratifications",
            "laws",
            "initiatives",
            "rankings",
            "reports",
            "news",
            "key_facts",
            "members",
        ]
    )


def test_a_line_has_what_lists_filter_by(published: Country):
    news = PublishedRecord.objects.in_country("freedonia").of_kind("news").order_by("-date")[0]

    assert (str(news.date), news.precision, news.archived) == ("March 2026", "month", False)


def test_the_status_of_an_initiative_is_its_stage(published: Country):
    assert PublishedRecord.objects.of_kind("initiatives").get().status == "unknown"


def test_rebuilding_changes_nothing(published: Country):
    before = _lines()

    assert rebuild() == (1, 0)
    assert _lines() == before


def test_rebuilding_brings_back_what_was_lost(published: Country):
    before = _lines()
    PublishedRecord.objects.all().delete()
    Page.objects.all().delete()

    assert rebuild() == (1, 1)
    assert _lines() == before


def test_the_command_says_what_it_did(published: Country):
    out = StringIO()
    call_command("rebuild_register", stdout=out)

    assert "1 pages; 0 differed" in out.getvalue()


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one write at a time.")
@pytest.mark.django_db(transaction=True)
def test_deriving_again_never_shows_the_edition_before_one_that_is_being_published():
    country = make_published()
    PublishedRecord.objects.update(title="Lost")

    with ThreadPoolExecutor() as others:
        with transaction.atomic():
            make_law("Law on Clubs", country=country)
            publish(country, note="Second.")
            deriving = others.submit(_rebuilt)
            _until_someone_waits()
        deriving.result(timeout=20)

    assert Page.objects.get().edition.number == 2
    assert rebuild() == (1, 0)


def _rebuilt() -> None:
    try:
        rebuild()
    finally:
        connection.close()


def _until_someone_waits() -> None:
    for _ in range(200):
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return
        time.sleep(0.05)
    pytest.fail("Nobody waits.")
