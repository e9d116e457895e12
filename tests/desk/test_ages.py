"""Counts and ages: one line a country."""

import csv
import datetime
import io

import pytest
import reversion
from django.contrib.auth.models import Permission
from django.test import Client
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from countries.models import Assignment, Country
from legal.models import Law
from monitor.desk.ages import COLUMNS, SORTS, Line, table
from monitor.importing.models import MissingLink
from monitor.publishing.checked import confirm
from monitor.publishing.models import Page, PublishedRecord
from monitor.publishing.publish import publish
from tests.builders import make_country, make_editor, make_published, make_whole_country, newest_edition

ADDRESS, FILE = "/admin/ages/", "/admin/ages.csv"
JANUARY = datetime.date(2026, 1, 1)


def _line(name: str = "Freedonia") -> Line:
    return next(line for line in table(make_editor("reader")) if line.country == name)


@pytest.fixture
def old(db) -> Country:
    country = make_whole_country()
    publish(country, note="First.", dated=JANUARY)
    return country


def test_a_line_says_what_there_is_and_how_old(old: Country):
    PublishedRecord.objects.of_kind("laws").update(due_on=JANUARY)
    PublishedRecord.objects.exclude(kind="laws").update(due_on=datetime.date(2999, 1, 1), passes_on=None)
    MissingLink.objects.create(country=old, kind="laws", record_id=old.pk, record="A", text="B", line=1)
    line = _line()

    assert (line.state, line.edition, line.updated) == ("live", 1, JANUARY)
    assert (line.age, line.records, line.due, line.links) == ((timezone.now().date() - JANUARY).days, 12, 1, 1)
    assert (line.tasks, line.proposals, line.edited) == (0, 0, None)


def test_the_longest_unchecked_is_the_oldest_check_or_change(old: Country):
    assert _line().checked == JANUARY

    document = newest_edition(old).document
    confirm(old.pk, [one["id"] for kind in document.values() if isinstance(kind, list) for one in kind], by=None)
    assert table(make_editor())[0].checked == timezone.now().date()


def test_the_last_edit_is_that_of_any_of_its_rows(old: Country):
    with reversion.create_revision():
        Law.objects.get().save()

    assert _line().edited == timezone.now().date()


@pytest.mark.parametrize(("facts", "state"), [({}, "live"), ({"withdrawn_on": JANUARY}, "withdrawn")])
def test_the_state_of_a_page(old: Country, facts: dict[str, object], state: str):
    Page.objects.update(**facts)

    assert _line().state == state


def test_a_country_without_a_page_was_never_published(db):
    make_country()

    assert (_line().state, table(make_editor())[0].age) == ("never published", None)


@pytest.mark.parametrize("sort", SORTS)
def test_every_column_sorts_both_ways(old: Country, office: Client, sort: str):
    make_country("Sylvania")
    page = office.get(ADDRESS, {"sort": sort})

    assertContains(page, f'aria-sort="{"de" if sort[0] == "-" else "a"}scending"', count=1)


def test_what_is_not_known_comes_last_either_way(old: Country, db):
    make_country("Atlantis")
    ada = make_editor()

    assert [line.country for line in table(ada, "edition")] == ["Freedonia", "Atlantis"]
    assert [line.country for line in table(ada, "-edition")] == ["Freedonia", "Atlantis"]


def test_a_column_that_is_not_there_is_named_so(old: Country, office: Client):
    for sort in ("zzz", "pk", "--age", "country; drop"):
        assertContains(office.get(ADDRESS, {"sort": sort}), "There is no such column", status_code=400)


def test_the_file_has_the_same_lines(old: Country, office: Client):
    make_country("Sylvania")
    response = office.get(FILE, {"sort": "-country"})
    rows = list(csv.reader(io.StringIO(response.content.decode())))

    assert rows[0] == list(COLUMNS.values())
    assert [row[0] for row in rows[1:]] == ["Sylvania", "Freedonia"]
    assert response.headers["Content-Disposition"] == 'attachment; filename="counts-and-ages.csv"'


@pytest.mark.parametrize("name", ["=1+1", "@SUM(A1)", "+1", "-1", "\t=1"])
def test_no_cell_of_the_file_is_a_formula(office: Client, db, name: str):
    make_country(name, slug="formula")
    rows = list(csv.reader(io.StringIO(office.get(FILE).content.decode())))

    assert rows[1][0] == f"'{name}"


def test_only_countries_that_are_open_to_a_person_are_counted(old: Country, client: Client):
    sylvania = make_published("Sylvania")
    reader = make_editor(rights=("legal",))
    reader.user_permissions.add(Permission.objects.get(codename="view_country"))
    Assignment.objects.create(user=reader, country=sylvania)
    client.force_login(reader)

    for address in (ADDRESS, FILE):
        assertContains(client.get(address), "Sylvania")
        assertNotContains(client.get(address), "Freedonia")


def test_visitors_are_asked_to_log_in(client: Client, db):
    assert [client.get(address).status_code for address in (ADDRESS, FILE, "/admin/mail/")] == [302] * 3


def test_more_countries_take_no_more_queries(old: Country, office: Client, django_assert_max_num_queries):
    office.get(ADDRESS)
    for number in range(4):
        with reversion.create_revision():
            make_published(f"Country {number}").law_set.get().save()

    with django_assert_max_num_queries(40):
        office.get(ADDRESS)
