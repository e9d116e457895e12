"""The way in of a sender, and the forms that were sent."""

import uuid

from django.db import models

from .tip import Tip


class TipCode(models.Model):
    """What is kept of a code: enough to know it again, too little to make it (codes.py)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    tip = models.ForeignKey(Tip, on_delete=models.CASCADE, related_name="codes")
    finder = models.CharField(max_length=64, unique=True, help_text="Argon2id of the code's first words, in hex.")
    salt = models.BinaryField(help_text="16 random bytes, for the key that the whole code makes.")
    recipient = models.TextField(help_text="The public half of that key, as age takes it.")

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"A code of {self.tip_id}"


class SpentTicket(models.Model):
    """A form that was sent: it is not taken again."""

    digest = models.CharField(primary_key=True, max_length=64)
    day = models.DateField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.digest[:8]
