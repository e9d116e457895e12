"""Writing the audit log."""

from typing import Any

from .models import AuditEntry


def note(by: Any, deed: str, *, country_id: Any = None, about: str = "") -> None:
    """Keep that a member of staff (None: the clock) did something; `about` never holds the text of a draft or a tip."""
    AuditEntry.objects.create(by=by, deed=deed, country_id=country_id, about=about)
