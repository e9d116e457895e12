"""Passkeys without a browser: a good one works, and garbage in its place is a wrong code, on every page that asks."""

import json
import logging
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django.asserts import assertContains, assertRedirects

from tests.builders import PASSWORD

from .browser import SECOND, give_password, is_in
from .passkey import GARBAGE, WHOLE, Passkey

LOG_IN, ADD, AGAIN = (reverse(f"mfa_{name}_webauthn") for name in ("login", "add", "reauthenticate"))
PAGES = [LOG_IN, SECOND, AGAIN, ADD]


def come_to(page: str, client: Client) -> None:
    """Go as far as the page that asks ada for a passkey, and have it ask."""
    if page == SECOND:
        give_password(client)
    elif page != LOG_IN:
        client.force_login(User.objects.get(username="ada"))
        client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    client.get(page, HTTP_ACCEPT="application/json")


def send(page: str, client: Client, credential: Any, **more: Any) -> Any:
    text = credential if isinstance(credential, str) else json.dumps(credential)
    return client.post(page, {"credential": text, **more})


@pytest.fixture
def passkey(ada, client: Client) -> Passkey:
    """A passkey that ada has added; the browser is logged out again."""
    made = Passkey()
    come_to(ADD, client)
    send(ADD, client, made.added(client), name="Key", passwordless="on")
    client.logout()
    return made


@pytest.mark.parametrize("credential", GARBAGE, ids=range(len(GARBAGE)))
@pytest.mark.parametrize("page", PAGES)
def test_garbage_is_a_wrong_code_and_is_logged_nowhere(
    passkey, page: str, credential: str, caplog: pytest.LogCaptureFixture
):
    client = Client()
    come_to(page, client)
    before = Authenticator.objects.count()
    answer = send(page, client, credential)

    assert answer.status_code in (200, 302)
    assert [one for one in caplog.records if one.levelno >= logging.WARNING] == []
    assert Authenticator.objects.count() == before
    assert is_in(client) is (page in (AGAIN, ADD))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*WHOLE, *WHOLE["response"]]), inner),
    max_leaves=8,
)


@pytest.mark.parametrize("page", PAGES)
def test_no_garbage_at_all_is_a_failure(passkey, page: str):
    client = Client()
    come_to(page, client)

    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(JSON, st.dictionaries(st.sampled_from(list(WHOLE)), JSON), st.booleans())
    def check(other: Any, changed: dict[str, Any], whole: bool) -> None:
        assert send(page, client, {**WHOLE, **changed} if whole else other).status_code < 500

    check()


@pytest.mark.parametrize("page", [LOG_IN, SECOND])
def test_a_good_passkey_gets_in(passkey: Passkey, ada, client: Client, page: str):
    come_to(page, client)

    assertRedirects(send(page, client, passkey.shown(client, ada)), "/admin/")


def test_a_good_passkey_gets_in_once(passkey: Passkey, ada, client: Client):
    come_to(LOG_IN, client)
    shown = passkey.shown(client, ada)
    send(LOG_IN, client, shown)
    client.logout()
    client.get(LOG_IN, HTTP_ACCEPT="application/json")
    send(LOG_IN, client, shown)

    assert not is_in(client)


def test_a_signature_of_another_passkey_does_not_get_in(passkey: Passkey, ada, client: Client):
    come_to(LOG_IN, client)
    send(LOG_IN, client, Passkey().shown(client, ada))

    assert not is_in(client)


def test_of_a_new_passkey_only_what_is_read_is_stored(ada, client: Client):
    come_to(ADD, client)
    sent = json.dumps({**Passkey().added(client), "more": 0, "transports": 1})
    sent = sent.replace('"more": 0', '"more": [NaN, 1e999]')
    send(ADD, client, sent, name="Key")

    stored = Authenticator.objects.get(type="webauthn").data["credential"]
    assert set(stored) == {"type", "id", "rawId", "response", "clientExtensionResults"}
    assert client.get("/accounts/2fa/webauthn/").status_code == 200


@pytest.mark.parametrize("page", [SECOND, ADD])
def test_what_was_sent_does_not_come_back_in_the_page(passkey, client: Client, page: str):
    come_to(page, client)
    answer = send(page, client, '{"id": "sent before"}')

    assertContains(answer, "Incorrect code")
    assert b"sent before" not in answer.content
