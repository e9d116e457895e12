"""The button “Checked, still right”."""

import re
import uuid
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.http import HttpResponse
from django.test import Client

from countries.models import Country
from legal.models import Law
from monitor.desk.models import AuditEntry
from monitor.publishing.models import PublishedRecord, RecordCheck
from tests.builders import make_editor, make_law, make_published, newest_edition

ADDRESS = "/admin/checked/"


def _click(client: Client, page: Country, **sent: Any) -> HttpResponse:
    return client.post(ADDRESS, {"country": page.pk, **sent}, follow=True)


def _said(response: HttpResponse) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def test_one_click_confirms_a_record(published: Country, office: Client):
    law = Law.objects.get()
    said = _said(_click(office, published, record=law.pk))

    assert said == ["Freedonia, Law on Associations: checked today. Readers see the date."]
    assert list(RecordCheck.objects.values_list("record_id", "checked_by__username")) == [(law.pk, "ada")]
    assert AuditEntry.objects.filter(deed="checked", country_id=published.pk).count() == 1


def test_one_click_confirms_a_whole_list(published: Country, office: Client):
    _click(office, published, kind="sections")

    assert RecordCheck.objects.count() == len(newest_edition(published).document["sections"]) == 2


def test_what_has_unpublished_changes_is_refused(published: Country, office: Client):
    Law.objects.update(title="Not public")
    said = _said(_click(office, published, record=Law.objects.get().pk))

    assert said == [
        "Not confirmed: “Law on Associations”. It has unpublished changes: publish it first, or discard it."
    ]
    assert not RecordCheck.objects.exists()


def test_what_has_no_changes_in_a_list_is_confirmed_all_the_same(published: Country, office: Client):
    published.section_set.filter(topic="introduction").update(body="<p>Not public</p>")
    said = _said(_click(office, published, kind="sections"))

    assert len(said) == 2
    assert RecordCheck.objects.count() == 1


def test_a_moved_record_is_confirmed(published: Country, office: Client):
    published.section_set.filter(topic="introduction").update(position=9)
    _click(office, published, kind="sections")

    assert RecordCheck.objects.count() == 2


def test_what_readers_do_not_see_is_refused(published: Country, office: Client):
    said = _said(_click(office, published, record=make_law("New", country=published, position=2).pk))

    assert said == ["Readers do not see it yet, so there is nothing to confirm: publish it first."]


def test_an_unpublished_country_is_refused(country: Country, office: Client):
    assert "publish it first" in _said(_click(office, country, kind="laws"))[0]


@pytest.mark.parametrize("sent", [{"record": "zzz"}, {"kind": "zzz"}, {"country": "zzz"}, {"record": ["1", "\0"]}])
def test_nonsense_is_a_bad_request(published: Country, office: Client, sent: dict[str, Any]):
    assert _click(office, published, **sent).status_code == 400


def test_it_is_not_for_looking(published: Country, office: Client):
    assert office.get(ADDRESS).status_code == 405


def test_a_country_that_is_not_there_is_not_found(published: Country, office: Client):
    assert office.post(ADDRESS, {"country": uuid.uuid4(), "kind": "laws"}).status_code == 404


def test_another_countrys_record_is_not_confirmed(published: Country, office: Client):
    other = make_published("Sylvania")
    _click(office, other, record=published.law_set.get().pk)

    assert not RecordCheck.objects.exists()


def test_it_takes_the_right_to_confirm(published: Country, client: Client):
    ada = make_editor()
    ada.user_permissions.remove(Permission.objects.get(codename="add_recordcheck"))
    client.force_login(ada)

    assert _click(client, published, kind="laws").status_code == 403


def test_who_only_looks_at_a_country_confirms_nothing(published: Country, client: Client):
    ada = make_editor()
    ada.user_permissions.remove(Permission.objects.get(codename="edit_every_country"))
    client.force_login(ada)

    assert _click(client, published, kind="laws").status_code in (403, 404)
    assert not RecordCheck.objects.exists()


@pytest.mark.parametrize(
    ("asked", "lands"),
    [("/admin/ages/", "/admin/ages/"), ("https://elsewhere.example/", "/admin/"), ("//elsewhere.example", "/admin/"),
     ("/\\elsewhere.example", "/admin/"), ("", "/admin/")],
)  # fmt: skip
def test_it_leads_back_within_the_site(published: Country, office: Client, asked: str, lands: str):
    response = office.post(ADDRESS, {"country": published.pk, "kind": "laws", "next": asked})

    assert response.headers["Location"] == lands


@pytest.mark.parametrize("address", ["/admin/", "/admin/legal/law/{}/change/"])
def test_the_button_is_a_form_that_is_accepted(published: Country, office: Client, address: str):
    PublishedRecord.objects.of_kind("laws").update(due_on="2026-01-01")
    page = office.get(address.format(Law.objects.get().pk)).content.decode()
    form = page.partition('class="checked"')[2].partition("</form>")[0]
    fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))

    assert fields["csrfmiddlewaretoken"]
    assert fields["record"] == str(Law.objects.get().pk)
    assert office.post(ADDRESS, fields).headers["Location"] == fields["next"]
