"""The end of a tip: row, codes, messages and files are destroyed; one more is counted in its month (ADR 7).

The rows go first, in one transaction with the count; then the files; then what the database's own files still hold,
which is the clock's (`sweep_if_needed`), since it takes a lock.  Whoever is killed in between leaves a file named
`unswept` and sealed files that no row knows, and the clock does the rest.
"""

import datetime
import logging
import os
import time
import uuid
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from monitor.desk.audit import note
from monitor.sweeping import sweep

from . import store
from .models import Message, SpentTicket, Tally, Tip, TipCode, TipFile

HOUR = 60 * 60  # seconds
YEAR, DAY = datetime.timedelta(days=365), datetime.timedelta(days=1)
log = logging.getLogger(__name__)


class Ended(NamedTuple):
    """What a clean-up did, or would do; `missing` are the short names of tips that lack a file."""

    tips: int
    orphans: int
    missing: list[str]


def due_on(tip: Tip) -> datetime.date:
    """Return the day on which nothing of a tip but the count remains."""
    latest = tip.day + YEAR
    return min(latest, tip.closed_on + datetime.timedelta(days=settings.TIP_DAYS)) if tip.closed_on else latest


def due(today: datetime.date) -> QuerySet[Tip]:
    """Return the tips whose time is over, without their words."""
    closed = today - datetime.timedelta(days=settings.TIP_DAYS)
    return Tip.objects.without_words().filter(Q(closed_on__lte=closed) | Q(day__lte=today - YEAR))


def destroy(tips: Iterable[Tip]) -> int:
    """Destroy tips now, whatever their state, and count them; return how many.  A double of one stands alone then."""
    asked = [tip.pk for tip in tips]
    if not asked:
        return 0
    _to_be_swept()
    with transaction.atomic():
        rows = Tip.objects.filter(pk__in=asked).order_by("pk").select_for_update().values_list("pk", "day", "state")
        gone = list(rows)
        files = list(TipFile.objects.filter(tip__in=asked).values_list("pk", flat=True))
        _count((day, state) for _, day, state in gone)
        Tip.objects.filter(pk__in=[pk for pk, _, _ in gone]).only("pk").delete()
        transaction.on_commit(partial(_remove, files))
    return len(gone)


def destroy_due(today: datetime.date) -> Ended:
    """Destroy what is due, and clear away what former days left."""
    tips = list(due(today))
    with transaction.atomic():
        number = destroy(tips)
        for tip in tips if number else ():
            note(None, "destroyed a tip", about=f"tip {tip.short} at the end of its time")
    SpentTicket.objects.filter(day__lt=today - DAY).delete()
    Tip.objects.filter(day__lt=today).exclude(fold=None).update(fold=None)
    orphans = list(_orphans(today))
    for path in orphans:
        path.unlink(missing_ok=True)
    if _unswept().parent.is_dir():
        store.renew(today)
    return Ended(number, len(orphans), _missing())


def what_is_due(today: datetime.date) -> Ended:
    """Return what `destroy_due` would do."""
    return Ended(due(today).count(), len(list(_orphans(today))), _missing())


def once_a_day() -> str:
    """Destroy what is due, for the clock."""
    ended = destroy_due(timezone.now().date())
    if ended.missing:
        log.error("Sealed files are not where they were put: tips %s.", ", ".join(ended.missing))
    return f"Tips destroyed at the end of their time: {ended.tips}." if ended.tips else ""


def sweep_if_needed() -> str:
    """Clear what was destroyed out of the database's own files; what is in use is tried again in the next round."""
    if not is_swept() and sweep(Tip, TipCode, Message, TipFile):
        _unswept().unlink(missing_ok=True)
    return ""


class HourlySweep:
    """The clock's sweep: done at most once an hour, for it locks, and a sender can call for one."""

    def __init__(self) -> None:
        self.next = 0.0

    def __call__(self) -> str:
        if time.monotonic() >= self.next and not is_swept():
            sweep_if_needed()
            self.next = time.monotonic() + HOUR if is_swept() else 0.0
        return ""


def is_swept() -> bool:
    return not _unswept().exists()


def _unswept() -> Path:
    return Path(settings.MEDIA_ROOT) / "tips" / "unswept"


def _to_be_swept() -> None:
    """Remember, whatever happens next, that the database must be swept; the time of it is nobody's concern."""
    midnight = datetime.datetime.combine(timezone.now().date(), datetime.time(), datetime.UTC).timestamp()
    store.folder()
    _unswept().touch(mode=0o600)
    for path in (_unswept(), store.folder()):
        os.utime(path, (midnight, midnight))


def _count(ended: Iterable[tuple[datetime.date, str]]) -> None:
    for (month, state), number in sorted(Counter((f"{day:%Y-%m}", state) for day, state in ended).items()):
        Tally.objects.get_or_create(month=month, state=state)
        Tally.objects.filter(month=month, state=state).update(count=F("count") + number)


def _remove(files: Iterable[uuid.UUID]) -> None:
    for file_id in files:
        store.destroy(file_id)


def _orphans(today: datetime.date) -> Iterator[Path]:
    """Find what lies in the store and no row knows, two days old: a tip that is just being kept has no row yet."""
    if not _unswept().parent.is_dir():
        return
    lying = list(store.files())
    kept = dict(TipFile.objects.values_list("pk", "has_original"))
    for file_id, path in lying:
        if (file_id not in kept and _is_left(path, today)) or (
            kept.get(file_id) is False and path == store.path_of(file_id, store.ORIGINAL)
        ):
            yield path
    yield from (path for path in store.folder().glob("*.new") if _is_left(path, today))


def _is_left(path: Path, today: datetime.date) -> bool:
    try:
        changed = datetime.datetime.fromtimestamp(path.stat().st_mtime, datetime.UTC).date()
    except FileNotFoundError:
        return False
    return changed < today - DAY


def _missing() -> list[str]:
    """Return the short names of tips that lack a file; asked twice, for one may be destroyed meanwhile."""
    rows = TipFile.objects.order_by("tip").only("pk", "tip_id", "has_original")
    lost = [file.pk for file in rows if not _is_whole(file)]
    return sorted({str(file.tip_id)[:8] for file in rows.filter(pk__in=lost) if not _is_whole(file)})


def _is_whole(file: TipFile) -> bool:
    copies = (store.ORIGINAL, store.CLEAN) if file.has_original else (store.CLEAN,)
    return all(store.path_of(file.pk, copy).exists() for copy in copies)
