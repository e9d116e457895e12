"""Words that must go, taken out of what the office keeps beside the page: from imports to logs and sessions."""

from collections.abc import Callable
from typing import Any

from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import models

from countries.models import Country
from legal.models import Law
from monitor.importing.models import ImportedRecord, MissingLink
from monitor.publishing.passage import REMOVED, Passage
from monitor.publishing.redact import Found, Order, Shelf, redact
from monitor.publishing.taking_out import TakingOut
from monitor.sessions import forget

from .models import (
    AdviserComment,
    AuditEntry,
    CitationTask,
    PreviewLink,
    Proposal,
    ProposalEvent,
    SuggestedNote,
    Waiver,
)


def redact_everywhere(country: Country, order: Order) -> Found:
    """Take words out of all that is kept of a country; raise CannotRedactError (publishing/redact.py)."""
    return redact(country, order, SHELVES)


def has_words(words: str, *, any_case: bool) -> Callable[[str], bool]:
    """Return what says of a text whether the words stand in it."""
    passage = Passage(words, any_case=any_case)
    return lambda text: bool(passage.out_of(text)[1])


def _imports(country: Country, taking: TakingOut) -> None:
    taking.rows("What imports wrote", ImportedRecord.objects.of(country))
    links = MissingLink.objects.of(country)
    for link in links:
        _between_words(link, taking)
    taking.rows("Links to be supplied", links)


def _between_words(link: MissingLink, taking: TakingOut) -> None:
    """A link keeps the words before it beside its own, so that the passage may stand across the two."""
    alone = [taking.passage.stands_in(text) for text in (link.before, link.text)]
    across = any(taking.passage.stands_in(f"{link.before}{between}{link.text}") for between in ("", " "))
    tail, count = taking.passage.out_of_cut(f"{link.before}…")
    if across and not any(alone):
        taking.found["Links to be supplied"] += 1
        taking.write(link, {"before": "", "text": REMOVED})
    elif count and not alone[0]:
        taking.write(link, {"before": tail.removesuffix("…")})


def _proposals(country: Country, taking: TakingOut) -> None:
    proposals = Proposal.objects.of(country.pk)
    taking.rows("Proposals for review", proposals)
    taking.rows("Proposals for review", ProposalEvent.objects.filter(proposal__country_id=country.pk))
    taking.rows("Notes that are offered", SuggestedNote.objects.filter(country_id=country.pk))


def _advice(country: Country, taking: TakingOut) -> None:
    taking.rows("Shared previews and what advisers said", PreviewLink.objects.of(country.pk))
    taking.rows("Shared previews and what advisers said", AdviserComment.objects.filter(link__country_id=country.pk))


def _findings(country: Country, taking: TakingOut) -> None:
    taking.rows("Findings that were let pass", Waiver.objects.filter(country_id=country.pk))
    laws = Law.objects.filter(country=country).values("pk")
    tasks: models.QuerySet[Any] = CitationTask.objects.filter(
        models.Q(country_id=country.pk) | models.Q(law_id__in=laws)
    )
    taking.rows("Citations to look at", tasks)


def _log(country: Country, taking: TakingOut) -> None:
    taking.rows("Log of the office", AuditEntry.objects.all())


def _sessions(country: Country, taking: TakingOut) -> None:
    """Whose form it is and of which country is not asked: it goes as a whole."""
    found = has_words(taking.passage.words, any_case=taking.passage.any_case)
    for session in Session.objects.iterator(chunk_size=50):
        data = session.get_decoded()
        if count := forget(data, found):
            taking.found["Forms that were sent too late"] += count
            taking.write(session, {"session_data": SessionStore().encode(data)})


SHELVES: tuple[Shelf, ...] = (_imports, _proposals, _advice, _findings, _log, _sessions)
