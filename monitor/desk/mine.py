"""What one person has saved and readers do not see yet.

Revisions say what was saved since the edition that readers see; only those records are compared, each with its own.
"""

import datetime
import uuid
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import F
from reversion.models import Version

from countries.history import parts_of_a_page
from countries.models import Country, Ranking
from countries.rights import kept_by
from legal.models import Initiative, Ratification
from monitor.publishing.document import records
from monitor.publishing.models import Edition, Page, PublishedRecord
from monitor.publishing.rows import facts_of, record_of

NEWEST = 1000  # versions looked at; who saves more between two editions is told “perhaps”
MOST = 8  # countries compared
_DOES_NOT_COUNT = ("blocks", "last_checked")
_WITH: dict[type[Any], str] = {Ratification: "treaty", Ranking: "index", Initiative: "events"}


@dataclass(frozen=True, slots=True)
class Unpublished:
    """A country with changes of mine; `changes` is None where nobody has counted."""

    country_id: str
    name: str
    changes: int | None
    is_public: bool


def unpublished(user: Any) -> list[Unpublished]:
    """Return the countries where this person has saved what readers do not see, by name."""
    names = {str(pk): name for pk, name in kept_by(user).values_list("pk", "name")}
    shown = {str(pk): at for pk, at in Page.objects.values_list("country_id", "edition__published_at")}
    saved = {
        record_id: (model, country_id)
        for record_id, (model, country_id, at) in _saved(user)
        if country_id in names and (country_id not in shown or at > shown[country_id])
    }
    touched = sorted({country_id for _, country_id in saved.values()}, key=lambda one: names[one])
    compared = [one for one in touched if one in shown][:MOST]
    differing = _differing(saved, compared)
    found = []
    for one in touched:
        changes = differing[one] if one in compared else None
        if changes != 0:
            found.append(Unpublished(one, names[one], changes, one in shown))
    return found


def _saved(user: Any) -> Iterator[tuple[str, tuple[type[Any], str, datetime.datetime]]]:
    """Yield (record id, (model, country id, when)) of what this person saved last; a query or two a kind."""
    types = ContentType.objects.get_for_models(Country, *parts_of_a_page())
    models = {content_type.pk: model for model, content_type in types.items()}
    newest = Version.objects.filter(revision__user=user, content_type__in=models).order_by("-pk")
    when: dict[type[Any], dict[str, datetime.datetime]] = {}
    for type_id, record_id, at in newest.values_list("content_type", "object_id", "revision__date_created")[:NEWEST]:
        when.setdefault(models[type_id], {}).setdefault(record_id, at)
    gone: dict[str, tuple[type[Any], datetime.datetime]] = {}
    for model, times in when.items():
        if model is Country:
            yield from ((one, (Country, one, at)) for one, at in times.items())
            continue
        ids = [uuid.UUID(one) for one in times]
        there = dict(model._default_manager.filter(pk__in=ids).values_list("pk", "country_id"))
        yield from ((str(one), (model, str(country), times[str(one)])) for one, country in there.items())
        gone |= {one: (model, at) for one, at in times.items() if uuid.UUID(one) not in there}
    still_shown = PublishedRecord.objects.filter(record_id__in=gone) if gone else PublishedRecord.objects.none()
    for one, country in still_shown.annotate(of=F("edition__country_id")).values_list("record_id", "of"):
        model, at = gone[str(one)]
        yield str(one), (model, str(country), at)


def _differing(saved: dict[str, tuple[type[Any], str]], compared: list[str]) -> Counter[str]:
    """Count for each of these countries the records that readers see otherwise, or do not see, or still see."""
    public: dict[str, Any] = {}
    for edition in Edition.objects.current().filter(country_id__in=compared):
        public |= {str(record["id"]): _plain(record) for _, record in records(edition.document)}
        public[str(edition.country_id)] = edition.document["country"]
    of = {record_id: country_id for record_id, (_, country_id) in saved.items() if country_id in compared}
    now = dict(_rows({one: saved[one][0] for one in of}))
    return Counter(of[one] for one in of if now.get(one) != public.get(one))


def _rows(wanted: dict[str, type[Any]]) -> Iterator[tuple[str, Any]]:
    """Yield (id, record as it would be on the page) of the rows that are there; two queries a kind at most."""
    for model in set(wanted.values()):
        rows = model._default_manager.filter(pk__in=[one for one, kind in wanted.items() if kind is model])
        for row in rows.prefetch_related(_WITH[model]) if model in _WITH else rows:
            yield str(row.pk), facts_of(row) if model is Country else _plain(record_of(row))


def _plain(record: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in record.items() if key not in _DOES_NOT_COUNT}
