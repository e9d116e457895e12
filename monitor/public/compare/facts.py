"""The facts of several pages side by side: a group for each, and in it a cell for each country, in the asked order."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.urls import reverse

from monitor.publishing.headings import headline
from monitor.publishing.instruments import BY_SLUG
from monitor.publishing.labels import TOPICS
from monitor.publishing.models import Page, PublishedRecord, TreatyReference
from monitor.publishing.prepared import noted
from monitor.publishing.standing import Standing

from .known import Known

_KINDS = ("glance", "ratifications", "rankings", "laws", "initiatives")
# An id or a link to one, as prepared.py writes them; no tag in a text can have either (countries/sanitise.py).
_TAG = re.compile(r'<\w+ (?:id="p|href="#p)[^>]*>')


class Told(NamedTuple):
    """A published record, in the columns that are compared."""

    kind: str
    country_slug: str
    title: str
    status: str
    year: int | None
    topic: str
    topics: str
    treaty: str
    place: str
    facts: dict[str, Any]


@dataclass(slots=True)
class Cell:
    """What one country's page says in one group; empty when it says nothing."""

    page: Known
    said: list[dict[str, Any]] = field(default_factory=list)


@dataclass(slots=True)
class Group:
    """One fact of all countries."""

    key: str
    title: str
    cells: list[Cell]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What stands on the page, from top to bottom."""

    glance: list[Group]
    counts: list[Group]
    treaties: list[Group]
    rankings: list[Group]
    topics: list[Group]

    @property
    def has_any(self) -> bool:
        groups = [*self.glance, *self.counts, *self.treaties, *self.rankings, *self.topics]
        return any(cell.said for group in groups for cell in group.cells)


def compare(pages: list[Known], topic: str) -> Comparison:
    """Gather what the pages say on one topic, or on all ("" for topic); at most 3 queries."""
    slugs = [page.slug for page in pages]
    rows = PublishedRecord.objects.of_kinds_on(_KINDS, slugs).values_list(*Told._fields)
    records = [Told(*row) for row in rows]
    of = {kind: [record for record in records if record.kind == kind] for kind in _KINDS}
    everything = not topic
    return Comparison(
        glance=_grouped(pages, ((_glance_key(row), row.country_slug, _glance(row)) for row in of["glance"]
                                if everything or row.topic == topic)),
        counts=_counts(pages, of, topic) if topic in ("", *TOPICS) else [],
        treaties=_treaties(pages, of["ratifications"]) if topic in ("", "treaties") else [],
        rankings=_grouped(pages, ((row.title.casefold(), row.country_slug, _ranking(row)) for row in of["rankings"]))
        if topic in ("", "rankings") else [],
        topics=_sections(pages, topic) if topic in ("", *TOPICS) else [],
    )  # fmt: skip


def _grouped(pages: list[Known], told: Iterable[tuple[str, str, dict[str, Any]]]) -> list[Group]:
    """Put (key, slug, what is said) into groups, in the order in which the keys come."""
    groups: dict[str, Group] = {}
    for key, slug, said in told:
        group = groups.setdefault(key, Group(key, "", [Cell(page) for page in pages]))
        next(cell for cell in group.cells if cell.page.slug == slug).said.append(said)
    for group in groups.values():
        titles = Counter(said["title"] for cell in group.cells for said in cell.said)
        group.title = titles.most_common(1)[0][0]
    return list(groups.values())


def _glance_key(row: Told) -> str:
    return row.topic if row.topic not in ("", "other") else row.title.casefold()


def _glance(row: Told) -> dict[str, Any]:
    return {"title": headline(row.title), "html": noted(row.facts["value"], f"{row.country_slug}-{row.place}")}


def _ranking(row: Told) -> dict[str, Any]:
    return {"title": row.title, "value": row.facts["value"], "scale": row.facts["scale"]}


def _counts(pages: list[Known], of: dict[str, list[Told]], topic: str) -> list[Group]:
    """Return how many laws and initiatives each page has (on the topic, if any), and where they are listed."""
    return [
        Group(kind, title, [_count(page, of[kind], kind, topic) for page in pages])
        for kind, title in (("laws", "Laws"), ("initiatives", "Pending initiatives"))
    ]


def _count(page: Known, records: list[Told], kind: str, topic: str) -> Cell:
    number = sum(row.country_slug == page.slug and (not topic or f"|{topic}|" in row.topics) for row in records)
    asked = {"country": page.slug, **({"topic": topic} if topic else {})}
    address = f"{reverse(f'public:{kind}')}?{urlencode(asked)}"
    return Cell(page, [{"number": number, "address": address}] if number else [])


def _treaties(pages: list[Known], records: list[Told]) -> list[Group]:
    """Return the eighteen instruments in their order, then the others that pages name; beside a gap the UN's data."""
    un = _of_the_un(pages)
    told = {(row.treaty, row.country_slug): row for row in records}
    names = {slug: f"{known.name} ({known.abbr})" for slug, known in BY_SLUG.items()}
    names |= {row.treaty: row.title for row in records if row.treaty not in names}
    groups = [
        Group(
            slug,
            name,
            [Cell(page, _standing(told.get((slug, page.slug)), un.get((slug, page.iso2)))) for page in pages],
        )
        for slug, name in names.items()
    ]
    return [group for group in groups if any(cell.said for cell in group.cells)]


def _of_the_un(pages: list[Known]) -> dict[tuple[str, str], Standing]:
    rows = TreatyReference.objects.of_countries(page.iso2 for page in pages if page.iso2)
    return {
        (treaty, iso2): Standing(status, year)
        for treaty, iso2, status, year in rows.order_by().values_list("treaty", "iso2", "status", "year")
    }


def _standing(row: Told | None, un: Standing | None) -> list[dict[str, Any]]:
    if row:
        own = Standing(row.status, row.year)
        return [{"own": own, "un": un if own.disagrees_with(un) else None, "place": row.place}]
    return [{"own": None, "un": un}] if un else []


def _sections(pages: list[Known], topic: str) -> list[Group]:
    """Return the texts by topic: on all topics those of the legal analysis, on one topic every one there is."""
    bodies = dict(Page.objects.at(page.slug for page in pages).shown().values_list("slug", "prepared__sections"))
    told = [
        (section["topic"], page.slug, _section(section, page.slug))
        for page in pages
        for part, sections in bodies.get(page.slug, {}).items()
        for section in sections
        if (section["topic"] == topic if topic else part == "legal_analysis")
    ]
    groups = _grouped(pages, told)
    for group in groups:
        group.title = TOPICS.get(group.key, group.title)
    return sorted(groups, key=lambda group: list(TOPICS).index(group.key) if group.key in TOPICS else len(TOPICS))


def _section(section: dict[str, Any], slug: str) -> dict[str, Any]:
    return {
        "title": section["heading"],
        "anchor": section["anchor"],
        "html": _TAG.sub(
            lambda tag: tag[0].replace('"#p', f'"#{slug}-p').replace('id="p', f'id="{slug}-p'), section["html"]
        ),
        "checked": section["checked"],
    }
