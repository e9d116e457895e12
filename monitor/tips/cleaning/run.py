"""Cleaning happens in a child process."""

from .kinds import Cleaned, RefusedFileError


def clean(content: bytes, name: str) -> Cleaned:
    """Return a cleaned copy; raise RefusedFileError."""
    raise RefusedFileError("Files cannot be taken yet.")
