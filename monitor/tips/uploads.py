"""Take files in memory and nowhere else: Django would write a large one to /tmp, and keep its name.

`install` before anything reads request.POST, `taken` for what came (it reads the form), `release` always, at the end.
"""

import os
import time
import weakref
from dataclasses import dataclass, field
from io import BytesIO

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest

from . import room
from .cleaning.endings import ending_of

MOST_FILES = 5
LARGEST = 10 * 1024 * 1024
WHOLE_FORM = MOST_FILES * LARGEST + 1_500_000  # with words, and the marks between the parts
LONGEST = 15 * 60  # seconds that a form may take to come; one that takes longer loses its room to others


@dataclass
class Uploads:
    """What came: (content, ending of its name) each; why others were not taken; whether there was no room for one."""

    files: list[tuple[bytes, str]] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    busy: bool = False


class _Hold:
    """What one request holds: bytes, and the units of the machine's room that they take."""

    def __init__(self) -> None:
        self.size, self.units = 0, list[int]()
        self.since = time.monotonic()

    def more(self, size: int) -> bool:
        """Take room for more bytes; say whether there is any."""
        while len(self.units) * room.UNIT < self.size + size:
            unit = room.take_unit()
            if unit is None:
                return False
            self.units.append(unit)
        self.size += size
        return True

    def less(self, size: int) -> None:
        self.size -= size
        while self.units and (len(self.units) - 1) * room.UNIT >= self.size:
            os.close(self.units.pop())


class MemoryUploadHandler(FileUploadHandler):
    """Holds files in memory while they fit; reads on and throws away what does not."""

    def __init__(self, hold: _Hold) -> None:
        super().__init__()
        self.uploads, self.hold = Uploads(), hold
        self.number, self.size, self.ending = 0, 0, ""
        self.content: BytesIO | None = None

    def new_file(self, field_name: str, file_name: str, *_: object, **__: object) -> None:
        """Begin a file.  Of its name only the ending is kept, for cleaning refuses some."""
        self._drop()
        self.number += 1
        self.size, self.ending = 0, ending_of(file_name)
        self.content = BytesIO() if self.number <= MOST_FILES else None
        if self.number == MOST_FILES + 1:
            self.uploads.refused.append(f"Only the first {MOST_FILES} files were taken: no more go with one message.")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if self.content is None:
            return
        if self.size + len(raw_data) > LARGEST:
            self._refuse("larger than 10 MB. Send it in parts or smaller, or write to us first without it.")
        elif not self._has_room(len(raw_data)):
            self.uploads.busy = True
            self._drop()
        else:
            self.size += len(raw_data)
            self.content.write(raw_data)

    def file_complete(self, file_size: int) -> None:
        """Keep a file; it is in `taken(request)`, not in request.FILES."""
        if self.content is not None and self.size:
            self.uploads.files.append((self.content.getvalue(), self.ending))
            self.content = None
        elif self.content is not None:
            self._refuse("empty.")

    def upload_interrupted(self) -> None:
        self._drop()

    def give_up(self) -> None:
        """Let go of everything, for a sender that has fallen silent; what comes after all is thrown away."""
        self.uploads.busy, self.content = True, None
        self.uploads.files.clear()
        self.hold.less(self.hold.size)

    def _has_room(self, size: int) -> bool:
        if self.hold.more(size):
            return True
        for request in [one() for one in _handlers.keyrefs()]:
            other = _handlers.get(request) if request is not None else None
            if other and other is not self and time.monotonic() - other.hold.since > LONGEST:
                other.give_up()
        return self.hold.more(size)

    def _refuse(self, why: str) -> None:
        self.uploads.refused.append(f"File {self.number} was not taken: it is {why}")
        self._drop()

    def _drop(self) -> None:
        """Let go of a file that is not whole."""
        if self.content is not None:
            self.hold.less(self.size)
            self.content = None


_handlers: "weakref.WeakKeyDictionary[HttpRequest, MemoryUploadHandler]" = weakref.WeakKeyDictionary()


def install(request: HttpRequest) -> None:
    """Let files of this request go to memory; raise RequestDataTooBig, and read nothing, if it says it is too large."""
    if _declared(request) > WHOLE_FORM:
        raise RequestDataTooBig("More than five files of 10 MB.")
    hold = _Hold()
    handler = MemoryUploadHandler(hold)
    request.upload_handlers = [handler]
    _handlers[request] = handler
    weakref.finalize(request, _give_back, hold)  # should nobody release it


def taken(request: HttpRequest) -> Uploads:
    """Return what came with a request; it reads the whole form if nobody has."""
    handler = _handlers.get(request)
    if handler is None:
        return Uploads()
    request.POST  # noqa: B018  # reading it is what fills the handler
    return handler.uploads


def release(request: HttpRequest) -> None:
    """Let go of a request's files."""
    handler = _handlers.pop(request, None)
    if handler is not None:
        handler.uploads.files.clear()
        handler.content = None
        _give_back(handler.hold)


def _give_back(hold: _Hold) -> None:
    hold.less(hold.size)


def _declared(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0
