"""Open a zip from strangers, and write one that says nothing of when and where it was made."""

import io
import zipfile

from .kinds import RefusedFileError

MOST_PARTS = 4000
MOST_BYTES = 90_000_000  # unpacked, all parts together
DAMAGED = "The document is damaged. Open it, save it anew and send that."
TOO_MUCH = "The document is far larger when unpacked. Send it as PDF, or in parts."
SIGNED = "It is signed: the signature names who signed. Our copy is without it."
LOCKED = "The document is locked with a password. Save it without one, or as PDF, and send that."


def opened(content: bytes) -> zipfile.ZipFile:
    """Return a zip whose parts are few, small and rightly named; raise RefusedFileError.

    What a part unpacks to never exceeds the size that is checked here: zipfile stops there.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise RefusedFileError(DAMAGED) from None
    parts = archive.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_BYTES:
        raise RefusedFileError(TOO_MUCH)
    if len({part.filename.casefold() for part in parts}) != len(parts) or not all(_is_plain(one) for one in parts):
        raise RefusedFileError(DAMAGED)
    if any(part.flag_bits & 1 for part in parts):
        raise RefusedFileError(LOCKED)
    return archive


def add(archive: zipfile.ZipFile, name: str, content: bytes, packed: bool = True) -> None:
    archive.writestr(entry(name, packed), content)


def entry(name: str, packed: bool = True) -> zipfile.ZipInfo:
    """Return the heading of a part: no time, no system, no rights."""
    heading = zipfile.ZipInfo(name)
    heading.create_system = 0
    heading.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    heading.compress_level = 3
    return heading


def _is_plain(part: zipfile.ZipInfo) -> bool:
    name = part.filename
    steps = name.rstrip("/").split("/")
    return (
        part.compress_type in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
        and not any(step in {"", ".", ".."} for step in steps)
        and not any(sign in name for sign in "\\:\0")
        and name.isprintable()
    )
