"""One mail a day for each person, with what waits for them; never a word of a draft, a note or a comment."""

import datetime
import logging
from collections import Counter
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import EmailMessage
from django.db.models import OuterRef, Q, Subquery
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from .due import due_records, lines
from .first_page import sent_back_to_me, waiting_for_my_review
from .models import MailChoice, Proposal, ProposalEvent
from .models.proposal import What

log = logging.getLogger(__name__)

FROM_HOUR = 6  # UTC
TITLES = 5
SUBJECT = "Civic Freedom Monitor: what waits for you"
DONE = {What.SCHEDULED: "approved for a time", What.PUBLISHED: "published", What.FAILED: "could not be published"}


def send_digests(now: datetime.datetime | None = None) -> int:
    """Send today's mails that are still to be sent; return how many. A mail that fails is tried again next round."""
    now = now or timezone.now()
    if now.hour < FROM_HOUR:
        return 0
    staff = get_user_model().objects.filter(is_staff=True, is_active=True).exclude(email="")
    return sum(_send(user, now) for user in staff.exclude(mail_choice__wanted=False).order_by("pk"))


def digest(user: Any, since: datetime.datetime, now: datetime.datetime) -> str:
    """Return the text of a person's mail; empty when there is nothing to say."""
    due = due_records(user, now.date())
    said = {
        "reviews": _by_country(waiting_for_my_review(user)),
        "sent_back": _by_country(sent_back_to_me(user)),
        "done": _done(user, since),
        "due_count": due.count(),
    }
    if not any(said.values()):
        return ""
    site = site_address()
    first = lines(due, now.date(), TITLES)
    addresses = {"office": site + reverse("admin:index"), "choice": site + reverse("admin:desk_mail")}
    return render_to_string("mail/digest.txt", {**said, **addresses, "due": first, "user": user, "site": site})


def site_address() -> str:
    """Return where the site is reached, from the first host name that it serves."""
    return f"{'http' if settings.DEVELOPMENT else 'https'}://{settings.ALLOWED_HOSTS[0].lstrip('.')}"


def _send(user: Any, now: datetime.datetime) -> bool:
    """Send one mail, unless it went out today; who writes the day first sends it, so that two workers do not double."""
    choice, _ = MailChoice.objects.get_or_create(user=user)
    before = choice.sent_at
    if before and before.date() >= now.date():
        return False
    text = digest(user, before or now - datetime.timedelta(days=1), now)
    free = MailChoice.objects.filter(pk=choice.pk, wanted=True).filter(Q(sent_at=before) if before else Q(sent_at=None))
    if not text or not free.update(sent_at=now):
        return False
    try:
        EmailMessage(SUBJECT, text, to=[user.email]).send()
    except Exception as error:  # whatever a mail server does, the next person gets their mail
        MailChoice.objects.filter(pk=choice.pk, sent_at=now).update(sent_at=before)
        log.error("A daily mail could not be sent, and is tried again: %s", type(error).__name__)
        return False
    return True


def _by_country(proposals: list[Proposal]) -> list[dict[str, Any]]:
    """Return for each country how many changes and how many proposals, and the address of the first."""
    changes: Counter[str] = Counter()
    first: dict[str, Proposal] = {}
    for proposal in proposals:
        changes[proposal.country_name] += len(proposal.picked)
        first.setdefault(proposal.country_name, proposal)
    return [
        {"country": name, "changes": changes[name], "address": site_address() + first[name].get_absolute_url()}
        for name in sorted(changes)
    ]


def _done(user: Any, since: datetime.datetime) -> list[dict[str, str]]:
    """Return what became of this person's proposals since the last mail, the last step of each."""
    steps = ProposalEvent.objects.filter(proposal=OuterRef("pk")).exclude(what=What.COMMENTED).order_by("-at", "-id")
    mine = Proposal.objects.filter(author=user).order_by("country_name", "asked_at")
    last = mine.annotate(what=Subquery(steps.values("what")[:1]), when=Subquery(steps.values("at")[:1]))
    found = last.filter(what__in=list(DONE), when__gt=since).values_list("country_name", "what")
    return [{"country": name, "what": DONE[What(what)]} for name, what in found]
