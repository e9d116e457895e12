"""manage.py destroy_tips: what the clock does once a day, by hand; or one tip at once, when its sender asks."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from monitor.desk.audit import note
from monitor.tips.models import Tip
from monitor.tips.retention import destroy, destroy_due, is_swept, sweep_if_needed, what_is_due


class Command(BaseCommand):
    help = "Destroy tips whose time is over: rows, messages, files, and what the database's own files hold of them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="Say what would go, and change nothing.")
        parser.add_argument("--tip", metavar="NAME", help="This one, now: the eight digits that the inbox calls it by.")

    def handle(self, *, dry_run: bool, tip: str | None, **options: Any) -> None:
        today = timezone.now().date()
        if tip:
            found = _named(tip)
            self.stdout.write(f"{'It would go' if dry_run else 'Destroyed'}: {found}.")
            if not dry_run:
                _destroy(found)
        else:
            ended = what_is_due(today) if dry_run else destroy_due(today)
            self.stdout.write(f"{'Tips due' if dry_run else 'Tips destroyed'}: {ended.tips}.")
            self.stdout.write(f"Sealed files that no tip knows{'' if dry_run else ', removed'}: {ended.orphans}.")
            if ended.missing:
                self.stderr.write(f"Files are missing of tips {', '.join(ended.missing)}.")
        if not dry_run:
            sweep_if_needed()
            if not is_swept():
                raise CommandError("The database is in use and still holds what was destroyed. Run this again.")


def _named(short: str) -> Tip:
    """Return the one tip that colleagues call so."""
    found = [pk for pk in Tip.objects.values_list("pk", flat=True) if len(short) >= 8 and str(pk).startswith(short)]
    if len(found) != 1:
        raise CommandError(f"{len(found)} tips are called {short}; type eight digits or more of its name.")
    return Tip.objects.without_words().get(pk=found[0])


def _destroy(tip: Tip) -> None:
    with transaction.atomic():
        destroy([tip])
        note(None, "destroyed a tip", about=f"tip {tip.short} by command")
