"""What `manage.py check` says of tips: keys that do not fit, files that others may read.  No text repeats a key."""

import stat
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyrage
from django.conf import settings
from django.core.checks import CheckMessage, Error, Info, Tags, Warning, register  # noqa: A004 - Django's own name

from monitor import day_memory

from . import keys

WHERE = "Set MONITOR_TIP_KEYS to two or more public keys of the office (docs/tip-keys.md)."


@register(Tags.security)
def what_the_keys_are(app_configs: Any, **kwargs: Any) -> Sequence[CheckMessage]:
    """Say which keys cannot be used."""
    set_keys = [str(key) for key in settings.TIP_KEYS]
    found: list[CheckMessage] = []
    if any("AGE-SECRET-KEY" in key.upper() for key in set_keys):
        found.append(Error("MONITOR_TIP_KEYS has a private key: take it off this machine.", hint=WHERE, id="tips.E001"))
    elif not all(map(_is_public, set_keys)):
        found.append(Error("MONITOR_TIP_KEYS has something that is no age key (age1…).", hint=WHERE, id="tips.E002"))
    if keys.public_half_for_development() in set_keys:
        found.append(Error("MONITOR_TIP_KEYS has the key for development.", hint=WHERE, id="tips.E003"))
    if len(set(set_keys)) < len(set_keys):
        found.append(Warning("MONITOR_TIP_KEYS has the same key twice.", hint=WHERE, id="tips.W001"))
    return found


@register(Tags.security, deploy=True)
def how_many_keys_there_are(app_configs: Any, **kwargs: Any) -> Sequence[CheckMessage]:
    """Say that the form refuses, or that one lost key would lose every tip."""
    number = len(set(settings.TIP_KEYS))
    if not number:
        return [Info("No key is set: the form for tips refuses, and says so.", hint=WHERE, id="tips.I001")]
    if number == 1:
        return [Warning("Tips are sealed to one key; if it is lost, so are they.", hint=WHERE, id="tips.W002")]
    return []


@register(Tags.security, deploy=True)
def where_files_lie(app_configs: Any, **kwargs: Any) -> Sequence[CheckMessage]:
    """Say that others could come by the sealed files, or that counts would not be shared."""
    found: list[CheckMessage] = []
    files = (Path(settings.MEDIA_ROOT) / "tips").resolve()
    if files.is_dir() and stat.S_IMODE(files.stat().st_mode) & 0o077:
        found.append(Warning(f"Others may look into {files}: chmod 700.", id="tips.W003"))
    if files.is_relative_to(Path(settings.STATIC_ROOT).resolve()):
        found.append(Warning("MONITOR_MEDIA_ROOT lies among the files that are served to everybody.", id="tips.W004"))
    if not day_memory.MEMORY.is_dir():
        found.append(Info("There is no /dev/shm: each worker counts visitors on its own.", id="tips.I002"))
    return found


def _is_public(key: str) -> bool:
    try:
        pyrage.x25519.Recipient.from_str(key)
    except (pyrage.RecipientError, UnicodeEncodeError):
        return False
    return True
