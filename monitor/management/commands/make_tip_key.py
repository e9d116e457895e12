"""manage.py make_tip_key NAME: a pair of keys for somebody who reads tips."""

import getpass
import os
import re
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from monitor.tips import private_keys

WHAT_NOW = """
The public half, for whoever runs the site:

    {public}

  Add it to MONITOR_TIP_KEYS on the server, behind a comma, and start the site again. It is no secret. Tips that come
  from then on are sealed to it; older ones are not, until they are sealed again (docs/tip-keys.md).

The private half is the file {file}.

  Keep it on your own machine, and one copy on a stick in a locked place. Never put it on the server, into a mail or
  into a folder that others keep for you. Whoever has the file and the passphrase reads every tip sealed to it.
  Keep the passphrase apart from the file. Nobody can reset it.

Two of the staff at least need a key, each their own: if a key or its passphrase is lost, the others still open the
tips. If all are lost, nobody ever reads what was sealed to them.

To change keys: add the new one first, then seal the old tips again with open_tips --reseal-to and reseal_tips, and only
then drop the old one. docs/tip-keys.md says how, and what to do when a key is stolen.
"""


class Command(BaseCommand):
    help = "Make a pair of keys for tips: a public half for the server, and a private half for one reader's machine."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help="whose it is: letters, digits and hyphens")
        parser.add_argument("--here", action="store_true", help="also on a machine that looks like the server")

    def handle(self, *, name: str, here: bool = False, **options: Any) -> None:
        if not re.fullmatch(r"[A-Za-z0-9-]{1,40}", name):
            raise CommandError("A name has 1 to 40 letters (a to z), digits and hyphens.")
        if settings.TIP_KEYS and not settings.DEVELOPMENT and not here:
            raise CommandError(
                "This looks like the server, where no private key may ever lie. Run it on the reader's own machine "
                "(or with --here, if this is one)."
            )
        path = Path(f"tip-key-{name}.age")
        if path.exists():
            raise CommandError(f"{path} is there already; it is never overwritten.")
        self._make(path, self._ask())

    def _ask(self) -> str:
        self.stdout.write("A passphrase guards the private half: five words or more, or 20 characters.")
        passphrase = _line("Passphrase: ")
        if not private_keys.is_good(passphrase):
            raise CommandError("That is too short: take five words of three letters or more, or 20 characters.")
        if _line("Once more: ") != passphrase:
            raise CommandError("The two passphrases differ.")
        return passphrase

    def _make(self, path: Path, passphrase: str) -> None:
        identity = private_keys.new()
        try:
            sealed = private_keys.seal(identity, passphrase)
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(sealed)
        except private_keys.KeyFileError as error:
            raise CommandError(str(error)) from None
        except OSError as error:
            raise CommandError(f"{path} cannot be written: {error.strerror}.") from None
        self.stdout.write(WHAT_NOW.format(public=identity.to_public(), file=path.absolute()))


def _line(question: str) -> str:
    """Ask for a secret; a script hands it over on a line of its own."""
    if sys.stdin.isatty():
        return getpass.getpass(question)
    return sys.stdin.readline().rstrip("\r\n")
