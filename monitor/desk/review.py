"""Review: asking for it, approving now or for a time, sending back, and what the clock does.

Every verb runs in one transaction that holds the country’s row: two people at the same moment come one after the
other and the second meets what the first left.
"""

import datetime
import logging
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db import InterfaceError, OperationalError, transaction
from django.utils import timezone

from countries.models import Country
from monitor.publishing.changes import overtaken, pick
from monitor.publishing.document import Document
from monitor.publishing.models import Edition
from monitor.publishing.publish import CannotPublishError, Making, lock, make_edition, newest_of

from . import audit
from .checking import Checked, check, errors_in, let_pass
from .look import look_at, plain
from .models import Proposal, SuggestedNote
from .models.proposal import State, What
from .two_persons import why_not

log = logging.getLogger(__name__)


class CannotReviewError(ValueError):
    """Why a step of review cannot be taken, in words for the person who tried."""


class BlockedError(CannotReviewError):
    """The page's checks stand in the way; `checked` are all findings."""

    def __init__(self, checked: list[Checked]) -> None:
        blocking = sum(one.blocks for one in checked)
        super().__init__(
            f"{blocking} finding{'s' if blocking != 1 else ''} of the checks must be put right, or let pass with a "
            "reason where that is offered."
        )
        self.checked = checked


@dataclass(frozen=True, slots=True)
class Note:
    """What readers are told of an edition."""

    text: str
    substantive: bool = True
    correction: bool = False


@transaction.atomic
def ask(
    country: Country, keys: Collection[str], note: Note, *, by: Any, seen: str, reasons: dict[str, str] | None = None
) -> Proposal:
    """Freeze the picked changes of a page and ask for review; raise CannotReviewError, BlockedError when checks say no.

    `seen` is the mark of what the editor looked at; `reasons` let warnings pass, by the finding's key.
    """
    look = look_at(hold(country.pk))
    if look.seen != seen:
        raise CannotReviewError("The page has changed since you opened it here. Look at it again, then ask once more.")
    waiting = {key for proposal in Proposal.objects.of(country.pk).open().light() for key in proposal.picked}
    picked = [change for change in look.changes if change.key in set(keys) - waiting]
    if not picked:
        raise CannotReviewError("Pick at least one change that does not wait for review already.")
    if not note.text.strip():
        raise CannotReviewError("Say in the change note what changed: readers see it beside the date.")
    candidate = pick(look.before, look.after, {change.key for change in picked})
    let_pass(country, check(country, candidate, look.before), reasons or {}, by)
    checked = check(country, candidate, look.before)
    if any(one.blocks for one in checked):
        raise BlockedError(checked)
    proposal = Proposal.objects.create(
        country_id=country.pk,
        country_name=country.name,
        base=look.current,
        document=plain(look.after),
        picked=[change.key for change in picked],
        titles=[f"{change.what.capitalize()}: {change.title}" for change in picked],
        note=note.text.strip(),
        substantive=note.substantive,
        correction=note.correction,
        author=by,
    )
    _write_down(proposal, by, What.ASKED)
    SuggestedNote.objects.filter(country_id=country.pk).delete()
    return proposal


def approve(proposal: Proposal, *, by: Any, comment: str = "", at: datetime.datetime | None = None) -> Proposal:
    """Publish a proposal now, or for a time to come; raise CannotReviewError or CannotPublishError."""
    with transaction.atomic():
        proposal = _held(proposal, State.ASKED, State.SCHEDULED)
        if reason := why_not(proposal, by):
            raise CannotReviewError(reason)
        if at and at > timezone.now():
            proposal.state, proposal.publish_at, proposal.approved_by = State.SCHEDULED, at, by
            proposal.save()
            _write_down(proposal, by, What.SCHEDULED, comment)
            return proposal
        proposal.approved_by = by
        _publish(proposal, by, comment)
    return proposal


def send_back(proposal: Proposal, *, by: Any, comment: str) -> Proposal:
    """Give a proposal back to its author, with the reason."""
    if not comment.strip():
        raise CannotReviewError("Say what is to be done: the author reads your comment.")
    return _close(proposal, State.SENT_BACK, What.SENT_BACK, by, comment)


def take_back(proposal: Proposal, *, by: Any, comment: str = "") -> Proposal:
    """Let the author take a proposal back; the changes stay on the desk."""
    if proposal.author_id != by.pk:
        raise CannotReviewError("Only who asked for a review takes it back.")
    return _close(proposal, State.TAKEN_BACK, What.TAKEN_BACK, by, comment)


@transaction.atomic
def remark(proposal: Proposal, *, by: Any, comment: str) -> Proposal:
    """Add a comment to the history of a proposal."""
    if not comment.strip():
        raise CannotReviewError("The comment is empty.")
    _write_down(proposal, by, What.COMMENTED, comment)
    return proposal


def publish_due(now: datetime.datetime | None = None) -> list[Proposal]:
    """Publish what was approved for a time that has come: late when the clock was down, once, and never twice.

    What cannot be published goes back to its author with the reason; a failure of one leaves the others.
    """
    due = Proposal.objects.scheduled().filter(publish_at__lte=now or timezone.now())
    return [handled for proposal_id in due.values_list("pk", flat=True) if (handled := _on_time(proposal_id))]


def frozen(proposal: Proposal, newest: Edition | None) -> Document:
    """Return the page that approving a proposal over `newest` would publish."""
    return pick(newest.document if newest else None, proposal.document, set(proposal.picked))


def hold(country_id: Any) -> Country:
    """Return a country, held until the transaction ends; raise CannotReviewError when it is gone."""
    try:
        return lock(country_id)
    except Country.DoesNotExist:
        raise CannotReviewError("The country has been deleted.") from None


def _on_time(proposal_id: Any) -> Proposal | None:
    try:
        with transaction.atomic():
            proposal = _held(Proposal.objects.light().get(pk=proposal_id), State.SCHEDULED)
            _publish(proposal, None, "")
    except (CannotReviewError, CannotPublishError) as error:
        log.warning("A scheduled edition was not published: %s", error)
        return _failed(proposal_id, str(error))
    except (OperationalError, InterfaceError):
        raise  # the database is away, for the others too
    except Exception:
        log.exception("A scheduled edition was not published, and stays scheduled")
        return None
    return proposal


@transaction.atomic
def _failed(proposal_id: Any, reason: str) -> Proposal | None:
    """Give back what could not be published, unless somebody was faster; its country may be gone."""
    proposal = Proposal.objects.select_for_update().get(pk=proposal_id)
    if proposal.state != State.SCHEDULED:
        return None
    proposal.state, proposal.publish_at = State.SENT_BACK, None
    proposal.save(update_fields=["state", "publish_at"])
    _write_down(proposal, None, What.FAILED, reason)
    return proposal


def _publish(proposal: Proposal, by: Any, comment: str) -> None:
    """Make the edition of a held proposal."""
    country = Country.objects.get(pk=proposal.country_id)
    newest = newest_of(country)
    base = proposal.base.document if proposal.base else None
    if newest != proposal.base and (titles := overtaken(base, newest.document if newest else None, proposal.picked)):
        raise CannotReviewError(
            f"Another edition has changed {', '.join(titles)} since review was asked. Send it back, so that the author "
            "can look at both."
        )
    document = frozen(proposal, newest)
    if errors := errors_in(country, document, newest.document if newest else None):
        raise CannotReviewError(f"The checks found an error: {errors[0].says}")
    making = Making(
        proposal.note, proposal.substantive, proposal.correction,
        written_by=proposal.author, published_by=proposal.approved_by,
    )  # fmt: skip
    proposal.edition = make_edition(country, document, newest, making)
    proposal.state = State.PUBLISHED
    proposal.save()
    _write_down(proposal, by, What.PUBLISHED, comment)


@transaction.atomic
def _close(proposal: Proposal, state: State, what: What, by: Any, comment: str) -> Proposal:
    proposal = _held(proposal, State.ASKED, State.SCHEDULED)
    proposal.state, proposal.publish_at = state, None
    proposal.save(update_fields=["state", "publish_at"])
    _write_down(proposal, by, what, comment)
    return proposal


def _held(proposal: Proposal, *states: State) -> Proposal:
    """Return the proposal as it stands now, its country held; raise CannotReviewError when it stands elsewhere."""
    hold(proposal.country_id)
    now = Proposal.objects.select_for_update(of=("self",)).select_related("base", "author").get(pk=proposal.pk)
    if now.state not in states:
        raise CannotReviewError(f"Somebody was faster: it is {now.get_state_display().lower()}.")
    return now


def _write_down(proposal: Proposal, by: Any, what: What, comment: str = "") -> None:
    proposal.events.create(by=by, what=what, comment=comment.strip())
    audit.note(by, what.value, country_id=proposal.country_id, about=f"{proposal.country_name}: review {proposal.pk}")
