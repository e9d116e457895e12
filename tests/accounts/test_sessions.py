"""How long a log-in lasts, what ends it, and what becomes of a form that comes too late."""

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from tests.builders import PASSWORD, enrol, make_country, make_law

from .browser import Clock, give_password, is_in, log_in

TYPED = "The fee is now seven indicators, as the law of March says."


@pytest.fixture
def inside(ada, client: Client, clock: Clock) -> Client:
    log_in(client)
    return client


def test_it_ends_after_half_an_hour_without_a_click(inside: Client, clock: Clock):
    clock.pass_by(minutes=31)

    assert not is_in(inside)


def test_each_click_gives_another_half_hour(inside: Client, clock: Clock):
    for _ in range(10):
        clock.pass_by(minutes=25)
        assert is_in(inside)


def test_after_eight_hours_it_ends_all_the_same(inside: Client, clock: Clock):
    for _ in range(19):
        clock.pass_by(minutes=25)
        assert is_in(inside)
    clock.pass_by(minutes=10)

    assert not is_in(inside)


def test_what_a_page_asks_for_by_itself_is_no_click(inside: Client, clock: Clock):
    for _ in range(2):
        clock.pass_by(minutes=16)
        inside.get("/admin/", headers={"Sec-Fetch-Mode": "cors"})

    assert not is_in(inside)


def test_once_ended_it_does_not_come_back(inside: Client, clock: Clock):
    clock.pass_by(minutes=31)
    is_in(inside)
    clock.pass_by(minutes=-20)

    assert not is_in(inside)


def test_a_session_without_a_beginning_is_none(inside: Client):
    session = inside.session
    del session["began"]
    session.save()

    assert not is_in(inside)


def test_it_is_written_at_most_once_a_minute(inside: Client, clock: Clock):
    clock.pass_by(minutes=2)

    assert [_writes(inside) for _ in range(3)] == [1, 0, 0]


def _writes(client: Client) -> int:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        client.get("/accounts/2fa/")
    return sum('UPDATE "django_session"' in query["sql"] for query in asked.captured_queries)


def test_logging_in_makes_a_new_session(ada, client: Client):
    client.get("/accounts/2fa/webauthn/login/", HTTP_ACCEPT="application/json")
    before = client.session.session_key
    give_password(client)
    between = client.session.session_key
    log_in(client)

    assert client.session.session_key not in (before, between)
    assert not Session.objects.filter(session_key=before).exists()


def test_a_session_given_by_a_stranger_is_not_taken(ada, client: Client):
    client.cookies["session"] = "strangers0chosen0session0key00000"[:32]
    log_in(client)

    assert client.session.session_key != "strangers0chosen0session0key00000"[:32]


def test_a_new_password_ends_all_others(inside: Client, ada):
    elsewhere = Client()
    elsewhere.force_login(ada)
    fields = {"oldpassword": PASSWORD, "password1": "another quiet password", "password2": "another quiet password"}
    inside.post("/accounts/password/change/", fields)

    assert is_in(inside)
    assert not is_in(elsewhere)


def test_closing_an_account_ends_it(inside: Client, ada):
    User.objects.update(is_active=False)

    assert not is_in(inside)


def test_taking_the_office_away_ends_it(inside: Client, ada):
    User.objects.update(is_staff=False)

    assert not is_in(inside)


def test_a_form_that_comes_too_late_is_kept(inside: Client, clock: Clock, ada):
    law = make_law()
    clock.pass_by(minutes=31)
    response = inside.post(f"/admin/legal/law/{law.pk}/change/?from=list", {"title": TYPED, "_save": "Save"})

    assertContains(response, "You were logged out before this was saved", status_code=403)
    clock.pass_by(minutes=5)
    assertRedirects(log_in(inside, fields={"next": "/accounts/kept/"}, steps=0), "/accounts/kept/")
    page = inside.get("/accounts/kept/")
    assertContains(page, TYPED)
    assertContains(page, f'action="/admin/legal/law/{law.pk}/change/?from=list"')
    assertContains(page, '<input type="hidden" name="_save" value="Save">')


def test_it_is_kept_also_when_the_page_asked_for_something_meanwhile(inside: Client, clock: Clock):
    clock.pass_by(minutes=31)
    inside.get("/admin/", headers={"Sec-Fetch-Mode": "cors"})
    inside.post("/admin/legal/law/add/", {"title": TYPED})

    assert inside.session["kept"]["fields"] == [["title", TYPED]]


def test_a_kept_form_can_be_thrown_away(inside: Client, clock: Clock):
    clock.pass_by(minutes=31)
    inside.post("/admin/legal/law/add/", {"title": TYPED})
    log_in(inside)
    inside.post("/accounts/kept/")

    assertRedirects(inside.get("/accounts/kept/"), "/admin/")


def test_nobody_else_sees_a_kept_form(inside: Client, clock: Clock):
    enrol(User.objects.create_user("ben", password=PASSWORD, is_staff=True))
    clock.pass_by(minutes=31)
    inside.post("/admin/legal/law/add/", {"title": TYPED})
    log_in(inside, "ben")

    assert "kept" not in inside.session


def test_a_password_is_not_kept(inside: Client, clock: Clock):
    clock.pass_by(minutes=31)
    inside.post("/admin/auth/user/add/", {"username": "eve", "password1": "something secret"})

    assert "something secret" not in str(dict(inside.session))


def test_a_strangers_form_is_not_kept(db, client: Client):
    make_country()
    client.cookies["session"] = "strangers0chosen0session0key00000"[:32]
    client.post("/admin/legal/law/add/", {"title": TYPED})

    assert not Session.objects.exists()


def test_a_form_forged_elsewhere_is_not_kept(ada, clock: Clock):
    client = Client(enforce_csrf_checks=True)
    client.force_login(ada)
    clock.pass_by(minutes=31)
    client.post("/admin/legal/law/add/", {"title": TYPED})

    assert TYPED not in str(dict(client.session))


@pytest.mark.parametrize(
    ("address", "fields"),
    [("/admin/countries/country/{}/redact/", {"words": TYPED}),
     ("/admin/countries/country/{}/redact", {"words": TYPED}),
     ("/admin/countries/country/{}/redact/?x=/", {"word": TYPED})],
)  # fmt: skip
def test_words_that_must_go_are_not_kept(inside: Client, clock: Clock, address: str, fields: dict[str, str]):
    path = address.format(make_country().pk)
    clock.pass_by(minutes=31)
    response = inside.post(path, fields)

    assertContains(response, "You were logged out before this was saved", status_code=403)
    assertNotContains(response, "what you sent is kept", status_code=403)
    assert TYPED not in str([session.get_decoded() for session in Session.objects.all()])


def late(client: Client, **more: str) -> str:
    """Send a form from a browser whose session has ended; return all that its session keeps."""
    client.handler.enforce_csrf_checks = True
    client.post("/admin/legal/law/add/", {"title": TYPED, **more})
    return str(dict(client.session))


def test_a_form_with_the_token_of_its_browser_is_kept(inside: Client, clock: Clock):
    clock.pass_by(minutes=31)

    assert TYPED in late(inside, csrfmiddlewaretoken=inside.cookies["csrf"].value)


@pytest.mark.parametrize("token", ["", "x", "a" * 32, "b" * 64])
def test_a_form_with_a_wrong_token_is_not_kept(inside: Client, clock: Clock, token: str):
    clock.pass_by(minutes=31)

    assert TYPED not in late(inside, csrfmiddlewaretoken=token)


def test_whoever_holds_the_session_alone_plants_no_form(inside: Client, clock: Clock):
    clock.pass_by(minutes=31)
    inside.cookies["csrf"] = "b" * 32

    assert TYPED not in late(inside, csrfmiddlewaretoken="b" * 32)


def test_a_kept_form_says_where_it_would_go_and_with_what(inside: Client, clock: Clock):
    clock.pass_by(minutes=31)
    inside.post("/admin/auth/user/5/change/", {"is_superuser": "on", "_save": "Save"})
    log_in(inside)
    page = inside.get("/accounts/kept/")

    assertContains(page, "It would be sent to <code>/admin/auth/user/5/change/</code>")
    assertContains(page, "<dt>is_superuser</dt><dd>on</dd>")


def test_readers_pages_ask_for_no_session(inside: Client, published, clock: Clock):
    clock.pass_by(minutes=2)
    with CaptureQueriesContext(connection) as asked:
        response = inside.get("/countries/")

    assert not [query for query in asked.captured_queries if "session" in query["sql"]]
    assert "Cookie" not in response.get("Vary", "")
