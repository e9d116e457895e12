"""What `manage.py check` says of tips, without repeating a key."""

from pathlib import Path
from typing import Any

import pyrage
import pytest
from django.core.checks import run_checks

from monitor import day_memory
from monitor.tips import keys

from .builders import public_keys

PRIVATE = str(pyrage.x25519.Identity.generate())
ONE, OTHER = public_keys()


def _said(settings: Any, *set_keys: str, deploy: bool = True) -> list[str]:
    settings.TIP_KEYS = list(set_keys)
    found = run_checks(tags=["security"], include_deployment_checks=deploy)
    tips = [one for one in found if str(one.id).startswith("tips.")]
    assert not [one for one in tips for key in set_keys if key and key in f"{one.msg} {one.hint}"]
    return [str(one.id) for one in tips]


@pytest.mark.parametrize(
    ("set_keys", "expected"),
    [
        ([ONE, OTHER], []),
        ([], ["tips.I001"]),
        ([ONE], ["tips.W002"]),
        ([ONE, OTHER, ONE], ["tips.W001"]),
        ([ONE, ONE], ["tips.W001", "tips.W002"]),
        ([ONE, "age1nonsense"], ["tips.E002"]),
        ([ONE, "\ud800"], ["tips.E002"]),
        ([ONE, PRIVATE], ["tips.E001"]),
        ([ONE, PRIVATE.lower()], ["tips.E001"]),
    ],
    ids=["two", "none", "one", "one twice", "one twice, alone", "nonsense", "no letter", "private", "private, small"],
)
def test_keys_are_looked_at(settings, set_keys: list[str], expected: list[str]):
    assert sorted(_said(settings, *set_keys)) == expected


def test_a_development_machine_needs_no_key(settings):
    assert _said(settings, deploy=False) == []


def test_the_development_key_is_none_of_the_office(settings, tmp_path: Path):
    settings.VAR_DIR = tmp_path
    (tmp_path / "tip-key-development.pub").write_text(f"{OTHER}\n")

    assert keys.public_half_for_development() == OTHER
    assert _said(settings, ONE, OTHER) == ["tips.E003"]


def test_files_that_others_may_read_are_said(settings, tmp_path: Path):
    settings.MEDIA_ROOT = str(tmp_path)
    files = tmp_path / "tips"
    files.mkdir(mode=0o700)
    assert _said(settings, ONE, OTHER) == []
    files.chmod(0o750)

    assert _said(settings, ONE, OTHER) == ["tips.W003"]


def test_files_among_those_that_are_served_are_said(settings, tmp_path: Path):
    settings.STATIC_ROOT, settings.MEDIA_ROOT = tmp_path, str(tmp_path / "media")

    assert _said(settings, ONE, OTHER) == ["tips.W004"]


def test_a_machine_without_a_memory_for_the_day_is_said(settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setattr(day_memory, "MEMORY", tmp_path / "none")

    assert _said(settings, ONE, OTHER) == ["tips.I002"]
