"""Files of a tip stay in memory."""

from dataclasses import dataclass, field

from django.http import HttpRequest


@dataclass
class Uploads:
    """What arrived: (content, ending of its name), what was refused in sentences, and whether there was no room."""

    files: list[tuple[bytes, str]] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    busy: bool = False


def install(request: HttpRequest) -> None:
    """Put the handler in front."""


def taken(request: HttpRequest) -> Uploads:
    return Uploads()


def release(request: HttpRequest) -> None:
    """Give the room back."""
