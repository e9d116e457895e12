"""Accounts: an administrator makes them, gives roles and countries, closes them; nobody else, and nobody their own."""

from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from countries.models import Assignment
from countries.rights import may_work_on
from monitor.desk.models import AuditEntry
from monitor.desk.roles import rights_of
from tests.builders import PASSWORD, make_country, make_editor

from .browser import office_address, send
from .people import browser_of, make_person

pytestmark = pytest.mark.django_db
LIST = office_address(User, "changelist")
NO_COUNTRIES = {
    "assignments-TOTAL_FORMS": 0, "assignments-INITIAL_FORMS": 0, "assignments-MIN_NUM_FORMS": 0,
    "assignments-MAX_NUM_FORMS": 1000,
}  # fmt: skip


@pytest.fixture
def clerk(db) -> Client:
    """A browser in which an administrator is logged in."""
    return browser_of(make_person("root", "Administrators"))


def role(name: str) -> int:
    return Group.objects.get(name=name).pk


def add(client: Client, name: str, **typed: object):
    form = {"username": name, "password1": PASSWORD, "password2": PASSWORD, **NO_COUNTRIES, **typed}
    return client.post(office_address(User, "add"), form)


def change(client: Client, user: User, **typed: object):
    """Send the form of an account as it stands, with what was `typed`; forged boxes too."""
    groups = [group.pk for group in user.groups.all()]
    form = {"username": user.username, "is_active": "on", "groups": groups, **NO_COUNTRIES, **typed}
    response = client.post(office_address(user, "change"), {key: value for key, value in form.items() if value != ""})
    user.refresh_from_db()
    return response


def deeds() -> list[str]:
    log = AuditEntry.objects.exclude(deed__in=["log-in", "log-out"]).order_by("pk")
    return [f"{entry.by}, {entry.deed}: {entry.about}" for entry in log]


@pytest.mark.parametrize("someone", ["Researchers", "Editors", "Reviewers"])
@pytest.mark.parametrize("view", ["changelist", "add"])
@pytest.mark.parametrize("model", [User, Group])
def test_no_other_role_reaches_accounts(someone, view, model):
    client = browser_of(make_person("ada", someone))

    assert client.get(office_address(model, view)).status_code == 403
    assert client.post(office_address(model, view), {"username": "eve"}).status_code == 403


@pytest.mark.parametrize("someone", ["Researchers", "Editors", "Reviewers"])
@pytest.mark.parametrize("page", ["change", "delete", "history", "password"])
def test_no_other_role_raises_itself(someone, page):
    user = make_person("ada", someone)
    address = (
        reverse("admin:auth_user_password_change", args=[user.pk]) if page == "password" else office_address(user, page)
    )
    form = {"is_superuser": "on", "groups": [role("Administrators")], "password1": "x" * 20, "password2": "x" * 20}
    refused = browser_of(user).post(address, {"username": "ada", "post": "yes", **form})
    user.refresh_from_db()

    assert refused.status_code in (302, 403)
    assert user.check_password(PASSWORD)
    assert not user.is_superuser
    assert [group.name for group in user.groups.all()] == [someone]


def test_an_account_is_made_with_a_role(clerk: Client):
    add(clerk, "ada", groups=[role("Editors"), role("Reviewers")])
    user = User.objects.get(username="ada")

    assert (user.is_staff, user.is_active, user.is_superuser) == (True, True, False)
    assert {group.name for group in user.groups.all()} == {"Editors", "Reviewers"}
    assert user.check_password(PASSWORD)


def test_an_account_is_made_with_its_countries(clerk: Client):
    country = make_country()
    add(clerk, "ada", groups=[role("Researchers")], **{
        "assignments-TOTAL_FORMS": 1, "assignments-0-country": country.pk,
    })  # fmt: skip
    user = User.objects.get(username="ada")

    assert may_work_on(user, country.pk)
    assert not may_work_on(user, make_country("Sylvania").pk)


def test_the_administrator_is_told_how_the_person_gets_in(clerk: Client):
    response = add(clerk, "ada")

    assertContains(clerk.get(response.headers["Location"]), "Tell ada the password in person")


@pytest.mark.parametrize("password", ["short", "", "correct horse"])
def test_a_first_password_is_long(clerk: Client, password):
    response = add(clerk, "ada", password1=password, password2=password)

    assert response.status_code == 200
    assert not User.objects.filter(username="ada").exists()


def test_a_name_that_differs_in_case_alone_is_taken(clerk: Client):
    make_person("Ada")
    add(clerk, "ada")

    assert not User.objects.filter(username="ada").exists()


FORGED = [{"is_superuser": "on"}, {"is_staff": ""}, {"user_permissions": "1"}]


@pytest.mark.parametrize("forged", FORGED)
def test_nobody_is_made_a_superuser_or_given_single_rights(clerk: Client, forged):
    add(clerk, "ada", **forged)
    user = User.objects.get(username="ada")
    change(clerk, user, **forged)

    assert (user.is_superuser, user.is_staff, user.user_permissions.count()) == (False, True, 0)


@pytest.mark.parametrize(
    "typed", [{"username": "eve"}, {"is_active": ""}, {"groups": ""}, {"email": "eve@example.org"}]
)
def test_a_superuser_is_not_changed(clerk: Client, typed):
    owner = User.objects.create_superuser("owner", password=PASSWORD)

    assert change(clerk, owner, **typed).status_code == 403
    assert (owner.username, owner.is_active, owner.email) == ("owner", True, "")


def test_a_closed_superuser_is_not_opened(clerk: Client):
    owner = User.objects.create_superuser("owner", is_active=False)

    assert change(clerk, owner, is_active="on").status_code == 403
    assert not owner.is_active


def test_a_superusers_password_is_not_set(clerk: Client):
    owner = User.objects.create_superuser("owner", password=PASSWORD)
    address = reverse("admin:auth_user_password_change", args=[owner.pk])

    assert clerk.post(address, {"password1": "x" * 20, "password2": "x" * 20}).status_code == 403
    assert User.objects.get(pk=owner.pk).check_password(PASSWORD)


def test_who_has_more_rights_than_the_administrator_is_not_changed(clerk: Client):
    keeper = make_person("keeper", "Editors")
    keeper.user_permissions.add(Permission.objects.get(codename="delete_user"))

    assert change(clerk, keeper, is_active="").status_code == 403
    assert keeper.is_active


def test_a_group_that_is_no_role_is_neither_given_nor_taken(clerk: Client):
    others = Group.objects.create(name="Others"), Group.objects.create(name="More")
    user = make_person("ada", "Editors", "Others")

    assert change(clerk, user, groups=[role("Editors"), others[1].pk]).status_code == 200
    change(clerk, user, groups=[role("Reviewers")])
    assert {group.name for group in user.groups.all()} == {"Reviewers", "Others"}


def test_a_role_is_given_by_those_alone_who_have_its_rights():
    user = make_editor("half", rights=())
    names = ("view_user", "add_user", "change_user", *(right.split(".")[1] for right in rights_of("Researchers")))
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    ada = make_person("ada")
    client = browser_of(user)
    change(client, ada, groups=[role("Researchers")])
    change(client, ada, groups=[role("Administrators")])

    assert [group.name for group in ada.groups.all()] == ["Researchers"]


def test_an_administrator_gives_the_right_to_read_tips_without_having_it(clerk: Client):
    ada, own = make_person("ada"), User.objects.get(username="root")
    change(clerk, ada, groups=[role("Tip readers")])
    change(clerk, own, groups=[role("Administrators"), role("Tip readers")])

    assert (ada.has_perm("tips.read_tips"), own.has_perm("tips.read_tips")) == (True, False)
    assert deeds()[0].startswith("root, account changed: ada. Roles: Tip readers.")
    change(clerk, ada, is_active="")
    assert not ada.is_active


def test_one_cannot_change_ones_own_role_or_close_ones_own_account(clerk: Client):
    own = User.objects.get(username="root")
    change(clerk, own, groups=[role("Reviewers")], is_active="", first_name="Ruth")

    assert (own.first_name, own.is_active) == ("Ruth", True)
    assert [group.name for group in own.groups.all()] == ["Administrators"]


def test_one_cannot_assign_to_oneself(clerk: Client):
    own, country = User.objects.get(username="root"), make_country()
    change(clerk, own, **{"assignments-TOTAL_FORMS": 1, "assignments-0-country": country.pk})

    assert not Assignment.objects.exists()


def test_a_closed_account_gets_no_page_any_more(clerk: Client):
    user = make_person("ada", "Editors")
    theirs = browser_of(user)
    change(clerk, user, is_active="")

    assert not user.is_active
    assert theirs.get(reverse("admin:countries_country_changelist")).status_code == 302


@pytest.mark.parametrize("who", ["clerk", "superuser"])
def test_no_account_is_deleted(clerk: Client, who):
    user = make_person("ada")
    if who == "superuser":
        clerk = browser_of(make_superuser())

    assert clerk.post(office_address(user, "delete"), {"post": "yes"}).status_code == 403
    clerk.post(LIST, {"action": "delete_selected", "_selected_action": [user.pk], "post": "yes"})
    assert User.objects.filter(pk=user.pk).exists()


def test_a_country_is_assigned_and_taken(clerk: Client):
    user, country = make_person("ada", "Researchers"), make_country()
    change(clerk, user, **{"assignments-TOTAL_FORMS": 1, "assignments-0-country": country.pk})
    assignment = Assignment.objects.get()
    assert (assignment.user, assignment.country) == (user, country)
    change(clerk, user, **{
        "assignments-TOTAL_FORMS": 1, "assignments-INITIAL_FORMS": 1, "assignments-0-id": assignment.pk,
        "assignments-0-user": user.pk, "assignments-0-country": country.pk, "assignments-0-DELETE": "on",
    })  # fmt: skip

    assert not Assignment.objects.exists()


def test_each_change_goes_into_the_audit_log(clerk: Client):
    country = make_country()
    add(clerk, "ada", groups=[role("Researchers")])
    user = User.objects.get(username="ada")
    change(clerk, user, **{"assignments-TOTAL_FORMS": 1, "assignments-0-country": country.pk})
    change(clerk, user, groups=[role("Editors")])
    change(clerk, user, is_active="")
    said = deeds()

    assert said[0] == "root, account made: ada. Roles: Researchers. Countries: none."
    assert said[1].startswith("root, account changed: ada. Roles: Researchers. Countries: Freedonia. Added assignment")
    assert said[2] == "root, account changed: ada. Roles: Editors. Countries: Freedonia. Changed Roles."
    assert said[3] == "root, account changed: ada (closed). Roles: Editors. Countries: Freedonia. Changed Active."


def test_a_password_set_for_another_goes_into_the_audit_log(clerk: Client):
    user = make_person("ada", "Editors")
    new = "another long password"
    send(clerk, reverse("admin:auth_user_password_change", args=[user.pk]), password1=new, password2=new)

    assert User.objects.get(username="ada").check_password(new)
    assert deeds() == ["root, account changed: ada. Roles: Editors. Countries: none. Changed password."]
    assert new not in str(list(AuditEntry.objects.values()))


def test_a_password_set_for_another_ends_their_sessions(clerk: Client):
    user = make_person("ada", "Editors")
    theirs, new = browser_of(user), "another long password"
    send(clerk, reverse("admin:auth_user_password_change", args=[user.pk]), password1=new, password2=new)

    assert theirs.get(reverse("admin:countries_country_changelist")).status_code == 302


def test_ones_own_password_is_changed_where_the_old_one_is_asked_for(clerk: Client):
    own = User.objects.get(username="root")
    response = clerk.post(
        reverse("admin:auth_user_password_change", args=[own.pk]), {"password1": "x" * 20, "password2": "x" * 20}
    )

    assert response.headers["Location"] == reverse("admin:password_change")
    assert User.objects.get(pk=own.pk).check_password(PASSWORD)


def test_no_page_shows_a_password(clerk: Client):
    user = make_person("ada", "Editors")
    for address in (LIST, office_address(user, "change"), office_address(user, "history")):
        assertNotContains(clerk.get(address), user.password)


@pytest.mark.parametrize("asked", ["password__startswith=a", "password=x", "groups__permissions__codename=x"])
def test_a_list_cannot_be_asked_for_passwords(clerk: Client, asked):
    assert clerk.get(f"{LIST}?{asked}").status_code == 400


def make_superuser() -> User:
    user = make_editor("owner", rights=())
    user.is_superuser = True
    user.save()
    return user


def second_factors() -> Any:
    if not apps.is_installed("monitor.accounts"):
        pytest.skip("There are no second factors.")
    return apps.get_model("mfa", "Authenticator").objects


def remove_factor(client: Client, *users: User):
    form = {"action": "remove_second_factor", "_selected_action": [user.pk for user in users]}
    return client.post(LIST, form, follow=True)


def test_a_lost_phone_is_forgotten(clerk: Client):
    authenticators = second_factors()
    ada, ben = make_person("ada", "Editors"), make_person("ben", "Editors")
    assertContains(remove_factor(clerk, ada), "The second factor of ada is removed")

    assert not authenticators.filter(user=ada).exists()
    assert authenticators.filter(user=ben).exists()
    assert "root, second factor removed: of ada: TOTP Authenticator" in deeds()


def test_ones_own_second_factor_and_a_superusers_stay(clerk: Client):
    authenticators = second_factors()
    owner, own = make_superuser(), User.objects.get(username="root")
    assertContains(remove_factor(clerk, owner, own), "is not yours to remove", count=2)

    assert authenticators.filter(user__in=[owner, own]).count() == 2


def test_a_role_is_looked_at_and_not_written(clerk: Client):
    make_person("ada", "Reviewers")
    group = Group.objects.get(name="Reviewers")

    assertContains(clerk.get(office_address(group, "change")), "approve and publish another&#x27;s work")
    assert clerk.post(office_address(group, "change"), {"name": "Kings"}).status_code == 403
    assert clerk.post(office_address(group, "delete"), {"post": "yes"}).status_code == 403


def test_a_list_of_many_takes_as_many_queries_as_a_list_of_one(clerk: Client):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            clerk.get(LIST)
        return len(captured)

    queries()
    of_one = queries()
    for name in ("ada", "ben", "cy"):
        make_person(name, "Editors", "Reviewers")

    assert queries() == of_one
