"""When a record was last found still right: an append-only log, public at once, outside every edition's hash."""

import datetime
from typing import Any, NoReturn, Self

from django.conf import settings
from django.db import models
from django.db.models import Max


class RecordCheckQuerySet(models.QuerySet["RecordCheck"]):
    """What is asked of the log."""

    def of(self, country_id: Any) -> Self:
        return self.filter(country_id=country_id)

    def newest(self) -> dict[str, datetime.date]:
        """Return the last day of every record that was ever checked, by record id."""
        rows = self.order_by().values_list("record_id").annotate(newest=Max("day"))
        return {str(record_id): day for record_id, day in rows}


class RecordCheck(models.Model):
    """On this day someone found this record still right."""

    country_id = models.UUIDField("country", db_index=True)
    record_id = models.UUIDField("record")
    day = models.DateField()
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    objects = RecordCheckQuerySet.as_manager()

    class Meta:
        ordering = ["-day", "-id"]
        default_permissions = ("add", "view")
        constraints = [models.UniqueConstraint(fields=["record_id", "day"], name="publishing_recordcheck_once_a_day")]

    def __str__(self) -> str:
        return f"{self.record_id}, checked {self.day:%Y-%m-%d}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("A check is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("A check is never deleted.")
