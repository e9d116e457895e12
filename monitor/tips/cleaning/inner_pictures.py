"""Pictures inside a document: drawn anew in their own format; what cannot be is left out, and said."""

import struct
import zlib

from . import signs
from .kinds import RefusedFileError
from .pictures import redraw

LEFT_OUT = "Drawings or pictures of a kind that we cannot clean. Our copy is without them."


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


BLANK = (
    b"\x89PNG\r\n\x1a\n"
    + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    + chunk(b"IDAT", zlib.compress(b"\0\xd0"))
    + chunk(b"IEND", b"")
)


def cleaned(content: bytes) -> tuple[bytes, list[str]]:
    """Return what stands in the copy, and sentences."""
    try:
        kind = signs.kind_of(content)
        if kind not in signs.PICTURES:
            return BLANK, [LEFT_OUT]
        drawn, said = redraw(content, kind)
    except (RefusedFileError, OSError, ValueError, SyntaxError, TypeError, KeyError, EOFError):
        return BLANK, [LEFT_OUT]
    return drawn, [f"A picture inside: {sentence}" for sentence in said]
