"""The office's clock: what a round does, and how it ends."""

import datetime
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import OperationalError
from django.utils import timezone

from countries.models import Country
from monitor.desk import clock as module
from monitor.desk.clock import Clock
from monitor.desk.models import Presence, Proposal
from monitor.publishing.models import Edition
from tests.builders import make_editor, newest_edition

ROOT = Path(__file__).resolve().parents[2]
HOUR = datetime.timedelta(hours=1)


def make_scheduled(country: Country, at: datetime.datetime) -> Proposal:
    edition = newest_edition(country)
    document = edition.document
    document["country"]["name"] = "Free Freedonia"
    return Proposal.objects.create(
        country_id=country.pk, country_name=country.name, base=edition, document=document, picked=["country"],
        titles=["Freedonia"], note="A new name.", author=make_editor("edith"), approved_by=make_editor("rene"),
        state="scheduled", publish_at=at,
    )  # fmt: skip


def _once() -> str:
    out = StringIO()
    call_command("run_tasks", "--once", stdout=out)
    return out.getvalue()


def test_what_is_due_is_published_once(published: Country):
    make_scheduled(published, timezone.now() - HOUR)

    assert (_once(), _once()) == ("Scheduled editions published or given back: 1.\n", "")
    assert Edition.objects.count() == 2


def test_what_is_not_due_waits(published: Country):
    make_scheduled(published, timezone.now() + HOUR)

    assert _once() == ""


def test_presence_is_forgotten_after_a_day(db):
    ada = make_editor()
    for hours in (1, 25):
        Presence.objects.create(user=ada, record_id=f"{hours:032x}", seen_at=timezone.now() - hours * HOUR)
    _once()

    assert Presence.objects.count() == 1


def test_ended_sessions_are_cleared_once_a_day(db):
    clock = Clock()
    for expected in (0, 1):
        Session.objects.create(session_key=f"k{expected}", session_data="", expire_date=timezone.now() - HOUR)
        clock.round()
        assert Session.objects.count() == expected


def _failing(error: Exception) -> Callable[[], str]:
    def task() -> str:
        raise error

    return task


@pytest.mark.parametrize("error", [OperationalError("gone"), ValueError("odd")])
def test_a_task_that_fails_leaves_the_others_alone(
    transactional_db: None, monkeypatch: pytest.MonkeyPatch, error: Exception
):
    monkeypatch.setattr(module, "publish_what_is_due", _failing(error))
    monkeypatch.setattr(module, "send_mails", lambda: "2 daily mails sent.")

    assert Clock().round() == ["2 daily mails sent."]


def test_between_two_tasks_it_ends_when_told(db, monkeypatch: pytest.MonkeyPatch):
    done: list[str] = []
    monkeypatch.setattr(module, "publish_what_is_due", lambda: done.append("published") or "")
    monkeypatch.setattr(module, "send_mails", lambda: done.append("mailed") or "")
    Clock().round(go_on=lambda: not done)

    assert done == ["published"]


@pytest.fixture
def begin(tmp_path: Path) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Begin run_tasks as a process of its own, over a database that is `there`, or one that does not answer."""
    begun: list[subprocess.Popen[str]] = []

    def run(*arguments: str, there: bool = True) -> subprocess.Popen[str]:
        address = f"sqlite:///{tmp_path / 'tasks.sqlite3'}" if there else "postgres://nobody@127.0.0.1:9/none"
        environment: dict[str, Any] = {**os.environ, "MONITOR_DEBUG": "1", "DATABASE_URL": address}
        command = [sys.executable, "manage.py", "run_tasks", *arguments]
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True)
        begun.append(process)
        return process

    yield run
    for process in begun:
        if process.poll() is None:
            process.kill()
        process.wait()


def test_it_goes_on_without_a_database_and_ends_with_status_0(begin: Callable[..., subprocess.Popen[str]]):
    process = begin("--every", "1", there=False)
    assert process.stderr is not None
    said = [process.stderr.readline() for _ in range(8)]  # two rounds of four tasks
    process.send_signal(signal.SIGTERM)

    assert process.wait(timeout=10) == 0
    assert {"ERROR The database does not answer; the clock waits and goes on.\n"} == set(said)


def test_it_ends_with_the_process_that_began_it():
    code = "import subprocess, sys; p = subprocess.Popen(sys.argv[1:]); print(p.pid, flush=True); input()"
    command = [sys.executable, "-c", code, sys.executable, "manage.py", "run_tasks", "--with-parent"]
    environment = {**os.environ, "MONITOR_DEBUG": "1", "DATABASE_URL": "postgres://nobody@127.0.0.1:9/none"}
    pipes: dict[str, Any] = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    server = subprocess.Popen(command, cwd=ROOT, env=environment, text=True, **pipes)
    assert server.stdout is not None
    assert server.stderr is not None
    worker = int(server.stdout.readline())
    server.stderr.readline()  # the worker has begun its first round
    server.kill()
    server.wait()

    assert _ends(worker)


def _ends(pid: int) -> bool:
    """Say whether a process is gone within ten seconds; one that nobody has taken leave of is gone too."""
    for _ in range(100):
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except FileNotFoundError:
            return True
        if state == "Z":
            return True
        time.sleep(0.1)
    return False
