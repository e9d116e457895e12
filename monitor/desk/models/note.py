"""A change note that a step of an initiative proposed, until the editor uses it."""

from django.db import models


class SuggestedNote(models.Model):
    """What the desk of a country offers as the change note."""

    country_id = models.UUIDField("country", primary_key=True)
    text = models.TextField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.text
