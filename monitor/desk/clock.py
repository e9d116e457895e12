"""What the clock does: publishes what is due, sends the daily mails, tidies up."""

import datetime
import logging
from collections.abc import Callable

from django.core.management import call_command
from django.db import InterfaceError, OperationalError, connection
from django.utils import timezone

from monitor import day_memory

from .digest import send_digests
from .models import Presence

Task = Callable[[], str]
"""Does one thing, and says in words what was done; empty if there was nothing to do."""

EACH_ROUND: list[Task] = []
EACH_DAY: list[Task] = []
"""Tasks of parts of the site that this one knows nothing of: they add them when the site starts."""

log = logging.getLogger(__name__)


class OnceADay:
    """A task that is done once a day (UTC); if it fails, it is tried again in the next round."""

    def __init__(self, task: Task) -> None:
        self.task = task
        self.done_on: datetime.date | None = None

    def __call__(self) -> str:
        today = timezone.now().date()
        if self.done_on == today:
            return ""
        said = self.task()
        self.done_on = today
        return said


class Clock:
    """Goes round its tasks; a task that fails leaves the others alone and is tried again in the next round."""

    def __init__(self) -> None:
        self.daily = [OnceADay(task) for task in (clear_sessions, *EACH_DAY)]

    def round(self, go_on: Callable[[], bool] = lambda: True) -> list[str]:
        """Do every task once, as long as `go_on` says so; return in words what was done."""
        tasks: list[Task] = [
            publish_what_is_due,
            send_mails,
            forget_presence,
            forget_former_days,
            *self.daily,
            *EACH_ROUND,
        ]
        said = []
        for task in tasks:
            if go_on() and (done := _try(task)):
                said.append(done)
        return said


def publish_what_is_due() -> str:
    from .review import publish_due

    handled = publish_due()
    return f"Scheduled editions published or given back: {len(handled)}." if handled else ""


def send_mails() -> str:
    sent = send_digests()
    return f"{sent} daily mails sent." if sent else ""


def forget_presence() -> str:
    """Forget who had what open when that is a day ago."""
    Presence.objects.filter(seen_at__lt=timezone.now() - datetime.timedelta(days=1)).delete()
    return ""


def forget_former_days() -> str:
    """Forget whom the site counted before midnight, or in a span that is over."""
    day_memory.forget()
    day_memory.forget_ended()
    return ""


def clear_sessions() -> str:
    """Delete sessions that have ended."""
    call_command("clearsessions")
    return ""


def _try(task: Task) -> str:
    try:
        return task()
    except (OperationalError, InterfaceError):
        log.error("The database does not answer; the clock waits and goes on.")
        connection.close()
    except Exception:
        log.exception("A task of the clock failed and is tried again in the next round.")
    return ""
