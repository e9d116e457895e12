"""What the clock does: publishes what is due, sends the daily mails, tidies up."""

import datetime
import logging
from collections.abc import Callable

from django.core.management import call_command
from django.db import InterfaceError, OperationalError, connection
from django.utils import timezone

from .digest import send_digests
from .models import Presence

log = logging.getLogger(__name__)


class Clock:
    """Goes round its tasks; a task that fails leaves the others alone and is tried again in the next round."""

    def __init__(self) -> None:
        self.cleared_on: datetime.date | None = None

    def round(self, go_on: Callable[[], bool] = lambda: True) -> list[str]:
        """Do every task once, as long as `go_on` says so; return in words what was done."""
        said = []
        for task in (publish_what_is_due, send_mails, forget_presence, self.clear_sessions):
            if go_on() and (done := _try(task)):
                said.append(done)
        return said

    def clear_sessions(self) -> str:
        """Delete sessions that have ended, once a day."""
        today = timezone.now().date()
        if self.cleared_on == today:
            return ""
        call_command("clearsessions")
        self.cleared_on = today
        return ""


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


def _try(task: Callable[[], str]) -> str:
    try:
        return task()
    except (OperationalError, InterfaceError):
        log.error("The database does not answer; the clock waits and goes on.")
        connection.close()
    except Exception:
        log.exception("A task of the clock failed and is tried again in the next round.")
    return ""
