"""What all tests share."""

import os
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client

from countries.models import Country
from monitor import day_memory
from monitor.tips import codes

from .builders import make_editor, make_published, make_whole_country
from .tips.builders import public_keys

SEED = Path(__file__).resolve().parents[2] / "shared" / "seeds" / "kazakhstan.txt"
NEEDS_ALL = os.environ.get("MONITOR_NEEDS_ALL") == "1"


def missing(what: str) -> None:
    """Skip the test with a line saying why; fail instead where everything has to be there."""
    if NEEDS_ALL:
        pytest.fail(f"{what} is missing.", pytrace=False)
    pytest.skip(f"{what} is missing.")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Keep the SQLite test database in a file, as the site does: one in memory knows no second writer."""
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")


@pytest.fixture(autouse=True)
def _plain_settings(settings) -> None:
    """Serve the host name that Django's test client uses, and hash passwords fast."""
    settings.ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def _tips_of_the_test(settings, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Seal tips to the tests' own keys, lay their files apart, hash codes fast, remember nothing of another test."""
    settings.TIP_KEYS = public_keys()
    settings.MEDIA_ROOT = str(tmp_path_factory.getbasetemp() / "media")
    monkeypatch.setattr(day_memory, "MEMORY", tmp_path_factory.getbasetemp())
    monkeypatch.setattr(codes, "COST", {"time_cost": 1, "memory_cost": 8})
    day_memory.begin_again()


@pytest.fixture
def country(db) -> Country:
    return make_whole_country()


@pytest.fixture
def published(db) -> Country:
    return make_published()


@pytest.fixture
def office(db) -> Client:
    """A browser in which an editor is logged in."""
    client = Client()
    client.force_login(make_editor())
    return client


@pytest.fixture
def seed() -> Path:
    """The real page, where it lies beside the project."""
    if not SEED.exists():
        pytest.skip("The real page is not beside the project.")
    return SEED
