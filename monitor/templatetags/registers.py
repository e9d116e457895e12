"""What lists of records say in words."""

from typing import Any

from django import template

from countries.partial_dates import PartialDate
from monitor.publishing import labels

register = template.Library()


@register.filter
def partial_date(iso: str | None) -> PartialDate | None:
    """A date of a record's facts, for {{ date.start }} and {{ date }}."""
    return PartialDate.from_iso(iso) if iso else None


@register.filter
def topic_words(topics: Any) -> str:
    """The topics of a record in words, of a list or of a column that holds them between bars."""
    names = topics.strip("|").split("|") if isinstance(topics, str) else topics
    return ", ".join(labels.TOPICS.get(name, name) for name in names or [] if name)


@register.filter
def law_kind(value: str) -> str:
    return labels.LAW_KINDS.get(value, value)


@register.filter
def law_status(value: str) -> str:
    """The status of a law, where there is anything to say: neither in force nor unknown."""
    return "" if value in ("", "in-force", "unknown") else labels.LAW_STATUSES.get(value, value)


@register.filter
def law_status_words(value: str) -> str:
    return labels.LAW_STATUSES.get(value, value) if value not in ("", "unknown") else "Not known"


@register.filter
def stage(value: str) -> str:
    return "" if value == "unknown" else labels.STAGES.get(value, value)


@register.filter
def language(code: str) -> str:
    return labels.LANGUAGES.get(code, code)


@register.filter
def thousands(number: int) -> str:
    return f"{number:,}"
