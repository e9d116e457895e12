"""manage.py remove_second_factor NAME: for who has lost phone, passkey and recovery codes."""

from argparse import ArgumentParser
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from monitor.accounts.second_factor import remove_all
from monitor.desk.audit import note


class Command(BaseCommand):
    help = "Take a person's second factor away; at the next log-in they add a new one.  First make sure who asks."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name")

    def handle(self, *, name: str, **options: Any) -> None:
        user = get_user_model().objects.filter(username=name).first()
        if user is None:
            raise CommandError(f"There is no account named {name}.")
        removed = remove_all(user)
        if not removed:
            raise CommandError(f"{name} has no second factor.")
        note(None, "second factor removed", about=f"of {name}, by command: {', '.join(removed)}")
        self.stdout.write(f"Removed: {', '.join(removed)}. {name} adds a new one at the next log-in.")
