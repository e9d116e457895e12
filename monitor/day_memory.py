"""What the site remembers for one day and never writes to a disk: a key, and counts under marks made with it.

A small SQLite file in /dev/shm, which is memory, shared by all workers of this machine; a new day (UTC) begins with an
empty one and another key.  Nothing in it says who was counted: marks are HMACs, and a span that is over is erased.  It
is opened for each question and closed again, so that nothing of it is left in a thread, a child process or a former
day.  Where it cannot be used (no /dev/shm, or a full one), each process remembers for itself: a visitor is never turned
away for that.
"""

import datetime
import hashlib
import hmac
import logging
import os
import secrets
import sqlite3
import stat
import threading
import time
from collections.abc import Callable
from contextlib import closing, suppress
from functools import partial
from pathlib import Path

from django.utils.crypto import salted_hmac

MEMORY = Path("/dev/shm")  # noqa: S108 # nosec B108  # memory, and a folder that only we may read
LARGEST = 4096
"""Pages of 4 KiB: a flood of addresses takes 16 MiB, and no more."""

_lock = threading.Lock()
_own: tuple[str, sqlite3.Connection] | None = None
_said_on = ""
log = logging.getLogger(__name__)


def mark(words: str) -> str:
    """Return what stands for something until midnight (UTC), and cannot be read back."""
    return _mark(_ask(_key), words)


def count(what: str, seconds: int) -> int:
    """Count one more of something; return how many there were in this span of so many seconds, this one included."""
    return _ask(partial(_count, what, seconds))


def forget() -> None:
    """Remove what former days left; the clock calls it, in case nobody comes after midnight."""
    today = _day()
    for folder in MEMORY.glob(f"monitor-{os.getuid()}-*"):
        for old in folder.glob("*.day*") if _is_ours(folder) else ():
            if not old.name.startswith(today):
                old.unlink(missing_ok=True)


def forget_ended() -> None:
    """Erase the spans that are over; the clock calls it, in case nobody comes after one."""
    _ask(_forget_ended)


def begin_again() -> None:
    """Forget today's counts and key, as midnight does."""
    _ask(_begin_again)


def _mark(key: bytes, words: str) -> str:
    return hmac.new(key, words.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()


def _key(memory: sqlite3.Connection) -> bytes:
    [(key,)] = memory.execute("SELECT key FROM key")
    return bytes(key)


def _count(what: str, seconds: int, memory: sqlite3.Connection) -> int:
    now = int(time.time())
    row = (now // seconds + 1) * seconds, f"{_mark(_key(memory), what)}:{seconds}"
    _forget_ended(memory)
    try:
        return _one_more(memory, row)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_FULL:
            raise
        memory.execute("DELETE FROM spans WHERE number = 1")  # who came once is no flood
        return _one_more(memory, row)


def _forget_ended(memory: sqlite3.Connection) -> None:
    """Erase them: the key is beside them, and with it addresses could be tried out."""
    memory.execute("DELETE FROM spans WHERE ends <= ?", (int(time.time()),))


def _one_more(memory: sqlite3.Connection, row: tuple[int, str]) -> int:
    [(number,)] = memory.execute(
        "INSERT INTO spans VALUES (?, ?, 1) ON CONFLICT DO UPDATE SET number = number + 1 RETURNING number", row
    )
    return int(number)


def _begin_again(memory: sqlite3.Connection) -> None:
    memory.execute("BEGIN IMMEDIATE")
    memory.execute("DELETE FROM spans")
    memory.execute("UPDATE key SET key = ?", (secrets.token_bytes(32),))
    memory.execute("COMMIT")


def _ask[Answer](question: Callable[[sqlite3.Connection], Answer]) -> Answer:
    """Ask the memory of today that all workers share, or else the one of this process."""
    day = _day()
    if MEMORY.is_dir():
        try:
            return _ask_all(question, _folder() / f"{day}.day")
        except (OSError, sqlite3.Error) as error:
            _say(day, error)
    with _lock:
        return question(_own_of(day))


def _ask_all[Answer](question: Callable[[sqlite3.Connection], Answer], file: Path) -> Answer:
    is_new = not file.exists()
    try:
        with closing(sqlite3.connect(file, timeout=2, isolation_level=None)) as memory:
            return question(_ready(memory))
    except sqlite3.DatabaseError as error:
        if not isinstance(error, sqlite3.OperationalError):  # no database any more: the next one begins anew
            for damaged in (file.with_name(f"{file.name}-journal"), file):
                damaged.unlink(missing_ok=True)
        raise
    finally:
        if is_new:
            forget()


def _ready(memory: sqlite3.Connection) -> sqlite3.Connection:
    """Make the memory ready for use; a journal is kept, for a process may be killed while it writes."""
    memory.execute("PRAGMA synchronous=OFF")
    memory.execute("PRAGMA secure_delete=ON")
    memory.execute(f"PRAGMA max_page_count={LARGEST}")
    if not memory.execute("SELECT 1 FROM sqlite_schema WHERE name = 'spans'").fetchall():
        memory.execute("BEGIN IMMEDIATE")
        memory.execute("CREATE TABLE IF NOT EXISTS key (one INTEGER PRIMARY KEY CHECK (one = 1), key BLOB NOT NULL)")
        memory.execute("INSERT OR IGNORE INTO key VALUES (1, ?)", (secrets.token_bytes(32),))
        memory.execute(
            "CREATE TABLE IF NOT EXISTS spans"
            " (ends INTEGER, span TEXT, number INTEGER NOT NULL, PRIMARY KEY (ends, span)) WITHOUT ROWID"
        )
        memory.execute("COMMIT")
    return memory


def _own_of(day: str) -> sqlite3.Connection:
    """Return the memory of this process alone, which begins empty each day."""
    global _own  # noqa: PLW0603 - it has to be forgotten
    if _own is None or _own[0] != day:
        if _own:
            _own[1].close()
        memory = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        _own = (day, _ready(memory))
    return _own[1]


def _say(day: str, error: Exception) -> None:
    """Say once a day that the workers do not share what they count."""
    global _said_on  # noqa: PLW0603
    if _said_on != day:
        _said_on = day
        log.error("The memory of the day cannot be used; each process counts for itself: %s", error)


def _day() -> str:
    return datetime.datetime.fromtimestamp(time.time(), datetime.UTC).date().isoformat()


def _folder() -> Path:
    """Return the folder of this user and this site in the memory; raise PermissionError where another has put one."""
    whose = salted_hmac("monitor.day_memory", "folder", algorithm="sha256").hexdigest()[:12]
    folder = MEMORY / f"monitor-{os.getuid()}-{whose}"
    with suppress(FileExistsError):
        folder.mkdir(mode=0o700)
    if not _is_ours(folder):
        raise PermissionError(f"{folder} is not ours alone.")
    return folder


def _is_ours(folder: Path) -> bool:
    """Say whether this is a folder (no link to one) that nobody else can have prepared for us, or read."""
    facts = folder.lstat()
    return stat.S_ISDIR(facts.st_mode) and facts.st_uid == os.getuid() and not facts.st_mode & 0o077
