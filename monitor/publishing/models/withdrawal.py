"""A page taken from readers: its address answers 410 with the reason."""

from typing import Any, Self

from django.conf import settings
from django.db import models


class WithdrawalQuerySet(models.QuerySet["Withdrawal"]):
    """What is asked of withdrawals."""

    def of(self, country_id: Any) -> Self:
        return self.filter(country_id=country_id)

    def in_force(self) -> Self:
        return self.filter(ended_on__isnull=True)

    def ended(self) -> Self:
        return self.filter(ended_on__isnull=False)


class Withdrawal(models.Model):
    """From `withdrawn_on` until `ended_on` readers see the reason in place of the page."""

    country_id = models.UUIDField("country")
    reason = models.TextField(help_text="For readers: why the page is not shown.")
    withdrawn_on = models.DateField()
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    ended_on = models.DateField(null=True, blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    objects = WithdrawalQuerySet.as_manager()

    class Meta:
        ordering = ["-withdrawn_on", "-id"]
        default_permissions = ("view",)
        permissions = [("withdraw_page", "Can take a page from readers, and give it back")]
        constraints = [
            models.UniqueConstraint(
                fields=["country_id"],
                condition=models.Q(ended_on__isnull=True),
                name="publishing_withdrawal_one_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"Withdrawn {self.withdrawn_on:%Y-%m-%d}"
