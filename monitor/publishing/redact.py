"""Take words out of all that is kept of a country, for someone's safety: the one exception to “never changed”."""

import json
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import reversion
from django.contrib.admin.models import LogEntry
from django.db import models, transaction
from django.utils import timezone
from reversion.models import Revision, Version

from countries.history import parts_of_a_page
from countries.models import Country, Index
from legal.models import Initiative, InitiativeEvent, Treaty
from monitor import sweeping
from monitor.search.index import forget_deleted

from .document import Document, canonical, records, sha256
from .models import Edition, Redaction, Withdrawal
from .models.redaction import RedactionReason
from .passage import CannotRedactError, Passage
from .publish import lock, newest_of
from .register import show
from .rows import document_of
from .taking_out import TakingOut
from .trace import again

if TYPE_CHECKING:
    from django.contrib.auth.models import User

Shelf = Callable[[Country, TakingOut], None]
"""Takes words out of tables that this app does not know."""


@dataclass
class Found:
    """Where the words stood: how often by kind of place, in which editions; `longer` are longer words cut into."""

    places: dict[str, int] = field(default_factory=dict)
    editions: list[int] = field(default_factory=list)
    longer: list[str] = field(default_factory=list)
    other_case: int = 0


@dataclass(frozen=True, slots=True)
class Order:
    """What to take out and why; with `dry`, everything is looked for and nothing changed."""

    words: str
    reason: str = RedactionReason.SAFETY
    any_case: bool = False
    by: "User | None" = None
    dry: bool = False


@transaction.atomic
def redact(country: Country, order: Order, also: Iterable[Shelf] = ()) -> Found:
    """Take words out of every edition, record, revision and log entry of a country; raise CannotRedactError."""
    country = country if order.dry else lock(country.pk)
    taking = TakingOut(Passage(order.words, any_case=order.any_case), dry=order.dry)
    _look_at_what_is_shared(country, taking)
    editions = [number for number in _numbers(country) if _edition(country, number, order, taking)]
    _rows(country, order, taking)
    taking.rows("Reasons of withdrawals", Withdrawal.objects.of(country.pk))
    _history(country, taking)
    for shelf in also:
        shelf(country, taking)
    taking.refuse_if_closed()
    if not taking.found:
        raise CannotRedactError(
            f"These words stand nowhere in what is kept of {country}. Type them as the page has them."
        )
    newest = newest_of(country)
    if newest and not order.dry:
        show(newest)
        again(country.pk)
    if not order.dry:
        transaction.on_commit(sweep)
    return Found(dict(taking.found), editions, sorted(taking.passage.longer), taking.passage.other_case)


def sweep() -> None:
    """Leave no byte of what was deleted in SQLite's files; PostgreSQL does it in its own time (docs/operations.md)."""
    sweeping.sweep(first=forget_deleted)


def _look_at_what_is_shared(country: Country, taking: TakingOut) -> None:
    """Indexes and treaties are rows of many pages; what the rows would publish has ids and dates, too."""
    trial = TakingOut(taking.passage, dry=True)
    indexes = Index.objects.filter(rankings__country=country).values_list("name", flat=True)
    treaties = Treaty.objects.filter(ratifications__country=country).values_list("name", "abbr")
    trial.keep_closed([*indexes, *(word for treaty in treaties for word in treaty)])
    trial.keep_closed([country.name, country.slug, country.region])
    _without(document_of(country), trial)
    trial.refuse_if_closed()
    taking.passage.longer.clear()
    taking.passage.other_case = 0


def _numbers(country: Country) -> list[int]:
    return list(Edition.objects.of(country.pk).order_by("number").values_list("number", flat=True))


def _edition(country: Country, number: int, order: Order, taking: TakingOut) -> bool:
    """Take the words out of one edition, which keeps its first hash and gains a redaction."""
    edition = Edition.objects.of(country.pk).get(number=number)
    before = taking.count
    document, places = _without(json.loads(bytes(edition.content)), taking)
    if not places:
        return False
    taking.found["Editions that readers see"] += taking.count - before
    content = canonical(document)
    taking.write(edition, {"content": content, "change_note": document["edition"]["change_note"]})
    if not order.dry:
        Redaction.objects.create(
            edition=edition,
            day=timezone.now().date(),
            reason=order.reason,
            place="; ".join(places),
            sha256=sha256(content),
            redacted_by=order.by,
        )
    return True


def _without(document: Document, taking: TakingOut) -> tuple[Document, list[str]]:
    """Return a Document without the words, and the places that they stood in."""
    taking.keep_closed(value for value in document["country"].values() if isinstance(value, str))
    new: dict[str, Any] = dict(document)
    noted = False
    if "edition" in document:
        new["edition"] = taking.cleaned(document["edition"])
        noted = new["edition"] != document["edition"]
    seen: Counter[str] = Counter()
    numbers: dict[tuple[str, str], list[str]] = {}
    for kind, record in records(document):
        if not seen[kind]:
            new[kind] = []
        seen[kind] += 1
        taking.fields = []
        new[kind].append(taking.cleaned(record))
        if taking.fields:
            numbers.setdefault((kind.replace("_", " "), " and ".join(taking.fields)), []).append(str(seen[kind]))
    places = [f"{kind} {', '.join(found)}: {fields}" for (kind, fields), found in numbers.items()]
    return new, [*(["change note"] if noted else []), *places]  # type: ignore[return-value]


def _rows(country: Country, order: Order, taking: TakingOut) -> None:
    """Take the words out of the rows that editors keep, in one revision."""
    rows: list[models.Model] = [
        row for part in parts_of_a_page() for row in part._default_manager.filter(country=country)
    ]
    rows += InitiativeEvent.objects.filter(initiative__country=country)
    with reversion.create_revision():
        reversion.set_user(order.by)
        reversion.set_comment("Words were taken out")
        for row in rows:
            before = taking.count
            new = taking.row(row)
            taking.found.update({"Records as editors keep them": taking.count - before} if new else {})
            for name, value in new.items() if not order.dry else ():
                setattr(row, name, value)
            if new and not order.dry:
                row.save()


def _history(country: Country, taking: TakingOut) -> None:
    """Take the words out of saved versions, also of deleted records, of their comments, and of the admin's log."""
    shared = models.Q(content_type__model__in=[model._meta.model_name for model in (InitiativeEvent, Index, Treaty)])
    of_country = models.Q(serialized_data__contains=str(country.pk))
    initiatives = {str(row) for row in Initiative.objects.filter(country=country).values_list("pk", flat=True)}
    versions = Version.objects.filter(shared | of_country).select_related("content_type").order_by("pk")
    initiatives |= set(
        versions.filter(of_country, content_type__model=Initiative._meta.model_name).values_list("object_id", flat=True)
    )
    for version in versions.iterator(chunk_size=50):
        saved = json.loads(version.serialized_data)
        if str(saved[0]["fields"].get("initiative", "")) in initiatives | {""}:
            _version(version, saved, taking)
    taking.rows("Comments of the history", Revision.objects.all())
    log = LogEntry.objects.filter(content_type__app_label__in=("countries", "legal", "importing", "publishing", "desk"))
    taking.rows("Log of the office", log)


def _version(version: Any, saved: list[dict[str, Any]], taking: TakingOut) -> None:
    before = taking.count
    fields = [{**each, "fields": taking.cleaned(each["fields"], gone="")} for each in saved]
    new = {"object_repr": taking.passage.out_of_cut(version.object_repr)[0]}
    if fields != saved:
        new["serialized_data"] = json.dumps(fields, ensure_ascii=False)
    if fields != saved or new["object_repr"] != version.object_repr:
        taking.found["Earlier versions in the history"] += max(taking.count - before, 1)
        taking.write(version, new)
