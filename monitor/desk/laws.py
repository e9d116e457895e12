"""The admin page of a law: saving one that is replaced makes the tasks of what cites it."""

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from legal.admin import LawAdmin
from legal.models import Law

from .replaced import note_replacement

admin.site.unregister(Law)


@admin.register(Law)
class LawDesk(LawAdmin):
    """A law whose replacement asks what cites it; bringing back an older version asks too, for it saves."""

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        tell(request, obj, note_replacement(obj, by=request.user))


def tell(request: HttpRequest, law: Law, places: int) -> None:
    """Say to the editor in how many places a replaced law is cited, and where the tasks are."""
    if places:
        link = reverse("admin:countries_country_tasks", args=[law.country_id])
        words = "1 place" if places == 1 else f"{places} places"
        messages.warning(request, format_html('This law is cited in {}: <a href="{}">see the tasks</a>.', words, link))
