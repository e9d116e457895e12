"""One form, one tip: each form carries a signed ticket, and says when it was opened to the form alone.

A browser with scripts works for its ticket (static/js/tips.js): it finds a number that makes SHA-256 of “ticket:number”
begin with so many zero bits.  One without waits longer instead.
"""

import hashlib
import re
import secrets
import time
from enum import StrEnum

from django.core import signing

SALT = "monitor.tips.ticket"
LASTS = 24 * 60 * 60  # seconds
SOONEST = {"worked": 3, "waited": 30}  # seconds after the form was opened
BITS = 16
"""Zero bits of a proof: 65,000 hashes on average, some seconds of work while the sender types."""


class Refused(StrEnum):
    """Why a ticket is not taken, for forms to say."""

    UNREADABLE = "unreadable"
    OLD = "old"
    SOON = "soon"


class TicketError(Exception):
    """Not this ticket; `why` says what is wrong with it, `wait` how many seconds are missing."""

    def __init__(self, why: Refused, wait: int = 0) -> None:
        super().__init__(why)
        self.why, self.wait = why, wait


def new() -> str:
    """Return a ticket for a form that is opened now."""
    return signing.dumps({"one": secrets.token_urlsafe(16), "at": int(time.time())}, salt=SALT)


def check(ticket: str, proof: str) -> bool:
    """Say whether the work was done for a good ticket; raise TicketError for one that is not good, or not yet."""
    try:
        opened = int(signing.loads(ticket, salt=SALT, max_age=LASTS)["at"])
    except signing.SignatureExpired:
        raise TicketError(Refused.OLD) from None
    except signing.BadSignature:
        raise TicketError(Refused.UNREADABLE) from None
    worked = is_proof(ticket, proof)
    wait = opened + SOONEST["worked" if worked else "waited"] - int(time.time())
    if wait > 0:
        raise TicketError(Refused.SOON, wait)
    return worked


def digest_of(ticket: str) -> str:
    """Return what is kept of a spent ticket."""
    return hashlib.sha256(ticket.encode()).hexdigest()


def is_proof(ticket: str, proof: str) -> bool:
    """Say whether a number is the proof of work for a ticket."""
    if not re.fullmatch(r"[0-9]{1,15}", proof):
        return False
    digest = hashlib.sha256(f"{ticket}:{proof}".encode()).digest()
    return int.from_bytes(digest) >> (256 - BITS) == 0
