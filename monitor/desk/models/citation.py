"""What cites a law that has been replaced: one task a place."""

from typing import Any, Self

from django.conf import settings
from django.db import models

from countries.vocabulary import one_of


class TaskState(models.TextChoices):
    OPEN = "open", "Open"
    DONE = "done", "Done"
    NOT_NEEDED = "not-needed", "Not needed"


class CitationTaskQuerySet(models.QuerySet["CitationTask"]):
    """What is asked of tasks."""

    def of(self, country_id: Any) -> Self:
        return self.filter(country_id=country_id)

    def open(self) -> Self:
        return self.filter(state=TaskState.OPEN)

    def about(self, law_id: Any) -> Self:
        return self.filter(law_id=law_id)

    def by_themselves(self) -> Self:
        """Done by nobody: the words that cited the law are gone."""
        return self.filter(state=TaskState.DONE, decided_by__isnull=True)


class CitationTask(models.Model):
    """A sentence, row, initiative or other page that cites a replaced law, to be looked at on `country_id`'s desk."""

    law_id = models.UUIDField()
    law_title = models.TextField()
    successor_title = models.TextField(blank=True)
    country_id = models.UUIDField("country", db_index=True)
    kind = models.CharField(max_length=20)
    record_id = models.UUIDField()
    record_title = models.TextField()
    words = models.TextField(help_text="The sentence that cites the law.")
    key = models.CharField(max_length=64, help_text="The hash of law, record and words: one task a place.")
    articles = models.JSONField(default=list, help_text="The article numbers it names, as written.")
    state = models.CharField(max_length=20, choices=TaskState, default=TaskState.OPEN)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    objects = CitationTaskQuerySet.as_manager()

    class Meta:
        ordering = ["country_id", "law_id", "id"]
        default_permissions = ()
        constraints = [
            one_of("state", TaskState),
            models.UniqueConstraint(fields=["key"], name="desk_citationtask_once"),
        ]

    def __str__(self) -> str:
        return self.words[:80]

    @property
    def is_done_by_itself(self) -> bool:
        return self.state == TaskState.DONE and self.decided_by_id is None
