"""Tips end: nothing of them remains but a count."""

import datetime
import os
import secrets
import subprocess
import sys
import threading
import uuid
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, connections
from django.utils import timezone

from monitor.desk.clock import Clock
from monitor.desk.models import AuditEntry
from monitor.publishing.models import Edition
from monitor.tips import store
from monitor.tips.cleaning import Cleaned
from monitor.tips.models import Message, SpentTicket, State, Tally, Tip, TipCode, TipFile
from monitor.tips.receive import Upload
from monitor.tips.retention import (
    HOUR,
    HourlySweep,
    destroy,
    destroy_due,
    due_on,
    is_swept,
    once_a_day,
    sweep_if_needed,
)
from tests.builders import make_published, newest_edition

from .builders import send

ROOT = Path(__file__).resolve().parents[2]
TODAY = datetime.date(2026, 11, 20)
DAYS = datetime.timedelta(days=1)
UPLOAD = Upload(b"as it was", Cleaned("text", "txt", b"as it is", []))
committed = pytest.mark.django_db(transaction=True)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_store(settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = str(tmp_path / "media")


def make_tip(text: str = "", *uploads: Upload, **fields: Any) -> Tip:
    """Keep a tip that came, or was closed, so many days before TODAY."""
    tip, _ = send(text or secrets.token_hex(8), *uploads)
    facts = {name: TODAY - value * DAYS if name in ("day", "closed_on") else value for name, value in fields.items()}
    Tip.objects.filter(pk=tip.pk).update(**facts)
    tip.refresh_from_db()
    return tip


def make_closed(closed: int, day: int = 100, *uploads: Upload) -> Tip:
    return make_tip("", *uploads, state=State.NOT_USED, closed_on=closed, day=day)


def _age(*paths: Path, days: int) -> None:
    then = datetime.datetime.combine(TODAY - days * DAYS, datetime.time(), datetime.UTC).timestamp()
    for path in paths:
        os.utime(path, (then, then))


def _left() -> list[int]:
    return [model.objects.count() for model in (Tip, TipCode, Message, TipFile)]


@pytest.mark.parametrize(("closed", "day", "left"), [(89, 100, 1), (90, 100, 0), (1, 364, 1), (1, 365, 0)])
def test_a_closed_tip_ends_after_ninety_days_and_never_after_a_year(closed: int, day: int, left: int):
    tip = make_closed(closed, day)
    destroy_due(TODAY)

    assert Tip.objects.count() == left
    assert (due_on(tip) > TODAY) is bool(left)


@pytest.mark.parametrize(("day", "left"), [(364, 1), (365, 0)])
@pytest.mark.parametrize("state", [State.RECEIVED, State.LOOKING, State.ASKED])
def test_an_open_tip_ends_after_a_year(state: State, day: int, left: int):
    tip = make_tip(day=day, state=state)
    destroy_due(TODAY)

    assert Tip.objects.count() == left
    assert (due_on(tip) > TODAY) is bool(left)


def test_the_office_may_choose_another_number_of_days(settings):
    settings.TIP_DAYS = 10
    make_closed(10)

    assert destroy_due(TODAY).tips == 1


@committed
def test_all_of_it_goes_and_its_month_counts_one_more():
    tip = make_closed(90, 100, UPLOAD)
    Message.objects.create(tip=tip, number=1, day=TODAY, sealed=b"sealed")
    Tally.objects.create(month="2026-08", state="not-used", count=4)
    destroy_due(TODAY)

    assert _left() == [0, 0, 0, 0]
    assert list(store.files()) == []
    assert [str(tally) for tally in Tally.objects.all()] == ["2026-08 not-used: 5"]


@committed
def test_other_tips_keep_what_is_theirs():
    make_closed(90, 100, UPLOAD)
    other = make_tip("", UPLOAD)
    destroy_due(TODAY)

    assert _left() == [1, 1, 0, 1]
    assert {pk for pk, _ in store.files()} == {other.files.get().pk}


def test_a_double_stands_alone_when_its_main_tip_has_gone():
    main = make_closed(90)
    double = make_tip(merged_into=main)
    destroy_due(TODAY)

    double.refresh_from_db()
    assert double.merged_into is None


def test_the_edition_that_used_it_stays():
    edition = newest_edition(make_published())
    make_tip(state=State.USED, used_in=edition, closed_on=90, day=100)
    destroy_due(TODAY)

    assert Edition.objects.filter(pk=edition.pk).exists()


def test_the_log_of_the_office_names_it_and_no_visitor():
    tip = make_closed(90)
    destroy_due(TODAY)

    entry = AuditEntry.objects.get()
    assert (entry.by, entry.about) == (None, f"tip {tip.short} at the end of its time")


def test_who_takes_a_tip_back_leaves_no_time_in_the_log():
    destroy([make_tip()])

    assert not AuditEntry.objects.exists()


@committed
def test_two_who_destroy_at_once_count_once():
    tip = make_closed(90)

    def attempt() -> None:
        try:
            destroy([tip])
        finally:
            connections.close_all()

    threads = [threading.Thread(target=attempt) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert Tally.objects.get().count == 1


def test_files_that_no_row_knows_go_when_they_are_two_days_old():
    for days in (0, 1, 2, 400):
        file_id = uuid.uuid4()
        store.keep(file_id, store.ORIGINAL, b"sealed")
        _age(store.path_of(file_id, store.ORIGINAL), days=days)
    half = store.folder() / f"{uuid.uuid4()}.clean.new"
    half.touch()
    _age(half, days=2)

    assert destroy_due(TODAY).orphans == 3
    assert len(list(store.folder().iterdir())) == 2


def test_an_original_that_its_sender_took_back_goes_at_once():
    tip = make_tip("", UPLOAD)
    tip.files.update(has_original=False)
    destroy_due(TODAY)

    assert [path.name.split(".")[1] for _, path in store.files()] == [store.CLEAN]


def test_the_day_after_no_file_tells_at_which_hour_it_came():
    make_tip("", UPLOAD)
    [path, *_] = [path for _, path in store.files()]
    made, sealed = path.stat(), path.read_bytes()
    destroy_due(timezone.now().date())
    assert path.stat().st_ino == made.st_ino

    destroy_due(timezone.now().date() + DAYS)
    assert path.stat().st_ino != made.st_ino
    assert path.stat().st_ctime_ns > made.st_ctime_ns
    assert (path.stat().st_mtime, path.read_bytes()) == (made.st_mtime, sealed)
    assert len(list(store.folder().iterdir())) == 2


def test_missing_files_are_said(caplog: pytest.LogCaptureFixture):
    make_tip("", UPLOAD)
    tip = make_tip("Another.", UPLOAD)
    store.destroy(tip.files.get().pk, store.CLEAN)
    once_a_day()

    assert f"Sealed files are not where they were put: tips {tip.short}." in caplog.text


def test_marks_of_former_days_go():
    make_tip(day=0)
    make_tip(day=1)
    for days in (0, 1, 2):
        SpentTicket.objects.create(digest=f"{days}", day=TODAY - days * DAYS)
    destroy_due(TODAY)

    assert list(Tip.objects.order_by("-day").values_list("day", flat=True).exclude(fold=None)) == [TODAY]
    assert not SpentTicket.objects.filter(digest="2").exists()
    assert SpentTicket.objects.filter(digest__in=["0", "1"]).count() == 2


# On the disk ---------------------------------------------------------------------------------------------------------


def _bytes_of_sqlite() -> bytes:
    where = Path(connection.settings_dict["NAME"])
    return b"".join(path.read_bytes() for path in where.parent.glob(f"{where.name}*"))


def _files_of_postgresql() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_relation_filepath(oid) FROM pg_class WHERE relname IN %s OR oid IN "
            "(SELECT reltoastrelid FROM pg_class WHERE relname IN %s)".replace("%s", "('tips_tip', 'tips_message')")
        )
        return [path for (path,) in cursor.fetchall()]


def _bytes_of_postgresql(paths: list[str]) -> bytes:
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
        cursor.execute("SELECT pg_read_binary_file(path, 0, 1000000000, true) FROM unnest(%s::text[]) path", [paths])
        return b"".join(bytes(content or b"") for (content,) in cursor.fetchall())


@committed
def test_no_byte_of_it_is_left_on_the_disk():
    former = _files_of_postgresql() if connection.vendor == "postgresql" else []

    def disk() -> bytes:
        files = b"".join(path.read_bytes() for _, path in store.files())
        database = _bytes_of_postgresql(former + _files_of_postgresql()) if former else _bytes_of_sqlite()
        return files + database

    tip = make_closed(90, 100, UPLOAD)
    Message.objects.create(tip=tip, number=1, day=TODAY, sealed=secrets.token_bytes(5000))
    sealed = [bytes(tip.sealed), bytes(tip.messages.get().sealed)]
    sealed += [path.read_bytes() for _, path in store.files()]
    runs = [one[200:248] for one in sealed]
    before = disk()
    assert [run in before for run in runs] == [True] * 4

    destroy_due(TODAY)
    sweep_if_needed()

    after = disk()
    assert [run in after for run in runs] == [False] * 4
    assert is_swept()


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Somebody who reads the tips for a long time, while nobody wants to wait for long."""
    monkeypatch.setattr("monitor.sweeping.LOCK_WAIT", "100ms")
    other = connection.copy()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 100" if connection.vendor == "sqlite" else "SELECT 1")
    other.cursor().execute("BEGIN")
    other.cursor().execute("SELECT count(*) FROM tips_tip").fetchone()
    yield other
    other.close()
    connection.close()


@committed
def test_a_database_in_use_is_swept_in_a_later_round(reader: Any, caplog: pytest.LogCaptureFixture):
    destroy([make_tip()])
    sweep_if_needed()
    assert not is_swept()
    assert "still holds what was taken out" in caplog.text

    reader.cursor().execute("COMMIT")
    sweep_if_needed()
    assert is_swept()


@committed
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no rows that only others see.")
def test_what_a_long_reader_of_another_table_still_sees_is_swept_in_a_later_round(monkeypatch: pytest.MonkeyPatch):
    other = connection.copy()
    with other.cursor() as cursor, monkeypatch.context() as patch:
        patch.setattr("monitor.sweeping.PAUSE", 0.0)
        cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SELECT count(*) FROM countries_country")
        tip, _ = send()
        destroy([tip])
        sweep_if_needed()
        assert not is_swept()

        cursor.execute("COMMIT")
    other.close()
    sweep_if_needed()
    assert is_swept()


@committed
def test_the_clock_sweeps_once_an_hour_however_often_senders_destroy():
    each_round = HourlySweep()
    destroy([send("One")[0]])
    each_round()
    assert is_swept()

    destroy([send("Two")[0]])
    each_round()
    assert not is_swept()

    each_round.next -= HOUR
    each_round()
    assert is_swept()


KILLED = """
import os, sys, django; django.setup()
from django.conf import settings; from django.db import connection
connection.settings_dict["NAME"], settings.MEDIA_ROOT = sys.argv[1:3]
from monitor.tips import retention; from monitor.tips.models import Tip
setattr(*{"row": (retention, "_count", lambda *_: os.kill(os.getpid(), 9)),
          "files": (retention, "_remove", lambda *_: os.kill(os.getpid(), 9))}[sys.argv[3]])
retention.destroy(Tip.objects.all())
"""


@committed
@pytest.mark.parametrize(("when", "left"), [("row", 1), ("files", 0)])
def test_who_is_killed_leaves_no_half_tip_and_the_clock_does_the_rest(settings, when: str, left: int):
    tip = make_closed(90, 100, UPLOAD)
    _age(*(path for _, path in store.files()), days=100)
    command = [sys.executable, "-c", KILLED, str(connection.settings_dict["NAME"]), settings.MEDIA_ROOT, when]
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "monitor.settings"}
    assert subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode == -9

    assert (Tip.objects.count(), TipFile.objects.count(), Tally.objects.count()) == (left, left, 1 - left)
    assert len(list(store.files())) == 2
    assert not is_swept()
    destroy_due(TODAY)
    sweep_if_needed()
    assert list(store.files()) == []
    assert (is_swept(), Tip.objects.filter(pk=tip.pk).exists(), Tally.objects.get().count) == (True, False, 1)


# By the clock, and by hand -------------------------------------------------------------------------------------------


def _long_ago() -> Tip:
    tip = make_tip()
    Tip.objects.filter(pk=tip.pk).update(day=timezone.now().date() - 365 * DAYS)
    return tip


@committed
def test_the_clock_does_it(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("monitor.desk.clock.EACH_ROUND", [HourlySweep()])  # the site's own may have swept this hour
    _long_ago()

    assert Clock().round() == ["Tips destroyed at the end of their time: 1."]
    assert is_swept()


def _destroy_tips(*arguments: str) -> str:
    out = StringIO()
    call_command("destroy_tips", *arguments, stdout=out)
    return out.getvalue()


def test_the_command_says_what_would_go():
    _long_ago()

    assert "Tips due: 1.\n" in _destroy_tips("--dry-run")
    assert Tip.objects.count() == 1


@committed
def test_the_command_destroys_what_is_due():
    _long_ago()

    assert "Tips destroyed: 1.\n" in _destroy_tips()
    assert (Tip.objects.count(), is_swept()) == (0, True)


@committed
def test_the_command_destroys_one_at_once():
    tip, other = make_tip(), make_tip()
    _destroy_tips("--tip", tip.short, "--dry-run")
    assert Tip.objects.count() == 2
    _destroy_tips("--tip", tip.short)

    assert list(Tip.objects.all()) == [other]
    assert AuditEntry.objects.get().about == f"tip {tip.short} by command"


@pytest.mark.parametrize("name", [lambda tip: tip.short[:7], lambda tip: "x" * 8])
def test_the_command_destroys_no_tip_that_is_not_named(name: Callable[[Tip], str]):
    tip = make_tip()

    with pytest.raises(CommandError, match="0 tips are called"):
        _destroy_tips("--tip", name(tip))
    assert Tip.objects.count() == 1
