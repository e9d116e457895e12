"""After many tips no word of them, and nothing of who sent them, is in the database, the files, the logs or a mail."""

import datetime
import io
import logging
from pathlib import Path

import pytest
from django.apps import apps
from django.core import mail
from django.db import connection
from django.test import Client
from django.utils import timezone

from monitor import day_memory
from monitor.tips import tickets
from monitor.tips.mail import send_tip_mails
from monitor.tips.models import Tip

from .inbox.builders import make_reader

pytestmark = pytest.mark.django_db(transaction=True)

WORDS = ("zaffrelump", "quibblefen", "morvandix")
SENDER = {
    "REMOTE_ADDR": "198.51.100.77",
    "HTTP_X_FORWARDED_FOR": "203.0.113.99",
    "HTTP_USER_AGENT": "Zaffrebrowser/9.9",
    "HTTP_REFERER": "http://testserver/zaffrereferer/",
    "HTTP_ACCEPT_LANGUAGE": "kk-zaffrelang",
}
TRACES = [*WORDS, "198.51.100.77", "203.0.113.99", "Zaffrebrowser", "zaffrereferer", "zaffrelang", "zaffreletter"]


@pytest.fixture
def logged():
    """Everything that any logger says, as text."""
    said = io.StringIO()
    handler = logging.StreamHandler(said)
    loggers = [logging.getLogger(name) for name in ("", "django", "django.request", "django.server", "monitor")]
    for logger in loggers:
        logger.addHandler(handler)
    yield said
    for logger in loggers:
        logger.removeHandler(handler)


def _send(client: Client, text: str, **more: str) -> None:
    told = {"risk": "some", "ticket": tickets.new(), "text": text, "contact": f"call {WORDS[1]}", **more}
    letter = io.BytesIO(f"zaffreletter {text}".encode())
    letter.name = f"{WORDS[2]}.txt"
    client.post("/tips/send/", {**told, "link": f"https://{WORDS[2]}.example", "files": letter})


def _everything_kept() -> bytes:
    """Return all that is kept: every column of every table, and the database's own files, where they can be read."""
    kept = [
        str(value).encode() + (bytes(value) if isinstance(value, bytes | memoryview) else b"")
        for model in apps.get_models(include_auto_created=True)
        for row in model._base_manager.all().values_list()
        for value in row
    ]
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key, value FROM cache")
        kept += [str(row).encode() for row in cursor.fetchall()]
    if connection.vendor == "sqlite":
        name = str(connection.settings_dict["NAME"])
        kept += [Path(f"{name}{end}").read_bytes() for end in ("", "-wal") if Path(f"{name}{end}").exists()]
    return b"\n".join(kept)


def test_a_hundred_tips_leave_no_trace(settings, logged, monkeypatch, tmp_path):
    monkeypatch.setitem(tickets.SOONEST, "waited", 0)
    monkeypatch.setattr("monitor.tips.limits.FROM_ONE_SOURCE", {"send": 1000, "status": 1000})
    monkeypatch.setattr("monitor.tips.limits.FROM_ALL", dict.fromkeys(("send-worked", "send-waited", "status"), 1000))
    settings.MEDIA_ROOT = str(tmp_path)
    client = Client(**SENDER)
    for number in range(97):
        told = {"risk": "some", "ticket": tickets.new(), "text": f"{WORDS[0]} {number}", "contact": WORDS[1]}
        client.post("/tips/send/", {**told, "link": f"https://{WORDS[2]}.example"})
    for number in range(3):
        _send(client, f"{WORDS[0]} with a file {number}")

    tina = make_reader()
    tina.email = "tina@office.example"
    tina.save()
    send_tip_mails((timezone.now() + datetime.timedelta(days=1)).replace(hour=7))

    assert (Tip.objects.count(), len(mail.outbox)) == (100, 1)
    _assert_no_trace(tmp_path, logged)
    assert len(list((tmp_path / "tips").glob("*.age"))) == 6


def test_a_failure_leaves_no_trace(settings, logged, monkeypatch, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    monkeypatch.setitem(tickets.SOONEST, "waited", 0)

    def fail(words: dict) -> None:
        raise ValueError(f"cannot seal {words}")

    monkeypatch.setattr("monitor.tips.receive.seal_words", fail)
    client = Client(**SENDER, raise_request_exception=False)
    told = {"risk": "some", "ticket": tickets.new(), "text": WORDS[0], "contact": WORDS[1]}

    assert client.post("/tips/send/", told).status_code == 500
    assert "ValueError" in logged.getvalue()
    _assert_no_trace(tmp_path, logged)


@pytest.mark.parametrize(
    "body", [b"\x00" * 50, b"--x\r\nContent-Disposition: form-data; name=zaffrelump\r\n", b"\xff\xfe" * 2000]
)
def test_a_broken_request_leaves_no_trace(body, logged, tmp_path):
    client = Client(**SENDER, raise_request_exception=False)
    answer = client.post(f"/tips/send/?{WORDS[0]}", body, content_type="multipart/form-data; boundary=x")

    assert answer.status_code < 500
    _assert_no_trace(tmp_path, logged)


def _assert_no_trace(media: Path, logged: io.StringIO) -> None:
    kept = _everything_kept()
    files = [*media.rglob("*"), *day_memory.MEMORY.glob("monitor-*/*")]
    kept += b"".join(file.read_bytes() + str(file).encode() for file in files if file.is_file())
    kept += logged.getvalue().encode()
    kept += b"".join(f"{one.subject} {one.body} {one.from_email} {one.to}".encode() for one in mail.outbox)
    lowered = kept.lower()
    assert [trace for trace in TRACES if trace.lower().encode() in lowered] == []
