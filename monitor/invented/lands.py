"""Which countries the invented pages are about, and how many laws and news fall to each."""

import random
from collections.abc import Iterator
from itertools import count, islice, pairwise
from typing import NamedTuple

from countries.reference import by_iso2, slug_of

from .words import INVENTED_LANDS

_SHARES = (1, 1, 1, 1, 2, 2, 2, 3, 3, 4, 6, 12)


class Land(NamedTuple):
    name: str
    slug: str
    iso2: str
    region: str


class Load(NamedTuple):
    """What one page gets of the totals."""

    land: Land
    laws: int
    news: int


def lands(number: int) -> list[Land]:
    """Return the first `number` invented countries, always the same ones; no one can take a name for the real one."""
    return list(islice(_all(), number))


def loads(number: int, laws: int, news: int, seed: int) -> list[Load]:
    """Spread the totals over `number` countries so unevenly that some have ten times what others have."""
    picks = dice(seed, "loads")
    many_laws, much_news = spread(laws, number, picks), spread(news, number, picks)
    return [Load(*load) for load in zip(lands(number), many_laws, much_news, strict=True)]


def spread(total: int, number: int, picks: random.Random) -> list[int]:
    """Cut a total into `number` uneven whole parts that add up to it."""
    shares = [picks.choice(_SHARES) for _ in range(number)]
    edges = [0]
    for share in shares:
        edges.append(edges[-1] + share)
    ends = [total * edge // (edges[-1] or 1) for edge in edges]
    return [end - start for start, end in pairwise(ends)]


def dice(*what: object) -> random.Random:
    """Return chances that fall the same way for the same words."""
    return random.Random(":".join(map(str, what)))  # noqa: S311  # nosec B311  # nothing here is a secret


def _all() -> Iterator[Land]:
    known = list(by_iso2().values())
    dice("names").shuffle(known)
    for country in known:
        name = f"Invented {country.name}"
        yield Land(name, slug_of(name), country.iso2, country.region)
    for number in count(1):
        for one in INVENTED_LANDS:
            name = f"Invented {one} {number}"
            yield Land(name, slug_of(name), "", known[number % len(known)].region)
