"""The form: asked first how dangerous it is, then what there is to tell; a code at the end."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from monitor.publishing.models import Page
from monitor.tips import limits, tickets
from monitor.tips.models import Tip
from tests.builders import newest_edition

from .builders import TEXT, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch):
    monkeypatch.setitem(tickets.SOONEST, "waited", 0)


def form_for(client: Client, risk: str = "some", **hidden) -> dict[str, str]:
    """Answer the first question, and return what the form then holds."""
    html = client.post("/tips/", {"risk": risk, **hidden}).content.decode()
    found = re.findall(r'<input[^>]*type="hidden"[^>]*name="([^"]+)"(?: value="([^"]*)")?', html)
    return {name: value for name, value in found if name != "csrfmiddlewaretoken"}


def test_the_first_page_asks_how_dangerous_it_is(client):
    html = client.get("/tips/").content.decode()

    assert html.count('name="risk"') == 3
    assert "<textarea" not in html


def test_a_tip_is_sent_and_its_code_shown_once(client, published):
    answer = client.post("/tips/send/", {**form_for(client), "text": TEXT, "country": "freedonia"})

    code = re.search(r"data-code>(.+?)</p>", answer.content.decode())[1]
    assert re.fullmatch(r"(<span>[a-z]+</span> ?){7}", code)
    assert words_of(Tip.objects.get())["text"] == TEXT
    assert TEXT not in answer.content.decode()


def test_danger_offers_no_file_and_no_contact(client):
    danger = client.post("/tips/", {"risk": "dangerous"}).content.decode()
    trouble = client.post("/tips/", {"risk": "some"}).content.decode()

    assert 'type="file"' not in danger
    assert 'name="contact"' not in danger
    assert "observer" in danger or "watches your network" in danger
    assert 'type="file"' in trouble
    assert 'name="contact"' in trouble


def test_what_is_sent_at_danger_beside_the_form_is_dropped(client):
    client.post("/tips/send/", {**form_for(client, "dangerous"), "text": TEXT, "contact": "me@example.org"})

    assert "contact" not in words_of(Tip.objects.get())


def test_a_passage_of_a_page_is_filled_in(client, published):
    section = newest_edition(published).document["sections"][0]
    block = section["blocks"][0]["id"]

    first = client.get("/tips/", {"country": "freedonia", "edition": 1, "passage": block}).content.decode()
    client.post(
        "/tips/send/",
        {**form_for(client, country="freedonia", edition=1, passage_id=block), "text": TEXT, "country": "freedonia"},
    )

    assert "A fee is due." in first
    tip = Tip.objects.get()
    assert (tip.country_id, str(tip.passage_id), tip.edition_number) == (published.pk, block, 1)


def test_who_comes_from_a_page_is_not_asked_which_page(client, published):
    about = {"risk": "some", "country": "freedonia", "edition": 1}
    first = client.post("/tips/", about).content.decode()
    again = client.post("/tips/send/", {**form_for(client, **about), "text": ""}).content.decode()
    elsewhere = client.post("/tips/", {"risk": "some"}).content.decode()

    for page in (first, again):
        assert '<input type="hidden" name="country" value="freedonia"' in page
        assert "<select" not in page
    assert "<select" in elsewhere


def test_nonsense_in_the_address_is_no_error(client, published):
    for query in (
        {"country": "x" * 500},
        {"edition": "9" * 99},
        {"passage": "nobody"},
        {"country": "freedonia", "edition": -1},
    ):
        assert client.get("/tips/", query).status_code == 200


def test_a_page_that_was_withdrawn_is_not_named(client, published):
    Page.objects.update(withdrawn_on="2026-01-01")

    assert "Freedonia" not in client.get("/tips/", {"country": "freedonia"}).content.decode()


def test_what_was_typed_comes_back_when_something_is_missing(client):
    answer = client.post("/tips/send/", {**form_for(client), "text": "", "link": "https://example.org/a"})

    assert "https://example.org/a" in answer.content.decode()
    assert "Write what is wrong" in answer.content.decode()
    assert not Tip.objects.exists()


def test_a_refused_file_is_told_of_where_files_are_chosen(client):
    archive = SimpleUploadedFile("a.zip", b"PK\5\6" + bytes(18))
    answer = client.post("/tips/send/", {**form_for(client), "text": TEXT, "files": archive}).content.decode()

    assert re.search(r'id="id_files_error">File 1: ', answer)
    assert TEXT in answer


def test_who_chose_the_wrong_danger_goes_back_to_the_same_page(client, published):
    html = client.post("/tips/", {"risk": "dangerous", "country": "freedonia"}).content.decode()

    assert 'href="/tips/?country=freedonia&amp;edition=1"' in html


def test_twenty_thousand_characters_are_taken_and_one_more_is_not(client):
    client.post("/tips/send/", {**form_for(client), "text": "🌍" * 20_000})
    more = client.post("/tips/send/", {**form_for(client), "text": "x" * 20_001})

    assert Tip.objects.count() == 1
    assert "too long" in more.content.decode()


def test_null_bytes_are_dropped_and_the_rest_kept(client):
    client.post("/tips/send/", {**form_for(client), "text": "a\0b\r\nc\x1b"})

    assert words_of(Tip.objects.get())["text"] == "ab\nc"


def test_a_form_that_is_sent_twice_is_kept_once(client):
    form = {**form_for(client), "text": TEXT}
    client.post("/tips/send/", form)
    again = client.post("/tips/send/", form)

    assert "it arrived" in again.content.decode()
    assert Tip.objects.count() == 1


def test_the_form_as_it_came_back_can_be_sent_again(client):
    form = {**form_for(client), "text": TEXT}
    client.post("/tips/send/", form)
    back = client.post("/tips/send/", form).content.decode()
    ticket = re.search(r'name="ticket" value="([^"]+)"', back)[1]

    assert "data-code" in client.post("/tips/send/", {**form, "ticket": ticket}).content.decode()
    assert Tip.objects.count() == 1


def test_without_work_a_form_waits(client, monkeypatch):
    monkeypatch.setitem(tickets.SOONEST, "waited", 30)
    answer = client.post("/tips/send/", {**form_for(client), "text": TEXT}).content.decode()

    assert re.search(r"wait (29|30) seconds", answer)
    assert TEXT in answer
    assert not Tip.objects.exists()


@pytest.mark.parametrize("ticket", ["", "x", "a:b:c", "é" * 50])
def test_a_forged_ticket_is_not_taken(client, ticket):
    answer = client.post("/tips/send/", {**form_for(client), "ticket": ticket, "text": TEXT})

    assert "send it again" in answer.content.decode()
    assert not Tip.objects.exists()


def test_a_machine_that_fills_the_trap_is_told_so(client):
    answer = client.post("/tips/send/", {**form_for(client), "text": TEXT, "website": "http://spam.example"})

    assert "has to stay empty" in answer.content.decode()
    assert not Tip.objects.exists()


def test_a_source_over_its_limit_is_told_to_come_back(client, monkeypatch):
    monkeypatch.setitem(limits.FROM_ONE_SOURCE, "send", 1)
    client.post("/tips/send/", {**form_for(client), "text": "One"})
    answer = client.post("/tips/send/", {**form_for(client), "text": "Two"}, headers={"x-forwarded-for": "9.9.9.9"})

    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "600")
    assert "Two" in answer.content.decode()
    assert Tip.objects.count() == 1


def test_one_source_over_its_limit_shuts_nobody_else_out(client, monkeypatch):
    monkeypatch.setitem(limits.FROM_ONE_SOURCE, "send", 1)
    monkeypatch.setitem(limits.FROM_ALL, "send-waited", 2)
    for number in range(5):
        client.post("/tips/send/", {**form_for(client), "text": f"Flood {number}"})

    other = Client(REMOTE_ADDR="192.0.2.7")
    assert "data-code" in other.post("/tips/send/", {**form_for(other), "text": TEXT}).content.decode()


def test_without_a_key_the_form_says_so(client, settings):
    settings.TIP_KEYS, settings.DEVELOPMENT = [], False
    page = client.get("/tips/").content.decode()
    sent = client.post("/tips/send/", {"risk": "some", "text": TEXT, "ticket": tickets.new()})

    assert "<form" not in page
    assert settings.CONTACT_EMAIL in page
    assert sent.status_code == 403


def test_the_form_needs_its_cookie_and_gives_the_words_back():
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post("/tips/send/", {"risk": "some", "text": TEXT})

    assert answer.status_code == 403
    assert TEXT in answer.content.decode()
    assert not Tip.objects.exists()


def test_who_made_somebody_send_a_ticket_cannot_ask_later_whether_it_was_spent():
    theirs = tickets.new()
    answer = Client(enforce_csrf_checks=True).post("/tips/send/", {"risk": "some", "text": TEXT, "ticket": theirs})

    assert theirs not in answer.content.decode()


@pytest.mark.parametrize("path", ["/tips/", "/tips/status/", "/tips/status/add/", "/tips/take-back/"])
def test_who_allows_no_cookie_is_told_that_one_is_needed(path):
    answer = Client(enforce_csrf_checks=True).post(path, {"risk": "some"})

    assert answer.status_code == 403
    assert "Allow cookies for this site" in answer.content.decode()


def test_no_cookie_but_the_one_that_ends_with_the_browser(client):
    answer = client.get("/tips/")

    assert list(answer.cookies) == ["csrf"]
    assert answer.cookies["csrf"]["max-age"] == ""
    assert answer.cookies["csrf"]["expires"] == ""
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("name", ["tips:send", "tips:take_back", "tips:add"])
def test_addresses_that_only_take_lead_back_to_the_form(client, name):
    assert client.get(reverse(name)).status_code == 302


def test_a_text_of_a_million_letters_is_refused_in_words():
    strict = Client(raise_request_exception=False, enforce_csrf_checks=True)
    answer = strict.post("/tips/send/", {"risk": "some", "text": "x" * 1_100_000})

    assert answer.status_code == 413
    assert "too much at once" in answer.content.decode()


def test_a_request_that_says_it_is_huge_is_refused_unread(client):
    answer = client.post("/tips/send/", {"text": "x"}, CONTENT_LENGTH=str(80_000_000))

    assert answer.status_code == 413
