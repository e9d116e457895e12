"""Secret links that show a preview to someone without an account, and what they say of it."""

import hashlib
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils import timezone

from .proposal import Proposal


class PreviewLinkQuerySet(models.QuerySet["PreviewLink"]):
    """What is asked of links."""

    def of(self, country_id: Any) -> Self:
        return self.filter(country_id=country_id)

    def working(self) -> Self:
        """Those that open something: not when who made them has left."""
        return self.filter(revoked_at__isnull=True, expires_at__gt=timezone.now(), made_by__is_active=True)

    def with_token(self, token: str) -> Self:
        return self.filter(token_sha256=hash_of(token))


class PreviewLink(models.Model):
    """Opens the preview of one page, or of one section, until it expires or is revoked; the token is not kept."""

    country_id = models.UUIDField("country", db_index=True)
    section_id = models.UUIDField("section", null=True, blank=True)
    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, null=True, blank=True, related_name="links")
    label = models.CharField("for whom", max_length=120, blank=True, help_text="For your colleagues; never shown.")
    token_sha256 = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = PreviewLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at"]
        default_permissions = ()
        permissions = [("share_preview", "Can share a preview with an outside adviser")]

    def __str__(self) -> str:
        return self.label or f"Link of {self.made_at:%Y-%m-%d}"


class AdviserComment(models.Model):
    """What an outside adviser said; no name, no address, and the day only."""

    link = models.ForeignKey(PreviewLink, on_delete=models.CASCADE, related_name="comments")
    day = models.DateField()
    approves = models.BooleanField(default=False)
    text = models.TextField(blank=True)
    seen = models.CharField(max_length=64, help_text="The hash of the page that was commented on.")

    class Meta:
        ordering = ["id"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.text[:80] or "Approves"


def hash_of(token: str) -> str:
    """Return what is kept of a token: 256 random bits need no slow hash."""
    return hashlib.sha256(token.encode()).hexdigest()
