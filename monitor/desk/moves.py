"""An initiative moves: the step, and what was taken of its proposals, in one transaction and one revision."""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

import reversion
from django.db import transaction
from django.db.models import Max, Model

from countries.models import Country, NewsItem
from countries.stale import held
from legal.models import InitiativeEvent, Law
from legal.vocabulary import LawStatus

from . import audit
from .models import SuggestedNote
from .move_forms import Move
from .replaced import note_replacement


@dataclass
class Outcome:
    """What a move has made; `cited` counts the places that cite the law that was replaced."""

    step: InitiativeEvent
    law: Law | None = None
    replaced: Law | None = None
    cited: int = 0
    news: NewsItem | None = None
    noted: bool = False
    left: bool = False


@transaction.atomic
def save_move(move: Move, *, by: Any, revision: AbstractContextManager[None]) -> Outcome:
    """Save a valid form inside `revision`; an initiative that leaves the page is deleted after it was kept there.

    To be called with the country held, from before the form was read.
    """
    initiative = move.initiative
    with revision:
        outcome = Outcome(_save_step(move))
        reversion.set_comment(move.step.cleaned_data["revision_comment"] or f"New step: {outcome.step}")
        if move.law and move.law.is_taken:
            _save_law(move, outcome, by)
        if move.news and move.news.is_taken:
            outcome.news = _append(move.news, outcome.step)
        if move.note.is_taken:
            suggest_note(initiative.country, move.note.cleaned_data["text"])
            outcome.noted = True
    audit.note(by, "initiative-moved", country_id=initiative.country_id, about=f"{initiative.title}: {outcome.step}")
    if move.step.cleaned_data.get("leave"):
        initiative.delete()
        outcome.left = True
    return outcome


def _save_step(move: Move) -> InitiativeEvent:
    initiative, said = move.initiative, move.step.cleaned_data
    step: InitiativeEvent = move.step.save(commit=False)
    step.position = _next_place(InitiativeEvent, initiative=initiative)
    step.save()
    initiative.stage, initiative.expected = step.stage, said["expected"]
    initiative.save()
    return step


def _save_law(move: Move, outcome: Outcome, by: Any) -> None:
    """Add the law; mark the one that it replaces, and find what cites that."""
    outcome.law = law = _append(move.law, outcome.step)
    old: Law | None = move.law.cleaned_data.get("replaces") if move.law else None
    if old:
        replaced: Any = held(old)
        replaced.status, replaced.replaced_by = LawStatus.REPLACED, law
        replaced.save()
        outcome.replaced, outcome.cited = replaced, note_replacement(replaced, by=by)


def _append(form: Any, step: InitiativeEvent) -> Any:
    """Save a proposed record at the end of its list, with the step's date and source where it has none."""
    row = form.save(commit=False)
    row.date = row.date or step.date
    row.source = row.source or step.source
    row.position = _next_place(type(row), country=row.country)
    row.save()
    return row


def _next_place(model: type[Model], **where: Any) -> int:
    last: int | None = model._default_manager.filter(**where).aggregate(last=Max("position"))["last"]
    return (last or 0) + 1


def suggest_note(country: Country, text: str) -> None:
    """Keep a change note for the desk, after what is suggested there already; the same words not twice."""
    suggested, is_new = SuggestedNote.objects.select_for_update().get_or_create(
        country_id=country.pk, defaults={"text": text}
    )
    if not is_new and text not in suggested.text.split("\n"):
        suggested.text = f"{suggested.text}\n{text}"
        suggested.save()
