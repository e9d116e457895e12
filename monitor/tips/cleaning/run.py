"""Cleaning happens in a child process: what reads strangers' files has no key, no disk, no network, little memory."""

import json
import re
import select
import selectors
import struct
import subprocess  # nosec B404  # our own program, no shell, no word of a stranger among its arguments
import sys
import threading
import time
from pathlib import Path
from typing import IO

from .endings import refuse_ending
from .kinds import Cleaned, RefusedFileError

ROOT = Path(__file__).resolve().parents[3]
START = "import sys; sys.path.append(sys.argv[1]); from monitor.tips.cleaning.child import main; main()"
HEAD = struct.Struct(">II")  # how long the facts are, and the copy
LONGEST = 10  # seconds for one file
WAIT = 8  # seconds for the file before it
LARGEST = 24_000_000  # bytes of a copy
CHUNK = 1 << 16
MEMORY = {
    "MALLOC_MMAP_THRESHOLD_": "262144"
}  # what is freed goes back at once; nothing else of ours is in its environment

BUSY = "The site is busy with another file. Wait a minute and send again, or send without the file."
FAILED = "The file could not be read: it is damaged, or too complicated. Send it as PDF or JPEG."
KINDS = frozenset({"pdf", "picture", "office", "text"})

_one_at_a_time = threading.BoundedSemaphore(1)


def clean(content: bytes, name: str) -> Cleaned:
    """Return a cleaned copy; raise RefusedFileError.  The name is only looked at for its ending."""
    refuse_ending(name)
    if not _one_at_a_time.acquire(timeout=WAIT):
        raise RefusedFileError(BUSY)
    try:
        answer = _ask(content)
    finally:
        _one_at_a_time.release()
    return understood(answer)


def _ask(content: bytes) -> bytearray:
    """Return what a child says of a file; nothing, if it dies or is too slow."""
    child = subprocess.Popen(  # noqa: S603  # nosec B603
        [sys.executable, "-I", "-B", "-X", "utf8", "-c", START, str(ROOT)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=MEMORY,
        cwd="/",
        bufsize=0,
    )
    with child:
        try:
            return _talk(child, content)
        finally:
            child.kill()


def _talk(child: subprocess.Popen[bytes], content: bytes) -> bytearray:
    """Hand over a file and read the answer, both at once, until the child is done or its time is over."""
    given, heard, end = memoryview(content), bytearray(), time.monotonic() + LONGEST
    into, out = _pipes(child)
    with selectors.DefaultSelector() as selector:
        selector.register(into, selectors.EVENT_WRITE)
        selector.register(out, selectors.EVENT_READ)
        while len(heard) <= LARGEST and (ready := selector.select(max(0, end - time.monotonic()))):
            for key, _ in ready:
                if key.fileobj is out:
                    if not (words := out.read(CHUNK)):
                        return heard
                    heard += words
                else:
                    given = _give(into, given)
                    if not given:
                        selector.unregister(into)
                        into.close()
    return bytearray()


def _pipes(child: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes]]:
    if child.stdin is None or child.stdout is None:
        raise RuntimeError("A child without pipes.")
    return child.stdin, child.stdout


def _give(into: IO[bytes], given: memoryview) -> memoryview:
    """Write a piece that a pipe takes at once; return what is left."""
    try:
        return given[into.write(given[: select.PIPE_BUF]) :]
    except BrokenPipeError:
        return given[:0]


def understood(answer: bytes | bytearray) -> Cleaned:
    """Return what a child's answer says; nonsense is a refusal too."""
    try:
        length, size = HEAD.unpack_from(answer)
        facts = json.loads(answer[HEAD.size : HEAD.size + length])
        if (why := facts.get("refused")) is not None:
            raise RefusedFileError(str(why)[:300])
        kind, ending, reveals = facts["kind"], facts["ending"], facts["reveals"]
        content = bytes(memoryview(answer)[HEAD.size + length :])  # copied once
        if (
            kind not in KINDS
            or not re.fullmatch(r"[a-z]{3,5}", ending)
            or len(content) != size
            or not content
            or not all(isinstance(one, str) and len(one) < 1000 for one in reveals)
        ):
            raise ValueError
    except (struct.error, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise RefusedFileError(FAILED) from None
    return Cleaned(kind, ending, content, list(reveals)[:40])
