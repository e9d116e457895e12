"""A small real site, and one or two pages of every kind it has."""

import html
import re
from collections import Counter, defaultdict, deque
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urljoin, urlsplit

from django.core.management import call_command
from django.http import HttpResponseBase
from django.test import Client
from django.urls import Resolver404, resolve

from monitor.publishing.models import Page
from tests.public.crawl import addresses

EACH = 2
_LINK = re.compile(r'(?:href|action)="([/?][^"]*)"')
NOT_READ_HERE = ("/admin", "/static", "/accounts", "/preview")


def fill() -> None:
    """Load the sample with its past, and two invented pages."""
    call_command("load_sample", verbosity=0)
    call_command("generate_pages", countries=2, laws=130, news=130)


def pages_of_every_kind(client: Client) -> Iterator[tuple[str, str]]:
    """Yield (address, HTML), two of a kind: a kind is a view, what is asked of it by name, and how it answers."""
    queue = deque(["/", *(page.get_absolute_url() for page in Page.objects.all()), *addresses()])
    seen: set[str] = set()
    asked: Counter[tuple[str, ...]] = Counter()
    answered: defaultdict[tuple[object, ...], int] = defaultdict(int)
    while queue:
        address = queue.popleft().partition("#")[0]
        kind = _kind(address)
        if address in seen or not kind or asked[kind] >= EACH * 6:
            continue
        seen.add(address)
        asked[kind] += 1
        response = client.get(address)
        if not _is_html(response) or answered[*kind, response.status_code] >= EACH:
            continue
        answered[*kind, response.status_code] += 1
        text = response.content.decode()
        yield address, text
        queue += [urljoin(address, html.unescape(link)) for link in _LINK.findall(text)]


def _kind(address: str) -> tuple[str, ...]:
    parts = urlsplit(address)
    if not parts.path or parts.path.startswith(NOT_READ_HERE):
        return ()
    try:
        return resolve(parts.path).view_name, *sorted(parse_qs(parts.query, keep_blank_values=True))
    except Resolver404:
        return ("nowhere",)


def _is_html(response: HttpResponseBase) -> bool:
    html_type = response.headers.get("Content-Type", "").startswith("text/html")
    return html_type and not response.streaming and "Location" not in response.headers


def write(pages: list[tuple[str, str]], folder: Path) -> dict[str, str]:
    """Write pages into a folder; return the address of each by the name of its file."""
    names = {f"{number:03}.html": page for number, page in enumerate(pages)}
    for name, (_, text) in names.items():
        (folder / name).write_text(text, encoding="utf-8")
    return {name: address for name, (address, _) in names.items()}
