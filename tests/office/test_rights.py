"""Who may do what in the office; what one may not do leaves everything as it was."""

import pytest
import reversion
from django.contrib.auth.models import Permission, User
from django.db.models import Model
from django.test import Client
from django.urls import reverse
from reversion.models import Revision, Version

from countries.models import Country, Section
from countries.rights import EVERY_COUNTRY
from legal.models import Law
from monitor.desk.look import look_at
from monitor.publishing.models import Edition
from tests.builders import enrol, make_editor, make_law, make_section, make_whole_country

from .browser import office_address, send

pytestmark = pytest.mark.django_db


def keep(row: Model) -> Version:
    with reversion.create_revision():
        row.save()
    return Version.objects.get_for_object(row).latest("pk")


def as_user(client: Client, *rights: str) -> Client:
    """Log in someone of the staff with these rights alone, and for every country."""
    user = enrol(User.objects.create_user("ada", is_staff=True))
    names = [right.split(".")[1] for right in (*rights, EVERY_COUNTRY)]
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    client.force_login(user)
    return client


POSTS = [
    ("change", {"title": "Forged", "_save": "Save"}),
    ("delete", {"post": "yes"}),
    ("add", {"title": "Forged", "kind": "law"}),
    ("changelist", {"action": "delete_selected", "post": "yes"}),
    ("compare", {}),
    ("revision", {"title": "Forged"}),
    ("recover", {"title": "Forged"}),
    ("recoverlist", {}),
    ("history", {}),
]


def law_address(view: str, law: Law, version: Version) -> str:
    if view in ("add", "changelist", "recoverlist"):
        return office_address(Law, view)
    if view == "recover":
        return office_address(Law, view, version.pk)
    return office_address(law, view, *([version.pk] if view in ("compare", "revision") else []))


@pytest.mark.parametrize(("view", "typed"), POSTS)
def test_staff_without_rights_can_send_nothing(client: Client, view, typed):
    client.force_login(make_editor(rights=()))
    law = make_law("True title")
    address = law_address(view, law, keep(law))
    response = client.post(address, {**typed, "_selected_action": [law.pk]})

    assert response.status_code == 403
    assert [kept.title for kept in Law.objects.all()] == ["True title"]
    assert Revision.objects.count() == 1


@pytest.mark.parametrize(("view", "typed"), POSTS)
def test_a_stranger_can_send_nothing(client: Client, view, typed):
    law = make_law("True title")
    response = client.post(law_address(view, law, keep(law)), {**typed, "_selected_action": [law.pk]})

    assert response.headers["Location"].startswith(reverse("admin:login"))
    assert [kept.title for kept in Law.objects.all()] == ["True title"]


def test_staff_without_rights_see_nothing_on_the_first_page(client: Client):
    make_whole_country()
    client.force_login(make_editor(rights=()))

    assert client.get(reverse("admin:index")).context["app_list"] == []


def test_staff_without_rights_cannot_publish(client: Client):
    country = make_whole_country()
    client.force_login(make_editor(rights=()))

    assert client.post(office_address(country, "desk"), {"note": "Forged.", "action": "ask"}).status_code == 403
    assert not Edition.objects.exists()


@pytest.mark.parametrize("view", ["change", "history", "compare"])
def test_who_may_look_sees_the_record_and_its_history(client: Client, view):
    law = make_law()

    assert as_user(client, "legal.view_law").get(law_address(view, law, keep(law))).status_code == 200


@pytest.mark.parametrize(
    ("view", "typed"), [post for post in POSTS if post[0] in ("change", "delete", "add", "revision", "recover")]
)
def test_who_may_look_can_send_nothing(client: Client, view, typed):
    law = make_law("True title")
    address = law_address(view, law, keep(law))

    assert as_user(client, "legal.view_law").post(address, typed).status_code == 403
    assert Law.objects.get().title == "True title"


def test_who_may_change_cannot_recover(client: Client):
    law = make_law()
    version = keep(law)
    law.delete()

    assert as_user(client, "legal.change_law").post(law_address("recover", law, version), {}).status_code == 403
    assert not Law.objects.exists()


def test_who_edits_laws_does_not_see_the_texts(client: Client):
    section = make_section()
    keep(section)
    version = Version.objects.get().pk
    as_user(client, "legal.view_law", "legal.change_law", "legal.add_law")

    assert client.get(office_address(section, "compare", version)).status_code == 403
    assert client.get(office_address(section, "history")).status_code == 403


@pytest.mark.parametrize("view", ["recover", "revision"])
def test_who_edits_laws_does_not_bring_back_texts(client: Client, view):
    section = make_section("Old heading")
    version = keep(section)
    Section.objects.update(heading="New heading")
    as_user(client, "legal.view_law", "legal.change_law", "legal.add_law")
    args = [version.pk] if view == "recover" else [str(section.pk), version.pk]
    client.post(reverse(f"admin:legal_law_{view}", args=args))

    assert Section.objects.get().heading == "New heading"


def test_who_edits_laws_alone_asks_for_no_review(client: Client):
    country = make_whole_country()
    as_user(client, "legal.view_law", "legal.change_law", "countries.view_country", "countries.edit_every_country")
    typed = {"seen": look_at(country).seen, "which": "all", "note": "N.", "weight": "minor", "action": "ask"}

    assert client.post(office_address(country, "desk"), typed).status_code == 403


def test_an_account_that_is_closed_gets_no_page(client: Client):
    user = make_editor()
    client.force_login(user)
    User.objects.filter(pk=user.pk).update(is_active=False)

    assert client.get(office_address(Country, "changelist")).status_code == 302


def test_a_form_from_elsewhere_changes_nothing():
    law = make_law("True title")
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(make_editor())

    assert browser.post(office_address(law, "change"), {"title": "Forged"}).status_code == 403
    assert Law.objects.get().title == "True title"


def test_an_editor_may_do_all_of_it(office: Client):
    law = make_law("Old title")

    assert send(office, office_address(law, "change"), title="New title").status_code == 302
    assert Law.objects.get().title == "New title"
