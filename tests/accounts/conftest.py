"""What the tests of logging in share."""

import time

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache

from tests.builders import make_editor

from .browser import Clock


@pytest.fixture(autouse=True)
def _no_tries_yet(db) -> None:
    """Start each test with nothing counted (on PostgreSQL and SQLite the counts roll back with the test)."""
    cache.clear()


@pytest.fixture
def clock(monkeypatch) -> Clock:
    moved = Clock(time.time())
    monkeypatch.setattr("time.time", moved)
    return moved


@pytest.fixture
def ada(db) -> User:
    """An editor with password, mail address and authenticator app."""
    user = make_editor("ada")
    user.email = "ada@example.org"
    user.save()
    return user
