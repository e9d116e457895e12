"""Plain text: the same words, as UTF-8, without marks that nobody sees."""

import codecs
import io
import re

from . import signs
from .kinds import Cleaned, RefusedFileError
from .said import several

PIECE = 1_000_000
NOT_TEXT = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff]")
SCRIPT = re.compile(
    r"\s*(#!|%!ps|@echo\b|powershell\b|option explicit\b|(async )?function\s+\w+\s*\(|sub\s+\w+\s*\()", re.IGNORECASE
)
PAGE = re.compile(r"\s*<[?!a-z]", re.IGNORECASE)
INSIDE = re.compile(r"<\s*(script|html|svg|iframe|object|embed)\b|<\?php", re.IGNORECASE)
MAIL = re.compile(
    r"^(received|return-path|delivered-to|message-id|mime-version|x-mailer):", re.IGNORECASE | re.MULTILINE
)
UNSEEN = re.compile("[\u00ad\u180e\u200b\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]")
ADDRESSES = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")


def clean_text(content: bytes) -> Cleaned:
    """Return the text as UTF-8; raise RefusedFileError for what is no text, or is a script or a page."""
    text = _read(content)
    start = text[:4000].lstrip("\ufeff")
    if SCRIPT.match(start):
        raise RefusedFileError(signs.PROGRAM)
    if PAGE.match(start) or INSIDE.search(start):
        raise RefusedFileError(signs.PAGE)
    if len(MAIL.findall(start)) > 1:
        raise RefusedFileError(signs.MAIL)
    cleaned, unseen = _without_unseen(text)
    return Cleaned("text", "txt", cleaned, _reveals(text, unseen))


def _without_unseen(text: str) -> tuple[bytes, int]:
    """Return UTF-8, and how many signs went.  By pieces: one rare sign makes a text of Python four times larger."""
    cleaned, unseen = io.BytesIO(), 0
    for start in range(0, len(text), PIECE):
        piece, found = UNSEEN.subn("", text[start : start + PIECE])
        cleaned.write(piece.encode())
        unseen += found
    return cleaned.getvalue(), unseen


def _read(content: bytes) -> str:
    encoding = "utf-16" if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        if b"\0" in content[:4000] or _mostly_bytes(content[:4000]):
            raise RefusedFileError(signs.OTHER) from None
        raise RefusedFileError("This text is in an old encoding. Save it as UTF-8 (Unicode) and send that.") from None
    if NOT_TEXT.search(text):
        raise RefusedFileError(signs.OTHER)
    return text


def _mostly_bytes(content: bytes) -> bool:
    return any(byte < 9 or 13 < byte < 32 for byte in content)


def _reveals(text: str, unseen: int) -> list[str]:
    said = []
    if unseen:
        said.append(f"Signs that nobody sees ({unseen}), which can mark this very copy. Our copy is without them.")
    if addresses := several(ADDRESSES.findall(text[:PIECE]), most=3):
        said.append(f"Mail addresses in the text, which stay: {addresses}.")
    return said
