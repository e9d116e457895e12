"""A package as it comes to the offline machine, made without a database, and a key file to open it with."""

import io
import json
import uuid
from base64 import b64encode
from pathlib import Path
from typing import Any

import pyrage

from .builders import office_keys, public_keys

PASSPHRASE = "seven quiet geese cross the frozen river"
SEALED_PUBLIC = "age1w90lqdnay66630tta3gj57qrrt6azvydxms5z34dqncfxeddjpwqz9y7qe"
SEALED_KEY = """\
-----BEGIN AGE ENCRYPTED FILE-----
YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IHNjcnlwdCBkbEYvQ1BQeXFpaHZmNGhy
d0tSd1hRIDEwCkg1UlhWREt5OEx6TDV4cE53Ty9Vd0Zacno2YWJuLys0bE9UUDh4
RzFtTTgKLS0tIFJoT0JERnZVS1RMNGxoMzlRc1dIV21CVTRtSnp3UjZ3dlIzZVov
N3hKaWsKcbBGgG0w0/EoLQ21toqg0B13kfufMjp9bZEX5wDz0YReZfE9RRQ57rrh
CvfzdiUSdPEwWN5/qu4fe8SRnHA56xMkvIo+ojukfqZaGiHCTWryX3LHtqC4Qmcd
IYbWFuZmtqJXZ392VSmDR5xNcHdiBmbzS68XAxmLnh/YBH14TB0uhXa12zNHTN63
uuM38mmsNdnW45hjTlWpOxtoO1U9Kd+mIaW0WT9wKRMo/+yLj0AropAIhkFG2Q==
-----END AGE ENCRYPTED FILE-----
"""
"""A private key under that passphrase, which takes 2^10 steps and not the usual 2^19: tests are in a hurry."""


def sealed(content: bytes | dict[str, Any], *keys: str) -> str:
    """Return what is sealed to the office, or to these keys, as base64."""
    plain = content if isinstance(content, bytes) else json.dumps(content).encode()
    recipients = [pyrage.x25519.Recipient.from_str(key) for key in keys or public_keys()]
    return b64encode(pyrage.encrypt(plain, recipients)).decode()


def make_tip(text: str = "A fee.", *keys: str, **changed: Any) -> dict[str, Any]:
    tip_id = str(uuid.uuid4())
    return {
        "id": tip_id,
        "short": tip_id[:8],
        "day": "2026-11-22",
        "country": "Kazakhstan",
        "passage": "",
        "risk": "Unpleasant",
        "state": "Received",
        "sealed_to": list(keys or public_keys()),
        "sealed": sealed({"text": text, "files": []}, *keys),
        "messages": [],
        "files": [],
        "senders": [],
        **changed,
    }


def make_file(number: int = 1, clean: bytes = b"clean", original: bytes = b"original") -> dict[str, Any]:
    return {
        "id": str(uuid.uuid4()),
        "number": number,
        "kind": "PDF",
        "ending": "pdf",
        "has_original": True,
        "clean": sealed(clean),
        "original": sealed(original),
    }


def package(folder: Path, *tips: dict[str, Any]) -> str:
    """Write a package, and return its path."""
    path = folder / "tips.json"
    path.write_text(json.dumps({"version": 1, "made_on": "2026-11-22", "tips": list(tips)}))
    return str(path)


def key_file(folder: Path, which: int = 0) -> str:
    """Write a private key of the office, unsealed, and return its path."""
    path = folder / f"key-{which}.txt"
    path.write_text(f"# a test's\n{office_keys()[which]}\n")
    return str(path)


def typed(*lines: str) -> io.StringIO:
    """Return what stands in for a keyboard."""
    return io.StringIO("".join(f"{line}\n" for line in lines))
