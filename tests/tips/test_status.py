"""A sender comes back with the code: reads what became of it, and replies."""

import re

import pytest

from monitor.tips import limits
from monitor.tips.answering import reply
from monitor.tips.models import Message, State, Tip
from monitor.tips.sealing import seal_words
from tests.builders import make_editor, newest_edition

from .builders import TEXT, send, words_of

pytestmark = pytest.mark.django_db


def shown(client, code: str) -> str:
    return client.post("/tips/status/", {"code": code}).content.decode()


def token_in(html: str) -> str:
    return re.search(r'name="token" value="([^"]+)"', html)[1]


def ask(tip: Tip, text: str) -> Message:
    """Write to a sender, as the office does."""
    sealed = seal_words({"text": text}, [one.recipient for one in tip.codes.all()])
    return Message.objects.create(
        tip=tip, number=tip.messages.count() + 1, day=tip.day, by=make_editor("tina"), sealed=sealed
    )


def test_the_code_shows_that_it_arrived(client):
    _, code = send()

    assert "Received" in shown(client, code)


@pytest.mark.parametrize(
    "spelt", [str.upper, lambda code: code.replace(" ", "-"), lambda code: f"  {code.replace(' ', ', ')}. "]
)
def test_however_the_words_are_written(client, spelt):
    _, code = send()

    assert "Received" in shown(client, spelt(code))


def test_a_wrong_word_opens_nothing_and_says_no_more(client):
    _, code = send()
    wrong = " ".join([*code.split()[:6], "abacus" if code.split()[6] != "abacus" else "zoom"])

    def plain(html):
        return re.sub(r'value="[^"]*"', "", html)

    assert plain(shown(client, wrong)) == plain(shown(client, "zoom " * 7)) == plain(shown(client, ""))


def test_a_slip_in_a_word_is_told_and_the_rest_need_not_be_typed_again(client):
    html = shown(client, "Zoom expresso zoom zoom zoom zoom <zoom")

    assert "No code has “expresso”. " in html
    assert 'value="Zoom expresso zoom zoom zoom zoom &lt;zoom"' in html


def test_only_the_code_opens_what_the_office_wrote(client):
    (tip, code), (_, other) = send(), send("Another tip.")
    ask(tip, "Which office asked for the fee?")

    assert "Which office asked" in shown(client, code)
    assert "Which office asked" not in shown(client, other)


def test_the_page_repeats_nothing_that_was_sent(client):
    tip, code = send()
    reply(tip, "It was the office in the north.")
    page = shown(client, code)

    assert "You replied" in page
    assert "north" not in page
    assert TEXT not in page


def test_a_reply_is_sealed_to_the_office(client):
    tip, code = send()
    ask(tip, "Which?")
    client.post("/tips/status/add/", {"token": token_in(shown(client, code)), "text": "The one in the north."})

    message = tip.messages.get(by=None)
    assert words_of(message) == {"text": "The one in the north."}


def test_a_reply_is_kept_once_for_a_page(client):
    tip, code = send()
    token = token_in(shown(client, code))
    for _ in range(2):
        client.post("/tips/status/add/", {"token": token, "text": "Twice."})

    assert tip.messages.count() == 1


def test_a_reply_after_an_hour_is_led_to_the_code(client, monkeypatch):
    _, code = send()
    token = token_in(shown(client, code))
    monkeypatch.setattr("monitor.tips.status.LASTS", -1)
    answer = client.post("/tips/status/add/", {"token": token, "text": "Late."})

    assert answer.status_code == 400
    assert "Late.</textarea>" in answer.content.decode()
    assert not Message.objects.exists()


def test_a_reply_that_is_not_taken_any_more_comes_back_to_be_copied(client):
    tip, code = send()
    token = token_in(shown(client, code))
    Tip.objects.filter(pk=tip.pk).update(state=State.NOT_USED, closed_on=tip.day)
    answer = client.post("/tips/status/add/", {"token": token, "text": "One word more."})

    assert "One word more.</textarea>" in answer.content.decode()
    assert not Message.objects.exists()


def test_an_empty_reply_comes_back(client):
    _, code = send()
    answer = client.post("/tips/status/add/", {"token": token_in(shown(client, code)), "text": " "})

    assert 'name="text"' in answer.content.decode()
    assert not Message.objects.exists()


def test_what_was_used_leads_to_the_published_change(client, published):
    tip, code = send(country_id=published.pk)
    Tip.objects.filter(pk=tip.pk).update(state=State.USED, closed_on=tip.day, used_in=newest_edition(published))
    page = shown(client, code)

    assert 'href="/countries/freedonia/editions/1/"' in page
    assert 'name="text"' not in page


def test_a_double_follows_what_it_was_joined_with(client):
    (main, _), (double, code) = send("One"), send("The same in other words")
    Tip.objects.filter(pk=double.pk).update(merged_into=main)
    Tip.objects.filter(pk=main.pk).update(state=State.LOOKING)

    assert "Being looked at" in shown(client, code)


def test_a_question_is_shown_to_who_was_asked_alone(client):
    (main, code), (double, other) = send("One"), send("The same in other words")
    Tip.objects.filter(pk=main.pk).update(state=State.ASKED)
    Tip.objects.filter(pk=double.pk).update(merged_into=main)
    assert "Question asked" in shown(client, code)
    assert "Being looked at" in shown(client, other)

    Tip.objects.filter(pk=double.pk).update(state=State.ASKED)
    assert "Question asked" in shown(client, other)


def test_a_sender_can_destroy_what_nobody_has_opened(client):
    _, code = send()
    client.post("/tips/status/add/", {"token": token_in(shown(client, code)), "destroy": "yes"})

    assert not Tip.objects.exists()
    assert "open nothing" in shown(client, code)


def test_who_sent_the_same_words_destroys_nothing_of_another(client):
    (tip, mine), (_, theirs) = send(), send()
    client.post("/tips/status/add/", {"token": token_in(shown(client, theirs)), "destroy": "yes"})

    assert "open nothing" in shown(client, theirs)
    assert "Received" in shown(client, mine)
    assert words_of(tip)["text"] == TEXT


def test_too_many_tries_are_told_to_wait(client, monkeypatch):
    monkeypatch.setitem(limits.FROM_ONE_SOURCE, "status", 0)

    assert client.post("/tips/status/", {"code": "x"}).status_code == 429


def test_nothing_of_it_is_kept_by_browsers(client):
    _, code = send()

    assert client.post("/tips/status/", {"code": code}).headers["Cache-Control"] == "no-store"


def test_what_is_being_looked_at_is_not_destroyed_by_its_sender(client):
    tip, code = send()
    token = token_in(shown(client, code))
    Tip.objects.filter(pk=tip.pk).update(state=State.LOOKING)
    answer = client.post("/tips/status/add/", {"token": token, "destroy": "yes"})

    assert Tip.objects.exists()
    assert "Not destroyed" in answer.content.decode()
