"""What one Document changed in another."""

from countries.models import Country, NewsItem, Section
from monitor.publishing.changes import Change, changes_between
from monitor.publishing.publish import next_document
from monitor.publishing.rows import document_of
from tests.builders import make_law, newest_edition


def _changes(country: Country) -> list[Change]:
    country.refresh_from_db()
    before = newest_edition(country).document
    return changes_between(before, next_document(country, before))


def test_nothing_edited_is_no_change(published: Country):
    assert _changes(published) == []


def test_a_new_record_is_new(published: Country):
    law = make_law("Law on Charity", country=published, position=9)

    assert _changes(published) == [Change("laws", str(law.pk), "Law on Charity", "new")]


def test_a_changed_field_is_named(published: Country):
    Section.objects.filter(topic="formation").update(body="<p>Two fees are due.</p>")

    [change] = _changes(published)
    assert (change.title, change.what, change.fields) == ("BARRIERS TO FORMATION", "changed", ("body",))


def test_a_removed_record_is_removed(published: Country):
    NewsItem.objects.filter(archived=True).delete()

    [change] = _changes(published)
    assert (change.title, change.what) == ("An old report", "removed")


def test_a_change_of_the_country_itself_is_named(published: Country):
    Country.objects.update(region="Central Asia")

    [change] = _changes(published)
    assert (change.kind, change.fields) == ("country", ("region",))


def test_the_document_of_rows_takes_eleven_queries_whatever_their_number(
    published: Country, django_assert_max_num_queries
):
    for number in range(20):
        make_law(f"Law {number}", country=published)

    with django_assert_max_num_queries(11):
        document_of(published)
