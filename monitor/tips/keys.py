"""The public keys that tips are sealed to.  The private halves are never on the server, but for development.

A development machine without `MONITOR_TIP_KEYS` makes a pair of its own in `var/`, marked as such.
"""

import fcntl
import os
from functools import lru_cache
from pathlib import Path
from typing import Any

import pyrage
from django.conf import settings

type Recipient = Any  # pyrage.x25519.Recipient, which has no types

DEVELOPMENT_PASSPHRASE = "for development only"  # noqa: S105 # nosec B105  # of a key that seals nothing of worth
_FILES = ("tip-key-development.age", "tip-key-development.pub")


class NoKeyError(Exception):
    """No key is set, or one cannot be read: no tip can be taken."""


def public_keys() -> tuple[str, ...]:
    """Return the keys that a tip is sealed to today; empty when there are none."""
    if settings.TIP_KEYS:
        return tuple(settings.TIP_KEYS)
    return (_development_key(),) if settings.DEVELOPMENT else ()


def recipients() -> list[Recipient]:
    """Return those keys for sealing; raise NoKeyError."""
    keys = public_keys()
    if not keys:
        raise NoKeyError("MONITOR_TIP_KEYS is not set.")
    return list(_read(keys))


def is_for_development() -> bool:
    return settings.DEVELOPMENT and not settings.TIP_KEYS


def passphrase_for_development() -> str:
    """Return the passphrase to tell of where a tip is opened; empty where the key is not for development."""
    return DEVELOPMENT_PASSPHRASE if is_for_development() else ""


def private_half_for_development() -> Path:
    """Return where the private half of the development key lies."""
    _development_key()
    return Path(settings.VAR_DIR) / _FILES[0]


def public_half_for_development() -> str:
    """Return the public half of the development key, if this machine has made one."""
    file = Path(settings.VAR_DIR) / _FILES[1]
    return file.read_text().strip() if file.is_file() else ""


def are_readable() -> bool:
    """Say whether a tip could be sealed now."""
    try:
        return bool(recipients())
    except NoKeyError:
        return False


@lru_cache(maxsize=8)
def _read(keys: tuple[str, ...]) -> tuple[Recipient, ...]:
    try:
        return tuple(pyrage.x25519.Recipient.from_str(key) for key in keys)
    except pyrage.RecipientError:
        raise NoKeyError("MONITOR_TIP_KEYS has something that is no age key (age1…).") from None


def _development_key() -> str:
    """Return this machine's own key; make it the first time, whichever process comes first."""
    private, public = (Path(settings.VAR_DIR) / name for name in _FILES)
    if not public.exists():
        private.parent.mkdir(exist_ok=True)
        with (private.parent / ".tip-key-lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not public.exists():
                _make(private, public)
    return public.read_text().strip()


def _make(private: Path, public: Path) -> None:
    identity = pyrage.x25519.Identity.generate()
    private.write_bytes(pyrage.passphrase.encrypt(str(identity).encode(), DEVELOPMENT_PASSPHRASE, armored=True))
    private.chmod(0o600)
    new = public.with_suffix(f".{os.getpid()}")
    new.write_text(f"{identity.to_public()}\n")
    new.replace(public)
