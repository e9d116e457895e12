"""Publishing: rows become an edition, and nothing else does."""

import datetime
import json
import threading

import pytest
from django.db import DatabaseError, connection, connections

from countries.models import Country, Section
from legal.models import Law
from monitor.publishing.document import canonical, sha256
from monitor.publishing.models import Edition, Page, PublishedRecord
from monitor.publishing.publish import CannotPublishError, publish
from tests.builders import make_law, make_published, make_whole_country, newest_edition


def test_the_first_edition_is_number_one(country: Country):
    edition = publish(country, note="First edition.")

    assert (edition.number, edition.previous_sha256) == (1, "")


def test_each_edition_holds_the_hash_of_the_one_before(published: Country):
    make_law("Law on Charity", country=published)
    second = publish(published, note="A new law.")

    first = Edition.objects.get(number=1)
    assert json.loads(bytes(second.content))["edition"]["previous_sha256"] == first.sha256


def test_the_bytes_are_canonical_and_hashed(published: Country):
    edition = newest_edition(published)

    assert bytes(edition.content) == canonical(edition.document)
    assert edition.sha256 == sha256(bytes(edition.content))


def test_the_hash_is_not_inside_the_bytes_it_hashes(published: Country):
    assert "sha256" not in json.loads(bytes(newest_edition(published).content))["edition"]


@pytest.mark.parametrize("note", ["", "  \n "])
def test_a_change_note_is_required(country: Country, note: str):
    with pytest.raises(CannotPublishError, match="change note"):
        publish(country, note=note)


def test_publishing_the_same_page_again_is_refused(published: Country):
    with pytest.raises(CannotPublishError, match="Nothing has changed since edition 1"):
        publish(published, note="Again.")


def test_a_new_source_alone_is_worth_an_edition(published: Country):
    Law.objects.update(source="Official gazette 12/2026")

    assert publish(published, note="Sources.").number == 2


def test_last_updated_is_the_day_of_the_newest_substantive_edition(country: Country):
    publish(country, note="First.", dated=datetime.date(2026, 5, 8))
    make_law("Law on Charity", country=country)
    minor = publish(country, note="A slip.", substantive=False, dated=datetime.date(2026, 6, 1))

    assert minor.document["last_updated"] == "2026-05-08"
    assert Page.objects.get().last_updated == datetime.date(2026, 5, 8)


def test_the_first_edition_is_substantive_whatever_was_ticked(country: Country):
    assert publish(country, note="First.", substantive=False).substantive


def test_records_keep_their_ids_through_editions(published: Country):
    before = {law["id"] for law in newest_edition(published).document["laws"]}
    Law.objects.update(title="Law on Associations, amended")
    publish(published, note="Amended.")

    assert {law["id"] for law in newest_edition(published).document["laws"]} == before


def test_a_reworded_paragraph_keeps_its_id(published: Country):
    old = newest_edition(published).document["sections"][0]["blocks"][0]
    Section.objects.update(body="<p>A fee is now due.</p>")
    publish(published, note="Reworded.")

    new = newest_edition(published).document["sections"][0]["blocks"][0]
    assert (old["html"], new["html"]) == ("<p>A fee is due.</p>", "<p>A fee is now due.</p>")
    assert new["id"] == old["id"]


@pytest.mark.django_db(transaction=True)
def test_a_failure_on_the_way_leaves_the_old_edition_whole():
    country = make_published()
    Section.objects.update(heading="Second")
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE publishing_page RENAME COLUMN prepared TO gone")
        with pytest.raises(DatabaseError, match="prepared"):
            publish(country, note="Breaks.")
        cursor.execute("ALTER TABLE publishing_page RENAME COLUMN gone TO prepared")

    assert Page.objects.get().edition.number == Edition.objects.count() == 1
    assert not PublishedRecord.objects.filter(title="Second").exists()


def test_published_records_are_those_of_the_current_edition(published: Country):
    Law.objects.all().delete()
    publish(published, note="The law is gone.")

    assert not PublishedRecord.objects.of_kind("laws").exists()
    assert {record.edition.number for record in PublishedRecord.objects.select_related("edition")} == {2}


@pytest.mark.django_db(transaction=True)
def test_two_who_publish_at_once_make_one_edition():
    country = make_whole_country()
    outcomes: list[str] = []

    def attempt() -> None:
        try:
            outcomes.append(f"edition {publish(country, note='Both.').number}")
        except CannotPublishError:
            outcomes.append("refused")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=attempt) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["edition 1", "refused"]
    assert Edition.objects.count() == 1
