"""A tip, without its words."""

import uuid
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from countries.vocabulary import one_of
from monitor.publishing.models import Edition


class Risk(models.TextChoices):
    """How dangerous the sender says it would be if the sending were known."""

    LOW = "low", "No harm"
    SOME = "some", "Unpleasant"
    DANGEROUS = "dangerous", "Dangerous"


class State(models.TextChoices):
    """Where a tip stands; the words are those that its sender reads."""

    RECEIVED = "received", "Received"
    LOOKING = "looking", "Being looked at"
    ASKED = "asked", "Question asked"
    USED = "used", "Used"
    NOT_USED = "not-used", "Not used"


CLOSED = (State.USED, State.NOT_USED)


class TipQuerySet(models.QuerySet["Tip"]):
    """What is asked of tips."""

    def open(self) -> Self:
        return self.exclude(state__in=CLOSED)

    def new(self) -> Self:
        return self.filter(state=State.RECEIVED, merged_into=None)

    def of(self, country_id: Any) -> Self:
        return self.filter(country_id=country_id)

    def in_countries(self, ids: frozenset[str] | None) -> Self:
        """Those of these countries; None is every tip, also those about no country of ours."""
        return self if ids is None else self.filter(country_id__in=ids)

    def folded_for(self, ids: frozenset[str] | None) -> Self:
        """Without doubles, but those of a tip that a reader of these countries does not see."""
        if ids is None:
            return self.not_merged()
        return self.filter(Q(merged_into__country_id=None) | ~Q(merged_into__country_id__in=ids))

    def not_merged(self) -> Self:
        return self.filter(merged_into=None)

    def replied(self) -> Self:
        """Open ones whose sender spoke last."""
        last, sender = models.Max("messages__number"), models.Max("messages__number", filter=Q(messages__by=None))
        return self.open().alias(last=last, sender=sender).filter(last=models.F("sender"))

    def by_keys(self) -> "models.QuerySet[Tip, tuple[Any, ...]]":
        """How many tips are sealed to the same keys: (keys, number)."""
        return self.order_by().values_list("sealed_to").annotate(number=models.Count("pk"))

    def without_words(self) -> Self:
        """For lists: the sealed bytes stay in the database."""
        return self.defer("sealed")


class Tip(models.Model):
    """What somebody told: sealed, with what the office needs to know where it belongs."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    day = models.DateField(help_text="When it came (UTC); the time of day is not kept.")
    risk = models.CharField(max_length=10, choices=Risk)
    country_id = models.UUIDField("country", null=True, blank=True, db_index=True)
    passage_id = models.UUIDField("passage", null=True, blank=True, help_text="A block or record of a page.")
    edition_number = models.PositiveIntegerField("edition that was read", null=True, blank=True)
    sealed = models.BinaryField(help_text="age: JSON with the sender's words, padded (sealing.py).")
    sealed_to = models.JSONField(default=list, help_text="The public keys that open it.")
    fold = models.CharField(  # noqa: DJ001 - what is not there is not unique
        max_length=64, null=True, unique=True, help_text="Finds the same words, for one day."
    )
    state = models.CharField(max_length=10, choices=State, default=State.RECEIVED)
    closed_on = models.DateField(null=True, blank=True)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="tips"
    )
    merged_into = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="doubles")
    used_in = models.ForeignKey(
        Edition, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="edition that used it"
    )
    used_record_id = models.UUIDField("row that used it", null=True, blank=True)

    objects = TipQuerySet.as_manager()

    class Meta:
        ordering = ["-day", "id"]
        default_permissions = ()
        permissions = [("read_tips", "Can read and handle tips")]
        constraints = [
            one_of("risk", Risk),
            one_of("state", State),
            models.CheckConstraint(
                condition=Q(state__in=CLOSED, closed_on__isnull=False)
                | (~Q(state__in=CLOSED) & Q(closed_on__isnull=True)),
                name="tips_tip_closed_has_its_day",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.USED) | Q(used_in__isnull=False), name="tips_tip_used_has_its_edition"
            ),
        ]

    def __str__(self) -> str:
        return f"Tip {self.short} of {self.day:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        return reverse("admin:tips_tip_change", args=[self.pk])

    @property
    def short(self) -> str:
        """What colleagues call it: the first eight digits of its id."""
        return str(self.pk)[:8]

    @property
    def is_closed(self) -> bool:
        return self.state in CLOSED

    @property
    def age(self) -> int:
        """How many days ago it came."""
        return (timezone.now().date() - self.day).days
