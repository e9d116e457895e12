"""Every kind of public page is valid HTML, by the Nu checker (npm `vnu-jar`, a program in Java)."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from tests.conftest import missing

from .site import fill, pages_of_every_kind, write

JAR = Path(settings.BASE_DIR) / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
pytestmark = pytest.mark.django_db


@pytest.fixture
def checker() -> list[str]:
    java = shutil.which("java")
    if not java:
        missing("Java")
    if not JAR.exists():
        missing("The Nu checker (make node_modules/.installed)")
    return [str(java), "-jar", str(JAR), "--format", "json", "--stdout", "--exit-zero-always"]


def test_every_kind_of_page_is_valid(checker: list[str], client: Client, tmp_path: Path):
    fill()
    addresses = write(list(pages_of_every_kind(client)), tmp_path)

    assert len(addresses) > 20
    assert [_in_words(found, addresses) for found in _found(checker, tmp_path)] == []


def test_the_checker_finds_what_is_wrong(checker: list[str], tmp_path: Path):
    write([("/", "<!doctype html><html lang=en><title>T</title><p><div></p></div>")], tmp_path)

    assert _found(checker, tmp_path)


def _found(checker: list[str], folder: Path) -> list[dict[str, Any]]:
    """Start Java once for all pages."""
    out = subprocess.run([*checker, str(folder)], capture_output=True, text=True, check=False, timeout=300)
    messages: list[dict[str, Any]] = json.loads(out.stdout)["messages"]
    return messages


def _in_words(found: dict[str, Any], addresses: dict[str, str]) -> str:
    where = addresses.get(found.get("url", "").rpartition("/")[2], "?")
    return f"{where[:120]} line {found.get('lastLine')}: {found['message']} {found.get('extract', '')[:160]!r}"
