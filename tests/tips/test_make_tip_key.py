"""manage.py make_tip_key."""

import stat
import sys
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from monitor.tips import private_keys

from .offline import PASSPHRASE as WORDS
from .offline import typed


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch, settings) -> Path:
    settings.DEVELOPMENT, settings.TIP_KEYS = False, []
    monkeypatch.chdir(tmp_path)
    return tmp_path


def make(monkeypatch, *lines: str, name: str = "rosa", **options: object) -> None:
    monkeypatch.setattr(sys, "stdin", typed(*(lines or (WORDS, WORDS))))
    call_command("make_tip_key", name, **options)


def test_a_pair_is_made_and_its_halves_explained(folder, monkeypatch, capsys):
    make(monkeypatch)

    file = folder / "tip-key-rosa.age"
    said = capsys.readouterr().out
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert file.read_text().startswith("-----BEGIN AGE ENCRYPTED FILE-----\n")
    assert str(private_keys.read(file.read_bytes(), lambda: WORDS).to_public()) in said
    assert "MONITOR_TIP_KEYS" in said
    assert "AGE-SECRET-KEY" not in said


def test_the_work_that_a_passphrase_takes_is_in_the_head_of_a_file():
    assert private_keys.work_of(b"age-encryption.org/v1\n-> scrypt XBspEnRRz0xkZlAqS9nqgA 21\n") == 21


@pytest.mark.parametrize("short", ["", "five words", "a b c d e", "nineteen characters"[:19]])
def test_a_short_passphrase_is_refused(folder, monkeypatch, short):
    with pytest.raises(CommandError, match="too short"):
        make(monkeypatch, short, short)
    assert not list(folder.iterdir())


def test_two_passphrases_that_differ_are_refused(monkeypatch):
    with pytest.raises(CommandError, match="differ"):
        make(monkeypatch, WORDS, WORDS.upper())


def test_a_key_is_never_overwritten(folder, monkeypatch):
    (folder / "tip-key-rosa.age").write_text("a key")
    with pytest.raises(CommandError, match="never overwritten"):
        make(monkeypatch)
    assert (folder / "tip-key-rosa.age").read_text() == "a key"


@pytest.mark.parametrize("name", ["../rosa", "", "ro sa", "r" * 41])
def test_a_name_is_no_path(monkeypatch, name):
    with pytest.raises(CommandError, match="letters"):
        make(monkeypatch, name=name)


def test_no_key_is_made_on_the_server(monkeypatch, settings):
    settings.TIP_KEYS = ["age1…"]
    with pytest.raises(CommandError, match="looks like the server"):
        make(monkeypatch)
    with pytest.raises(CommandError, match="too short"):
        make(monkeypatch, "", "", here=True)
