"""How much of this machine's memory the files of tips may take, counted for all its workers together.

A unit is a lock on an empty file: who holds it may hold that many bytes.  Locks end with the process that has them, so
that nothing is lost when a worker is killed.
"""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from . import store

UNIT = 2 * 1024 * 1024  # bytes
UNITS = 30
"""60 MB: one form with five files of 10 MB, and small ones beside it."""


def take_unit() -> int | None:
    """Take one unit; return the descriptor that gives it back when closed, None if there is none left."""
    folder = _folder()
    return next((unit for number in range(UNITS) if (unit := _locked(folder / f"unit-{number}")) is not None), None)


@contextmanager
def alone(seconds: float) -> Iterator[bool]:
    """Yield whether it came to our turn within that time: files are cleaned and sealed for one sender at a time."""
    until = time.monotonic() + seconds
    while (turn := _locked(_folder() / "turn")) is None and time.monotonic() < until:
        time.sleep(0.05)
    try:
        yield turn is not None
    finally:
        if turn is not None:
            os.close(turn)


def _locked(path: Path) -> int | None:
    descriptor = os.open(path, os.O_RDONLY | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return None
    return descriptor


def _folder() -> Path:
    folder = store.folder() / "room"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder
