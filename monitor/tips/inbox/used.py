"""Which edition, and which record of it, may have used a tip: those that touch its passage come first."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Prefetch
from django.utils.text import Truncator

from monitor.publishing.models import Edition, Page, PublishedChange

from ..models import Tip
from .passages import passage_of

_NEWEST = 30  # editions
_CHANGES = 40  # of each
Group = tuple[str, list[tuple[str, str]]]


def places(tip: Tip) -> list[Group]:
    """Return the editions made since the tip came as groups of choices, `edition:record` or `edition:`; 3 queries."""
    editions = Edition.objects.of(tip.country_id) if tip.country_id else Edition.objects.all()
    changes = Prefetch("changes", PublishedChange.objects.lines().in_order(), to_attr="lines")
    rows: list[Any] = list(editions.made_since(tip.day).headings().latest_first().prefetch_related(changes)[:_NEWEST])
    touched = {str(tip.passage_id), passage_of(tip).record_id} - {"None", ""}
    rows.sort(key=lambda edition: not _of_passage(edition, touched))
    names = {} if tip.country_id else dict(Page.objects.values_list("country_id", "name"))
    return [(_title(edition, names), list(_choices(edition, touched))) for edition in rows]


def _of_passage(edition: Any, touched: set[str]) -> list[Any]:
    return [line for line in edition.lines if str(line.record_id) in touched]


def _choices(edition: Any, touched: set[str]) -> Iterator[tuple[str, str]]:
    its_own = _of_passage(edition, touched)
    for line in its_own:
        yield f"{edition.pk}:{line.record_id}", f"{_named(line)}: the passage of the tip"
    yield f"{edition.pk}:", f"Edition {edition.number} as a whole"
    for line in edition.lines[:_CHANGES]:
        if line.record_id and line not in its_own:
            yield f"{edition.pk}:{line.record_id}", _named(line)


def _named(line: PublishedChange) -> str:
    return f"{Truncator(line.title).chars(70)} ({line.what})"


def _title(edition: Edition, names: dict[Any, str]) -> str:
    name = f"{names[edition.country_id]}, e" if edition.country_id in names else "E"
    note = Truncator(edition.change_note).chars(60)
    return f"{name}dition {edition.number} of {edition.dated:%B} {edition.dated.day}, {edition.dated.year}: {note}"
