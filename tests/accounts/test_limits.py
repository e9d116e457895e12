"""Wrong tries: an account is locked for a while, an address slowed, and nobody is shut out by a stranger."""

import re

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertRedirects

from tests.builders import code_for, make_editor

from .browser import LOG_IN, SECOND, give_password, is_in, log_in

LOCKED = "Too many failed login attempts"


def fail(client: Client, times: int, name: str = "ada", **more: str) -> None:
    for _ in range(times):
        give_password(client, name, "wrong", **more)


def test_nine_wrong_tries_lock_nothing(ada, client: Client):
    fail(client, 9)

    assertRedirects(log_in(client), "/admin/")


def test_ten_wrong_tries_lock_the_account(ada, client: Client):
    fail(client, 10)

    assertContains(give_password(client), LOCKED)


def test_the_lock_opens_after_a_quarter_of_an_hour(ada, client: Client, clock):
    fail(client, 10)
    clock.pass_by(minutes=14)
    assertContains(give_password(client), LOCKED)
    clock.pass_by(minutes=1, seconds=1)

    assertRedirects(log_in(client), "/admin/")


def test_others_are_not_locked(ada, client: Client):
    make_editor("ben")
    fail(client, 25)

    assertRedirects(log_in(client, "ben"), "/admin/")


def test_a_browser_that_its_owner_has_used_is_not_locked_by_a_stranger(ada, client: Client, clock):
    log_in(client)
    client.cookies.pop("session")  # as when it has ended
    fail(Client(), 10)
    clock.pass_by(minutes=1)

    assertRedirects(log_in(client), "/admin/")
    assertContains(give_password(Client()), LOCKED)


def test_a_known_browser_has_its_own_ten_tries(ada, client: Client):
    log_in(client)
    client.cookies.pop("session")
    fail(client, 10)

    assertContains(give_password(client), LOCKED)


def test_a_known_browser_is_forgotten_with_the_password(ada, client: Client):
    log_in(client)
    client.cookies.pop("session")
    ada.set_password("another long password")
    ada.save()
    fail(Client(), 10)

    assertContains(give_password(client, password="another long password"), LOCKED)


def test_logging_out_forgets_the_browser(ada, client: Client):
    log_in(client)

    response = client.post("/accounts/logout/")
    assert '"cookies"' in response.headers["Clear-Site-Data"]


@pytest.mark.parametrize("cookie", ["", "x", "WyIxIl0:1tz:abc", "é" * 10])
def test_a_made_up_mark_of_a_browser_helps_nobody(ada, client: Client, cookie):
    fail(client, 10)
    client.cookies["session-known"] = cookie

    assertContains(give_password(client), LOCKED)


def test_the_mark_of_one_person_is_none_of_another(ada, client: Client):
    make_editor("ben")
    log_in(client, "ben")
    client.cookies.pop("session")
    fail(Client(), 10)

    assertContains(give_password(client), LOCKED)


@pytest.mark.parametrize(
    "forged",
    [{"HTTP_X_FORWARDED_FOR": "198.51.100.7"}, {"HTTP_X_REAL_IP": "198.51.100.7"}, {"HTTP_CLIENT_IP": "1.2.3.4"},
     {"HTTP_FORWARDED": "for=198.51.100.7"}, {"REMOTE_ADDR": "198.51.100.7"}, {"HTTP_HOST": "localhost:8123"},
     {"HTTP_HOST": "127.0.0.1"}, {"HTTP_USER_AGENT": "another"}],
)  # fmt: skip
def test_the_lock_is_not_evaded(ada, client: Client, forged):
    fail(client, 10)

    assertContains(give_password(Client(), **forged), LOCKED)


@pytest.mark.parametrize("name", ["ADA", "Ada", " ada "])
def test_the_lock_is_not_evaded_by_spelling(ada, client: Client, name):
    fail(client, 10)

    assertContains(give_password(client, name), LOCKED)


def test_a_locked_unknown_name_gets_the_same_answer(ada, client: Client):
    fail(client, 10)
    fail(client, 10, "nobody")

    assert _words(give_password(client, "nobody", "x")) == _words(give_password(client, "ada", "x"))


def test_an_unknown_name_gets_the_same_answer_as_a_wrong_password(ada, client: Client):
    known, unknown = give_password(client, "ada", "wrong"), give_password(client, "eve", "wrong")

    assert known.status_code == unknown.status_code
    assert _words(known) == _words(unknown)


def test_a_closed_account_gets_the_same_answer_as_a_wrong_password(ada, client: Client):
    wrong = _words(give_password(client, "ada", "wrong"))
    ada.is_active = False
    ada.save()

    assert _words(give_password(client)) == wrong


def test_an_unknown_name_takes_as_many_hashes(ada, client: Client, monkeypatch):
    hashed = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda *args: hashed.append(1) or encode(*args))
    give_password(client, "ada", "wrong")
    known, hashed[:] = len(hashed), []
    give_password(client, "nobody", "wrong")

    assert len(hashed) == known == 1


def test_one_address_that_tries_many_names_is_slowed(ada, client: Client, clock):
    answers = [give_password(client, f"name{number}", "wrong").status_code for number in range(40)]
    assert answers == [200] * 30 + [429] * 10
    assert give_password(client).status_code == 429
    clock.pass_by(minutes=1, seconds=1)

    assertRedirects(log_in(client), "/admin/")


def test_who_is_slowed_locks_nobody(ada, client: Client):
    for number in range(30):
        give_password(client, f"name{number}", "wrong")
    fail(client, 20)

    assertRedirects(log_in(client, REMOTE_ADDR="203.0.113.5"), "/admin/")


def test_another_address_is_not_slowed(ada, client: Client):
    for number in range(40):
        give_password(client, f"name{number}", "wrong", REMOTE_ADDR="203.0.113.9")

    assertRedirects(log_in(client, REMOTE_ADDR="203.0.113.5"), "/admin/")


def test_a_claimed_address_is_not_believed(ada, client: Client):
    answers = [
        give_password(client, f"name{number}", "wrong", HTTP_X_FORWARDED_FOR=f"203.0.113.{number}").status_code
        for number in range(31)
    ]
    assert answers[-1] == 429


def test_behind_a_proxy_the_address_that_it_saw_counts(ada, client: Client, settings):
    settings.PROXIES = 1
    for number in range(40):
        forged = f"198.51.100.{number}, 203.0.113.9"
        last = give_password(client, f"name{number}", "wrong", HTTP_X_FORWARDED_FOR=forged)

    assert last.status_code == 429
    assertRedirects(log_in(client, HTTP_X_FORWARDED_FOR="203.0.113.9, 203.0.113.5"), "/admin/")


def test_an_ipv6_network_counts_as_one(client: Client):
    answers = [
        give_password(client, f"name{number}", "wrong", REMOTE_ADDR=f"2001:db8::{number:x}").status_code
        for number in range(31)
    ]
    assert answers[-1] == 429


def test_codes_cannot_be_guessed_for_long(ada, client: Client):
    give_password(client)
    for _ in range(10):
        client.post(SECOND, {"code": "000000"})

    assertContains(client.post(SECOND, {"code": code_for()}), LOCKED)
    assert not is_in(client)


def test_a_passkey_may_still_try_when_all_else_is_locked(ada, client: Client):
    fail(client, 10)
    for number in range(40):
        give_password(client, f"name{number}", "wrong")
    asked = [client.post(reverse("mfa_login_webauthn"), {"credential": "{}"}).status_code for _ in range(40)]

    assert set(asked) == {302}
    assert client.get(reverse("mfa_login_webauthn"), HTTP_ACCEPT="application/json").status_code == 200


@pytest.mark.parametrize("length", [151, 256, 5000])
def test_a_long_name_is_refused_and_no_failure(client: Client, length):
    response = give_password(client, "x" * length)

    assert response.status_code == 200
    assertContains(response, "errorlist")


@pytest.mark.parametrize("name", ["\0", "a\0b", "\ud800", "💥" * 100, "ﬁ", "%", "' OR 1=1 --", "\u202e"])
def test_a_strange_name_is_no_failure(client: Client, name):
    assert give_password(client, name.encode("utf-8", "surrogatepass")).status_code == 200


def test_a_long_password_is_no_failure(ada, client: Client):
    assert give_password(client, password="x" * 100_000).status_code == 200


def test_a_password_of_many_words_gets_in(ada, client: Client):
    ada.set_password("correct horse " * 9)
    ada.save()

    assertRedirects(give_password(client, password="correct horse " * 9), SECOND)


def test_many_names_do_not_push_a_lock_out_of_the_cache(ada, client: Client):
    fail(client, 10)
    for number in range(400):
        cache.set(f"flood{number}", 1, 900)

    assertContains(give_password(client), LOCKED)


def _words(response) -> str:
    return re.sub(r'(value|nonce)="[^"]*"', "", response.content.decode())


def test_the_log_in_page_itself_is_not_counted(client: Client):
    assert {client.get(LOG_IN).status_code for _ in range(60)} == {200}
