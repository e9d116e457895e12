"""A tip is kept once, sealed, with a code."""

import math

import pytest

from monitor.tips import codes, keys, tickets
from monitor.tips.cleaning import Cleaned
from monitor.tips.models import SpentTicket, Tip, TipCode
from monitor.tips.receive import AlreadySentError, Told, Upload, receive
from monitor.tips.taking_back import take_back

from .builders import TEXT, send, words_of

pytestmark = pytest.mark.django_db


def test_the_office_reads_what_was_sent():
    tip, _ = send("A new fee.", link="https://example.org/decree", contact="the blue café")

    assert words_of(tip) == {
        "text": "A new fee.",
        "link": "https://example.org/decree",
        "contact": "the blue café",
    }


def test_what_a_file_gives_away_is_shown_to_its_sender_and_not_kept():
    letter = Upload(b"original", Cleaned("pdf", "pdf", b"clean", ["Its author: Rosa."]))
    shown = receive(Told("A letter.", "some"), [letter], tickets.new()).files[0]

    assert shown.reveals == ["Its author: Rosa."]
    assert words_of(Tip.objects.get()) == {"text": "A letter."}


def test_who_sends_the_same_words_and_files_gets_files_of_their_own():
    letter = Upload(b"original", Cleaned("pdf", "pdf", b"clean", []))
    first, second = (receive(Told("A letter.", "some"), [letter], tickets.new()).files[0].token for _ in range(2))

    assert take_back(second, whole=True) == take_back(first, whole=True) == "File 1 is destroyed."
    assert len(receive(Told("A letter.", "some"), [letter], tickets.new()).files) == 1


def test_the_row_holds_no_word():
    tip, _ = send()

    assert TEXT.encode() not in bytes(Tip.objects.get(pk=tip.pk).sealed)


def test_the_code_finds_the_tip_and_makes_its_key():
    tip, code = send()

    kept = TipCode.objects.get(finder=codes.finder_of(code))
    assert kept.tip == tip
    assert codes.key_of(code, bytes(kept.salt)).recipient == kept.recipient


def test_a_form_is_taken_once():
    ticket = tickets.new()
    receive(Told("One", "low"), [], ticket)

    with pytest.raises(AlreadySentError):
        receive(Told("Another", "low"), [], ticket)
    assert (Tip.objects.count(), SpentTicket.objects.count()) == (1, 1)


def test_the_same_words_are_one_tip_with_two_codes():
    (first, code), (second, other) = send(), send()

    assert first == second
    assert code != other
    assert first.codes.count() == 2


def test_other_words_are_another_tip():
    assert send("One")[0] != send("Two")[0]


def test_without_a_key_nothing_is_kept(settings):
    settings.TIP_KEYS = []
    settings.DEVELOPMENT = False

    with pytest.raises(keys.NoKeyError):
        send()
    assert not SpentTicket.objects.exists()


def test_a_code_whose_first_words_are_taken_is_not_given(monkeypatch):
    _, first = send()
    taken = " ".join([*first.split()[:2], *["zoom"] * 5])
    drawn = iter([taken, "abacus abdomen zoom zoom zoom zoom zoom"])
    monkeypatch.setattr(codes, "new_code", lambda: next(drawn))

    assert send("Another")[1].startswith("abacus abdomen")


def test_a_code_has_sixty_bits_beyond_what_finds_the_tip():
    words = codes.new_code().split()

    assert len(words) == 7
    assert math.log2(len(codes.words()) ** (len(words) - codes.TO_FIND)) > 60
    assert len(set(codes.words())) == 7772


@pytest.mark.parametrize("typed", ["", "zoom", "zoom " * 6, "zoom " * 8, "nosuch " * 7, "é" * 600, "zoom," * 100_000])
def test_what_is_no_code_is_none(typed):
    assert codes.read(typed) is None
