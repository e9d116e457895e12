"""Tips as a file for a machine that is on no network: what is known of them, and all that is sealed.

{"version": 1, "made_on": day, "tips": [what `facts` returns, and "senders": [the public keys of its codes]]}; each
file also has "clean" and, if it was kept, "original".  Sealed bytes are base64.
"""

import datetime
import io
import json
import re
import uuid
from base64 import b64decode, b64encode
from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from countries.models import Country

from . import store
from .models import Message, Tip, TipFile

VERSION = 1
_ENDING = re.compile(r"[a-z0-9]{1,5}")


class PackageError(Exception):
    """This is no package of tips; the text says what is wrong with it."""


def facts(tip: Tip, country: str) -> dict[str, Any]:
    """Return what is known of a tip, with its sealed words and talk."""
    return {
        "id": str(tip.pk),
        "short": tip.short,
        "day": tip.day.isoformat(),
        "country": country,
        "passage": f"/cite/{tip.passage_id}/" if tip.passage_id else "",
        "risk": tip.get_risk_display(),
        "state": tip.get_state_display(),
        "sealed_to": tip.sealed_to,
        "sealed": in_text(tip.sealed),
        "messages": [_message(one) for one in tip.messages.select_related("by")],
        "files": [_file(one) for one in tip.files.all()],
    }


def pack(tips: Iterable[Tip]) -> bytes:
    """Return a package of tips with every file; one tip at a time is held beside it."""
    countries: dict[uuid.UUID | None, str] = dict(Country.objects.values_list("pk", "name"))
    package = io.BytesIO()
    package.write(b'{"version": %d, "made_on": "%s", "tips": [' % (VERSION, timezone.now().date().isoformat().encode()))
    for number, tip in enumerate(tips):
        whole = facts(tip, countries.get(tip.country_id, ""))
        whole["senders"] = list(tip.codes.values_list("recipient", flat=True))
        for file in whole["files"]:
            file.update(_contents(file))
        package.write(b",\n" if number else b"\n")
        package.write(json.dumps(whole).encode())
    package.write(b"\n]}\n")
    return package.getvalue()


def read(content: bytes) -> list[dict[str, Any]]:
    """Return the tips of a package; raise PackageError.  Ids and endings become names of files: they are checked."""
    try:
        package = json.loads(content)
        if package["version"] != VERSION:
            raise PackageError(f"This package is of version {package['version']!r}, and only {VERSION} is known here.")
        tips: list[dict[str, Any]] = package["tips"]
        for tip in tips:
            _check(tip)
    except (ValueError, TypeError, KeyError, RecursionError):
        raise PackageError("This is no package of tips, or it is damaged.") from None
    return tips


def in_text(sealed: bytes | memoryview) -> str:
    return b64encode(bytes(sealed)).decode()


def in_bytes(text: str) -> bytes:
    return b64decode(text, validate=True)


def _message(message: Message) -> dict[str, Any]:
    return {
        "number": message.number,
        "day": message.day.isoformat(),
        "from": "sender" if message.by is None else "office",
        "by": message.by.get_username() if message.by else "",
        "sealed": in_text(message.sealed),
    }


def _file(file: TipFile) -> dict[str, Any]:
    return {
        "id": str(file.pk),
        "number": file.number,
        "kind": file.get_kind_display(),
        "ending": file.ending,
        "has_original": file.has_original,
    }


def _contents(file: dict[str, Any]) -> dict[str, str]:
    which = [store.CLEAN, *([store.ORIGINAL] if file["has_original"] else [])]
    return {one: in_text(store.read(uuid.UUID(file["id"]), one)) for one in which}


def _check(tip: dict[str, Any]) -> None:
    """Raise ValueError, TypeError or KeyError for a tip that this module did not write."""
    tip["short"] = str(uuid.UUID(tip["id"]))[:8]
    datetime.date.fromisoformat(tip["day"])
    sealed = [tip["sealed"]]
    for message in tip["messages"]:
        message["number"] = int(message["number"])
        datetime.date.fromisoformat(message["day"])
        sealed.append(message["sealed"])
    for file in tip["files"]:
        uuid.UUID(file["id"])
        file["number"] = int(file["number"])
        if not _ENDING.fullmatch(file["ending"]):
            raise ValueError("No ending of a file.")
        sealed += [file[which] for which in (store.CLEAN, store.ORIGINAL) if which in file]
    words = [
        *tip["sealed_to"],
        *tip["senders"],
        *sealed,
        *(tip[name] for name in ("country", "passage", "risk", "state")),
    ]
    if not all(isinstance(one, str) for one in words):
        raise ValueError("Words are missing.")
    for one in sealed:
        in_bytes(one)
