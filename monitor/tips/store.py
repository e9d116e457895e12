"""Where sealed files lie: under random names, with no time of day, readable by the site alone."""

import contextlib
import datetime
import os
import uuid
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.utils import timezone

ORIGINAL, CLEAN = "original", "clean"


def folder() -> Path:
    """Return the folder of sealed files; make it if need be."""
    where = Path(settings.MEDIA_ROOT) / "tips"
    if not where.is_dir():
        where.mkdir(mode=0o700, parents=True, exist_ok=True)
    return where


def path_of(file_id: uuid.UUID, which: str) -> Path:
    return folder() / f"{file_id}.{which}.age"


def keep(file_id: uuid.UUID, which: str, sealed: bytes) -> None:
    """Write a sealed file, to the disk itself, and set its times, and its folder's, to midnight."""
    _write(path_of(file_id, which), sealed)


def replace(file_id: uuid.UUID, which: str, sealed: bytes) -> None:
    """Put other sealed bytes in the place of a file's, whole or not at all."""
    path = path_of(file_id, which)
    new = path.with_suffix(".new")
    new.unlink(missing_ok=True)
    _write(new, sealed)
    new.replace(path)
    _to_midnight()


def renew(today: datetime.date) -> None:
    """Write what came on a former day anew.

    A disk notes to the second when a file was made and last touched, and lets nobody set it: from then on it is the
    hour of the clock's round, and not the one in which somebody sent a file.
    """
    for _, path in files():
        with contextlib.suppress(FileNotFoundError):  # it was destroyed meanwhile
            facts = path.stat()
            if _day(facts.st_mtime) == _day(facts.st_ctime) < today:
                new = path.with_suffix(".new")
                new.unlink(missing_ok=True)
                _write(new, path.read_bytes())
                os.utime(new, (facts.st_mtime, facts.st_mtime))
                if path.stat().st_ctime_ns == facts.st_ctime_ns:
                    new.replace(path)
    _to_midnight()


def read(file_id: uuid.UUID, which: str) -> bytes:
    """Return a sealed file; raise FileNotFoundError."""
    return path_of(file_id, which).read_bytes()


def destroy(file_id: uuid.UUID, *which: str) -> None:
    """Remove copies of a file (all, if none is named)."""
    for one in which or (ORIGINAL, CLEAN):
        path_of(file_id, one).unlink(missing_ok=True)
    _to_midnight()


def files() -> Iterator[tuple[uuid.UUID, Path]]:
    """Yield (id, path) of everything that lies in the store; what has no id of ours is left alone."""
    for path in sorted(folder().glob("*.age")):
        with contextlib.suppress(ValueError):
            yield uuid.UUID(path.name.split(".")[0]), path


def _write(path: Path, sealed: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(sealed)
        file.flush()
        os.fsync(file.fileno())
    _to_midnight(path)


def _day(moment: float) -> datetime.date:
    return datetime.datetime.fromtimestamp(moment, datetime.UTC).date()


def _to_midnight(*paths: Path) -> None:
    midnight = datetime.datetime.combine(timezone.now().date(), datetime.time(), datetime.UTC).timestamp()
    for path in (*paths, folder()):
        os.utime(path, (midnight, midnight))
