"""One tip as a sealed file for a lawyer: a zip with its words, its talk and its files."""

import io
import zipfile
from collections.abc import Iterable
from datetime import date

import pyrage

from .opening import Opened, in_words

README = """What this is

One tip that somebody sent to the Civic Freedom Monitor, made on {day} for a lawyer. tip.txt has what is known of it,
what the sender wrote, and what was said since. Then come its files: cleaned copies, and originals where they were kept.

The sender may be harmed if it were known who wrote. Originals may be marked, and may hold what harms a computer: open
them on a machine that is on no network. Do not send any of this on by plain mail, and delete what you no longer need.

How it was opened, to open it again: it is a zip file sealed with age (https://age-encryption.org). With a passphrase:
age -d -o tip.zip FILE.zip.age. With a key of your own: age -d -i KEY -o tip.zip FILE.zip.age.
"""


def make(opened: Opened, files: Iterable[tuple[str, bytes | None]]) -> bytes:
    """Return the zip, not sealed yet; nothing in it has a time of day."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as zipped:
        for name, content in [("README.txt", README.format(day=date.today()).encode()),
                              ("tip.txt", in_words(opened).encode()), *files]:  # fmt: skip
            if content is not None:
                zipped.writestr(zipfile.ZipInfo(name), content)
    return made.getvalue()


def seal_for(content: bytes, recipient: str) -> bytes:
    """Seal to a lawyer's own public key; raise pyrage.RecipientError."""
    return bytes(pyrage.encrypt(content, [pyrage.x25519.Recipient.from_str(recipient)]))


def seal_with(content: bytes, passphrase: str) -> bytes:
    return bytes(pyrage.passphrase.encrypt(content, passphrase))
