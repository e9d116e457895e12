"""manage.py make_editor: an account for one of the five roles, and nothing more."""

import io

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import CommandError, call_command
from django.test import Client

from tests.builders import PASSWORD, enrol, make_editor

from .browser import office_address

pytestmark = pytest.mark.django_db


@pytest.fixture
def answer(monkeypatch):
    """Run the command with what is typed, line by line; return what it says."""

    def run(*lines: str, **options: str) -> str:
        monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
        out = io.StringIO()
        call_command("make_editor", stdout=out, **options)
        return out.getvalue()

    return run


def test_an_editor_can_log_in(answer, client: Client):
    said = answer("ada", PASSWORD)

    assert "ada can log in at /admin/." in said
    assert client.login(username="ada", password=PASSWORD)


def test_an_editor_is_staff_and_no_more(answer):
    answer("ada", PASSWORD)
    user = User.objects.get()

    assert (user.is_staff, user.is_superuser, user.is_active) == (True, False, True)
    assert [group.name for group in user.groups.all()] == ["Editors"]


@pytest.mark.parametrize(
    "right",
    ["countries.add_country", "countries.change_section", "countries.delete_newsitem", "legal.add_law",
     "legal.change_ratification", "legal.delete_initiative", "legal.add_initiativeevent", "publishing.view_edition",
     "publishing.add_recordcheck", "publishing.view_treatyreference", "importing.change_missinglink",
     "desk.ask_review", "countries.edit_every_country"],
)  # fmt: skip
def test_an_editor_has_the_rights_of_the_work(answer, right):
    answer("ada", PASSWORD)

    assert User.objects.get().has_perm(right)


def test_an_editor_does_not_approve(answer):
    answer("ada", PASSWORD)

    assert not User.objects.get().has_perm("publishing.publish_edition")


@pytest.mark.parametrize(
    ("role", "group"),
    [
        ("researcher", "Researchers"),
        ("reviewer", "Reviewers"),
        ("administrator", "Administrators"),
        ("tip-reader", "Tip readers"),
    ],
)
def test_a_role_can_be_named(answer, role, group):
    answer("ada", PASSWORD, role=role)

    assert [group.name for group in User.objects.get().groups.all()] == [group]


def test_a_role_that_is_none_is_refused(answer):
    with pytest.raises(CommandError, match="invalid choice"):
        call_command("make_editor", "--role", "king")


def test_an_editor_has_no_right_over_accounts_or_sessions(answer):
    answer("ada", PASSWORD)
    apps = {right.split(".")[0] for right in User.objects.get().get_all_permissions()}

    assert apps <= {"countries", "legal", "publishing", "importing", "desk"}


def test_an_editor_cannot_see_accounts(answer, client: Client):
    answer("ada", PASSWORD)
    client.force_login(enrol(User.objects.get()))

    assert client.get(office_address(User, "changelist")).status_code == 403


def test_the_rules_for_passwords_are_said_first(answer):
    assert "at least 15 characters" in answer("ada", PASSWORD)


def test_the_password_is_not_kept_or_repeated(answer):
    said = answer("ada", PASSWORD)

    assert PASSWORD not in said
    assert PASSWORD not in User.objects.get().password


@pytest.mark.parametrize(
    ("password", "why"),
    [("short", "at least 15 characters"), ("", "at least 15 characters"), ("ada lovelace ada", "too similar")],
)
def test_a_weak_password_is_refused_in_a_sentence(answer, password, why):
    with pytest.raises(CommandError, match=why):
        answer("ada lovelace", password)

    assert not User.objects.exists()


def test_a_taken_name_is_refused(answer):
    make_editor("ada")
    with pytest.raises(CommandError, match="There is an account named ada already"):
        answer("ada", PASSWORD)

    assert User.objects.count() == 1


@pytest.mark.parametrize("name", ["", "   ", "x" * 151])
def test_a_name_is_neither_empty_nor_endless(answer, name):
    with pytest.raises(CommandError, match="A name has 1 to 150 characters"):
        answer(name, PASSWORD)

    assert not User.objects.exists()


def test_nothing_typed_is_refused(answer):
    with pytest.raises(CommandError, match="No name was given"):
        answer()


def test_a_missing_password_is_called_by_its_name(answer):
    with pytest.raises(CommandError, match="password"):
        answer("ada")


def test_nobody_is_made_without_a_password(answer):
    with pytest.raises(CommandError):
        answer("ada")

    assert not User.objects.exists()


def test_spaces_around_a_name_are_dropped(answer):
    answer("  ada  ", PASSWORD)

    assert User.objects.get().username == "ada"


def test_a_mail_address_may_follow(answer):
    answer("ada", PASSWORD, "ada@example.org")

    assert User.objects.get().email == "ada@example.org"


@pytest.mark.parametrize(("mail", "why"), [("no address", "valid email"), ("ADA@example.org", "already")])
def test_a_mail_address_that_leads_nowhere_or_elsewhere_is_refused(answer, mail, why):
    answer("ada", PASSWORD, "ada@example.org")
    with pytest.raises(CommandError, match=why):
        answer("ben", PASSWORD, mail)


def test_a_name_that_log_in_could_not_tell_apart_is_refused(answer):
    make_editor("ada")
    with pytest.raises(CommandError, match="There is an account named Ada already"):
        answer("Ada", PASSWORD)


def test_a_second_editor_joins_the_same_group(answer):
    answer("ada", PASSWORD)
    answer("ben", PASSWORD)

    assert Group.objects.get(name="Editors").user_set.count() == 2


def test_the_groups_rights_are_brought_up_to_date(answer):
    answer("ada", PASSWORD)
    Group.objects.get(name="Editors").permissions.clear()
    answer("ben", PASSWORD)

    assert User.objects.get(username="ada").has_perm("legal.change_law")
