"""Changing a password, and a forgotten one: by mail, without telling strangers anything, past no second factor."""

import re
import threading

import pytest
from django.core import mail
from django.test import Client
from pytest_django.asserts import assertContains, assertRedirects

from monitor.desk.models import AuditEntry
from tests.builders import PASSWORD, make_editor

from .browser import LOG_IN, SECOND, Clock, give_password, is_in, log_in

ASK = "/accounts/password/reset/"
DONE = "/accounts/password/reset/done/"
NEW = "another quiet password"


def ask(client: Client, address: str = "ada@example.org", **more: str):
    response = client.post(ASK, {"email": address}, **more)
    for thread in threading.enumerate():
        if thread is not threading.current_thread() and not thread.daemon:
            thread.join(5)
    return response


def link() -> str:
    return next(found.group() for one in mail.outbox if (found := re.search(r"https?://\S+", one.body)))


def choose(client: Client, password: str = NEW):
    page = client.get(link(), follow=True)
    return client.post(page.request["PATH_INFO"], {"password1": password, "password2": password}, follow=True)


def test_a_forgotten_password_is_replaced_by_a_link(ada, client: Client):
    ask(client)
    assertContains(choose(client), "Your password is changed")

    assertRedirects(give_password(client, password=NEW), SECOND)


def test_it_does_not_get_past_the_second_factor(ada, client: Client):
    ask(client)
    choose(client)

    assert not is_in(client)
    give_password(client, password=NEW)
    assert not is_in(client)


def test_a_link_works_once(ada, client: Client):
    ask(client)
    choose(client)

    assertContains(Client().get(link(), follow=True), "The link does not fit")


def test_whoever_was_logged_in_is_out(ada, client: Client):
    elsewhere = Client()
    elsewhere.force_login(ada)
    ask(client)
    choose(client)

    assert not is_in(elsewhere)


def test_it_opens_a_locked_account(ada, client: Client):
    for _ in range(10):
        give_password(Client(), password="wrong")
    ask(client)
    choose(client)

    assertRedirects(give_password(client, password=NEW), SECOND)


def test_an_unknown_address_gets_the_same_answer_and_no_mail(ada, client: Client):
    known, unknown = ask(client), ask(client, "eve@example.org")

    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert [message.to for message in mail.outbox] == [["ada@example.org"]]


def test_a_closed_account_gets_no_mail(ada, client: Client):
    ada.is_active = False
    ada.save()
    ask(client)

    assert mail.outbox == []


@pytest.mark.parametrize("forged", ["evil.example", "testserver.evil.example", "evil.example:443"])
def test_a_foreign_host_gets_no_link(ada, client: Client, forged):
    assert ask(client, HTTP_HOST=forged).status_code == 400
    assert mail.outbox == []


def test_the_link_leads_to_our_host_alone(ada, client: Client, settings):
    settings.DEVELOPMENT = False
    ask(client, HTTP_HOST="testserver:8666", HTTP_X_FORWARDED_HOST="evil.example")

    assert link().startswith("http://testserver/accounts/")


def test_the_mail_says_no_address_and_no_browser(ada, client: Client):
    ask(client, REMOTE_ADDR="203.0.113.9", HTTP_USER_AGENT="Reader 1.0")
    choose(client)
    [thread.join(5) for thread in threading.enumerate() if thread is not threading.current_thread()]

    for message in mail.outbox:
        assert "203.0.113.9" not in message.body
        assert "Reader" not in message.body


def test_people_are_told_of_a_new_password(ada, client: Client):
    log_in(client)
    client.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})
    [thread.join(5) for thread in threading.enumerate() if thread is not threading.current_thread()]

    assert "password has been changed" in mail.outbox[-1].body


def test_one_address_that_asks_often_is_slowed(ada, client: Client):
    assert [ask(client, f"name{number}@example.org").status_code for number in range(21)][-1] == 429


def test_a_stranger_who_asks_does_not_keep_the_owner_from_asking(ada, client: Client):
    for _ in range(30):
        ask(Client(), REMOTE_ADDR="203.0.113.9")

    assertRedirects(ask(client, REMOTE_ADDR="203.0.113.5"), DONE)
    assertContains(choose(client), "Your password is changed")


def test_a_mailbox_is_not_flooded_and_nobody_is_told(ada, client: Client):
    answers = [ask(client, REMOTE_ADDR=f"203.0.113.{number}") for number in range(12)]

    assert {(answer.status_code, answer["Location"]) for answer in answers} == {(302, DONE)}
    assert len(mail.outbox) == 3


@pytest.mark.parametrize("spelt", ["ADA@example.org", "Ada@Example.org"])
def test_a_mailbox_is_not_flooded_by_spelling(ada, client: Client, spelt: str):
    for _ in range(3):
        ask(client)
    ask(client, spelt)

    assert len(mail.outbox) == 3


def test_after_an_hour_mails_come_again(ada, client: Client, clock: Clock):
    for _ in range(4):
        ask(client)
    clock.pass_by(minutes=61)
    ask(client)

    assert len(mail.outbox) == 4


def test_mails_to_one_person_are_not_counted_for_another(ada, client: Client):
    ben = make_editor("ben")
    ben.email = "ben@example.org"
    ben.save()
    for _ in range(4):
        ask(client)
    ask(client, "ben@example.org")

    assert mail.outbox[-1].to == ["ben@example.org"]


def test_links_to_another_host_of_ours_do_not_use_up_the_mails(ada, client: Client):
    for _ in range(4):
        ask(client, HTTP_HOST="localhost")
    ask(client)

    assert "://testserver/" in mail.outbox[-1].body


def test_made_up_hosts_that_a_wildcard_lets_pass_count_as_one(ada, client: Client, settings):
    settings.ALLOWED_HOSTS = [".example.org"]
    for number in range(6):
        ask(client, HTTP_HOST=f"x{number}.example.org")

    assert len(mail.outbox) == 3


def test_when_a_log_in_has_undone_the_links_mails_come_again(ada, client: Client):
    for _ in range(4):
        ask(client)
    log_in(client)
    ask(Client())

    assert len(mail.outbox) == 4


@pytest.mark.parametrize("weak", ["short", "aaaaaaaaaaaaaa", "123456789123456789", "123456789012345678901234567890"])
def test_a_weak_password_is_refused(ada, client: Client, weak):
    ask(client)

    assertContains(choose(client, weak), "errorlist")


@pytest.mark.parametrize(
    "key", ["zzz-zzz", "1-x" + "y" * 3000, "zzzzzzzzzzzzz-abc", "0-set-password", "1-%00", "9" * 99 + "-a"]
)
def test_a_made_up_link_is_no_failure(db, client: Client, key):
    assert client.get(f"/accounts/password/reset/key/{key}/").status_code in (200, 400, 404)


def test_a_change_is_in_the_audit_log(ada, client: Client):
    ask(client)
    choose(client)

    assert AuditEntry.objects.filter(by=ada, deed="password changed", about="by mail").exists()


def test_the_offices_page_for_it_leads_to_ours(ada, client: Client):
    client.force_login(ada)

    assertRedirects(client.get("/admin/password_change/"), "/accounts/password/change/")


def test_to_change_it_one_logs_in(client: Client, db):
    assert client.get("/accounts/password/change/")["Location"].startswith(LOG_IN)
