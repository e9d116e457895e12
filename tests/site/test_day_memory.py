"""What is remembered for a day: shared by all workers, forgotten at midnight, and never a reason to fail."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from monitor import day_memory

ROOT = Path(__file__).resolve().parents[2]
DAY = 24 * 60 * 60


@pytest.fixture(autouse=True)
def memory(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Give each test a folder of its own for /dev/shm."""
    monkeypatch.setattr(day_memory, "MEMORY", tmp_path)
    monkeypatch.setattr(day_memory, "_own", None)
    monkeypatch.setattr(day_memory, "_said_on", "")
    return tmp_path


@pytest.fixture
def pass_by(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Begin at a noon; move the clock by so many seconds."""
    now = [time.time() // DAY * DAY + DAY / 2]
    monkeypatch.setattr("time.time", lambda: now[0])

    def move(seconds: int) -> None:
        now[0] += seconds

    return move


def _days(memory: Path) -> list[Path]:
    return sorted(memory.glob("*/*"))


def _count(times: int) -> list[int]:
    return [day_memory.count("x", 10 * DAY) for _ in range(times)]


def test_each_span_is_counted_from_one(pass_by):
    first = [day_memory.count("x", 60), day_memory.count("x", 60), day_memory.count("y", 60)]
    pass_by(60)

    assert (first, day_memory.count("x", 60)) == ([1, 2, 1], 1)


@pytest.mark.parametrize("what_comes_next", [lambda: day_memory.count("y", 60), day_memory.forget_ended])
def test_a_span_that_is_over_leaves_nothing(pass_by, memory: Path, what_comes_next):
    day_memory.count("x", 60)
    mark = day_memory.mark("x").encode()
    assert mark in _days(memory)[0].read_bytes()
    pass_by(60)
    what_comes_next()

    assert mark not in _days(memory)[0].read_bytes()


def test_a_new_day_has_another_key_and_no_file_of_the_former(pass_by, memory: Path):
    before = day_memory.mark("x")
    day_memory.count("x", 10 * DAY)
    pass_by(DAY)

    assert day_memory.mark("x") != before
    assert day_memory.count("x", 10 * DAY) == 1
    assert len(_days(memory)) == 1


def test_the_clock_forgets_the_former_day_of_any_key(pass_by, memory: Path, settings):
    for settings.SECRET_KEY in ("one" * 20, "two" * 20):
        day_memory.mark("x")
    assert len(_days(memory)) == 2
    pass_by(DAY)
    day_memory.forget()

    assert _days(memory) == []


def test_processes_that_begin_the_day_at_once_share_it(memory: Path):
    code = (
        "import sys, pathlib; from monitor import day_memory as d; d.MEMORY = pathlib.Path(sys.argv[1]);"
        "print(*(d.count('x', 864000) for _ in range(25)))"
    )
    command = [sys.executable, "-c", code, str(memory)]
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "monitor.settings"}
    counting = [
        subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) for _ in range(3)
    ]
    counted = " ".join(process.communicate()[0] for process in counting).split()

    assert sorted(map(int, counted)) == list(range(1, 76))


def test_threads_share_it_and_leave_nothing_open(memory: Path):
    counted: list[int] = []
    threads = [threading.Thread(target=lambda: counted.extend(_count(25))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(counted) == list(range(1, 201))
    assert [link for link in Path("/proc/self/fd").iterdir() if str(memory) in os.path.realpath(link)] == []


def test_a_file_that_is_taken_away_begins_anew(memory: Path):
    before = day_memory.mark("x")
    _days(memory)[0].unlink()

    assert (day_memory.count("x", 60), day_memory.mark("x") == before) == (1, False)


def test_a_damaged_file_begins_anew(memory: Path, caplog: pytest.LogCaptureFixture):
    day_memory.count("x", 10 * DAY)
    _days(memory)[0].write_bytes(b"no database " * 1000)
    day_memory.count("x", 10 * DAY)

    assert _count(2) == [1, 2]
    assert caplog.text.count("each process counts for itself") == 1


def test_who_is_killed_while_writing_damages_nothing(memory: Path):
    assert day_memory.count("x", 10 * DAY) == 1
    code = (
        "import os, sqlite3, sys; file = sqlite3.connect(sys.argv[1], isolation_level=None);"
        "file.execute('PRAGMA cache_size=1'); file.execute('BEGIN IMMEDIATE');"
        "file.executemany('INSERT INTO spans VALUES (1, ?, 1)', ((f'row {n}' * 20,) for n in range(500)));"
        "os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", code, str(_days(memory)[0])], check=False)

    assert len(_days(memory)) == 2  # the journal that takes it back
    assert day_memory.count("x", 10 * DAY) == 2


def test_without_such_a_memory_each_process_counts(monkeypatch: pytest.MonkeyPatch, memory: Path):
    monkeypatch.setattr(day_memory, "MEMORY", memory / "none")

    assert _count(3) == [1, 2, 3]
    assert day_memory.mark("x") == day_memory.mark("x")
    day_memory.forget()


def test_the_memory_of_a_process_ends_at_midnight_too(monkeypatch: pytest.MonkeyPatch, memory: Path, pass_by):
    monkeypatch.setattr(day_memory, "MEMORY", memory / "none")
    before = day_memory.mark("x")
    pass_by(DAY)

    assert day_memory.mark("x") != before


def test_a_folder_that_a_stranger_prepared_is_not_used(memory: Path, caplog: pytest.LogCaptureFixture):
    day_memory.mark("x")
    folder = _days(memory)[0].parent
    elsewhere = memory / "elsewhere"
    folder.rename(elsewhere)
    (elsewhere / "2001-01-01.day").touch()
    folder.symlink_to(elsewhere)
    before = sorted(elsewhere.iterdir())
    day_memory.count("x", 60)
    day_memory.forget()

    assert sorted(elsewhere.iterdir()) == before
    assert "is not ours alone" in caplog.text


def test_a_folder_that_others_may_read_is_not_used(memory: Path, caplog: pytest.LogCaptureFixture):
    day_memory.mark("x")
    _days(memory)[0].parent.chmod(0o755)
    day_memory.mark("x")

    assert "is not ours alone" in caplog.text


def test_nobody_else_may_read_it(memory: Path):
    day_memory.mark("x")

    assert _days(memory)[0].parent.stat().st_mode & 0o777 == 0o700


def test_a_flood_of_addresses_is_bounded_and_does_not_reset_who_floods(monkeypatch: pytest.MonkeyPatch, memory: Path):
    monkeypatch.setattr(day_memory, "LARGEST", 8)
    numbers = [day_memory.count("whole form", 3600) for _ in range(3)]
    for number in range(400):
        day_memory.count(f"address {number}", 3600)

    assert [*numbers, day_memory.count("whole form", 3600)] == [1, 2, 3, 4]
    assert _days(memory)[0].stat().st_size <= 8 * 4096


def test_no_address_is_in_it(memory: Path):
    day_memory.count("203.0.113.77", 3600)

    assert b"203.0.113.77" not in _days(memory)[0].read_bytes()


def test_strange_words_are_no_failure():
    assert len({day_memory.mark(words) for words in ("", "\0", "\ud800", "é", "x" * 100_000)}) == 5
