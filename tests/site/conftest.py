"""A PostgreSQL database of its own for tests that cut it off."""

import os
import uuid
from collections.abc import Iterator

import psycopg
import pytest

from tests.conftest import missing

from .outage import Served, Wire

POSTGRES = os.environ.get("MONITOR_TEST_POSTGRES", "postgres://postgres@127.0.0.1:5432/test")


@pytest.fixture
def served() -> Iterator[Served]:
    """Serve the real site on a fresh PostgreSQL database at the end of a wire."""
    name = f"monitor_outage_{uuid.uuid4().hex[:8]}"
    try:
        office = psycopg.connect(POSTGRES, autocommit=True, connect_timeout=2)
    except psycopg.OperationalError:
        missing("PostgreSQL")
    with office:
        office.execute(f'CREATE DATABASE "{name}"')
        site = Served(Wire((office.info.host, office.info.port)), name)
        try:
            yield site
        finally:
            site.stop()
            office.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
