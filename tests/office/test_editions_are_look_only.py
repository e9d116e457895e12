"""Editions and reference data are looked at in the office, and never touched."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains

from countries.models import Country
from monitor.publishing.models import Edition, Page, TreatyReference
from monitor.publishing.publish import publish
from tests.builders import enrol, newest_edition

from .browser import office_address

FIELDS = {
    "number": 7, "dated": "2020-01-01", "change_note": "Forged.", "sha256": "0" * 64, "substantive": "",
    "content": "{}", "_save": "Save",
}  # fmt: skip


def as_kept() -> list[dict[str, object]]:
    return list(Edition.objects.values())


@pytest.fixture(params=["editor", "superuser"])
def anyone(request: pytest.FixtureRequest, client: Client, office: Client) -> Client:
    """An editor, then someone who may do everything."""
    if request.param == "editor":
        return office
    client.force_login(enrol(User.objects.create_superuser("root")))
    return client


@pytest.mark.parametrize("view", ["add", "change", "delete"])
def test_no_form_touches_an_edition(anyone: Client, published: Country, view):
    before = as_kept()
    address = office_address(Edition if view == "add" else newest_edition(published), view)

    assert anyone.post(address, {**FIELDS, "post": "yes"}).status_code == 403
    assert as_kept() == before


@pytest.mark.parametrize("action", ["delete_selected", "", "zzz"])
def test_no_action_of_the_list_touches_an_edition(anyone: Client, published: Country, action):
    before = as_kept()
    anyone.post(
        office_address(Edition, "changelist"),
        {"action": action, "_selected_action": [newest_edition(published).pk], "post": "yes", "index": 0},
    )

    assert as_kept() == before


def test_no_editing_in_the_list_touches_an_edition(anyone: Client, published: Country):
    before = as_kept()
    form = {f"form-0-{name}": value for name, value in FIELDS.items()}
    anyone.post(
        office_address(Edition, "changelist"),
        {**form, "form-0-id": before[0]["id"], "form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 1, "_save": "Save"},
    )

    assert as_kept() == before


@pytest.mark.parametrize("view", ["add", "change", "delete"])
def test_no_form_touches_the_reference_data(anyone: Client, view):
    row = TreatyReference.objects.create(treaty="iccpr", iso2="FR", country_name="Freedonia", status="party")
    address = office_address(TreatyReference if view == "add" else row, view)

    assert anyone.post(address, {"status": "none", "post": "yes"}).status_code == 403
    assert TreatyReference.objects.get().status == "party"


def test_deleting_a_country_leaves_its_editions_and_its_page(office: Client, published: Country):
    before = as_kept()
    office.post(office_address(published, "delete"), {"post": "yes"})

    assert not Country.objects.exists()
    assert (as_kept(), Page.objects.count()) == (before, 1)


def test_an_edition_can_be_looked_at(office: Client, published: Country):
    page = office.get(office_address(newest_edition(published), "change"))

    assertContains(page, "First edition.")
    assertContains(page, newest_edition(published).sha256)
    assertNotContains(page, 'name="change_note"')


def test_editions_are_listed_with_their_country(office: Client, published: Country):
    page = office.get(office_address(Edition, "changelist"))

    assertContains(page, "Freedonia")
    assertContains(page, "First edition.")


def test_a_note_with_markup_is_shown_as_text(office: Client, published: Country):
    Country.objects.update(region="Changed")
    publish(published, note="<script>alert(1)</script>")

    assertNotContains(office.get(office_address(Edition, "changelist")), "<script>alert")
