"""The audit log: who may read it, what it shows, the file; nobody changes it."""

import csv
import io

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from monitor.desk.audit import note
from monitor.desk.models import AuditEntry
from tests.builders import make_country, make_editor, make_published

from .browser import office_address
from .people import browser_of, make_person

pytestmark = pytest.mark.django_db
LIST = office_address(AuditEntry, "changelist")
EXPORT = reverse("admin:desk_auditentry_export")


@pytest.fixture
def clerk(db) -> Client:
    """A browser in which an administrator is logged in."""
    return browser_of(make_person("root", "Administrators"))


def table(client: Client, query: str = "") -> list[dict[str, str]]:
    response = client.get(EXPORT + query)
    assert response.status_code == 200
    return list(csv.DictReader(io.StringIO(b"".join(response.streaming_content).decode())))


@pytest.mark.parametrize("role", ["Researchers", "Editors", "Reviewers"])
@pytest.mark.parametrize("address", [LIST, EXPORT])
def test_only_an_administrator_reads_it(role, address):
    note(None, "published", about="secret")

    assert browser_of(make_person("ada", role)).get(address).status_code == 403


def test_a_deed_is_listed_with_who_and_which_country(clerk: Client):
    note(make_editor("ada"), "published", country_id=make_country().pk, about="Edition 7")
    page = clerk.get(LIST)

    for words in ("ada", "published", "Freedonia", "Edition 7"):
        assertContains(page, words)


def test_a_deed_keeps_its_countrys_name_as_long_as_readers_see_it(clerk: Client):
    country = make_published()
    note(None, "published", country_id=country.pk)
    country.delete()

    assertContains(clerk.get(LIST), "Freedonia")


@pytest.mark.parametrize("asked", ["deed=withdrew", "q=withdrew", "q=Sylvania", "q=ben", "q=edition+8"])
def test_the_log_is_narrowed(clerk: Client, asked):
    note(make_editor("ada"), "published", country_id=make_country().pk, about="Edition 7")
    note(make_editor("ben"), "withdrew", country_id=make_country("Sylvania").pk, about="Edition 8")
    page = clerk.get(f"{LIST}?{asked}")

    assertContains(page, "Edition 8")
    assertNotContains(page, "Edition 7")


def test_the_log_is_narrowed_to_a_day(clerk: Client):
    note(None, "published", about="Edition 7")
    day = AuditEntry.objects.newest_first()[0].at

    assertContains(clerk.get(f"{LIST}?at__year={day.year}&at__month={day.month}&at__day={day.day}"), "Edition 7")
    assertNotContains(clerk.get(f"{LIST}?at__year=2001&at__month=1&at__day=1"), "Edition 7")


@pytest.mark.parametrize(
    "nonsense", ["at__year=zzz", "at__year=2024&at__month=13", "by=zzz", "p=-1", "country_id=zzz", "by__password=a"]
)
@pytest.mark.parametrize("address", [LIST, EXPORT])
def test_nonsense_is_survived(clerk: Client, address, nonsense):
    assert clerk.get(f"{address}?{nonsense}").status_code in (200, 302, 400)


def test_the_file_has_every_column(clerk: Client):
    country = make_country()
    note(make_editor("ada"), "published", country_id=country.pk, about="Edition 7")
    row = next(row for row in table(clerk) if row["deed"] == "published")

    assert row.pop("at (UTC)").endswith("Z")
    assert row == {
        "by": "ada", "deed": "published", "country": "Freedonia", "country id": str(country.pk), "about": "Edition 7",
    }  # fmt: skip


def test_the_file_holds_what_the_list_shows(clerk: Client):
    note(None, "published", about="Edition 7")
    note(None, "withdrew", about="Edition 8")

    assert [row["about"] for row in table(clerk, "?deed=withdrew")] == ["Edition 8"]


def test_the_file_holds_more_than_a_page_of_the_list(clerk: Client):
    for number in range(120):
        note(None, "published", about=f"Edition {number}")

    assert len(table(clerk, "?deed=published")) == 120


@pytest.mark.parametrize("formula", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", '=HYPERLINK("https://x.example")'])
def test_no_cell_of_the_file_is_a_formula(clerk: Client, formula):
    note(make_editor(formula), "published", about=formula)
    row = next(row for row in table(clerk) if row["deed"] == "published")

    assert (row["by"], row["about"]) == (f"'{formula}", f"'{formula}")


def test_the_list_leads_to_the_file(clerk: Client):
    assertContains(clerk.get(f"{LIST}?deed=x"), f'href="{EXPORT}?deed=x"')


@pytest.mark.parametrize("view", ["add", "change", "delete"])
def test_nobody_changes_it(clerk: Client, view):
    note(None, "published", about="Edition 7")
    entry = AuditEntry.objects.get(deed="published")
    address = office_address(AuditEntry if view == "add" else entry, view)

    assert clerk.post(address, {"deed": "forged", "post": "yes"}).status_code == 403
    assert AuditEntry.objects.get(deed="published").about == "Edition 7"


def test_no_action_of_the_list_deletes_it(clerk: Client):
    note(None, "published")
    clerk.post(
        LIST, {"action": "delete_selected", "_selected_action": [AuditEntry.objects.latest("pk").pk], "post": "yes"}
    )

    assert AuditEntry.objects.filter(deed="published").exists()


def test_the_code_cannot_change_it_either():
    note(None, "published")
    entry = AuditEntry.objects.latest("pk")
    for change in (entry.save, entry.delete, AuditEntry.objects.all().delete, AuditEntry.objects.all().update):
        with pytest.raises(TypeError, match="never"):
            change()
