"""What the office writes is for the sender and the office to read; what the sender replies, for the office alone."""

from concurrent.futures import ThreadPoolExecutor

import pyrage
import pytest
from django.db import connection

from monitor.tips import codes
from monitor.tips.answering import answer, ask, reply
from monitor.tips.models import State
from monitor.tips.sealing import open_words
from tests.builders import make_editor
from tests.tips.builders import office_keys, send

pytestmark = pytest.mark.django_db


def key_of(tip, code):
    return codes.key_of(code, bytes(tip.codes.get().salt)).identity


def test_a_question_is_read_by_the_sender_and_the_office():
    tip, code = send()
    message = ask(tip, "Which office asked?", by=make_editor())

    assert open_words(message.sealed, key_of(tip, code)) == {"text": "Which office asked?"}
    assert open_words(message.sealed, office_keys()[1]) == {"text": "Which office asked?"}
    tip.refresh_from_db()
    assert tip.state == State.ASKED


def test_an_answer_changes_nothing_but_the_talk():
    tip, _ = send()
    message = answer(tip, "Thank you.", by=make_editor())

    tip.refresh_from_db()
    assert (message.number, tip.state) == (1, State.RECEIVED)


def test_a_reply_is_read_by_the_office_alone():
    tip, code = send()
    ask(tip, "Which office asked?", by=make_editor())
    message = reply(tip, "The one in the port.")

    assert (message.number, message.from_sender, tip.state) == (2, True, State.LOOKING)
    assert open_words(message.sealed, office_keys()[0]) == {"text": "The one in the port."}
    with pytest.raises(pyrage.DecryptError):
        open_words(message.sealed, key_of(tip, code))


def test_a_key_that_is_new_since_the_tip_came_is_noted_with_it(settings):
    tip, _ = send()
    new = str(pyrage.x25519.Identity.generate().to_public())
    before, settings.TIP_KEYS = list(tip.sealed_to), [new]
    answer(tip, "Thank you.", by=make_editor())

    tip.refresh_from_db()
    assert tip.sealed_to == [*before, new]


@pytest.mark.django_db(transaction=True)
def test_what_is_said_at_the_same_moment_is_said_one_after_the_other():
    tip, _ = send()

    def say(text: str) -> None:
        reply(tip, text)
        connection.close()

    with ThreadPoolExecutor(4) as senders:
        list(senders.map(say, ["One.", "Two.", "Three.", "Four."]))

    assert list(tip.messages.values_list("number", flat=True)) == [1, 2, 3, 4]
