"""One mail a day to those who read tips: that one is waiting, and nothing else.

It tells of tips that came before the day of the mail, so that not even its day narrows down when one was sent.  It goes
by the right to read tips alone; who switched the daily mail off still gets it, for nobody else may be told.
"""

import datetime
import logging
from typing import Any

from django.contrib.auth import get_user_model
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from monitor.desk.digest import FROM_HOUR, site_address
from monitor.desk.roles import READ_TIPS

from .inbox.rights import tips_for
from .models import TipMail

SUBJECT = "Civic Freedom Monitor: a new tip is waiting"
log = logging.getLogger(__name__)


def send_tip_mails(now: datetime.datetime | None = None) -> str:
    """Tell who has not been told; a mail that fails is tried again in the next round.  Say nothing of it."""
    now = now or timezone.now()
    if now.hour >= FROM_HOUR:
        people: Any = get_user_model()._default_manager
        for user in people.with_perm(READ_TIPS).filter(is_staff=True).exclude(email="").order_by("pk"):
            _tell(user, now.date())
    return ""


def _tell(user: Any, today: datetime.date) -> None:
    """Send one mail, if there is anything new; who writes the day first sends it, so that two workers do not double."""
    told, _ = TipMail.objects.get_or_create(user=user)
    before = told.day
    if before == today or not _is_news(user, before, today):
        return
    if not TipMail.objects.filter(pk=told.pk, day=before).update(day=today):
        return
    text = render_to_string("mail/tip.txt", {"inbox": site_address() + reverse("admin:tips_tip_changelist")})
    try:
        EmailMessage(SUBJECT, text, to=[user.email]).send()
    except Exception as error:  # whatever a mail server does, the next person gets their mail
        TipMail.objects.filter(pk=told.pk, day=today).update(day=before)
        log.error("A mail about tips could not be sent, and is tried again: %s", type(error).__name__)


def _is_news(user: Any, before: datetime.date | None, today: datetime.date) -> bool:
    """Say whether a tip, or a sender's reply, waits that this person may read and was not told of.

    That is one of the day of the last mail, or later.
    """
    since = before or datetime.date.min
    tips = tips_for(user)
    replied = tips.open().filter(messages__by=None, messages__day__lt=today, messages__day__gte=since)
    return tips.new().filter(day__lt=today, day__gte=since).exists() or replied.exists()
