"""What happens when a sender presses Send: everything is checked, and nothing that was typed is lost on the way."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest

from . import cleaning, limits, room, tickets, uploads
from .forms import TipForm
from .keys import NoKeyError
from .models import SpentTicket
from .receive import AlreadySentError, Received, Told, Upload, receive
from .subject import SubjectForm
from .tickets import Refused, TicketError

WAIT = 20  # seconds for the turn of somebody else’s files
BUSY = "Too much is arriving at once. Nothing was kept. Please send it again in ten minutes."
ALREADY = (
    "This form was sent before, and it arrived. If you have your code, you are done. If you never saw a code, "
    "send it once more."
)
REFUSED = {
    Refused.OLD: "The form was open for more than a day. Please send it again: everything you typed is still here.",
    Refused.UNREADABLE: "The form could not be recognised. Please send it again: everything you typed is still here.",
    Refused.SOON: "Please wait {wait} seconds, then send it again. Everything you typed is still here.",
}


class AgainError(Exception):
    """It was not kept; its text tells the sender what to do.

    `fresh`: the form needs another ticket; `at`: the field that is wrong.
    """

    def __init__(self, words: str, *, fresh: bool = False, busy: bool = False, at: str = "") -> None:
        super().__init__(words)
        self.words, self.fresh, self.busy, self.at = words, fresh, busy, at


def take(request: HttpRequest, form: TipForm) -> Received:
    """Keep what a valid form says; raise AgainError, or NoKeyError."""
    worked = _check(form.cleaned_data["ticket"], form.cleaned_data["proof"])
    arrived = uploads.taken(request)
    if form.offers_files and arrived.refused:
        raise AgainError(" ".join(arrived.refused), at="files")
    if arrived.busy or not limits.may_send(request, worked=worked):
        raise AgainError(BUSY, busy=True)
    if not form.offers_files or not arrived.files:
        return _receive(form.cleaned_data, [])
    with room.alone(WAIT) as it_is_our_turn:
        if not it_is_our_turn:
            raise AgainError(BUSY, busy=True)
        return _receive(form.cleaned_data, _cleaned(arrived.files))


def _receive(said: dict[str, Any], files: Sequence[Upload]) -> Received:
    try:
        return receive(_told(said), files, said["ticket"])
    except AlreadySentError:
        raise AgainError(ALREADY, fresh=True) from None


def _check(ticket: str, proof: str) -> bool:
    try:
        worked = tickets.check(ticket, proof)
    except TicketError as error:
        words = REFUSED[error.why].format(wait=error.wait)
        raise AgainError(words, fresh=error.why != Refused.SOON) from None
    if SpentTicket.objects.filter(digest=tickets.digest_of(ticket)).exists():
        raise AgainError(ALREADY, fresh=True)
    return worked


def _cleaned(files: Sequence[tuple[bytes, str]]) -> list[Upload]:
    """Return the files with their cleaned copies; raise AgainError with what is wrong with each that is refused."""
    done, refused = [], []
    for number, (content, ending) in enumerate(files, 1):
        try:
            done.append(Upload(content, cleaning.clean(content, ending)))
        except cleaning.RefusedFileError as error:
            refused.append(f"File {number}: {error}")
    if refused:
        raise AgainError(" ".join(refused), at="files")
    return done


def _told(said: dict[str, Any]) -> Told:
    subject = SubjectForm(said).subject
    return Told(
        text=said["text"],
        risk=said["risk"],
        passage=said["passage"],
        link=said["link"],
        contact=said.get("contact", ""),
        country_id=subject.page.country_id if subject else None,
        passage_id=subject.passage_id if subject else None,
        edition_number=subject.edition.number if subject else None,
    )


__all__ = ["AgainError", "NoKeyError", "take"]
