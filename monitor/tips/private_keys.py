"""The private halves: files sealed with a passphrase, on machines of their readers, never on the server."""

import re
from base64 import b64encode
from collections.abc import Callable
from typing import Any

import pyrage

MOST_WORK = 20
"""A browser opens key files whose passphrase takes up to 2^20 steps, and no more."""

_ARMOR = b"-----BEGIN AGE ENCRYPTED FILE-----"
_BINARY = b"age-encryption.org/v1\n"
_KEY = re.compile(r"^AGE-SECRET-KEY-1[0-9A-Z]+$", re.MULTILINE)


class KeyFileError(Exception):
    """No key comes of this file; the text says why."""


def new() -> Any:
    return pyrage.x25519.Identity.generate()


def is_good(passphrase: str) -> bool:
    """Say whether a passphrase is long enough to guard a key that may be stolen: five words, or 20 characters."""
    return len(passphrase) >= 20 or sum(len(word) >= 3 for word in passphrase.split()) >= 5


def seal(identity: Any, passphrase: str) -> bytes:
    """Return a key file; raise KeyFileError if a browser would refuse it.

    The library measures this machine, and makes guessing about a second's work for it.
    """
    words = f"# public key: {identity.to_public()}\n{identity}\n".encode()
    sealed = bytes(pyrage.passphrase.encrypt(words, passphrase))
    if work_of(sealed) > MOST_WORK:
        raise KeyFileError("This machine is so fast that browsers would refuse the file it makes. Take a slower one.")
    return _armored(sealed)


def work_of(sealed: bytes) -> int:
    """Return N of the 2^N steps that a passphrase takes, as the head of a binary file says."""
    found = re.match(rb"age-encryption\.org/v1\n-> scrypt \S+ ([0-9]+)\n", sealed)
    if not found:
        raise KeyFileError("This file is not sealed with a passphrase.")
    return int(found[1])


def read(content: bytes, ask: Callable[[], str]) -> Any:
    """Return the key (a pyrage identity) of a file, sealed or plain; raise KeyFileError."""
    if content.lstrip().startswith(_ARMOR) or content.startswith(_BINARY):
        try:
            content = bytes(pyrage.passphrase.decrypt(content, ask()))
        except pyrage.DecryptError as error:
            raise KeyFileError(f"The passphrase does not open this key file ({error}).") from None
    found = _KEY.search(content.decode("utf-8", "replace").replace("\r", ""))
    try:
        return pyrage.x25519.Identity.from_str(found[0] if found else "")
    except pyrage.IdentityError:
        raise KeyFileError("There is no private key (AGE-SECRET-KEY-1…) in this file.") from None


def _armored(sealed: bytes) -> bytes:
    text = b64encode(sealed).decode()
    lines = [text[at : at + 64] for at in range(0, len(text), 64)]
    return "\n".join([_ARMOR.decode(), *lines, "-----END AGE ENCRYPTED FILE-----", ""]).encode()
