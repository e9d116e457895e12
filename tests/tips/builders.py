"""Tips as senders send them, and the key that opens them."""

from functools import cache
from typing import Any

import pyrage

from monitor.tips import tickets
from monitor.tips.codes import finder_of
from monitor.tips.models import Tip, TipCode
from monitor.tips.receive import Told, Upload, receive
from monitor.tips.sealing import open_words

TEXT = "The registrar asks for a fee that no law knows."


@cache
def office_keys() -> tuple[Any, Any]:
    """Return two private keys of the office (pyrage identities), the same for all tests of a run."""
    return pyrage.x25519.Identity.generate(), pyrage.x25519.Identity.generate()


def public_keys() -> list[str]:
    return [str(key.to_public()) for key in office_keys()]


def send(text: str = TEXT, *uploads: Upload, **told: Any) -> tuple[Tip, str]:
    """Keep a tip as the form does; return it with its code."""
    code = receive(Told(text, **{"risk": "some", **told}), uploads, tickets.new()).code
    return TipCode.objects.select_related("tip").get(finder=finder_of(code)).tip, code


def words_of(tip: Tip) -> dict[str, Any]:
    """Return what the office reads."""
    return open_words(tip.sealed, office_keys()[0])
