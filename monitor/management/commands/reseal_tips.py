"""manage.py reseal_tips FILE: put tips that were sealed to new keys in the place of the old."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from monitor.tips.package import PackageError
from monitor.tips.resealing import put_in_place


class Command(BaseCommand):
    help = "Replace what is sealed to former keys by what open_tips --reseal-to made of it; can be run twice."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *, file: Path, **options: Any) -> None:
        try:
            report = put_in_place(file.read_bytes())
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from None
        except PackageError as error:
            raise CommandError(str(error)) from None
        for line in report.left:
            self.stdout.write(line)
        self.stdout.write(
            f"{report.done} pieces are sealed to today's keys; {len(report.left)} were left as they were."
        )
