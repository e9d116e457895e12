"""Who of the staff did what, when: append-only."""

from typing import Any, NoReturn, Self

from django.conf import settings
from django.db import models


class AuditEntryQuerySet(models.QuerySet["AuditEntry"]):
    """What is asked of the log; nothing in it is changed or deleted."""

    def newest_first(self) -> Self:
        return self.order_by("-at", "-id")

    def naming(self, what: str) -> Self:
        """What was done to something, by the words that name it: tip 1a2b3c4d."""
        return self.filter(about__contains=what)

    def update(self, **kwargs: Any) -> NoReturn:
        raise TypeError("The audit log is never changed.")

    def delete(self) -> NoReturn:
        raise TypeError("The audit log is never deleted.")


class AuditEntry(models.Model):
    """One deed of one member of staff (never of a visitor); times are UTC."""

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    deed = models.CharField(max_length=40, help_text="log-in, published, sent-back, withdrew …")
    country_id = models.UUIDField("country", null=True)
    about = models.TextField(blank=True, help_text="What it was done to; never the text of a draft or a tip.")

    objects = AuditEntryQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        verbose_name_plural = "audit log"
        default_permissions = ("view",)
        permissions = [("view_contributors", "Can see who did what")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.by or 'the clock'}: {self.deed}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("The audit log is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("The audit log is never deleted.")
