"""What was taken out of an edition for someone's safety: the one exception to "never changed"."""

from typing import Any, NoReturn

from django.conf import settings
from django.db import models

from countries.vocabulary import one_of

from ..document import RedactionFacts
from .edition import Edition


class RedactionReason(models.TextChoices):
    """Why words were taken out; readers are told the kind of reason and never the words."""

    SAFETY = "safety", "Someone's safety"
    PRIVACY = "privacy", "Someone's privacy"
    COURT = "court", "A court's order"


WHY = {"safety": "for someone’s safety", "privacy": "for someone’s privacy", "court": "on a court’s order"}
"""The kinds of reason, as they stand in a sentence for readers."""


class Redaction(models.Model):
    """Words taken out of one edition; `sha256` is the hash of what remains, `place` says where they stood."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="redactions")
    day = models.DateField()
    reason = models.CharField(max_length=20, choices=RedactionReason, default=RedactionReason.SAFETY)
    place = models.TextField(help_text="The records and fields that the words stood in, never the words.")
    sha256 = models.CharField(max_length=64)
    redacted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["edition", "id"]
        default_permissions = ("view",)
        permissions = [("redact_passage", "Can take words out of every edition")]
        constraints = [one_of("reason", RedactionReason)]

    def __str__(self) -> str:
        return f"{self.edition}: {self.place}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("A redaction is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("A redaction is never deleted.")

    @property
    def why(self) -> str:
        return WHY[self.reason]

    @property
    def facts(self) -> RedactionFacts:
        """What readers of the edition are told."""
        return {"day": self.day.isoformat(), "reason": self.reason, "place": self.place, "sha256": self.sha256}
