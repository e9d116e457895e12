"""The stamp by which counts are kept: another whenever what readers see is another."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from countries.models import Country
from legal.models import Law
from monitor.publishing.models.register import as_it_stands
from monitor.publishing.publish import publish
from monitor.publishing.withdraw import give_back, withdraw
from tests.builders import make_published


def _repeal(country: Country) -> None:
    Law.objects.filter(country=country).update(status="repealed")
    publish(country, note="It is repealed.")


def test_an_empty_site_has_none(db):
    assert as_it_stands() is None


def test_whatever_readers_see_otherwise_makes_another(published: Country):
    stamps = [as_it_stands()]
    for change in (
        lambda: _repeal(published),
        lambda: withdraw(published, "At risk.", None),
        lambda: give_back(published, None),
    ):
        change()
        stamps.append(as_it_stands())

    assert len(set(stamps)) == 4


def test_it_takes_one_query(published: Country, django_assert_num_queries):
    with django_assert_num_queries(1):
        as_it_stands()


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one write at a time.")
@pytest.mark.django_db(transaction=True)
def test_of_two_who_publish_at_once_the_last_to_be_done_makes_another():
    slow, quick = make_published("Freedonia"), make_published("Sylvania")

    def meanwhile() -> object:
        try:
            _repeal(quick)
            return as_it_stands()
        finally:
            connection.close()

    with ThreadPoolExecutor() as others:
        with transaction.atomic():
            _repeal(slow)
            before = others.submit(meanwhile).result(timeout=20)
        assert as_it_stands() != before
