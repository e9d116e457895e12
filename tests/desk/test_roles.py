"""The five roles: what each may do, and manage.py create_roles."""

import io

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.core.management import CommandError, call_command

from monitor.desk.roles import (
    ADMINISTRATORS,
    EDITORS,
    READ_TIPS,
    RESEARCHERS,
    REVIEWERS,
    ROLES,
    TIP_READERS,
    deeds_of,
    rights_of,
)

pytestmark = pytest.mark.django_db
OFFICE = ("countries", "legal", "publishing", "importing", "desk")


def run() -> str:
    out = io.StringIO()
    call_command("create_roles", stdout=out)
    return out.getvalue()


def rights_in_the_database(role: str) -> set[str]:
    rows = Permission.objects.filter(group__name=role).values_list("content_type__app_label", "codename")
    return {f"{app}.{codename}" for app, codename in rows}


@pytest.mark.parametrize("role", ROLES)
def test_a_group_has_exactly_the_rights_of_its_role(role):
    run()

    assert rights_in_the_database(role) == rights_of(role)


def test_a_second_run_changes_nothing_and_says_so():
    run()
    before = sorted(Group.permissions.through.objects.values_list("pk", "group", "permission"))

    assert run() == "The roles were up to date; nothing has changed.\n"
    assert sorted(Group.permissions.through.objects.values_list("pk", "group", "permission")) == before


def test_a_group_of_an_earlier_version_is_put_right():
    group = Group.objects.create(name=EDITORS)
    group.permissions.set(Permission.objects.filter(content_type__app_label__in=[*OFFICE, "reversion"]))
    said = run()

    assert "Editors: no longer publishing.publish_edition." in said
    assert rights_in_the_database(EDITORS) == rights_of(EDITORS)


def test_a_right_that_was_taken_by_hand_is_given_back():
    run()
    Group.objects.get(name=REVIEWERS).permissions.clear()

    assert "Reviewers: given publishing.publish_edition." in run()


def test_people_are_left_in_their_groups():
    run()
    user = User.objects.create_user("ada")
    user.groups.set([other := Group.objects.create(name="Friends"), Group.objects.get(name=EDITORS)])
    run()

    assert {group.name for group in user.groups.all()} == {EDITORS, other.name}
    assert not user.user_permissions.exists()


def test_a_database_that_lacks_a_right_is_named():
    Permission.objects.filter(codename="ask_review").delete()

    with pytest.raises(CommandError, match=r"desk\.ask_review: run migrate first"):
        run()


@pytest.mark.parametrize(
    ("role", "right"),
    [
        (RESEARCHERS, "countries.change_section"), (RESEARCHERS, "legal.delete_initiativeevent"),
        (RESEARCHERS, "publishing.add_recordcheck"), (RESEARCHERS, "importing.change_missinglink"),
        (RESEARCHERS, "desk.view_proposal"), (RESEARCHERS, "legal.view_treaty"),
        (EDITORS, "countries.edit_every_country"), (EDITORS, "countries.add_country"), (EDITORS, "legal.change_treaty"),
        (EDITORS, "desk.ask_review"), (EDITORS, "desk.share_preview"), (EDITORS, "desk.view_contributors"),
        (REVIEWERS, "countries.see_every_country"), (REVIEWERS, "publishing.publish_edition"),
        (REVIEWERS, "desk.share_preview"), (REVIEWERS, "desk.view_contributors"),
        (ADMINISTRATORS, "publishing.withdraw_page"), (ADMINISTRATORS, "publishing.redact_passage"),
        (ADMINISTRATORS, "desk.view_auditentry"), (ADMINISTRATORS, "auth.add_user"),
        (ADMINISTRATORS, "countries.add_assignment"),
    ],
)  # fmt: skip
def test_a_role_may(role, right):
    assert right in rights_of(role)


@pytest.mark.parametrize(
    ("role", "right"),
    [
        (RESEARCHERS, "countries.change_country"), (RESEARCHERS, "countries.edit_every_country"),
        (RESEARCHERS, "countries.see_every_country"), (RESEARCHERS, "legal.change_treaty"),
        (RESEARCHERS, "countries.add_index"), (RESEARCHERS, "desk.ask_review"), (RESEARCHERS, "desk.view_contributors"),
        (EDITORS, "publishing.publish_edition"), (EDITORS, "publishing.redact_passage"),
        (EDITORS, "desk.view_auditentry"), (EDITORS, "countries.view_assignment"), (EDITORS, "auth.view_user"),
        (REVIEWERS, "countries.edit_every_country"), (REVIEWERS, "legal.change_law"), (REVIEWERS, "desk.ask_review"),
        (REVIEWERS, "publishing.add_recordcheck"), (REVIEWERS, "desk.view_auditentry"),
        (ADMINISTRATORS, "auth.delete_user"), (ADMINISTRATORS, "auth.change_group"),
        (ADMINISTRATORS, "auth.change_permission"),
    ],
)  # fmt: skip
def test_a_role_may_not(role, right):
    assert right not in rights_of(role)


def test_a_reviewer_has_no_right_to_write():
    assert not [right for right in rights_of(REVIEWERS) if right.split(".")[1].startswith(("add_", "change_", "del"))]


def test_a_tip_reader_looks_at_every_country_and_writes_nothing():
    rights = rights_of(TIP_READERS)

    assert {READ_TIPS, "countries.see_every_country"} <= rights
    assert {right.split(".")[1].split("_")[0] for right in rights} == {"view", "see", "read"}


def test_no_other_role_reads_tips():
    assert [role for role in ROLES if READ_TIPS in rights_of(role)] == [TIP_READERS]


def test_every_right_of_the_office_is_in_the_table():
    rows = Permission.objects.filter(content_type__app_label__in=OFFICE)
    known = {f"{app}.{codename}" for app, codename in rows.values_list("content_type__app_label", "codename")}

    assert known - rights_of(ADMINISTRATORS) == set()


def test_a_role_can_be_told_in_words():
    assert "approve and publish another's work" in deeds_of(REVIEWERS)
    assert deeds_of("Friends") == []
