"""Cleaning runs in a child process that holds nothing and may nothing; however it ends, the answer is in words."""

import json
import subprocess
import sys

import pytest

from monitor.tips import cleaning
from monitor.tips.cleaning import RefusedFileError, child, run

from .builders import WORDS, docx, pdf, picture, revealing_photograph, unpacked

HAS_DJANGO = "import sys, monitor.tips.cleaning.child, monitor.tips.cleaning.look; print('django' in sys.modules)"


@pytest.fixture
def instead(monkeypatch):
    """Let the child do something else than it should."""

    def start(code: str, **limits: float) -> None:
        monkeypatch.setattr(run, "START", code)
        for name, value in limits.items():
            monkeypatch.setattr(run, name, value)

    return start


def refusal(content: bytes = b"words", name: str = "a.txt") -> str:
    with pytest.raises(RefusedFileError) as refused:
        cleaning.clean(content, name)
    return str(refused.value)


@pytest.mark.parametrize(
    ("content", "ending"),
    [
        (b"words", "txt"),
        (pdf(), "pdf"),
        (revealing_photograph(orientation=6), "jpg"),
        (picture("GIF"), "png"),
        (docx("", *((("image", f"media/{kind}.jpg", picture(kind), "")) for kind in ("GIF", "TIFF", "BMP"))), "docx"),
    ],
)
def test_every_kind_is_cleaned_where_nothing_can_be_opened(content, ending):
    cleaned = cleaning.clean(content, "a")

    assert cleaned.ending == ending
    assert ending != "docx" or all(len(part) > 80 for part in unpacked(cleaned.content).values())
    assert ending != "jpg" or "43.24" in " ".join(cleaned.reveals)


def test_a_refusal_comes_in_its_own_words():
    assert refusal(b"Rar!\x1a\x07") == "Archives are not taken. Unpack it and send the files one by one."
    assert "Programs" in refusal(b"words", "a.exe")


def test_the_child_has_no_django():
    told = subprocess.run([sys.executable, "-c", HAS_DJANGO], cwd=run.ROOT, capture_output=True, check=True)

    assert told.stdout == b"False\n"


def test_the_child_has_no_secret_and_can_open_nothing(instead, monkeypatch):
    monkeypatch.setenv("MONITOR_SECRET_KEY", "secret")
    instead(
        "import sys; sys.path.append(sys.argv[1])\n"
        "from monitor.tips.cleaning import child, kinds\n"
        "import os, socket, io\n"
        "def tried(doing):\n"
        "    try: doing()\n"
        "    except OSError: return True\n"
        "def look(content):\n"
        "    tries = [lambda: open('/etc/passwd'), lambda: open('/tmp/a', 'w'), socket.socket, os.pipe]\n"
        "    said = [str(tried(doing)) for doing in tries] + sorted(os.environ) + [os.getcwd()]\n"
        "    return kinds.Cleaned('text', 'txt', content, said)\n"
        "child.look = look\n"
        "child.main()\n"
    )

    assert cleaning.clean(b"words", "a").reveals == ["True"] * 4 + ["LC_CTYPE", "MALLOC_MMAP_THRESHOLD_", "/"]


@pytest.mark.parametrize(
    "code",
    [
        "raise SystemExit(1)",
        "import os; os.kill(os.getpid(), 9)",
        "print('nonsense')",
        "import sys; sys.stdin.buffer.read(); sys.stdout.buffer.write(bytes(8))",
    ],
)
def test_a_child_that_dies_or_talks_nonsense_is_a_refusal(code, instead):
    instead(code)

    assert refusal(bytes(300_000) + b"x") == run.FAILED


def test_a_child_that_hangs_is_ended(instead):
    instead("import time; time.sleep(60)", LONGEST=0.3)

    assert refusal(bytes(300_000) + b"x") == run.FAILED


def test_a_child_that_talks_without_end_is_ended(instead):
    instead("import sys\nwhile True: sys.stdout.buffer.write(bytes(65536))", LARGEST=1_000_000)

    assert refusal() == run.FAILED


def test_a_child_that_wants_too_much_memory_is_a_refusal(instead):
    instead(
        "import sys; sys.path.append(sys.argv[1])\n"
        "from monitor.tips.cleaning import child\n"
        "child.look = lambda content: bytearray(child.MEMORY + 1)\n"
        "child.main()\n"
    )

    assert refusal() == child.TOO_MUCH


def test_while_another_file_is_cleaned_the_site_says_that_it_is_busy(monkeypatch):
    monkeypatch.setattr(run, "WAIT", 0.05)
    with run._one_at_a_time:
        assert refusal() == run.BUSY

    assert cleaning.clean(WORDS.encode(), "a").content == WORDS.encode()


@pytest.mark.parametrize(
    "facts",
    [
        [],
        {"kind": "text", "ending": "txt", "reveals": [1]},
        {"kind": "program", "ending": "txt", "reveals": []},
        {"kind": "text", "ending": "../a", "reveals": []},
        {"kind": "text", "ending": None, "reveals": []},
        {"kind": "text", "ending": "txt"},
    ],
)
def test_an_answer_that_makes_no_sense_is_a_refusal(facts):
    words = json.dumps(facts).encode()
    with pytest.raises(RefusedFileError):
        run.understood(run.HEAD.pack(len(words), 1) + words + b"x")
