"""Sealing old tips to new keys: opened and sealed again on a machine that is on no network, put in place on the server.

What travels back is pieces: {"version": 1, "sealed_to": [keys], "pieces": [{"tip", "what", "was", "sealed"}]}, where
`what` is "words", "message 3", or "clean" or "original" with a file's id, and `was` is the SHA-256 of the sealed bytes
that it takes the place of.
"""

import hashlib
import json
import re
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyrage
from django.db import transaction

from monitor.desk.audit import note

from . import keys, store
from .models import Message, Tip, TipFile
from .opening import DamagedError, unseal
from .package import PackageError, in_bytes, in_text

VERSION = 1
_MESSAGE, _FILE = re.compile(r"message ([0-9]{1,9})"), re.compile(r"(clean|original) ([0-9a-f-]{36})")


@dataclass
class Report:
    """How many pieces were sealed or put in place, and which were left as they are."""

    done: int = 0
    left: list[str] = field(default_factory=list)


def reseal(tips: Sequence[dict[str, Any]], identities: Sequence[Any], sealed_to: Sequence[str]) -> tuple[bytes, Report]:
    """Return the pieces of a package sealed to other keys; a tip whose words these keys do not open is left out."""
    office = [pyrage.x25519.Recipient.from_str(key) for key in sealed_to]
    pieces: list[dict[str, str]] = []
    report = Report()
    for tip in tips:
        for what, sealed, senders in _sealed_in(tip):
            try:
                content = unseal(sealed, identities)
            except DamagedError:
                content = None
            if content is None:
                report.left.append(f"Tip {tip['short']}, {what}: these keys do not open it.")
                if what == "words":
                    break
                continue
            again = pyrage.encrypt(content, [*office, *(pyrage.ssh.Recipient.from_str(one) for one in senders)])
            pieces.append({"tip": tip["id"], "what": what, "was": _digest(in_bytes(sealed)), "sealed": in_text(again)})
    report.done = len(pieces)
    return json.dumps({"version": VERSION, "sealed_to": list(sealed_to), "pieces": pieces}).encode(), report


def put_in_place(content: bytes) -> Report:
    """Replace sealed bytes on the server by those of the same words sealed to today's keys; raise PackageError.

    All rows or none; then the files one by one.  Doing it again does no harm: what is in place already is left.
    """
    package = _read(content)
    if set(package["sealed_to"]) != set(keys.public_keys()):
        raise PackageError("It is sealed to other keys than MONITOR_TIP_KEYS names today. Nothing was changed.")
    report = Report()
    files = []
    with transaction.atomic():
        for piece in package["pieces"]:
            if not piece["file"]:
                _count(report, piece, _put_words(piece, package["sealed_to"]))
            elif TipFile.objects.filter(pk=piece["file"], tip=piece["tip"]).exists():
                files.append(piece)
        note(None, "sealed tips again", about=f"{len(package['pieces'])} pieces, to today's keys")
    for piece in files:
        _count(report, piece, _put_file(piece))
    return report


def _sealed_in(tip: dict[str, Any]) -> Iterator[tuple[str, str, list[str]]]:
    """Yield (what, sealed, senders who read it too)."""
    yield "words", tip["sealed"], []
    for message in tip["messages"]:
        senders = tip["senders"] if message["from"] == "office" else []
        yield f"message {message['number']}", message["sealed"], senders
    for file in tip["files"]:
        for which in (store.CLEAN, store.ORIGINAL):
            if which in file:
                yield f"{which} {file['id']}", file[which], []


def _read(content: bytes) -> dict[str, Any]:
    try:
        package: dict[str, Any] = json.loads(content)
        if package["version"] != VERSION or "pieces" not in package:
            raise PackageError("This is no file that open_tips --reseal-to made.")
        for piece in package["pieces"]:
            piece["tip"] = uuid.UUID(piece["tip"])
            piece["sealed"] = in_bytes(piece["sealed"])
            message, file = _MESSAGE.fullmatch(piece["what"]), _FILE.fullmatch(piece["what"])
            piece["number"] = int(message[1]) if message else None
            piece["which"], piece["file"] = (file[1], uuid.UUID(file[2])) if file else (None, None)
            if not (message or file or piece["what"] == "words") or not piece["sealed"].startswith(b"age-encryption"):
                raise ValueError
            if not isinstance(piece["was"], str):
                raise ValueError
    except (ValueError, TypeError, KeyError, RecursionError):
        raise PackageError("This is no file that open_tips --reseal-to made, or it is damaged.") from None
    return package


def _put_words(piece: dict[str, Any], sealed_to: list[str]) -> bool:
    """Put a tip's words, or a message, in place; say whether what is there is what was sealed again."""
    row: Tip | Message | None
    if piece["number"] is None:
        row = Tip.objects.select_for_update().filter(pk=piece["tip"]).first()
    else:
        row = Message.objects.select_for_update().filter(tip=piece["tip"], number=piece["number"]).first()
    if row is None or _digest(bytes(row.sealed)) not in (piece["was"], _digest(piece["sealed"])):
        return False
    row.sealed = piece["sealed"]
    if isinstance(row, Tip):
        row.sealed_to = sealed_to
        row.save(update_fields=["sealed", "sealed_to"])
    else:
        row.save(update_fields=["sealed"])
    return True


def _put_file(piece: dict[str, Any]) -> bool:
    path: Path = store.path_of(piece["file"], piece["which"])
    if not path.exists() or _digest(path.read_bytes()) not in (piece["was"], _digest(piece["sealed"])):
        return False
    store.replace(piece["file"], piece["which"], piece["sealed"])
    return True


def _count(report: Report, piece: dict[str, Any], done: bool) -> None:
    report.done += done
    if not done:
        report.left.append(f"Tip {str(piece['tip'])[:8]}, {piece['what']}: it is gone, or it is not what was packed.")


def _digest(sealed: bytes) -> str:
    return hashlib.sha256(sealed).hexdigest()
