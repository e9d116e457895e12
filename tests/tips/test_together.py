"""Many at once: one form is kept once, the same words are one tip, and nothing valid is lost.  (PostgreSQL)"""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from monitor.tips import tickets
from monitor.tips.models import SpentTicket, Tip, TipCode
from monitor.tips.receive import AlreadySentError, Told, receive

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*sendings: tuple[str, str]) -> list[str]:
    """Receive (text, ticket) from as many threads; return the codes, “” for a form that was sent before."""

    def one(sending: tuple[str, str]) -> str:
        try:
            return receive(Told(sending[0], "low"), [], sending[1]).code
        except AlreadySentError:
            return ""
        finally:
            connection.close()

    with ThreadPoolExecutor(len(sendings)) as pool:
        return list(pool.map(one, sendings))


def test_eight_times_the_same_form_are_one_tip():
    ticket = tickets.new()
    codes = at_once(*[("The same", ticket)] * 8)

    assert len([code for code in codes if code]) == 1
    assert (Tip.objects.count(), TipCode.objects.count(), SpentTicket.objects.count()) == (1, 1, 1)


def test_eight_times_the_same_words_are_one_tip_with_eight_codes():
    codes = at_once(*[("The same", tickets.new()) for _ in range(8)])

    assert len(set(codes)) == 8
    assert (Tip.objects.count(), TipCode.objects.count()) == (1, 8)


def test_eight_tips_are_eight():
    at_once(*[(f"Number {number}", tickets.new()) for number in range(8)])

    assert Tip.objects.count() == 8
