"""manage.py import_treaty_status: who has joined which UN instrument."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from countries.partial_dates import PartialDate
from monitor.importing.treaty_status import load, read


def _one_date(text: str) -> str:
    date = PartialDate.parse(text) if text else None
    if date and date.end:
        raise ValueError("--as-of is one day, month or year.")
    return date.iso if date else ""


class Command(BaseCommand):
    help = "Read treaty status files (one instrument each, or one file with a treaty column) into the reference data."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path, metavar="DIR|FILE")
        parser.add_argument("--as-of", default="", help="the day, month or year for which the files are true")

    def handle(self, *, path: Path, as_of: str, **options: Any) -> None:
        try:
            found = read(path)
            created, changed, unchanged = load(found, as_of=_one_date(as_of))
        except ValueError as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"Treaty status: {created} created, {changed} changed, {unchanged} unchanged.")
        for remark in found.remarks:
            self.stdout.write(f"  {remark}")
