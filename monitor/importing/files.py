"""A file → its text, or one plain sentence why it cannot be read."""

from pathlib import Path

MOST_BYTES = 1_000_000  # twelve times the longest page we know of


class UnreadableError(ValueError):
    """Why a file cannot be read, in one sentence for whoever chose it."""


def read_text(path: Path) -> str:
    """Return the text of a UTF-8 file, with or without a byte order mark; raise UnreadableError."""
    try:
        size = path.stat().st_size
        if not (path.is_file() or path.is_dir()):
            raise UnreadableError(f"{path} is not a file.")
        content = path.read_bytes() if size <= MOST_BYTES else b""
    except OSError as error:
        raise UnreadableError(f"{path} cannot be read: {(error.strerror or 'no reason given').lower()}.") from None
    if size > MOST_BYTES:
        raise UnreadableError(f"{path} has {size / 1e6:.0f} MB; a page has at most {MOST_BYTES / 1e6:.0f} MB.")
    return decode(content, str(path))


def decode(content: bytes, name: str) -> str:
    """Return the text of a page's bytes; raise UnreadableError."""
    if not content.strip(b"\xef\xbb\xbf \r\n\t"):
        raise UnreadableError(f"{name} is empty.")
    if b"\x00" in content:
        raise UnreadableError(f"{name} is not a text file; save the page as plain text (UTF-8) first.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableError(f"{name} is not UTF-8 text (byte {error.start + 1}); save it as UTF-8 first.") from None
