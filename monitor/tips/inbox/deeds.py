"""What is done with a tip: each deed is one transaction, refused when somebody was faster, and in the audit log."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.utils import timezone

from monitor.desk.audit import note
from monitor.publishing.models import Edition

from .. import answering
from ..models import State, Tip


class CannotError(Exception):
    """Not now, or not so; the message says why."""


def mark_of(tip: Tip) -> str:
    """Return what is another when anything was done with a tip, or anything was said."""
    facts = (tip.state, tip.assigned_to_id, tip.merged_into_id, tip.used_in_id, tip.messages.count())
    return ":".join(str(fact or "") for fact in facts)


@contextmanager
def held(tip_id: Any, seen: str) -> Iterator[Tip]:
    """Hold a tip while something is done with it; raise CannotError if it is not as it was seen."""
    with transaction.atomic():
        tip = Tip.objects.select_for_update().without_words().filter(pk=tip_id).first()
        if tip is None:
            raise CannotError("This tip was destroyed meanwhile.")
        if mark_of(tip) != seen:
            raise CannotError(
                "Somebody has changed this tip since you opened it, or its sender has replied. Nothing of yours is "
                "done yet: look at what stands above, then send it again."
            )
        yield tip


def assign(tip: Tip, to: Any, *, by: Any) -> None:
    """Give a tip to a colleague, who is then looking at it."""
    tip.assigned_to = to
    tip.state = State.LOOKING if tip.state == State.RECEIVED else tip.state
    _done(tip, "assigned a tip", by, f"to {to.get_username()}")


def hand_back(tip: Tip, *, by: Any) -> None:
    """Give a tip back to whoever takes it next."""
    tip.assigned_to = None
    _done(tip, "handed back a tip", by)


def look(tip: Tip, *, by: Any) -> None:
    """Say that a tip is being looked at, or that a question needs no reply any more."""
    tip.state = State.LOOKING
    _done(tip, "is looking at a tip", by)


def ask(tip: Tip, text: str, *, by: Any) -> None:
    answering.ask(tip, text, by=by)
    _done(tip, "asked about a tip", by)


def answer(tip: Tip, text: str, *, by: Any) -> None:
    answering.answer(tip, text, by=by)
    _done(tip, "answered a tip", by)


def use(tip: Tip, edition: Edition, record_id: Any, *, by: Any) -> None:
    """Close a tip, and its doubles, as used in an edition, in one record of it if that is known."""
    for one in _with_doubles(tip):
        one.state, one.closed_on = State.USED, timezone.now().date()
        one.used_in, one.used_record_id = edition, record_id
        _done(one, "used a tip", by, f"in edition {edition.number}")


def refuse(tip: Tip, why: str, *, by: Any) -> None:
    """Close a tip, and its doubles, as not used; each sender is told why."""
    for one in _with_doubles(tip):
        answering.answer(one, why, by=by)
        one.state, one.closed_on = State.NOT_USED, timezone.now().date()
        _done(one, "did not use a tip", by)


def reopen(tip: Tip, *, by: Any) -> None:
    """Take back that a tip was closed."""
    for one in _with_doubles(tip):
        one.state, one.closed_on, one.used_in, one.used_record_id = State.LOOKING, None, None, None
        _done(one, "opened a tip again", by)


def merge(tip: Tip, main: Tip, *, by: Any) -> None:
    """Fold a tip, and what was folded under it, under another of the same matter; raise CannotError."""
    found = Tip.objects.select_for_update().without_words().filter(pk=main.pk).first()
    if found is None:
        raise CannotError("The other tip was destroyed meanwhile.")
    if found.pk == tip.pk or found.merged_into_id or found.is_closed or tip.is_closed:
        raise CannotError("A double goes under another tip that is open and is no double itself.")
    for one in _with_doubles(tip):
        one.merged_into, one.assigned_to = main, None
        _done(one, "merged a tip", by, f"into tip {main.short}")


def part(tip: Tip, *, by: Any) -> None:
    """Take a double out again: it stands by itself, as it was."""
    main = tip.merged_into
    tip.merged_into = None
    _done(tip, "parted a tip", by, f"from tip {main.short}" if main else "")


def _with_doubles(tip: Tip) -> list[Tip]:
    return [tip, *tip.doubles.select_for_update().without_words()]


def _done(tip: Tip, deed: str, by: Any, more: str = "") -> None:
    tip.save(update_fields=["state", "closed_on", "assigned_to", "merged_into", "used_in", "used_record_id"])
    note(by, deed, country_id=tip.country_id, about=f"tip {tip.short} {more}".strip())
