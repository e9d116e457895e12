"""The code by which a sender comes back: words to find the tip by, and words that make the key to its answers.

Seven words of the EFF's long list.  The first two find the record; what is kept of them is a slow hash.  All seven make
a key pair, slowly, under a salt of the record's own; what is kept is its public half (ADR 7).
"""

import re
import secrets
from functools import cache
from pathlib import Path
from threading import Lock
from typing import NamedTuple

import pyrage
from argon2.low_level import Type, hash_secret_raw
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

LENGTH, TO_FIND = 7, 2
COST = {"time_cost": 3, "memory_cost": 19 * 1024}
"""Of Argon2id, memory in KiB: some 0.1 s each.  Other figures make other keys: all codes given before are lost."""

SALT_OF_FINDERS = b"tips:finder:2026"
_ONE_AT_A_TIME = Lock()  # each takes 19 MiB for the time of it
_WORDS = Path(__file__).with_name("words.txt")


class Key(NamedTuple):
    """The pair that a code makes."""

    recipient: str
    identity: pyrage.ssh.Identity


@cache
def words() -> tuple[str, ...]:
    """Return the words that codes are made of: 7,772; four with a hyphen are left out."""
    return tuple(line for line in _WORDS.read_text().split("\n") if line.isalpha())


def new_code() -> str:
    return " ".join(secrets.choice(words()) for _ in range(LENGTH))


def new_salt() -> bytes:
    return secrets.token_bytes(16)


def read(typed: str) -> str | None:
    """Return a code as it was shown, whatever stands between its words; None if it is none."""
    found = re.findall("[a-z]+", typed[:500].casefold())
    known = set(words())
    return " ".join(found) if len(found) == LENGTH and known.issuperset(found) else None


def strangers(typed: str) -> list[str]:
    """Return what was typed for a code and is none of the words that codes are made of, to tell of a slip."""
    known = set(words())
    return [word for word in re.findall(r"\w+", typed[:200].casefold()) if word not in known][:LENGTH]


def finder_of(code: str) -> str:
    """Return what finds the record of a code: 64 hex digits."""
    return _slow(" ".join(code.split()[:TO_FIND]), SALT_OF_FINDERS).hex()


def key_of(code: str, salt: bytes) -> Key:
    """Return the key pair that a whole code makes, some 0.1 s of work."""
    private = Ed25519PrivateKey.from_private_bytes(_slow(code, salt))
    public = private.public_key().public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH).decode()
    pem = private.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption())
    return Key(public, pyrage.ssh.Identity.from_buffer(pem))


def _slow(secret: str, salt: bytes) -> bytes:
    with _ONE_AT_A_TIME:
        return hash_secret_raw(secret.encode(), salt, **COST, parallelism=1, hash_len=32, type=Type.ID)
