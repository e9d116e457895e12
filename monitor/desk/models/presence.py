"""Who has which record open in a browser right now."""

import datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils import timezone

FRESH = datetime.timedelta(seconds=90)
"""A browser says every 30 seconds that it is still there; three silences and it is gone."""


class PresenceQuerySet(models.QuerySet["Presence"]):
    """What is asked of who is here."""

    def fresh(self) -> Self:
        return self.filter(seen_at__gt=timezone.now() - FRESH)

    def others(self, user: Any) -> Self:
        return self.fresh().exclude(user=user).select_related("user")


class Presence(models.Model):
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    record_id = models.UUIDField(db_index=True)
    seen_at = models.DateTimeField()

    objects = PresenceQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["user", "record_id"], name="desk_presence_once")]

    def __str__(self) -> str:
        return f"{self.user} at {self.record_id}"
