"""What may stand in a Document, and what may stand in a file: material for the property tests."""

import html
from typing import Any

from hypothesis import strategies as st

from countries.partial_dates import PartialDate
from countries.sanitise import sanitise
from countries.vocabulary import CountryKind, PageState, Part, Topic
from legal.catalogue import BY_SLUG
from legal.vocabulary import How, LawKind, LawStatus, Stage, TreatyStatus
from monitor.importing.ledger import Ledger
from monitor.importing.parts import NO_ID, Parsed
from monitor.publishing.blocks import split
from monitor.publishing.document import FORMAT, KINDS
from monitor.publishing.links import links_in

# Words, dates, HTML ----------------------------------------------------------------------------------------------

letters = st.characters(exclude_categories=["Cs"], exclude_characters="\x00")
lines = st.text(letters, min_size=1, max_size=30)
maybe_lines = st.none() | lines
years = st.none() | st.integers(1500, 2500)
urls = st.none() | st.builds("https://example.org/{}".format, st.text("abc/?=&%", max_size=12))
topics = st.sampled_from(Topic.values)
slugs = st.text("abcdefghijklmnopqrstuvwxyz0123456789-", min_size=1, max_size=20)
dates = st.dates().flatmap(lambda day: st.sampled_from([day.isoformat()[:length] for length in (4, 7, 10)]))
maybe_dates = st.none() | dates
texts = st.text(letters, max_size=30).map(lambda text: html.escape(text, quote=False))


def inside(tag: str, content: Any) -> Any:
    return content.map(lambda inner: f"<{tag}>{inner}</{tag}>")


notes = texts.map(lambda text: f'<small class="fn">{text}</small>')
prose = st.lists(texts | notes | inside("em", texts), max_size=3).map("".join)
items = st.lists(inside("li", prose), min_size=1, max_size=3).map("".join)
rows = st.lists(inside("tr", inside("td", prose)), min_size=1, max_size=2).map("".join)
blocks = st.one_of(
    inside("p", prose), inside("h4", prose), inside("ul", items), inside("ol", items),
    items.map(lambda inner: f'<ol start="3">{inner}</ol>'),
    rows.map(lambda inner: f"<table><tbody>{inner}</tbody></table>"),
)  # fmt: skip
bodies = st.lists(blocks, max_size=4).map("".join).map(sanitise)


# Records ---------------------------------------------------------------------------------------------------------


def record(**fields: Any) -> Any:
    return st.fixed_dictionaries({**{key: st.just(value) for key, value in NO_ID.items()}, **fields})


def dated(date: str | None) -> dict[str, str | None]:
    return {"date": date, "precision": PartialDate(date).precision if date else "none"}


def ranged(days: list[str]) -> dict[str, str | None]:
    start, *end = sorted(days)
    return {**dated(start), "date_end": end[0] if end and end[0] != start else None}


def with_blocks(section: dict[str, Any]) -> dict[str, Any]:
    return {**section, "blocks": [{"id": None, "html": piece} for piece in split(section["body"])]}


known_treaties = st.sampled_from(sorted(BY_SLUG)).flatmap(
    lambda slug: st.fixed_dictionaries(
        {"slug": st.just(slug), "name": lines, "abbr": lines, "scope": st.just(BY_SLUG[slug].scope)}
    )
)
other_treaties = st.fixed_dictionaries(
    {
        "slug": slugs.filter(lambda slug: slug not in BY_SLUG),
        "name": lines,
        "abbr": maybe_lines,
        "scope": st.sampled_from(["international", "regional"]),
    }
)
undated_laws = record(
    title=lines, original_title=maybe_lines, kind=st.sampled_from(LawKind.values), number=maybe_lines, url=urls,
    status=st.sampled_from(LawStatus.values), replaced_by=st.none(), topics=st.lists(topics, unique=True, max_size=3),
    note=maybe_lines,
)  # fmt: skip
undated_news = record(
    title=lines, url=urls, language=st.none() | st.sampled_from(["en", "ru", "zh-Hant"]), summary=maybe_lines,
    archived=st.booleans(),
)  # fmt: skip
undated_events = st.fixed_dictionaries({"stage": st.sampled_from(Stage.values), "note": maybe_lines})
events = st.builds(lambda event, date: {**event, **dated(date)}, undated_events, maybe_dates)

RECORDS: dict[str, Any] = {
    "sections": record(part=st.sampled_from(Part.values), topic=topics, heading=lines, body=bodies).map(with_blocks),
    "glance": record(topic=topics, label=lines, value=bodies),
    "ratifications": record(
        treaty=known_treaties | other_treaties, status=st.sampled_from(TreatyStatus.values),
        how=st.none() | st.sampled_from(How.values), year=years, date=maybe_dates, note=maybe_lines, value=maybe_lines,
    ),
    "laws": st.builds(lambda law, date: {**law, **dated(date)}, undated_laws, maybe_dates),
    "initiatives": record(
        title=lines, body=bodies, stage=st.sampled_from(Stage.values), introduced=maybe_dates, expected=maybe_dates,
        events=st.lists(events, max_size=2), topics=st.lists(topics, unique=True, max_size=3),
    ),
    "rankings": record(
        index=lines, value=lines, rank=st.none() | st.integers(0, 999), year=years, scale=maybe_lines, url=urls
    ),
    "reports": record(publisher=lines, value=bodies).map(lambda row: {**row, "links": links_in(row["value"])}),
    "news": st.builds(
        lambda item, days: {**item, **ranged(days)},
        undated_news,
        st.just([None]) | st.lists(dates, min_size=1, max_size=2),
    ),
    "key_facts": record(label=lines, value=st.text(letters, max_size=20)),
    "members": record(name=lines, iso2=st.none() | st.sampled_from(["AT", "KZ"]), group=maybe_lines, note=maybe_lines),
}  # fmt: skip

countries = st.fixed_dictionaries(
    {
        "slug": slugs, "name": lines, "iso2": st.none() | st.sampled_from(["AT", "KZ"]), "region": maybe_lines,
        "kind": st.sampled_from(CountryKind.values), "state": st.sampled_from(PageState.values),
    }
)  # fmt: skip


def several(kind: str) -> Any:
    if kind == "ratifications":
        return st.lists(RECORDS[kind], max_size=2, unique_by=lambda row: row["treaty"]["slug"])
    return st.lists(RECORDS[kind], max_size=2)


documents = st.fixed_dictionaries(
    {
        "format": st.just(FORMAT),
        "country": countries,
        "last_updated": st.none() | st.dates().map(lambda day: day.isoformat()),
        **{kind: several(kind) for kind in KINDS},
    }
)


def parsed(document: Any) -> Parsed:
    """What a parser that had read this Document would return."""
    places = {(kind, at): 1 for kind in KINDS for at in range(len(document[kind]))}
    return Parsed(document, Ledger(total=1), named=True, lines=places)


# Files -----------------------------------------------------------------------------------------------------------

HEADINGS = [
    "Introduction", "Civic Freedoms at a Glance", "Legal Overview", "RATIFICATION OF INTERNATIONAL AGREEMENTS",
    "NATIONAL LAWS AND REGULATIONS", "PENDING REGULATORY INITIATIVES", "Legal Analysis", "BARRIERS TO ASSEMBLY",
    "DUCKS AND GEESE", "GLOBAL INDEX RANKINGS", "REPORTS", "NEWS", "ARCHIVED NEWS", "historical notes",
]  # fmt: skip
NASTY = [
    "[Law on Ducks", "](#)", "[Ducks](#) (2019)", "[Ducks](javascript:alert(1))", "[[x]]", "<https://d.example>",
    "<script>alert(1)</script>", "<script", "<img src=x onerror=alert(1)>", "<a href='javascript:alert(1)'>d</a>",
    "<svg/onload=alert(1)>", "<p onclick='x'>d", "</p>", "<ul><li>", "<!--", "<![CDATA[", "&lt;script&gt;", "&#0;",
    "[1]", "[1] A note.", "Ducks. [1]", "* ", "* d", "- ", "1. d", "2)", "- 3) d", "\t", "a\tb", "a\t\tb\tc", "\tb",
    "Convention on the Rights of the Child\t1994", "Draft Law on Ducks", "It is expected to pass in May 2026.",
    "Hats are counted (July 2024)", "(June 31, 2024)", "Last updated: May 32, 2026", "Last updated: May 8, 2026",
    "Civic Freedom Monitor: Freedonia", "Back to top", "keep us informed", "\x00", "\ufeff", "\u2028", "\x85", "\r",
    "\u202educk\u202c", "بطّة", "鸭子。", "\\", "`", "**", "_d_", "a" * 20_000, "[" * 300, "<b>" * 300, "d" * 89,
]  # fmt: skip
lines_of_files = st.sampled_from(HEADINGS) | st.sampled_from(NASTY) | st.text(max_size=40)
files = st.text() | st.lists(lines_of_files, max_size=25).map("\n".join)


@st.composite
def pages(draw: Any) -> str:
    """A file in which the nasty things stand under headings."""
    parts = draw(st.lists(st.tuples(st.sampled_from(HEADINGS), st.lists(lines_of_files, max_size=8)), max_size=5))
    return "\n\n".join("\n".join([heading, *under]) for heading, under in parts)
