"""Take a tip: seal it, keep it once, and make the code by which its sender comes back."""

import secrets
import uuid
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from django.core import signing
from django.db import IntegrityError, transaction
from django.utils import timezone

from monitor import day_memory

from . import codes, keys, store, tickets
from .cleaning import Cleaned
from .models import SpentTicket, Tip, TipCode, TipFile
from .sealing import seal, seal_words

SALT_OF_FILES = "monitor.tips.file"


@dataclass(frozen=True)
class Told:
    """What a sender wrote (sealed) and what it is about (kept as it is)."""

    text: str
    risk: str
    passage: str = ""
    link: str = ""
    contact: str = ""
    country_id: uuid.UUID | None = None
    passage_id: uuid.UUID | None = None
    edition_number: int | None = None


@dataclass(frozen=True)
class Upload:
    """A file in memory, and its cleaned copy."""

    original: bytes
    cleaned: Cleaned


@dataclass(frozen=True)
class TakenFile:
    """What the answer says of a file; `token` lets the sender take it back for a day."""

    number: int
    kind: str
    reveals: list[str]
    token: str


@dataclass(frozen=True)
class Received:
    code: str
    files: list[TakenFile] = field(default_factory=list)


class AlreadySentError(Exception):
    """This form was sent before."""


def receive(told: Told, uploads: Sequence[Upload], ticket: str) -> Received:
    """Keep a tip, all of it or nothing; raise AlreadySentError, or NoKeyError.

    Sealed files that a failure leaves behind without a row are removed later (retention.py).
    """
    rows = [
        TipFile(number=number, kind=upload.cleaned.kind, ending=upload.cleaned.ending)
        for number, upload in enumerate(uploads, 1)
    ]
    sealed = seal_words(_words(told))
    code, way = _new_code()
    with transaction.atomic():
        _spend(ticket)
        tip, _ = Tip.objects.get_or_create(fold=_fold(told, uploads), defaults=_columns(told, sealed))
        _keep_files(tip, rows, uploads)
        way.tip = tip
        way.save(force_insert=True)
    return Received(code, [_taken(row, uploads[row.number - 1]) for row in rows])


def file_of(token: str) -> uuid.UUID:
    """Return the id of the file that a token of the answer's page stands for; raise signing.BadSignature."""
    return uuid.UUID(signing.loads(token, salt=SALT_OF_FILES, max_age=tickets.LASTS))


def _words(told: Told) -> dict[str, str]:
    """Return what is sealed: {"text", "passage", "link", "contact"}.

    Nothing of the files: who takes one back takes back what it gives away, and what is sealed here stays.
    """
    facts = asdict(told)
    return {name: facts[name] for name in ("text", "passage", "link", "contact") if facts[name]}


def _fold(told: Told, uploads: Sequence[Upload]) -> str:
    """Return what finds the same words today.  With files nothing does: who sent the same could take another's back."""
    return secrets.token_hex(32) if uploads else day_memory.mark(repr(told))


def _spend(ticket: str) -> None:
    """Spend a ticket within the transaction that keeps its tip; raise AlreadySentError."""
    try:
        with transaction.atomic():
            SpentTicket.objects.create(digest=tickets.digest_of(ticket), day=timezone.now().date())
    except IntegrityError:
        raise AlreadySentError from None


def _columns(told: Told, sealed: bytes) -> dict[str, Any]:
    return {
        "day": timezone.now().date(),
        "risk": told.risk,
        "country_id": told.country_id,
        "passage_id": told.passage_id,
        "edition_number": told.edition_number,
        "sealed": sealed,
        "sealed_to": list(keys.public_keys()),
    }


def _keep_files(tip: Tip, rows: list[TipFile], uploads: Sequence[Upload]) -> None:
    for row, upload in zip(rows, uploads, strict=True):
        row.tip = tip
        row.save(force_insert=True)
        store.keep(row.pk, store.ORIGINAL, seal(upload.original))
        store.keep(row.pk, store.CLEAN, seal(upload.cleaned.content))


def _new_code() -> tuple[str, TipCode]:
    """Return a code, and what knows it again: slow work, for which nobody has to wait who wants to write."""
    code = codes.new_code()
    finder = codes.finder_of(code)
    if TipCode.objects.filter(finder=finder).exists():
        return _new_code()
    salt = codes.new_salt()
    return code, TipCode(finder=finder, salt=salt, recipient=codes.key_of(code, salt).recipient)


def _taken(row: TipFile, upload: Upload) -> TakenFile:
    token = signing.dumps(str(row.pk), salt=SALT_OF_FILES)
    return TakenFile(row.number, row.get_kind_display(), upload.cleaned.reveals, token)
