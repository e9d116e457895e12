"""How long every kind of public page takes with a large load, how much of it travels, how many queries it asks.

    export MONITOR_DEBUG=1 DATABASE_URL=sqlite:////tmp/load.sqlite3
    .venv/bin/python manage.py migrate && .venv/bin/python manage.py load_sample
    .venv/bin/python manage.py generate_pages --countries 200 --laws 20000 --news 100000
    .venv/bin/python -m tests.bench.pages [--requests 100] [WORD …]      # a WORD: only addresses that have it

A table, and no test: times are those of the machine.  Each kind of page is asked for at the country with the most news
and at the one with the most editions, the registers also as readers ask: filtered, sorted, further down the list.  On
PostgreSQL run ANALYZE first.
“first” is the first answer of the process: it makes what is kept for the later ones.  On a busy machine go by “own
CPU”, the mean of what this process spent (on PostgreSQL not what the database did); else write down what `uptime` says.
Files of a whole register are asked for a few times only.  A database that was filled by earlier code is made ready by
`migrate` and `rebuild_register`.
"""

import argparse
import os
import re
import statistics
import sys
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import django

SECOND_PAGE = re.compile(r'href="(\?[^"]*after=[^"]*)"')
WHOLE = re.compile(r"^/[a-z]+\.(csv|json)$")
A_FEW = 2
WIDEST = 58


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--requests", type=int, default=100, help="to each address")
    parser.add_argument("words", nargs="*", help="measure only addresses that have one of these words")
    asked = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "monitor.settings")
    django.setup()
    from django.db import connection
    from django.test import Client

    client = Client(raise_request_exception=False, HTTP_HOST="127.0.0.1", HTTP_ACCEPT_ENCODING="br")
    head = ("first ms", "median ms", "p99 ms", "own CPU", "queries", "sent KB")
    sys.stdout.write(f"{connection.vendor}\n{'':{WIDEST}} " + " ".join(f"{one:>9}" for one in head) + "\n")
    addresses = dict.fromkeys(_addresses(Client(HTTP_HOST="127.0.0.1")))
    for address in sorted(addresses, key=lambda address: bool(WHOLE.search(address))):  # files last: they take long
        if not asked.words or any(word in address for word in asked.words):
            sys.stdout.write(_line(client, address, asked.requests))
            sys.stdout.flush()


def _line(client: Any, address: str, requests: int) -> str:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    first, status, sent = _asked(client, address)
    requests = min(requests, A_FEW) if WHOLE.search(address) else requests
    busy = time.process_time()
    times = sorted(_asked(client, address)[0] for _ in range(requests))
    busy = (time.process_time() - busy) / requests * 1000
    with CaptureQueriesContext(connection) as queries:
        _asked(client, address)
    worst = times[min(len(times) - 1, int(len(times) * 0.99))]
    said = f"{address[:WIDEST]:{WIDEST}} {first:9.1f} {statistics.median(times):9.1f} {worst:9.1f} {busy:9.1f} "
    return said + f"{len(queries):9} {sent / 1024:9.1f}{'' if status == 200 else f'  {status}'}\n"


def _asked(client: Any, address: str) -> tuple[float, int, int]:
    """Return the milliseconds that an answer took, all of it read, its status, and how many bytes were sent."""
    started = time.perf_counter()
    response = client.get(address)
    sent = sum(map(len, response))
    return (time.perf_counter() - started) * 1000, response.status_code, sent


def _addresses(client: Any) -> Iterator[str]:
    from django.urls import reverse

    from tests.public.crawl import public_patterns

    for real in _real_values():
        for name, pattern in public_patterns():
            values = {**real, **real["of"].get(name, {})}
            arguments = {argument: values[argument] for argument in pattern.pattern.converters}
            yield reverse(name, kwargs=arguments)
    yield from _as_readers_ask(client)


def _real_values() -> Iterator[dict[str, Any]]:
    """Yield what stands in addresses, for the largest page and for one with a long past."""
    from django.db.models import Count

    from monitor.publishing.models import Edition, Page, PublishedRecord

    news = PublishedRecord.objects.of_kind("news").values("country_slug").annotate(number=Count("pk"))
    largest = Page.objects.get(slug=news.order_by("-number")[0]["country_slug"])
    longest = Page.objects.select_related("edition").order_by("-edition__number", "name").first()
    for page in (largest, longest):
        edition = Edition.objects.get(pk=page.edition_id)
        document = edition.document
        block = document["sections"][1]["blocks"][1]["id"]
        initiative = {"record_id": document["initiatives"][0]["id"]}
        yield {
            "slug": page.slug, "number": edition.number, "topic": "formation", "record_id": document["laws"][1]["id"],
            "passage": block, "form": "bib", "day": edition.dated.isoformat(), "section": "records",
            "place": PublishedRecord.objects.get(edition=edition, record_id=document["laws"][1]["id"]).place,
            "of": {
                "public:initiative": initiative,
                "public:initiative_feed": initiative,
                "public:treaty": {"slug": "iccpr"},
            },
        }  # fmt: skip


def _as_readers_ask(client: Any) -> Iterator[str]:
    from monitor.publishing.models import Page

    slugs = list(Page.objects.by_name().shown().values_list("slug", flat=True)[:5])
    five = "&".join(f"country={slug}" for slug in slugs)
    yield from (f"/compare/?{five}", f"/compare/?{five}&topic=formation", f"/compare/?country={slugs[0]}")
    yield from (f"/search/?q={quote(words)}" for words in ("law", "quorum", "fee branch", '"basic units"', "moratori"))
    yield from ("/search/?q=закон", f"/search/?q=law&country={slugs[0]}&kind=news")
    yield from ("/laws/?words=charity", "/laws/?status=repealed&topic=formation", "/laws/?kind=decree&region=Caribbean")
    yield from (
        "/laws/?year_from=2010&year_to=2020",
        f"/news/?country={slugs[0]}",
        "/news/?language=ru",
        "/news/?year=2019",
    )
    yield from ("/initiatives/?stage=consultation", "/countries/?state=archived")
    for register in ("laws", "news", "initiatives", "updates"):
        if found := SECOND_PAGE.findall(client.get(f"/{register}/").getvalue().decode()):
            yield f"/{register}/{found[-1].replace('&amp;', '&')}"


if __name__ == "__main__":
    main()
