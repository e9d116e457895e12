"""Four people to try the office with: on a development machine, and nowhere else."""

from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django.asserts import assertRedirects

from countries.models import Assignment
from monitor.accounts.sample import PEOPLE, make_people
from tests.builders import make_country, make_editor

from .browser import SECOND, give_password, is_in

pytestmark = pytest.mark.django_db


def said(*command: str) -> str:
    out = StringIO()
    call_command(*command, stdout=out)
    return out.getvalue().strip()


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.name)
def test_each_logs_in_with_what_is_printed(client: Client, person, monkeypatch):
    monkeypatch.setattr("monitor.management.commands.get_ready.NEIGHBOURS", 1)
    printed = said("get_ready")
    assert f"password: {person.password}" in printed
    assertRedirects(give_password(client, person.name, person.password), SECOND)
    client.post(SECOND, {"code": said("sample_code", person.name)})

    assert is_in(client)


def test_each_has_one_role():
    make_people()

    assert {user.username: [group.name for group in user.groups.all()] for user in User.objects.all()} == {
        "rosa": ["Researchers"], "edith": ["Editors"], "rene": ["Reviewers"],
        "tina": ["Tip readers"],
    }  # fmt: skip


def test_the_researcher_keeps_the_sample_country_alone():
    make_country("Freedonia")
    country = make_country("Sylvania", sample=True)
    make_people()

    assert [(one.user.username, one.country) for one in Assignment.objects.all()] == [("rosa", country)]


def test_a_second_time_nobody_is_made():
    make_people()
    make_people()

    assert User.objects.count() == 4


def test_passwords_are_as_long_as_everybodys():
    assert all(len(person.password) >= 15 for person in PEOPLE)


def test_outside_development_nobody_is_made(settings):
    settings.DEVELOPMENT = False
    printed = said("get_ready")

    assert not User.objects.exists()
    assert "password:" not in printed


def test_outside_development_they_cannot_log_in(settings, client: Client):
    make_people()
    inside = Client()
    inside.force_login(User.objects.get(username="edith"))
    settings.DEVELOPMENT = False

    assert give_password(client, "edith", PEOPLE[1].password).status_code == 200
    assert not is_in(inside)


def test_outside_development_nobodys_code_is_said(settings):
    make_people()
    settings.DEVELOPMENT = False

    with pytest.raises(CommandError, match="development machine only"):
        said("sample_code", "edith")


@pytest.mark.parametrize("name", ["ada", "eve", ""])
def test_the_code_of_anyone_else_is_not_said(name):
    make_editor("ada")
    make_people()

    with pytest.raises(CommandError, match="none of the sample's people"):
        said("sample_code", name)


def test_someone_of_that_name_is_left_alone():
    make_editor("edith")
    make_people()

    assert User.objects.get(username="edith").email == ""
    with pytest.raises(CommandError, match="none of the sample's people"):
        said("sample_code", "edith")
