"""Look for words where a thief of the disk would: in every column, and byte by byte in SQLite's files."""

from collections.abc import Iterator
from pathlib import Path

from django.db import connection


def columns_with(words: str) -> list[str]:
    """Return every table.column whose text, JSON or bytes hold the words."""
    return [f"{table}.{column}" for table, column in _columns() if _holds(table, column, words)]


def files_with(words: str) -> list[str]:
    """Return the files of a SQLite database that hold the words; nothing on PostgreSQL."""
    if connection.vendor != "sqlite":
        return []
    main = Path(connection.settings_dict["NAME"])
    files = [file for file in main.parent.glob(f"{main.name}*") if file.is_file()]
    assert main in files
    return [file.name for file in files if words.encode() in file.read_bytes()]


def _columns() -> Iterator[tuple[str, str]]:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public' "
                "AND data_type IN ('text', 'character varying', 'character', 'json', 'jsonb', 'bytea', 'tsvector')"
            )
            yield from cursor.fetchall()
            return
        for table in connection.introspection.table_names(cursor):
            for column in connection.introspection.get_table_description(cursor, table):
                yield table, column.name


def _holds(table: str, column: str, words: str) -> bool:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                f'SELECT count(*) FROM "{table}" WHERE position(%s::bytea in '
                f'convert_to("{column}"::text, \'UTF8\')) > 0 OR position(%s in "{column}"::text) > 0',
                [words.encode(), words],
            )
            if cursor.fetchone()[0]:
                return True
            cursor.execute(f'SELECT "{column}" FROM "{table}"')
            return any(isinstance(value, memoryview | bytes) and words.encode() in bytes(value) for (value,) in cursor)
        cursor.execute(
            f'SELECT count(*) FROM "{table}" WHERE instr(CAST("{column}" AS BLOB), %s) > 0', [words.encode()]
        )
        return bool(cursor.fetchone()[0])
