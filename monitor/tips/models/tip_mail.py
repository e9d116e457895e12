"""Which of the staff was told that a tip waits, and when."""

from django.conf import settings
from django.db import models


class TipMail(models.Model):
    """The last mail of that kind to a person.  No row: none yet."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    day = models.DateField(null=True, help_text="When it went out; it told of tips that had come before that day.")

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.user}: {self.day}"
