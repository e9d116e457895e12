"""The changes of a page as the desk lists them: with their words, their form, and who has it open."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from monitor.publishing.changes import Change
from monitor.publishing.document import Document
from monitor.publishing.field_changes import FieldChange, Fields

from .beside import Beside
from .models import Presence, Proposal
from .places import form_of, name_of_kind


@dataclass(frozen=True, slots=True)
class Difference:
    """One change, ready to be shown; `waits` is the open proposal that holds it, `beside` what else is told of it."""

    key: str
    what: str
    kind: str
    title: str
    record_id: str
    fields: list[FieldChange]
    form: str
    here: list[Any]
    waits: Proposal | None
    beside: list[Beside]


def differences(
    before: Document | None,
    after: Document,
    changes: list[Change],
    *,
    country_id: Any,
    viewer: Any,
    proposals: list[Proposal] | tuple[()] = (),
    told: Iterable[Beside] = (),
) -> list[Difference]:
    """Return what is to be shown of every change; 1 query."""
    fields = Fields(before, after)
    present: dict[str, list[Any]] = {}
    for presence in Presence.objects.others(viewer).filter(record_id__in=[c.record_id for c in changes if c.record_id]):
        present.setdefault(str(presence.record_id), []).append(presence.user)
    beside: dict[str, list[Beside]] = {}
    for one in told:
        beside.setdefault(one.record_id, []).append(one)
    waiting = {key: proposal for proposal in proposals for key in proposal.picked}
    return [
        Difference(
            change.key,
            change.what,
            name_of_kind(change.kind),
            change.title,
            change.record_id,
            fields.of(change),
            form_of(change, country_id),
            present.get(change.record_id, []),
            waiting.get(change.key),
            beside.get(change.record_id, []) if change.record_id else [],
        )
        for change in changes
    ]
