"""The addresses that lead from a register: one choice less, the same list as a file."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from .filters import RegisterFilter


@dataclass(frozen=True, slots=True)
class Chosen:
    """A choice in words, and the address of the list without it."""

    label: str
    words: str
    off: str


def chosen_in(asked: RegisterFilter, path: str) -> list[Chosen]:
    return [
        Chosen(
            asked.filters[name].label,
            asked.in_words(name, value),
            _address(path, {other: kept for other, kept in asked.address.items() if other != name}),
        )
        for name, value in asked.chosen.items()
    ]


def files_of(name: str, asked: RegisterFilter) -> list[tuple[str, str]]:
    """Return the forms in which the whole of what was found can be had: (form, address)."""
    return [(form, _address(reverse(f"public:{name}_{form.lower()}"), asked.address)) for form in ("CSV", "JSON")]


def _address(path: str, asked: dict[str, str]) -> str:
    return f"{path}?{urlencode(asked)}" if asked else path
