"""Files that come with a tip stay in memory, few and small, and nothing of them is written or kept."""

import gc
import os
import subprocess
import sys
import tempfile
import tracemalloc
from io import BytesIO

import pytest
from django.conf import settings as django_settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http.request import UnreadablePostError
from django.test import RequestFactory

from monitor.tips import room, uploads

MB = 1024 * 1024


def taken_units() -> int:
    """How many units of the machine's room somebody holds."""
    free = []
    while (unit := room.take_unit()) is not None:
        free.append(unit)
    for unit in free:
        os.close(unit)
    return room.UNITS - len(free)


def post(*files, **fields):
    named = {f"files{at}": SimpleUploadedFile(name, content) for at, (name, content) in enumerate(files)}
    return RequestFactory().post("/tips/", {**fields, **named})


@pytest.fixture
def sent():
    """Send files and words; give back what was taken."""
    open_requests = []

    def send(*files, **fields):
        request = post(*files, **fields)
        open_requests.append(request)
        uploads.install(request)
        return request, uploads.taken(request)

    yield send
    for request in open_requests:
        uploads.release(request)
    assert taken_units() == 0


def test_files_are_taken_with_the_ending_of_their_names_alone(sent):
    request, taken = sent(("Aigerim Secret.tar.PDF", b"one"), ("no ending", b"two"), text="words")

    assert taken.files == [(b"one", "pdf"), (b"two", "")]
    assert (taken.refused, taken.busy) == ([], False)
    assert request.POST["text"] == "words"
    assert not request.FILES


def test_nothing_is_written_while_45_mb_come(sent, settings, monkeypatch):
    settings.FILE_UPLOAD_TEMP_DIR = "/nowhere"
    monkeypatch.setattr(tempfile, "tempdir", "/nowhere")
    monkeypatch.setattr(tempfile, "_get_candidate_names", None)

    _, taken = sent(*((f"{number}.pdf", bytes(9 * MB)) for number in range(5)))

    assert [len(content) for content, _ in taken.files] == [9 * MB] * 5


def test_a_file_that_is_too_large_is_named_by_its_number_and_the_others_are_taken(sent):
    _, taken = sent(("a.pdf", b"one"), ("b.pdf", bytes(uploads.LARGEST + 1)), ("c.pdf", b"three"))

    assert [content for content, _ in taken.files] == [b"one", b"three"]
    assert len(taken.refused) == 1
    assert taken.refused[0].startswith("File 2 was not taken: it is larger than 10 MB.")
    assert taken_units() == 1


def test_10_mb_exactly_are_taken(sent):
    assert not sent(("a.pdf", bytes(uploads.LARGEST)))[1].refused


def test_an_empty_file_is_named(sent):
    assert sent(("a.pdf", b""))[1].refused == ["File 1 was not taken: it is empty."]


def test_five_files_are_taken_and_no_more(sent):
    _, taken = sent(*((f"{number}.txt", b"x") for number in range(9)))

    assert len(taken.files) == 5
    assert taken.refused == ["Only the first 5 files were taken: no more go with one message."]


def test_what_all_workers_hold_has_a_limit(sent, monkeypatch):
    monkeypatch.setattr(room, "UNITS", 1)
    first, _ = sent(("a.pdf", bytes(2 * MB)))

    assert sent(("b.pdf", bytes(2 * MB)))[1] == uploads.Uploads([], [], busy=True)
    uploads.release(first)
    assert not sent(("c.pdf", bytes(2 * MB)))[1].busy


def test_a_form_that_is_too_large_is_not_read():
    class Unread(BytesIO):
        def read(self, *_):
            raise AssertionError

    request = post()
    request.META["CONTENT_LENGTH"], request._stream = str(60 * MB), Unread()

    with pytest.raises(RequestDataTooBig):
        uploads.install(request)
    assert uploads.taken(request) == uploads.Uploads()


def test_room_is_given_back_when_the_line_breaks():
    class Breaking(BytesIO):
        def read(self, size=-1):
            if self.tell() > MB:
                raise UnreadablePostError
            return super().read(min(size, MB // 4) if size > 0 else MB // 4)

    request = post(("a.pdf", bytes(4 * MB)))
    request._stream = Breaking(request._stream.read())
    uploads.install(request)
    with pytest.raises(UnreadablePostError):
        uploads.taken(request)
    assert taken_units() > 0

    uploads.release(request)
    assert taken_units() == 0


def test_room_is_given_back_when_nobody_releases_it():
    request = post(("a.pdf", b"some"))
    uploads.install(request)
    uploads.taken(request)
    assert taken_units() == 1

    del request
    gc.collect()
    assert taken_units() == 0


def test_a_form_that_has_fallen_silent_loses_its_room(sent, monkeypatch):
    monkeypatch.setattr(room, "UNITS", 1)
    _, silent = sent(("a.pdf", bytes(2 * MB)))
    monkeypatch.setattr(uploads, "LONGEST", -1)

    assert not sent(("b.pdf", bytes(2 * MB)))[1].busy
    assert silent == uploads.Uploads([], [], busy=True)


def test_room_is_given_back_when_a_worker_is_killed():
    code = "import os, django; django.setup(); from monitor.tips import room; room.take_unit(); os.kill(os.getpid(), 9)"
    env = {**os.environ, "MONITOR_DEBUG": "1", "MONITOR_MEDIA_ROOT": django_settings.MEDIA_ROOT,
           "DJANGO_SETTINGS_MODULE": "monitor.settings"}  # fmt: skip
    assert subprocess.run([sys.executable, "-c", code], env=env, check=False).returncode == -9

    assert taken_units() == 0


def test_files_are_sealed_for_one_sender_at_a_time():
    with room.alone(0) as first, room.alone(0.1) as second:
        assert (first, second) == (True, False)
    with room.alone(0) as again:
        assert again


def test_a_file_is_held_once(sent):
    body = post(("a.pdf", bytes(9 * MB)))
    uploads.install(body)
    tracemalloc.start()
    try:
        uploads.taken(body)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
        uploads.release(body)
    assert peak < 14 * MB


def test_a_nonsense_length_is_no_error():
    request = post()
    request.META["CONTENT_LENGTH"] = "many"

    uploads.install(request)

    assert uploads.taken(request) == uploads.Uploads()
