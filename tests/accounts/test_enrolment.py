"""The second factor: nobody gets into the office without, and adding one is a short way."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Permission, User
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django.asserts import assertContains, assertRedirects

from monitor.accounts.seal import seal, unseal
from monitor.desk.models import AuditEntry
from tests.builders import PASSWORD, code_for, enrol, make_editor

from .browser import Clock, give_password, is_in, log_in

CODES = "/accounts/2fa/recovery-codes/"
ADD_APP = "/accounts/2fa/totp/activate/"
committed = pytest.mark.django_db(transaction=True)  # what is said of a new second factor is said on commit


@pytest.fixture
def newcomer(db) -> User:
    """Someone of the staff at the first log-in."""
    return User.objects.create_user("ben", password=PASSWORD, is_staff=True)


def add_app(client: Client, *, steps: int = 0) -> str:
    """Add an authenticator app as the page says; return the address that follows."""
    secret = re.search(r'<code id="secret">(\w+)</code>', client.get(ADD_APP).content.decode()).group(1)
    return client.post(ADD_APP, {"code": code_for(secret, steps=steps)})["Location"]


def test_at_the_first_log_in_one_is_led_to_it_and_told_why(newcomer, client: Client):
    response = client.post(
        "/accounts/login/", {"login": "ben", "password": PASSWORD, "next": "/admin/legal/law/"}, follow=True
    )

    assert [address for address, _ in response.redirect_chain] == [
        "/admin/legal/law/", "/admin/login/?next=/admin/legal/law/", "/accounts/2fa/",
    ]  # fmt: skip
    assertContains(response, "open only to accounts with a second factor")


@committed
def test_adding_an_app_opens_the_office_where_one_wanted_to_go(newcomer, client: Client):
    newcomer.user_permissions.set(Permission.objects.filter(codename="view_law"))
    give_password(client, "ben")
    client.get("/admin/legal/law/", follow=True)

    assert add_app(client) == CODES
    assertContains(client.get(CODES), 'href="/admin/legal/law/"')
    assert client.get("/admin/legal/law/").status_code == 200


def test_the_password_is_not_asked_for_twice_at_the_first_log_in(newcomer, client: Client):
    give_password(client, "ben")

    assert client.get(ADD_APP).status_code == 200


def test_later_the_password_is_asked_for(newcomer, client: Client, clock: Clock):
    give_password(client, "ben")
    clock.pass_by(minutes=6)

    assertRedirects(client.get(ADD_APP), f"/accounts/reauthenticate/?next={ADD_APP.replace('/', '%2F')}")


def test_who_has_one_gives_the_password_again_to_change_it(ada, client: Client):
    log_in(client)

    assert client.get("/accounts/2fa/totp/deactivate/").status_code == 302
    assert client.get("/accounts/2fa/webauthn/add/").status_code == 302


def test_nothing_of_the_sender_is_stored_until_the_password_is_given_again(ada, client: Client):
    log_in(client)
    client.post("/accounts/2fa/totp/deactivate/", {"a": "b"}, REMOTE_ADDR="203.0.113.9", HTTP_USER_AGENT="Reader 1.0")
    kept = str(dict(client.session))

    assert "account_reauthentication_state" in kept
    assert "203.0.113.9" not in kept
    assert "Reader 1.0" not in kept


@committed
def test_recovery_codes_are_shown_once(newcomer, client: Client):
    give_password(client, "ben")
    add_app(client)
    first, second = (client.get(CODES).content.decode() for _ in range(2))

    assert len(re.findall(r"<code>\d{8}</code>", first)) == 10
    assert not re.findall(r"\d{8}", second.split('id="content"')[1])
    assert client.get(f"{CODES}download/").status_code == 403


def test_a_wrong_code_adds_nothing(newcomer, client: Client):
    give_password(client, "ben")
    client.get(ADD_APP)

    assertContains(client.post(ADD_APP, {"code": "000000"}), "Incorrect code")
    assert not Authenticator.objects.filter(user=newcomer).exists()


def test_the_code_that_added_an_app_is_used_up(newcomer, client: Client):
    give_password(client, "ben")
    secret = re.search(r'<code id="secret">(\w+)</code>', client.get(ADD_APP).content.decode()).group(1)
    code = code_for(secret)
    client.post(ADD_APP, {"code": code})
    again = Client()
    give_password(again, "ben")

    assertContains(again.post("/accounts/2fa/authenticate/", {"code": code}), "Incorrect code")


@committed
def test_who_came_before_with_a_stolen_password_stays_outside(newcomer, client: Client, clock: Clock):
    thief = Client()
    give_password(thief, "ben")
    clock.pass_by(minutes=1)
    give_password(client, "ben")
    add_app(client)

    assert is_in(client)
    assert not is_in(thief)
    assertContains(thief.get("/admin/", follow=True), "Log in with a passkey")


def test_what_was_sent_before_the_password_was_asked_for_is_not_lost(newcomer, client: Client, clock: Clock):
    give_password(client, "ben")
    secret = re.search(r'<code id="secret">(\w+)</code>', client.get(ADD_APP).content.decode()).group(1)
    clock.pass_by(minutes=6)
    asked = client.post(ADD_APP, {"code": code_for(secret)})
    response = client.post("/accounts/reauthenticate/", {"password": PASSWORD, "next": ADD_APP})

    assert asked["Location"].startswith("/accounts/reauthenticate/")
    assert response["Location"] == CODES
    assert Authenticator.objects.filter(user=newcomer, type="totp").exists()


def test_recovery_codes_alone_are_no_second_factor(newcomer, client: Client):
    Authenticator.objects.create(user=newcomer, type="recovery_codes", data={"seed": seal("a" * 80), "used_mask": 0})
    client.force_login(newcomer)

    assert not is_in(client)


def test_who_removes_the_only_one_is_led_to_add_another(ada, client: Client):
    log_in(client)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    client.post("/accounts/2fa/totp/deactivate/")

    assert not is_in(client)
    assertContains(client.get("/admin/", follow=True), "Add one of the two now")


@committed
def test_adding_and_removing_is_in_the_audit_log(newcomer, client: Client):
    give_password(client, "ben")
    add_app(client)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    client.post("/accounts/2fa/totp/deactivate/")
    kept = set(AuditEntry.objects.values_list("by__username", "deed", "about"))

    assert {
        ("ben", "second factor added", "TOTP Authenticator"), ("ben", "second factor removed", "TOTP Authenticator"),
    } <= kept  # fmt: skip


def test_nobody_sees_what_a_second_factor_is_made_of(ada, client: Client):
    client.force_login(enrol(User.objects.create_superuser("root")))

    assert client.get("/admin/mfa/authenticator/").status_code == 404


def test_the_command_takes_a_lost_one_away(ada, client: Client):
    client.force_login(ada)
    call_command("remove_second_factor", "ada")

    assert not is_in(client)
    with pytest.raises(CommandError, match="no second factor"):
        call_command("remove_second_factor", "ada")
    with pytest.raises(CommandError, match="no account"):
        call_command("remove_second_factor", "eve")


def test_seals_open_with_a_former_key_until_they_are_renewed(ada, settings, client: Client):
    former, settings.SECRET_KEY = settings.SECRET_KEY, "another long and random key of the site, 0123456789"
    settings.SECRET_KEY_FALLBACKS = [former]
    call_command("reseal_second_factors")
    settings.SECRET_KEY_FALLBACKS = []

    assertRedirects(log_in(client), "/admin/")


def test_a_lost_key_lets_nobody_in_and_fails_nowhere(ada, settings, client: Client):
    settings.SECRET_KEY = "another long and random key of the site, 0123456789"
    give_password(client)

    assertContains(client.post("/accounts/2fa/authenticate/", {"code": code_for()}), "Incorrect code")
    assert unseal("nonsense") != unseal("nonsense")


def test_two_people_enrol_apart(newcomer, client: Client):
    make_editor("ada")
    give_password(client, "ben")
    add_app(client)

    assert Authenticator.objects.filter(user__username="ada").count() == 1
