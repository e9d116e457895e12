"""How many tips there were: all that remains of those that were destroyed."""

from django.db import models


class Tally(models.Model):
    """Destroyed tips that came in one month and ended in one way."""

    month = models.CharField(max_length=7, help_text="In which they came: 2026-11.")
    state = models.CharField(max_length=10)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-month", "state"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["month", "state"], name="tips_tally_once")]

    def __str__(self) -> str:
        return f"{self.month} {self.state}: {self.count}"
