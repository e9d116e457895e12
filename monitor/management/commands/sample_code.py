"""manage.py sample_code NAME: the six digits for one of the sample's people."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from monitor.accounts.sample import PEOPLE, code_of


class Command(BaseCommand):
    help = "Say the code that the authenticator app of rosa, edith, rene or tina would show now (development only)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name")

    def handle(self, *, name: str, **options: Any) -> None:
        if not settings.DEVELOPMENT:
            raise CommandError("There are sample people on a development machine only (MONITOR_DEBUG=1).")
        code = code_of(name)
        if code is None:
            names = ", ".join(person.name for person in PEOPLE)
            raise CommandError(f"{name} is none of the sample's people ({names}), or has another second factor now.")
        self.stdout.write(code)
