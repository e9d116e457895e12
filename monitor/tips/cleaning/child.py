"""The child process that looks at one file: it reads it from its input, answers, and ends.

Its limits come first, before a byte of the file; then what the kind of file needs is loaded, and after that it can open
nothing any more: no file, no connection, no other process.  Run by run.py.
"""

import contextlib
import json
import os
import resource
import sys
from importlib import import_module

from .kinds import RefusedFileError
from .look import TOO_MUCH, look
from .run import HEAD
from .signs import PICTURES, kind_of

MEMORY = 150_000_000  # bytes of its own
SPACE = 600_000_000  # addresses, libraries and their reserves included
SECONDS = 8
LIMITS = {
    resource.RLIMIT_AS: SPACE,
    resource.RLIMIT_DATA: MEMORY,
    resource.RLIMIT_CPU: SECONDS,
    resource.RLIMIT_FSIZE: 0,
    resource.RLIMIT_CORE: 0,
    resource.RLIMIT_NPROC: 0,
    resource.RLIMIT_NOFILE: 64,
}
CODECS = ("utf-8-sig", "utf-16", "utf-16-le", "latin-1", "cp437", "ascii")
NEEDED = {"TEXT": ["text"], "PDF": ["pdf"], "ZIP": ["office"], **{kind: ["pictures"] for kind in PICTURES}}


def main() -> None:
    """Read, look, answer."""
    for which, most in LIMITS.items():
        resource.setrlimit(which, (most, most))
    with contextlib.suppress(OSError):
        os.nice(5)  # the site comes first
    content = sys.stdin.buffer.read()
    facts, copy = answer(content)
    words = json.dumps(facts).encode()
    out = sys.stdout.buffer
    out.write(HEAD.pack(len(words), len(copy)) + words)
    out.write(copy)
    out.flush()
    os._exit(0)


def answer(content: bytes) -> tuple[dict[str, object], bytes]:
    """Return facts and the copy; a refusal is {"refused": why}."""
    try:
        _shut(kind_of(content))
        cleaned = look(content)
    except RefusedFileError as refused:
        return {"refused": str(refused)}, b""
    except MemoryError:
        return {"refused": TOO_MUCH}, b""
    return {"kind": cleaned.kind, "ending": cleaned.ending, "reveals": cleaned.reveals}, cleaned.content


def _shut(kind: str) -> None:
    """Load what is needed, then open nothing any more."""
    for module in NEEDED[kind]:
        import_module(f".{module}", __package__)
    for codec in CODECS:
        "".encode(codec)
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))
