"""manage.py run_tasks: the office's clock, a second process beside the site."""

import os
import signal
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import close_old_connections

from monitor.desk.clock import Clock

STEP = 0.5  # seconds until a signal, or the end of the server, is noticed


class Command(BaseCommand):
    help = "Publish scheduled editions, send the daily mails and tidy up, round after round, until it is told to end."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="One round, for a machine that has a clock of its own.")
        parser.add_argument("--every", type=int, default=30, metavar="SECONDS", help="Between two rounds; 30.")
        parser.add_argument("--with-parent", action="store_true", help="End when the process that began it ends.")

    def handle(self, *, once: bool, every: int, with_parent: bool, **options: Any) -> None:
        self.ended, self.parent = False, os.getppid() if with_parent else None
        for number in (signal.SIGTERM, signal.SIGINT) if not once else ():
            signal.signal(number, self._end)
        clock = Clock()
        while self._goes_on():
            for line in clock.round(self._goes_on):
                self.stdout.write(line)
                self.stdout.flush()
            if once:
                return
            self._wait(max(every, 1))

    def _end(self, *_: Any) -> None:
        self.ended = True

    def _goes_on(self) -> bool:
        return not self.ended and self.parent in (None, os.getppid())

    def _wait(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while self._goes_on() and time.monotonic() < until:
            time.sleep(STEP)
        close_old_connections()
