"""manage.py open_tips PACKAGE --key FILE: open tips on a machine that is on no network, without a database."""

import getpass
import os
import sys
from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyrage
from django.core.management.base import BaseCommand, CommandError

from monitor.tips import lawyer_copy, opening, package, private_keys, resealing

Tip = dict[str, Any]


class Command(BaseCommand):
    help = "Show the tips of a package, write their files, make a copy for a lawyer, or seal them to other keys."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("package", type=Path, help="the file that the office's page of tips gave you")
        parser.add_argument("--key", type=Path, action="append", required=True, metavar="FILE", help="a private key")
        parser.add_argument("--tip", metavar="ID", help="only this one (its first digits are enough)")
        parser.add_argument("--out", type=Path, metavar="DIR|FILE", help="where files, or what is sealed again, go")
        parser.add_argument("--originals", action="store_true", help="write the originals too; they may be marked")
        other = parser.add_mutually_exclusive_group()
        other.add_argument("--for", dest="recipient", metavar="AGE1…", help="a copy of one tip, for a lawyer's key")
        other.add_argument("--for-passphrase", action="store_true", help="a copy of one tip, sealed with a passphrase")
        other.add_argument("--reseal-to", nargs="+", metavar="AGE1…", help="seal everything again, to these keys")

    def handle(self, *, out: Path | None, recipient: str | None, **options: Any) -> None:
        tips = _tips(options["package"], options["tip"])
        identities = [self._key(path) for path in options["key"]]
        try:
            if options["reseal_to"]:
                self._reseal(tips, identities, options["reseal_to"], out)
            elif recipient or options["for_passphrase"]:
                self._copy(tips, identities, recipient, out)
            else:
                self._show(tips, identities, out, options["originals"])
        except OSError as error:
            raise CommandError(f"{error.filename} cannot be written: {error.strerror}.") from None

    def _key(self, path: Path) -> Any:
        try:
            return private_keys.read(path.read_bytes(), lambda: _line(f"Passphrase of {path.name}: "))
        except OSError as error:
            raise CommandError(f"{path} cannot be read: {error.strerror}.") from None
        except private_keys.KeyFileError as error:
            raise CommandError(f"{path}: {error}") from None

    def _show(self, tips: list[Tip], identities: list[Any], out: Path | None, originals: bool) -> None:
        for tip in tips:
            if opened := self._open(tip, identities):
                self.stdout.write(opening.in_words(opened))
                if out and tip["files"]:
                    self._write(opening.files(opened, identities, originals), out)

    def _open(self, tip: Tip, identities: list[Any]) -> opening.Opened | None:
        try:
            opened = opening.open_tip(tip, identities)
        except opening.DamagedError:
            self.stdout.write(f"Tip {tip['short']}: what is sealed is damaged.\n")
            return None
        if opened is None:
            other = opening.harmless(", ".join(tip["sealed_to"]))
            self.stdout.write(f"Tip {tip['short']}: this key does not open it. It is sealed to {other}\n")
        return opened

    def _write(self, files: Iterable[tuple[str, bytes | None]], out: Path) -> None:
        out.mkdir(mode=0o700, parents=True, exist_ok=True)
        for name, content in files:
            if content is None:
                self.stdout.write(f"  {name}: this key does not open it.")
            else:
                _keep(out / name, content)
                self.stdout.write(f"  Written: {out / name}")

    def _copy(self, tips: list[Tip], identities: list[Any], recipient: str | None, out: Path | None) -> None:
        if len(tips) != 1:
            raise CommandError("Say which tip the copy is of: --tip ID.")
        opened = self._open(tips[0], identities)
        if opened is None:
            raise CommandError("No copy was made.")
        path = out or Path(f"tip-{opened.tip['short']}.zip.age")
        zipped = lawyer_copy.make(opened, opening.files(opened, identities, originals=True))
        try:
            sealed = lawyer_copy.seal_for(zipped, recipient) if recipient else lawyer_copy.seal_with(zipped, _new())
        except pyrage.RecipientError:
            raise CommandError(f"{recipient} is no age key (age1…).") from None
        _keep(path, sealed)
        self.stdout.write(f"Written: {path}. README.txt in it says what it is and how it is opened.")

    def _reseal(self, tips: list[Tip], identities: list[Any], sealed_to: list[str], out: Path | None) -> None:
        try:
            content, report = resealing.reseal(tips, identities, sealed_to)
        except pyrage.RecipientError:
            raise CommandError("One of the keys after --reseal-to is no age key (age1…).") from None
        path = out or Path("resealed-tips.json")
        _keep(path, content)
        for line in report.left:
            self.stdout.write(line)
        self.stdout.write(f"{report.done} pieces are sealed again. On the server: manage.py reseal_tips {path.name}")


def _tips(path: Path, only: str | None) -> list[Tip]:
    try:
        tips = package.read(path.read_bytes())
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}.") from None
    except package.PackageError as error:
        raise CommandError(str(error)) from None
    tips = [tip for tip in tips if not only or tip["id"].startswith(only)]
    if not tips:
        raise CommandError("There is no such tip in this package.")
    return tips


def _keep(path: Path, content: bytes) -> None:
    """Write a file that only its owner reads, over none that is there."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)


def _new() -> str:
    passphrase = _line("Passphrase for the copy: ")
    if not private_keys.is_good(passphrase):
        raise CommandError("That is too short: take five words of three letters or more, or 20 characters.")
    if _line("Once more: ") != passphrase:
        raise CommandError("The two passphrases differ.")
    return passphrase


def _line(question: str) -> str:
    """Ask for a secret; a script hands it over on a line of its own."""
    if sys.stdin.isatty():
        return getpass.getpass(question)
    return sys.stdin.readline().rstrip("\r\n")
