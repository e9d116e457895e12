"""manage.py get_ready: a database that is up to date, with something in it."""

import hashlib
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from monitor.accounts.sample import MAILBOX, make_people
from monitor.desk.roles import create_roles
from monitor.publishing.models import TreatyReference
from monitor.publishing.register import rebuild
from monitor.tips import keys

DERIVED_BY = "derived-by"
NEIGHBOURS = 6
"""How many invented pages stand beside the sample, to compare and to choose from."""


class Command(BaseCommand):
    help = "Migrate, fill an empty database with sample content, derive again, and say where the site will be."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", default="8000")

    def handle(self, *, port: str, **options: Any) -> None:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            call_command("migrate", verbosity=0)
        create_roles()
        if not TreatyReference.objects.exists():
            call_command("load_sample")
            if settings.DEVELOPMENT:
                call_command("generate_pages", countries=NEIGHBOURS, stdout=self.stdout)
        _derive_again()
        self.stdout.write(f"The site:   http://127.0.0.1:{port}/")
        self.stdout.write(f"The office: http://127.0.0.1:{port}/admin/")
        self._say_who_can_log_in()
        self._say_what_opens_tips()
        self.stdout.write("Ctrl-C stops it.")
        self.stdout.flush()

    def _say_who_can_log_in(self) -> None:
        if people := make_people():
            self.stdout.write("To try the office, on this machine only, log in as one of these:")
            for person in people:
                self.stdout.write(f"  {person.name:5}  {person.role:10}  password: {person.password}")
            self.stdout.write("The six digits asked for next: `make code NAME=edith` in another terminal.")
        if not get_user_model().objects.filter(is_staff=True).exclude(email__endswith=MAILBOX).exists():
            self.stdout.write("An account of your own: `make editor` in another terminal.")

    def _say_what_opens_tips(self) -> None:
        if keys.is_for_development():
            key, passphrase = keys.private_half_for_development(), keys.DEVELOPMENT_PASSPHRASE
            self.stdout.write(f"To open tips as tina: the key {key}, its passphrase: {passphrase}")


def _derive_again() -> None:
    """Make again what is derived from editions, unless the code of today did that already."""
    today = _code()
    if cache.get(DERIVED_BY) != today:
        rebuild()
        cache.set(DERIVED_BY, today, timeout=None)


def _code() -> str:
    """Return a hash of all that pages are derived with: code, templates, libraries."""
    files = [settings.BASE_DIR / "requirements.txt"]
    for folder in ("countries", "legal", "monitor"):
        files += sorted((settings.BASE_DIR / folder).rglob("*.py"))
    files += sorted((settings.BASE_DIR / "templates" / "public").rglob("*.html"))
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()
