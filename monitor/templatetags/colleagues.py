"""Naming colleagues in the office's pages."""

from typing import Any

from django import template

from ..contributors import name_for

register = template.Library()


@register.filter
def named_for(person: Any, viewer: Any) -> str:
    """The name of a colleague, as far as the viewer may see who did what: {{ edition.published_by|named_for:user }}."""
    return name_for(viewer, person)
