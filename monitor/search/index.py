"""Keep the index: what a shown page says can be found, and nothing else."""

from typing import Any

from django.db import connection, models

from . import vocabulary
from .models import SearchEntry


def write(country_id: Any, wanted: list[SearchEntry]) -> bool:
    """Make the entries of a page what they should be, within the caller's transaction; say whether that changed any.

    Only what differs is written; an empty list takes the page out.  FTS5 wants rows in the order of their ids.
    """
    present = {entry.id: entry for entry in SearchEntry.objects.of(country_id)}
    same = {entry.id for entry in wanted if entry.id in present and _values(present[entry.id]) == _values(entry)}
    gone = sorted(present.keys() - same)
    new = [entry for entry in wanted if entry.id not in same]
    if not gone and not new:
        return False
    words = vocabulary.words_of(present.values()), vocabulary.words_of(wanted)
    SearchEntry.objects.these(gone).delete()
    _step_aside(country_id, new)
    SearchEntry.objects.bulk_create(new, batch_size=500)
    vocabulary.count(*words)
    return True


def forget_deleted() -> None:
    """Leave no deleted word in the index of SQLite: FTS5 keeps them until its parts are merged into one."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO search_index(search_index) VALUES ('optimize')")


def _step_aside(country_id: Any, new: list[SearchEntry]) -> None:
    """Give an entry the next number where another page's has its own: rare, and it must not stop a page."""
    others = SearchEntry.objects.of_others(country_id)
    taken = set(others.these([entry.id for entry in new]).values_list("id", flat=True))
    for entry in new if taken else ():
        while entry.id in taken or SearchEntry.objects.these([entry.id]).exists():
            entry.id += 1


def _values(entry: models.Model) -> list[str]:
    return [str(getattr(entry, field.attname)) for field in entry._meta.concrete_fields]
