"""What the office asks or answers, and what the sender replies."""

import uuid

from django.conf import settings
from django.db import models

from .tip import Tip


class Message(models.Model):
    """One message.  The office's is sealed to the sender's codes and the office; the sender's, to the office alone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    tip = models.ForeignKey(Tip, on_delete=models.CASCADE, related_name="messages")
    number = models.PositiveIntegerField(help_text="Its place in the talk, from 1.")
    day = models.DateField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", help_text="None: the sender."
    )
    sealed = models.BinaryField()

    class Meta:
        ordering = ["tip", "number"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["tip", "number"], name="tips_message_number_once")]

    def __str__(self) -> str:
        return f"Message {self.number} of {self.day:%Y-%m-%d}"

    @property
    def from_sender(self) -> bool:
        return self.by_id is None
