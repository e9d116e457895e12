"""The talk between the office and a sender: each message is sealed in the request that brings it."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from . import keys
from .models import Message, State, Tip
from .sealing import seal_words


def ask(tip: Tip, text: str, *, by: Any) -> Message:
    """Ask the sender something, who may reply; raise NoKeyError."""
    return _add(tip, text, by, State.ASKED)


def answer(tip: Tip, text: str, *, by: Any) -> Message:
    """Tell the sender something; raise NoKeyError."""
    return _add(tip, text, by)


def reply(tip: Tip, text: str) -> Message:
    """Keep what the sender replies, for the office alone to read; raise NoKeyError."""
    return _add(tip, text, None)


@transaction.atomic
def _add(tip: Tip, text: str, by: Any, state: State | None = None) -> Message:
    """Add a message as the next of the talk, whoever writes one at the same moment."""
    held = Tip.objects.select_for_update().without_words().get(pk=tip.pk)
    senders = [code.recipient for code in held.codes.all()] if by else []
    message = Message.objects.create(
        tip=held,
        number=1 + (held.messages.order_by("-number").values_list("number", flat=True).first() or 0),
        day=timezone.now().date(),
        by=by,
        sealed=seal_words({"text": text}, also_for=senders),
    )
    if by is None and held.state == State.ASKED:
        state = State.LOOKING
    held.state = state or held.state
    held.sealed_to += [key for key in keys.public_keys() if key not in held.sealed_to]  # it is needed for the message
    held.save(update_fields=["state", "sealed_to"])
    tip.state, tip.sealed_to = held.state, held.sealed_to
    return message
