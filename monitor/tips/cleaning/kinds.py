"""What cleaning gives back, and why it refuses.  No Django: the child process imports this."""

from typing import NamedTuple


class Cleaned(NamedTuple):
    """A copy without what gives its maker away; `reveals` says in sentences what the original gives away."""

    kind: str  # a FileKind
    ending: str  # of the copy: pdf, jpg, png, docx …
    content: bytes
    reveals: list[str]


class RefusedFileError(Exception):
    """The file is not taken; its text tells the sender why, and what to do instead."""


def listed(words: str) -> frozenset[str]:
    """Return a long list of names, which is easier to read as words."""
    return frozenset(words.split())
