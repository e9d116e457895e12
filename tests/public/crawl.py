"""Visit every public address: what the resolver knows, and what the pages link to."""

import re
from collections.abc import Iterator
from typing import Any

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

NOT_PUBLIC = ("admin", "accounts/", "preview")
EXAMPLES: dict[str, list[Any]] = {
    "slug": ["freedonia", "sylvania", "nowhere"],
    "number": [1, 2, 99],
    "topic": ["formation", "introduction"],
    "record_id": ["00000000-0000-4000-8000-000000000000"],
    "passage": ["00000000-0000-4000-8000-000000000000"],
    "place": ["p00000"],
    "form": ["bib", "ris", "txt", "json", "exe"],
    "day": ["2026-02-31", "2026-03-31", "2999-01-01"],
    "section": ["pages", "lists", "records", "treaties", "words"],
}


def public_patterns(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Yield (name with namespace, pattern) of every address outside the office."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLPattern):
            yield prefix + str(pattern.name), pattern
        elif not {pattern.namespace, str(pattern.pattern)} & set(NOT_PUBLIC):
            yield from public_patterns(pattern, f"{pattern.namespace}:" if pattern.namespace else prefix)


def addresses() -> Iterator[str]:
    """Yield every public address with every combination of the example values; KeyError names one without example."""
    for name, pattern in public_patterns():
        combinations: list[dict[str, Any]] = [{}]
        for argument in pattern.pattern.converters:
            combinations = [{**done, argument: value} for done in combinations for value in EXAMPLES[argument]]
        for arguments in combinations:
            yield reverse(name, kwargs=arguments)


def crawl(client: Client, *, but: str = "/admin") -> dict[str, str]:
    """Return what every public address answers, following the links of its own site; headers included."""
    seen: dict[str, str] = {}
    queue = list(addresses())
    while queue:
        address = queue.pop().split("#")[0]
        if not address or address in seen or address.startswith(("/admin", "/static", but)):
            continue
        response = client.get(address)
        seen[address] = f"{response.headers}\n{response.getvalue().decode()}"
        queue += re.findall(r'(?:href|src|action)="(/[^"]*)"', seen[address])
        queue += [f"{address}{link}" for link in re.findall(r'href="(\?[^"]*|(?:cite|tip)/[^"]*)"', seen[address])]
    return seen
