"""How long a search takes, side by side with a plain LIKE: a table, and no test.

    MONITOR_DEBUG=1 DATABASE_URL=sqlite:////tmp/bench.sqlite3 .venv/bin/python manage.py migrate
    MONITOR_DEBUG=1 DATABASE_URL=… .venv/bin/python manage.py generate_pages --countries 200 --laws 20000 --news 100000 --seed 1
    MONITOR_DEBUG=1 DATABASE_URL=… .venv/bin/python -m tests.bench.search [--rounds 100] [--cpu] [--words …]

The words are taken from what is there: one in very many passages, one in a hundredth of them, one on a single page.
On a busy machine `--cpu` counts what this process worked; of PostgreSQL's own work that says nothing.
On PostgreSQL run ANALYZE first, as autovacuum does in its own time.  A database that was filled by earlier code is made
ready by `migrate` and `rebuild_register`.  “search” is asking the index, ranking and building
the results; “page” the whole answer of /search/; “LIKE” asks for the same words in title and text, newest first.
"""  # noqa: E501

import argparse
import os
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable
from itertools import pairwise

import django

MOST_LIKE = 15  # rounds: it is slow


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--words", nargs="*", help="what to search for, in place of the words that are there")
    parser.add_argument("--cpu", action="store_true", help="count this process's time at work: for a busy machine")
    asked = parser.parse_args()
    if asked.cpu:
        time.perf_counter = time.process_time
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "monitor.settings")
    django.setup()
    from django.db import connection

    from monitor.search.models import SearchEntry

    number = SearchEntry.objects.count()
    sys.stdout.write(f"{connection.vendor}: {number:,} passages; milliseconds, median (99 of 100 within)\n\n")
    sys.stdout.write(f"{'':14} {'words':32} {'found':>7} {'search':>15} {'page':>15} {'LIKE':>15}\n")
    for name, words in [("", words) for words in asked.words] if asked.words else _questions().items():
        _line(name, words, asked.rounds)


def _questions() -> dict[str, str]:
    """Return a question of every sort, of words that are there."""
    from monitor.search.models import SearchEntry, SearchWord
    from monitor.search.words import STOP_WORDS, fold, tokens

    texts = list(SearchEntry.objects.order_by("record_id", "id").values_list("title", "text")[:20_000])
    said = [[fold(match[0]) for match in tokens(f"{title} {text}")] for title, text in texts]
    often = Counter(word for words in said for word in set(words) if word not in STOP_WORDS and len(word) > 3)
    ranked = [word for word, _ in often.most_common()]
    common = ranked[0]
    middling = next(word for word in ranked if often[word] <= len(said) / 100 and len(word) > 6 and word.isascii())
    rare = SearchWord.objects.order_by("pages", "-word")[0].word
    pairs = Counter(pair for words in said for pair in pairwise(words))
    phrase = next(pair for pair, _ in pairs.most_common()[20:] if not set(pair) & STOP_WORDS)
    return {
        "common": common,
        "middling": middling,
        "rare": rare,
        "two words": f"{ranked[1]} {middling}",
        "two common": f"{ranked[1]} {ranked[2]}",
        "phrase": f'"{" ".join(phrase)}"',
        "beginning": f"{middling[:5]}*",
        "half a word": f"{middling}x"[: len(middling) - 1],
        "misspelt": middling[0] + middling[2] + middling[1] + middling[3:],
        "nothing": "qqqq",
    }


def _line(name: str, words: str, rounds: int) -> None:
    from django.test import Client

    from monitor.search.find import find
    from monitor.search.groups import grouped
    from monitor.search.question import read

    browser = Client(HTTP_HOST="localhost")
    found = find(read(words))
    count = f"{len(found.candidates)}{'+' if found.capped else ''}"
    search = _timed(lambda: grouped(find(read(words)), country="", kind=""), rounds)
    page = _timed(lambda: browser.get("/search/", {"q": words}), max(rounds // 4, 5))
    like = _timed(lambda: _like(words), min(rounds, MOST_LIKE))
    sys.stdout.write(f"{name:14} {words[:32]:32} {count:>7} {search:>15} {page:>15} {like:>15}\n")
    sys.stdout.flush()


def _like(words: str) -> None:
    from django.db.models import Q

    from monitor.search.models import SearchEntry

    answers = SearchEntry.objects.all()
    for part in [words.strip('"')] if words.startswith('"') else words.rstrip("*").split():
        answers = answers.filter(Q(title__icontains=part) | Q(text__icontains=part))
    list(answers.order_by("-id")[:100])


def _timed(ask: Callable[[], object], rounds: int) -> str:
    ask()
    took = []
    for _ in range(rounds):
        start = time.perf_counter()
        ask()
        took.append((time.perf_counter() - start) * 1000)
    took.sort()
    return f"{statistics.median(took):.1f} ({took[min(int(len(took) * 0.99), len(took) - 1)]:.0f})"


if __name__ == "__main__":
    main()
