"""Leave no byte of what was deleted in the database's own files."""

import logging
import re
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.db import OperationalError, connection, models

LOCK_WAIT = "5s"
TRIES, PAUSE = 6, 1.0  # seconds between them: most transactions are shorter
logger = logging.getLogger(__name__)


def sweep(*tables: type[models.Model], first: Callable[[], None] = lambda: None) -> bool:
    """Rewrite SQLite's file and empty its log, or PostgreSQL's files of these tables; say whether it could be done.

    It cannot be done within a transaction.  PostgreSQL's write-ahead log and backups are out of reach, here.
    """
    swept = False
    with suppress(OperationalError):
        if connection.vendor == "sqlite":
            first()
            swept = _sqlite()
        else:
            swept = not tables or _postgresql(tables)
    if not swept:
        logger.error("The database is in use and still holds what was taken out: run VACUUM (docs/operations.md).")
    return swept


def _sqlite() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return not cursor.fetchone()[0]


def _postgresql(tables: tuple[type[models.Model], ...]) -> bool:
    """Rewrite tables until nothing of what was deleted is kept; give up when others go on seeing it.

    Kept, too, is what a transaction still sees that began before it was deleted, in whatever table, or database.
    """
    if connection.in_atomic_block:
        return False
    for _ in range(TRIES):
        if not any(_kept_of(table) for table in tables):
            return True
        time.sleep(PAUSE)
    return False


def _kept_of(table: type[models.Model]) -> int:
    """Rewrite a table, locked for as long as that takes; return how many of its dead rows are kept.

    Statistics hold samples of columns, so they are made anew.
    """
    kept: list[int] = []

    def hear(said: Any) -> None:
        """Take the first number of the report: of the dead rows that cannot be removed yet, in any language."""
        if number := re.match(r"\D*(\d+)", said.message_detail or ""):
            kept.append(int(number[1]))

    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, false)", [LOCK_WAIT])
        connection.connection.add_notice_handler(hear)
        try:
            cursor.execute(f"VACUUM (FULL, VERBOSE, ANALYZE) {connection.ops.quote_name(table._meta.db_table)}")
        finally:
            connection.connection.remove_notice_handler(hear)
            cursor.execute("RESET lock_timeout")
    return sum(kept)
