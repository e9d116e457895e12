"""Seal what a sender or the office wrote: age, in memory, to public keys."""

import json
from collections.abc import Iterable
from typing import Any

import pyrage

from . import keys

BLOCK = 4096
"""Words are padded to whole blocks, so that the length of what is sealed tells little."""


def seal(content: bytes) -> bytes:
    """Seal bytes to the office; raise NoKeyError."""
    return bytes(pyrage.encrypt(content, keys.recipients()))


def seal_words(words: dict[str, Any], also_for: Iterable[str] = ()) -> bytes:
    """Seal words as padded JSON to the office, and to senders' keys (`TipCode.recipient`)."""
    content = json.dumps(words, ensure_ascii=False).encode()
    content += b" " * (-len(content) % BLOCK)
    senders = [pyrage.ssh.Recipient.from_str(one) for one in also_for]
    return bytes(pyrage.encrypt(content, [*keys.recipients(), *senders]))


def open_words(sealed: bytes | memoryview, identity: Any) -> dict[str, Any]:
    """Return sealed words to who holds a key; raise pyrage.DecryptError."""
    words: dict[str, Any] = json.loads(pyrage.decrypt(bytes(sealed), [identity]))
    return words
