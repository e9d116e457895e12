"""What is due on the desk: whose it is, and what comes first."""

import datetime

import pytest

from countries.models import Assignment, Country
from legal.models import Initiative
from monitor.desk.due import due_records, lines
from monitor.publishing.checked import confirm
from monitor.publishing.models import Page, PublishedRecord
from monitor.publishing.publish import publish
from tests.builders import make_editor, make_published, make_whole_country

PUBLISHED = datetime.date(2026, 1, 1)
LATER = datetime.date(2028, 1, 1)


@pytest.fixture
def old(db) -> Country:
    """A page that nobody has looked at since its first day."""
    country = make_whole_country()
    Initiative.objects.update(expected="2026-03-31")
    publish(country, note="First.", dated=PUBLISHED)
    return country


def _kinds(user: object, day: datetime.date = LATER) -> list[str]:
    return [line.kind for line in lines(due_records(user, day), day, 50)]


def test_nothing_is_due_on_the_first_day(old: Country):
    assert _kinds(make_editor(), PUBLISHED) == []


def test_what_changes_fastest_comes_first(old: Country):
    kinds = _kinds(make_editor())

    assert kinds[:3] == ["initiative", "ranking", "key fact"]
    assert "news item" not in kinds
    assert len(kinds) == PublishedRecord.objects.exclude(kind="news").count()


def test_a_passed_date_is_due_at_once_and_says_so(old: Country):
    line = lines(due_records(make_editor(), LATER), LATER, 1)[0]

    assert (line.why, line.days) == (
        "the day of what was expected has passed",
        (LATER - datetime.date(2026, 4, 1)).days,
    )
    assert line.address == f"/admin/legal/initiative/{line.record_id}/change/"


def test_before_its_date_passes_an_initiative_is_due_by_its_month(old: Country):
    march = datetime.date(2026, 3, 1)

    assert lines(due_records(make_editor(), march), march, 1)[0].why == "a pending initiative"


def test_what_was_checked_is_not_due(old: Country):
    ada = make_editor()
    ids = [line.record_id for line in lines(due_records(ada, LATER), LATER, 50)]
    confirm(old.pk, ids, by=ada, day=LATER)

    assert _kinds(ada) == []


def test_only_countries_of_ones_own_are_due(old: Country):
    make_published("Sylvania")
    ada = make_editor(rights=("publishing",))
    assert _kinds(ada) == []

    Assignment.objects.create(user=ada, country=old)
    ada = type(ada).objects.get(pk=ada.pk)
    assert {line.country for line in lines(due_records(ada, LATER), LATER, 50)} == {"Freedonia"}


@pytest.mark.parametrize("facts", [{"state": "archived"}, {"withdrawn_on": PUBLISHED}])
def test_a_page_that_is_not_kept_up_is_not_due(old: Country, facts: dict[str, object]):
    Page.objects.update(**facts)

    assert _kinds(make_editor()) == []
