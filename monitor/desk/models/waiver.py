"""A warning of the page's checks that someone let pass, and why."""

from django.conf import settings
from django.db import models


class Waiver(models.Model):
    """Kept for as long as the finding stays the same: `key` changes with the record and its words."""

    country_id = models.UUIDField("country", db_index=True)
    key = models.CharField(max_length=64)
    code = models.CharField(max_length=40)
    words = models.TextField()
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-at"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["country_id", "key"], name="desk_waiver_once")]

    def __str__(self) -> str:
        return f"{self.code}: {self.reason}"
