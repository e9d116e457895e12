"""Who reads tips: a right of its own, for the countries that one may look at; every address says so."""

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from monitor.desk.models import AuditEntry
from monitor.tips.inbox.rights import readers_of
from tests.builders import make_published
from tests.office.people import browser_of, make_person

from .builders import LIST, make_file, make_local_reader, make_reader, make_tip, reading

pytestmark = pytest.mark.django_db


def addresses(tip) -> dict[str, str]:
    own = f"{LIST}{tip.pk}/"
    file = make_file(tip)
    return {
        "get": f"{own}change/", "sealed": f"{own}sealed/", "file": f"{own}files/{file.pk}/clean/",
        "original": f"{own}files/{file.pk}/original/", "deed": f"{own}look/",
    }  # fmt: skip


def answers(client, tip) -> set[int]:
    found = addresses(tip)
    get = client.get(found.pop("get")).status_code
    return {get, *(client.post(one).status_code for one in found.values())}


@pytest.mark.parametrize("role", ["Researchers", "Editors", "Reviewers", "Administrators"])
def test_no_other_role_opens_a_tip(published, role):
    client, tip = browser_of(make_person("ada", role, of=(published,))), make_tip(published)

    assert answers(client, tip) == {403}
    assert client.get(LIST).status_code == 403
    assert client.post(f"{LIST}export/", {"tip": tip.pk}).status_code == 404
    assertNotContains(client.get("/admin/"), "tips-title")


def test_tips_of_other_countries_are_not_there(published):
    sylvania = make_published("Sylvania")
    client = reading(make_local_reader(published))
    mine, theirs, nobodys = make_tip(published), make_tip(sylvania, text="Theirs."), make_tip(text="Nobody's.")

    assert answers(client, theirs) == answers(client, nobodys) == {404}
    assert client.post(f"{LIST}export/", {"tip": theirs.pk}).status_code == 404
    assert set(client.get(LIST).context["cl"].result_list) == {mine}
    client.post(LIST, {"action": "export", "_selected_action": [theirs.pk], "select_across": 1})
    assert not AuditEntry.objects.naming(theirs.short).exists()


def test_a_tip_reader_reads_every_tip(published):
    client, tip = reading(), make_tip(text="About no country.")

    assert client.get(tip.get_absolute_url()).status_code == 200
    assertContains(client.get("/admin/"), "tips-title")


def test_a_tip_is_given_to_those_alone_who_may_read_it(published):
    sylvania = make_published("Sylvania")
    tina, rosa = make_reader(), make_local_reader(published)
    make_person("ed", "Editors")

    assert list(readers_of(published.pk)) == [rosa, tina]
    assert list(readers_of(sylvania.pk)) == list(readers_of(None)) == [tina]


def test_nothing_is_opened_by_looking(published):
    tip = make_tip(published)
    client, found = reading(), addresses(tip)
    found.pop("get")

    assert {client.get(address).status_code for address in found.values()} == {405}
    assert client.get(f"{LIST}export/").status_code == 405
    assert not AuditEntry.objects.naming(tip.short).exists()
