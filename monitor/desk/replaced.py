"""When a law is replaced or repealed: a task for every place that cites it.

A task is one sentence of one record; the same sentence makes no second one.  When the sentence is gone from the rows,
its task is done by itself.  When the law is back, its open tasks are withdrawn.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from countries.models import Country
from legal.models import Law
from legal.vocabulary import LawStatus
from monitor.publishing.citations import Citation, citations, sentences_in, stands_in
from monitor.publishing.document import Document, records
from monitor.publishing.models import Edition, PublishedRecord
from monitor.publishing.rows import document_of

from . import audit
from .models import CitationTask
from .models.citation import TaskState

_ALIKE = 0.6
"""From this likeness on, a sentence that has taken the place of a task's is that sentence, rewritten."""


def is_gone(law: Law) -> bool:
    return law.status in (LawStatus.REPLACED, LawStatus.REPEALED) or law.replaced_by_id is not None


@transaction.atomic
def note_replacement(law: Law, *, by: Any) -> int:
    """Make the tasks of a law that is gone, or withdraw them when it is not; return how many are open, on all desks.

    To be called whenever a law was saved; saving it again makes nothing double.
    """
    tasks = CitationTask.objects.about(law.pk)
    if not is_gone(law):
        tasks.open().delete()
        return 0
    wanted = [_task(law, country_id, place) for country_id, place in _places(law)]
    known = {task.key: task for task in tasks}
    fresh = [task for task in wanted if task.key not in known and not _is_rewritten(task, known.values(), wanted)]
    CitationTask.objects.bulk_create(fresh, ignore_conflicts=True)
    tasks.by_themselves().filter(key__in=[task.key for task in wanted]).update(state=TaskState.OPEN, decided_at=None)
    titles = {"law_title": law.title, "successor_title": _successor(law)}
    tasks.exclude(**titles).update(**titles)
    for country_id in set(tasks.open().order_by().values_list("country_id", flat=True)):
        settle(country_id)
    if fresh:
        audit.note(by, "law-replaced", country_id=law.country_id, about=f"{law}: places that cite it: {len(fresh)}")
    return tasks.open().count()


def look_again(country: Country, *, by: Any) -> int:
    """Find what cites the country's replaced laws as the rows stand now; return how many tasks are open there."""
    for law in Law.objects.filter(country=country).select_related("country", "replaced_by"):
        note_replacement(law, by=by)
    settle(country.pk)
    return CitationTask.objects.of(country.pk).open().count()


def open_tasks(country_id: Any, document: Document | None = None) -> QuerySet[CitationTask]:
    """Return a country's open tasks, without those whose words are gone; `document` are its rows, if at hand."""
    tasks = CitationTask.objects.of(country_id).open()
    return tasks.exclude(pk__in=[task.pk for task in no_longer_cited(tasks, document)])


def settle(country_id: Any) -> None:
    """Write down as done the tasks whose words are gone."""
    gone = no_longer_cited(CitationTask.objects.of(country_id).open())
    CitationTask.objects.filter(pk__in=[task.pk for task in gone]).update(
        state=TaskState.DONE, decided_by=None, decided_at=timezone.now()
    )


def no_longer_cited(tasks: QuerySet[CitationTask], document: Document | None = None) -> list[CitationTask]:
    """Return those of a country's tasks whose words its rows do not have any more."""
    places: dict[str, list[CitationTask]] = defaultdict(list)
    for task in tasks:
        places[str(task.record_id)].append(task)
    if not places:
        return []
    if document is None:
        country = Country.objects.filter(pk=tasks[0].country_id).first()
        document = document_of(country) if country else None
    said = {
        record["id"]: sentences_in(record)
        for _, record in (records(document) if document else ())
        if record["id"] in places
    }
    return [
        task
        for place, these in places.items()
        for task in these
        if not stands_in(said.get(place, frozenset()), task.words)
    ]


def _places(law: Law) -> Iterator[tuple[Any, Citation]]:
    """Yield (country's id, place) of what cites the law: in its country's rows, and in other countries' editions."""
    document = document_of(law.country)
    record = next((dict(one) for one in document["laws"] if one["id"] == str(law.pk)), None)
    if record is None:
        return
    yield from ((law.country_id, place) for place in citations(document, record))
    naming = PublishedRecord.objects.on_pages_we_keep().naming(law.country.name)
    ids = naming.order_by().values_list("edition_id", flat=True).distinct()
    for edition in Edition.objects.filter(pk__in=set(ids)).exclude(country_id=law.country_id):
        for place in citations(edition.document, record, home=law.country.name):
            yield edition.country_id, place


def _task(law: Law, country_id: Any, place: Citation) -> CitationTask:
    key = hashlib.sha256(f"{law.pk}\n{place.record_id}\n{place.words}".encode()).hexdigest()
    return CitationTask(
        law_id=law.pk,
        law_title=law.title,
        successor_title=_successor(law),
        country_id=country_id,
        kind=place.kind,
        record_id=place.record_id,
        record_title=place.title,
        words=place.words,
        key=key,
        articles=list(place.articles),
    )


def _successor(law: Law) -> str:
    return law.replaced_by.title if law.replaced_by else ""


def _is_rewritten(task: CitationTask, known: Iterable[CitationTask], wanted: list[CitationTask]) -> bool:
    """Say whether a sentence stands where another stood whose task there was already: an editor has worked on it."""
    present = {one.key for one in wanted}
    former = (one for one in known if str(one.record_id) == str(task.record_id) and one.key not in present)
    return any(
        SequenceMatcher(None, one.words.split(), task.words.split(), autojunk=False).ratio() >= _ALIKE for one in former
    )
