"""manage.py generate_pages: invented pages, to see how the site bears the load of many."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from monitor.invented.lands import loads
from monitor.invented.make import is_there, make_page

MOST = {"countries": 1_000, "laws": 200_000, "news": 1_000_000}
_EVERY = 10


class Command(BaseCommand):
    help = "Make invented pages that say so, for load tests; what is there already is left alone."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--countries", type=int, default=6, metavar="N")
        parser.add_argument("--laws", type=int, default=120, metavar="M", help="in all, spread unevenly over the pages")
        parser.add_argument("--news", type=int, default=240, metavar="K", help="in all, spread unevenly over the pages")
        parser.add_argument("--seed", type=int, default=1, metavar="S", help="the same seed makes the same pages")
        parser.add_argument("--really", action="store_true", help="also on a site that is not for development")

    def handle(self, *, countries: int, laws: int, news: int, seed: int, **options: Any) -> None:
        _refuse_what_makes_no_sense(countries=countries, laws=laws, news=news)
        if not settings.DEVELOPMENT and not options["really"]:
            raise CommandError("This site is not for development: invented pages would stand beside real ones. "
                               "If that is what you want, say --really.")  # fmt: skip
        wanted = loads(countries, laws, news, seed)
        missing = [load for load in wanted if not is_there(load)]
        if there := len(wanted) - len(missing):
            self.stdout.write(f"{there} of the {len(wanted)} pages are there already and were left alone.")
        today = timezone.now().date()
        for made, load in enumerate(missing, 1):
            make_page(load, seed, today)
            if made % _EVERY == 0 or made == len(missing):
                sys.stderr.write(f"{made} of {len(missing)} pages: {load.land.name}\n")
        self.stdout.write(f"{len(missing)} invented pages made.")


def _refuse_what_makes_no_sense(**numbers: int) -> None:
    for name, number in numbers.items():
        if not 0 <= number <= MOST[name]:
            raise CommandError(f"--{name} takes a number from 0 to {MOST[name]:,}, not {number:,}.")
    if not numbers["countries"]:
        raise CommandError("--countries 0 would make nothing.")
