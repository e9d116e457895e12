"""Which countries a member of staff keeps."""

from django.conf import settings
from django.db import models

from .country import Country


class Assignment(models.Model):
    """The right of one person to work on one country; who may work on every country needs none."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="assignments")
    country = models.ForeignKey(Country, on_delete=models.CASCADE, related_name="assignments")

    class Meta:
        ordering = ["country", "user"]
        constraints = [models.UniqueConstraint(fields=["user", "country"], name="countries_assignment_once")]

    def __str__(self) -> str:
        return f"{self.user}: {self.country}"
