"""The page by which the office takes a page from readers, and gives it back."""

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from countries.models import Assignment, Country
from monitor.desk.models import AuditEntry
from monitor.publishing.models import Withdrawal
from monitor.publishing.withdraw import withdraw
from tests.builders import make_country, make_editor

from .browser import office_address, send

REASON = "A source is at risk."


def address(country: Country) -> str:
    return office_address(country, "withdraw")


def someone(client: Client, *rights: str, of: Country | None = None) -> Client:
    """Log in someone of the staff with these rights alone, assigned to one country at most."""
    user = make_editor("eve", rights=())
    user.user_permissions.set(Permission.objects.filter(codename__in=rights))
    if of:
        Assignment.objects.create(user=user, country=of)
    client.force_login(user)
    return client


def test_a_page_is_withdrawn(office: Client, published: Country, client: Client):
    response = send(office, address(published), reason=REASON)

    assertRedirects(response, address(published))
    assertContains(client.get("/countries/freedonia/"), REASON, status_code=410)
    assertContains(office.get(address(published)), "Give the page back to readers")


def test_a_page_is_given_back(office: Client, published: Country, client: Client):
    withdraw(published, REASON, None)
    send(office, address(published))

    assert client.get("/countries/freedonia/").status_code == 200
    assertContains(office.get(address(published)), "Withdraw the page")
    assertContains(office.get(address(published)), REASON)


def test_the_log_says_who_did_it(office: Client, published: Country):
    send(office, address(published), reason=REASON)
    send(office, address(published))

    assert [(entry.by, entry.deed, entry.country_id) for entry in AuditEntry.objects.order_by("pk")] == [
        (User.objects.get(), deed, published.pk) for deed in ("withdrew", "gave back")
    ]


@pytest.mark.parametrize("reason", ["", "   ", "x" * 1001])
def test_a_reason_is_asked_for(office: Client, published: Country, reason: str):
    assert send(office, address(published), reason=reason).status_code == 200
    assert not Withdrawal.objects.exists()


def test_a_page_that_readers_never_saw_cannot_be_withdrawn(office: Client, country: Country):
    assertContains(send(office, address(country), reason=REASON), "Readers see nothing of Freedonia yet.")


def test_looking_changes_nothing(office: Client, published: Country):
    office.get(address(published), {"deed": "withdraw", "reason": REASON})

    assert not Withdrawal.objects.exists()


def test_a_form_that_came_late_does_not_give_the_page_back(office: Client, published: Country):
    withdraw(published, "The first reason.", None)
    page = office.post(address(published), {"deed": "withdraw", "reason": REASON}, follow=True)

    assertContains(page, "was withdrawn already")
    assert Withdrawal.objects.get().reason == "The first reason."
    assert not AuditEntry.objects.exists()


def test_giving_back_twice_is_said_in_words(office: Client, published: Country):
    assertContains(office.post(address(published), {"deed": "give-back"}, follow=True), "was not withdrawn")
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize("deed", ["withdraw", "give-back"])
def test_who_lacks_the_right_is_refused_also_by_a_made_up_form(published: Country, client: Client, deed: str):
    someone(client, "publish_edition", "redact_passage", "edit_every_country", of=published)
    answers = [client.get(address(published)), client.post(address(published), {"deed": deed, "reason": REASON})]

    assert [answer.status_code for answer in answers] == [403, 403]
    assert not Withdrawal.objects.exists()


def test_a_country_of_somebody_else_is_not_found(published: Country, client: Client):
    someone(client, "withdraw_page", of=make_country("Sylvania"))
    answers = [
        client.get(address(published)),
        client.post(address(published), {"deed": "withdraw", "reason": REASON}),
    ]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert not Withdrawal.objects.exists()


def test_ones_own_country_can_be_withdrawn(published: Country, client: Client):
    send(someone(client, "withdraw_page", of=published), address(published), reason=REASON)

    assert Withdrawal.objects.in_force().exists()


def test_a_stranger_is_sent_to_log_in(published: Country, client: Client):
    answer = client.post(address(published), {"deed": "withdraw", "reason": REASON})

    assert answer.headers["Location"].startswith(reverse("admin:login"))
    assert not Withdrawal.objects.exists()


def test_a_reason_with_markup_is_shown_as_text(office: Client, published: Country):
    withdraw(published, "<script>alert(1)</script>", None)

    assertNotContains(office.get(address(published)), "<script>alert")


def test_a_form_from_elsewhere_is_refused(published: Country, office: Client):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(User.objects.get())

    assert browser.post(address(published), {"deed": "withdraw", "reason": REASON}).status_code == 403
    assert not Withdrawal.objects.exists()
