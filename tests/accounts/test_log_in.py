"""Logging in and out: password, then second factor, then the office."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertRedirects

from monitor.desk.models import AuditEntry
from tests.builders import PASSWORD, code_for, make_editor

from .browser import LOG_IN, SECOND, give_password, is_in, log_in


def test_password_and_code_open_the_office(ada, client: Client):
    assertRedirects(log_in(client), "/admin/")
    assert is_in(client)


def test_the_password_alone_does_not(ada, client: Client):
    assertRedirects(give_password(client), SECOND)
    assert not is_in(client)


def test_a_name_is_known_in_capitals_too(ada, client: Client):
    assertRedirects(log_in(client, "ADA"), "/admin/")


@pytest.mark.parametrize("password", ["", "wrong", PASSWORD.upper()])
def test_a_wrong_password_is_refused(ada, client: Client, password):
    assert give_password(client, password=password).status_code == 200
    assert not is_in(client)


def test_a_wrong_code_is_refused(ada, client: Client):
    give_password(client)

    assertContains(client.post(SECOND, {"code": "000000"}), "Incorrect code")
    assert not is_in(client)


@pytest.mark.parametrize("steps", [-1, 0, 1])
def test_a_code_gets_in_once(ada, client: Client, clock, steps):
    code = code_for(steps=steps)
    give_password(client)
    client.post(SECOND, {"code": code})
    clock.pass_by(seconds=31 if steps == 1 else 0)
    again = Client()
    give_password(again)

    assertContains(again.post(SECOND, {"code": f" {code} "}), "Incorrect code")


def test_a_code_of_two_minutes_ago_is_refused(ada, client: Client):
    give_password(client)

    assertContains(client.post(SECOND, {"code": code_for(steps=-4)}), "Incorrect code")


def test_a_recovery_code_gets_in_once(ada, client: Client):
    code = RecoveryCodes.activate(ada).get_unused_codes()[0]
    give_password(client)
    client.post(SECOND, {"code": code})
    again = Client()
    give_password(again)

    assert is_in(client)
    assertContains(again.post(SECOND, {"code": code}), "Incorrect code")


def test_what_second_factors_are_made_of_is_sealed(ada, settings):
    RecoveryCodes.activate(ada)
    kept = str(list(Authenticator.objects.values_list("data", flat=True)))

    assert "JBSWY3DPEHPK3PXP" not in kept
    assert kept.count("gAAAA") == 2


def test_the_offices_own_log_in_page_takes_no_password(ada, client: Client):
    response = client.post(reverse("admin:login"), {"username": "ada", "password": PASSWORD})

    assertRedirects(response, f"{LOG_IN}?next=%2Fadmin%2F")


def test_one_comes_to_the_page_that_one_wanted(ada, client: Client):
    door = client.get("/admin/legal/law/", follow=True)

    assert door.redirect_chain[-1][0] == f"{LOG_IN}?next=%2Fadmin%2Flegal%2Flaw%2F"
    assertRedirects(log_in(client, fields={"next": "/admin/legal/law/"}), "/admin/legal/law/")


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "https:evil.example",
     "http://testserver@evil.example/", "http://localhost/admin/"],
)  # fmt: skip
@pytest.mark.parametrize("door", ["log-in", "office", "log-out"])
def test_nobody_is_led_elsewhere(ada, client: Client, elsewhere, door):
    if door == "log-in":
        response = log_in(client, fields={"next": elsewhere})
    elif door == "office":
        log_in(client)
        response = client.get("/admin/login/", {"next": elsewhere})
    else:
        log_in(client)
        response = client.post("/accounts/logout/", {"next": elsewhere})

    assert response.status_code == 302
    assert response["Location"] in ("/admin/", "/accounts/logged-out/")


@pytest.mark.parametrize("itself", ["/admin/login/", "/admin/login/?next=/admin/login/", "/accounts/login/"])
def test_the_door_does_not_lead_to_itself(ada, client: Client, itself):
    log_in(client)

    assertRedirects(client.get("/admin/login/", {"next": itself}), "/admin/")


def test_someone_with_an_account_but_not_of_the_staff_gets_no_further(client: Client):
    client.force_login(User.objects.create_user("reader"))

    assert client.get("/admin/", follow=True).status_code == 403


def test_logging_out_ends_it_and_clears_the_browser(ada, client: Client):
    log_in(client)
    key = client.session.session_key
    response = client.post("/accounts/logout/")

    assert response["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert not is_in(client)
    client.cookies["session"] = key
    assert not is_in(client)


def test_the_offices_own_way_out_is_the_same(ada, client: Client):
    log_in(client)

    assert "cookies" in client.post(reverse("admin:logout"))["Clear-Site-Data"]
    assert not is_in(client)


def test_following_a_link_logs_nobody_out(ada, client: Client):
    log_in(client)
    client.get("/accounts/logout/")
    client.get(reverse("admin:logout"))

    assert is_in(client)


def test_nobody_makes_an_account(client: Client):
    for address in ("signup/", "email/", "signup/passkey/", "confirm-email/", "login/code/", "2fa/webauthn/signup/"):
        assert client.get(f"/accounts/{address}").status_code == 404


@pytest.mark.parametrize("address", ["login/", "password/reset/", "logged-out/", "2fa/", "inactive/"])
def test_no_page_is_kept_by_a_browser(ada, client: Client, address):
    assert "no-store" in client.get(f"/accounts/{address}")["Cache-Control"]


def test_passkeys_are_allowed_and_nothing_else(client: Client):
    policy = client.get(LOG_IN)["Permissions-Policy"]

    assert "publickey" not in policy  # what is not named is open to our own pages, and to no other's
    assert "camera=()" in policy


def test_what_the_audit_log_keeps(ada, client: Client):
    give_password(client, password="wrong")
    log_in(client, HTTP_X_FORWARDED_FOR="203.0.113.9")
    client.post("/accounts/logout/")
    kept = list(AuditEntry.objects.order_by("id").values_list("by__username", "deed", "about"))

    assert kept == [("ada", "log-in", ""), ("ada", "log-out", "")]


def test_readers_leave_nothing_in_the_cache(published, client: Client):
    for address in ("/", "/countries/", "/countries/freedonia/", LOG_IN):
        client.get(address)

    assert _rows() == 0


def test_a_try_leaves_neither_name_nor_address_in_the_cache(ada, client: Client):
    give_password(client, password="wrong", REMOTE_ADDR="203.0.113.9")

    assert _rows() > 0
    assert "203.0.113.9" not in _all()
    assert "ada" not in _all().replace("metadata", "")


def test_a_second_person_is_not_the_first(ada, client: Client):
    make_editor("ben")
    log_in(client)

    assertContains(client.get("/accounts/2fa/"), "ada")


def _rows() -> int:
    return len(_query("SELECT cache_key FROM cache"))


def _all() -> str:
    return str(_query("SELECT cache_key, value FROM cache"))


def _query(sql: str) -> list[tuple[str, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()
