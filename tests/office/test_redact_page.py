"""The page by which the office takes words out of everything: look first, then type them again."""

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from countries.models import Country
from legal.models import Law
from monitor.desk.models import AuditEntry
from monitor.publishing.models import Redaction
from monitor.publishing.publish import publish
from tests.builders import make_country, make_law, newest_edition

from .browser import office_address
from .test_withdraw_page import someone

NAME = "Zebulon Quirke"


def address(country: Country) -> str:
    return office_address(country, "redact")


@pytest.fixture
def named(country: Country) -> Country:
    make_law(f"Law on {NAME}", country=country)
    publish(country, note="First.")
    return country


def fields(page) -> dict[str, str]:
    """What stands in the form of a page, the words left out."""
    form = page.context["form"]
    return {name: form[name].value() or "" for name in ("looked", "reason", "any_case") if form[name].value()}


def look(client: Client, country: Country, words: str = NAME, **typed: str):
    return client.post(address(country), {**fields(client.get(address(country))), "words": words, **typed})


def again(client: Client, country: Country, page, words: str = NAME, **typed: str):
    return client.post(address(country), {**fields(page), "words": words, **typed})


def test_the_first_look_says_where_and_changes_nothing(office: Client, named: Country):
    page = look(office, named)

    assertContains(page, '<th scope="row">Editions that readers see</th><td>1</td>')
    assertContains(page, '<th scope="row">Records as editors keep them</th><td>1</td>')
    assertContains(page, "This cannot be undone.")
    assert Law.objects.filter(title__contains=NAME).exists()
    assert not Redaction.objects.exists()
    assert not AuditEntry.objects.exists()


def test_typed_again_the_words_go(office: Client, named: Country):
    answer = again(office, named, look(office, named), reason="privacy")

    assertRedirects(answer, address(named), fetch_redirect_response=False)
    assertContains(office.get(address(named)), "The words are taken out of 2 places of Freedonia.")
    assert not Law.objects.filter(title__contains=NAME).exists()
    assert Redaction.objects.get().reason == "privacy"


def test_a_form_kept_in_ones_own_session_goes_too(office: Client, named: Country):
    page = look(office, named)
    session = office.session
    session["kept"] = {"user": "1", "path": "/admin/legal/law/add/", "fields": [["title", NAME]]}
    session["seen"] -= 300  # so that the request saves its session
    session.save()
    again(office, named, page)

    assert [one.get_decoded().get("kept") for one in Session.objects.all()] == [None]


def test_the_log_says_that_it_was_done_and_never_the_words(office: Client, named: Country):
    again(office, named, look(office, named))

    entry = AuditEntry.objects.get()
    assert (entry.by, entry.deed, entry.about) == (User.objects.get(), "redacted", "2 places; editions: 1")


def test_other_words_the_second_time_change_nothing(office: Client, named: Country):
    page = again(office, named, look(office, named), words="Law on Associations")

    assertContains(page, "These are not the words that you looked for.")
    assert not Redaction.objects.exists()
    assert "looked" not in fields(page)


def test_another_choice_of_capitals_the_second_time_changes_nothing(office: Client, named: Country):
    assertContains(again(office, named, look(office, named), any_case="on"), "These are not the words")
    assert not Redaction.objects.exists()


@pytest.mark.parametrize("looked", ["x", "0" * 64])
def test_a_made_up_seal_changes_nothing(office: Client, named: Country, looked: str):
    assertContains(look(office, named, looked=looked), "These are not the words")
    assert not Redaction.objects.exists()


def test_the_answer_does_not_repeat_the_words(office: Client, named: Country):
    assertNotContains(look(office, named), "Quirke")


def test_the_answer_is_kept_nowhere(office: Client, named: Country):
    assert "no-store" in look(office, named).headers["Cache-Control"]


@pytest.mark.parametrize(
    ("words", "advice"),
    [("Doe", "at least 4"), ("Freedonia", "name of the country"), ("Somebody Else", "stand nowhere"), ("", "required")],
)
def test_words_that_cannot_go_are_refused_with_advice(office: Client, named: Country, words: str, advice: str):
    assertContains(look(office, named, words=words), advice)


def test_an_unknown_kind_of_reason_is_refused(office: Client, named: Country):
    assertContains(look(office, named, reason="whim"), "Select a valid choice")


def test_longer_words_and_other_capitals_are_named(office: Client, named: Country):
    make_law("The Quirkeans", country=named)
    make_law("quirke again, and More", country=named)
    page = look(office, named, words="Quirke")

    assertContains(page, "These longer words would be cut into as well: Quirkeans.")
    assertContains(page, "In 1 more place the words stand in other capitals")


def test_looking_at_the_page_writes_nothing(office: Client, named: Country):
    office.get(address(named), {"words": NAME, "looked": "x"})

    assert not Redaction.objects.exists()
    assert (
        NAME in newest_edition(named).document["laws"][1]["title"] + newest_edition(named).document["laws"][0]["title"]
    )


def test_who_lacks_the_right_is_refused_also_by_a_made_up_form(office: Client, named: Country, client: Client):
    sealed = fields(look(office, named))
    someone(client, "publish_edition", "withdraw_page", "edit_every_country", of=named)
    answers = [client.get(address(named)), client.post(address(named), {**sealed, "words": NAME})]

    assert [answer.status_code for answer in answers] == [403, 403]
    assert not Redaction.objects.exists()


def test_a_country_of_somebody_else_is_not_found(office: Client, named: Country, client: Client):
    sealed = fields(look(office, named))
    someone(client, "redact_passage", of=make_country("Sylvania"))
    answers = [client.get(address(named)), client.post(address(named), {**sealed, "words": NAME})]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert not Redaction.objects.exists()


def test_a_form_from_elsewhere_is_refused(office: Client, named: Country):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(User.objects.get())

    assert browser.post(address(named), {**fields(look(office, named)), "words": NAME}).status_code == 403
    assert not Redaction.objects.exists()
