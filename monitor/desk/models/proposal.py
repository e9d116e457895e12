"""Changes that wait for a second person, and what became of them."""

import uuid
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.urls import reverse

from countries.vocabulary import one_of
from monitor.publishing.models import Edition


class State(models.TextChoices):
    """Where a proposal stands."""

    ASKED = "asked", "Waiting for review"
    SCHEDULED = "scheduled", "Approved for a time"
    SENT_BACK = "sent-back", "Sent back"
    TAKEN_BACK = "taken-back", "Taken back"
    PUBLISHED = "published", "Published"


OPEN = (State.ASKED, State.SCHEDULED)


class ProposalQuerySet(models.QuerySet["Proposal"]):
    """What is asked of proposals."""

    def of(self, country_id: Any) -> Self:
        return self.filter(country_id=country_id)

    def open(self) -> Self:
        return self.filter(state__in=OPEN)

    def asked(self) -> Self:
        return self.filter(state=State.ASKED)

    def scheduled(self) -> Self:
        return self.filter(state=State.SCHEDULED).order_by("publish_at")

    def light(self) -> Self:
        """Without the frozen page, for lists."""
        return self.defer("document")


class Proposal(models.Model):
    """Picked changes of one page as they were when review was asked: what is approved is what was seen.

    `document` is the whole page as the rows had it then; `picked` are the keys of the changes to take from it
    (publishing/changes.py); `base` is the edition that they are changes of, null for a first edition.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    country_id = models.UUIDField("country", db_index=True)
    country_name = models.CharField(max_length=120)
    base = models.ForeignKey(Edition, on_delete=models.PROTECT, null=True, related_name="+")
    document = models.JSONField()
    picked = models.JSONField()
    titles = models.JSONField(help_text="What the changes are called, for lists.")
    note = models.TextField("change note")
    substantive = models.BooleanField(default=True)
    correction = models.BooleanField(default=False)
    state = models.CharField(max_length=20, choices=State, default=State.ASKED)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="proposals")
    asked_at = models.DateTimeField(auto_now_add=True)
    publish_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    edition = models.OneToOneField(Edition, on_delete=models.PROTECT, null=True, related_name="proposal")

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at"]
        default_permissions = ("view",)
        permissions = [("ask_review", "Can ask for review of a page")]
        constraints = [
            one_of("state", State),
            models.CheckConstraint(
                condition=~models.Q(state=State.SCHEDULED) | models.Q(publish_at__isnull=False),
                name="desk_proposal_scheduled_has_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(state=State.PUBLISHED, edition__isnull=False)
                | (~models.Q(state=State.PUBLISHED) & models.Q(edition__isnull=True)),
                name="desk_proposal_published_has_its_edition",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.country_name}: {self.note}"

    def get_absolute_url(self) -> str:
        return reverse("admin:desk_proposal_review", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.state in OPEN


class What(models.TextChoices):
    """What happened to a proposal."""

    ASKED = "asked", "asked for review"
    COMMENTED = "commented", "commented"
    SENT_BACK = "sent-back", "sent it back"
    TAKEN_BACK = "taken-back", "took it back"
    SCHEDULED = "scheduled", "approved it for a time"
    PUBLISHED = "published", "published it"
    FAILED = "failed", "could not be published"


class ProposalEvent(models.Model):
    """One step of a proposal's history; never changed."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="events")
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    what = models.CharField(max_length=20, choices=What)
    comment = models.TextField(blank=True)

    class Meta:
        ordering = ["at", "id"]
        default_permissions = ()
        constraints = [one_of("what", What)]

    def __str__(self) -> str:
        return f"{self.by or 'The clock'} {self.get_what_display()}"
