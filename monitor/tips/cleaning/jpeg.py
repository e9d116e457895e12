"""Take a JPEG's notes out (APPn, comments, what follows its end) without touching the picture."""

import re

from .kinds import RefusedFileError

START, SCAN, END, COMMENT, JFIF, ADOBE = 0xD8, 0xDA, 0xD9, 0xFE, 0xE0, 0xEE
MARKER = re.compile(rb"\xff[\x01-\xcf\xd8-\xfe]")


def without_notes(content: bytes) -> bytes:
    """Return the same picture with nothing but what draws it; raise RefusedFileError if it is none."""
    kept, at = [b"\xff\xd8"], 2
    if content[:2] != b"\xff\xd8":
        raise RefusedFileError("A picture inside is damaged.")
    while at + 4 <= len(content):
        if content[at] != 0xFF:
            raise RefusedFileError("A picture inside is damaged.")
        marker = content[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker == END:
            break
        end = at + 2 + max(2, int.from_bytes(content[at + 2 : at + 4]))
        if marker == SCAN:
            found = MARKER.search(content, end)
            end = found.start() if found else len(content)
        if not (marker == COMMENT or (JFIF < marker <= 0xEF and marker != ADOBE)):
            kept.append(content[at:end] if marker not in (JFIF, ADOBE) else content[at : min(end, at + 18)])
        at = end
    return b"".join([*kept, b"\xff\xd9"])
