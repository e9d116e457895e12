"""What the site remembers for one day and never writes to a disk: a key, and counts under marks made with it.

A small SQLite file in /dev/shm, which is memory, shared by all workers of this machine; a new day (UTC) begins with an
empty one and another key.  Nothing in it says who was counted: marks are HMACs.  Where there is no /dev/shm, each
process remembers for itself.
"""

import datetime
import hashlib
import hmac
import os
import secrets
import sqlite3
import threading
import time
from pathlib import Path

from django.conf import settings

MEMORY = Path("/dev/shm")  # noqa: S108 # nosec B108  # memory, and a folder that only we may read
_local = threading.local()


def mark(words: str) -> str:
    """Return what stands for something until midnight (UTC), and cannot be read back."""
    return hmac.new(_key(), words.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()


def count(what: str, seconds: int) -> int:
    """Count one more of something; return how many there were in this span of so many seconds, this one included."""
    span = f"{mark(what)}:{int(time.time()) // seconds}"
    with _today() as memory:
        row = memory.execute(
            "INSERT INTO counts VALUES (?, 1) ON CONFLICT (span) DO UPDATE SET number = number + 1 RETURNING number",
            (span,),
        ).fetchone()
    return int(row[0])


def forget() -> None:
    """Remove what former days left; the clock calls it, in case nobody comes after midnight."""
    today = _file(_day())
    for old in today.parent.glob("*.day*"):
        if not old.name.startswith(today.name):
            old.unlink(missing_ok=True)


def begin_again() -> None:
    """Forget today's counts and key, as midnight does."""
    with _today() as memory:
        memory.execute("DELETE FROM counts")
        memory.execute("UPDATE key SET key = ?", (secrets.token_bytes(32),))


def _day() -> str:
    return datetime.datetime.now(datetime.UTC).date().isoformat()


def _file(day: str) -> Path:
    """Return where this day is remembered: of this user and this site, readable by nobody else."""
    whose = hashlib.sha256(settings.SECRET_KEY.encode()).hexdigest()[:12]
    folder = MEMORY / f"monitor-{os.getuid()}-{whose}"
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.is_symlink() or folder.stat().st_uid != os.getuid():
        raise PermissionError(f"{folder} is not ours.")
    return folder / f"{day}.day"


def _today() -> sqlite3.Connection:
    """Return this thread's connection to the memory of today, which begins empty."""
    day = _day()
    if getattr(_local, "day", None) != (day, os.getpid()):
        _local.day, _local.memory = (day, os.getpid()), _begin(day)
    memory: sqlite3.Connection = _local.memory
    return memory


def _begin(day: str) -> sqlite3.Connection:
    try:
        where: str | Path = _file(day)
        forget()
    except (FileNotFoundError, PermissionError):
        where = ":memory:"
    memory = sqlite3.connect(where, timeout=5, isolation_level=None)
    memory.execute("PRAGMA journal_mode=MEMORY")
    memory.execute("PRAGMA synchronous=OFF")
    memory.execute("CREATE TABLE IF NOT EXISTS key (one INTEGER PRIMARY KEY CHECK (one = 1), key BLOB NOT NULL)")
    memory.execute("CREATE TABLE IF NOT EXISTS counts (span TEXT PRIMARY KEY, number INTEGER NOT NULL)")
    memory.execute("INSERT OR IGNORE INTO key VALUES (1, ?)", (secrets.token_bytes(32),))
    return memory


def _key() -> bytes:
    with _today() as memory:
        key: bytes = memory.execute("SELECT key FROM key").fetchone()[0]
    return key
