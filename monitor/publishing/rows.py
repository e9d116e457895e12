"""Rows become a Document: the only place that reads what editors keep on behalf of readers.

HTML is sanitised here once more: a bulk update or a raw save passes the column's own sanitiser by.
"""

from collections.abc import Callable
from typing import Any, cast

from countries.models import Country, GlanceRow, KeyFact, Member, NewsItem, Ranking, Report, Section
from countries.models.record import Record as Row
from countries.partial_dates import PartialDate
from countries.sanitise import sanitise
from legal.models import Initiative, Law, Ratification

from . import document as doc
from .blocks import split
from .links import links_in


def document_of(country: Country) -> doc.Document:
    """Return the Document that the rows of `country` amount to now, without an edition; 10 queries."""
    return {
        "format": doc.FORMAT,
        "country": facts_of(country),
        "last_updated": country.last_updated.isoformat() if country.last_updated else None,
        "sections": [_section(row) for row in Section.objects.filter(country=country)],
        "glance": [_glance(row) for row in GlanceRow.objects.filter(country=country)],
        "ratifications": [
            _ratification(row) for row in Ratification.objects.filter(country=country).select_related("treaty")
        ],
        "laws": [_law(row) for row in Law.objects.filter(country=country)],
        "initiatives": [
            _initiative(row) for row in Initiative.objects.filter(country=country).prefetch_related("events")
        ],
        "rankings": [_ranking(row) for row in Ranking.objects.filter(country=country).select_related("index")],
        "reports": [_report(row) for row in Report.objects.filter(country=country)],
        "news": [_news(row) for row in NewsItem.objects.filter(country=country)],
        "key_facts": [_key_fact(row) for row in KeyFact.objects.filter(country=country)],
        "members": [_member(row) for row in Member.objects.filter(country=country)],
    }


def facts_of(row: Country) -> doc.CountryFacts:
    facts: doc.CountryFacts = {
        "slug": row.slug,
        "name": row.name,
        "iso2": row.iso2 or None,
        "kind": row.kind,
        "region": row.region or None,
        "state": row.state,
    }
    if row.sample:
        facts["sample"] = True
    return facts


def _record(row: Row) -> doc.Record:
    return {
        "id": str(row.pk),
        "as_of": _iso(row.as_of),
        "last_checked": None,  # a log of its own (RecordCheck), laid over the page when it is shown
        "source": row.source or None,
    }


def _iso(date: PartialDate | None) -> str | None:
    return date.start if date else None


def _precision(date: PartialDate | None) -> doc.Precision:
    return date.precision if date else "none"


def _section(row: Section) -> doc.Section:
    body = sanitise(row.body)
    blocks: list[doc.Block] = [{"id": None, "html": piece} for piece in split(body)]
    return {
        **_record(row),
        "part": row.part,
        "topic": row.topic,
        "heading": row.heading,
        "body": body,
        "blocks": blocks,
    }


def _glance(row: GlanceRow) -> doc.GlanceRow:
    return {**_record(row), "topic": row.topic, "label": row.label, "value": sanitise(row.value)}


def _ratification(row: Ratification) -> doc.Ratification:
    treaty: doc.Treaty = {
        "slug": row.treaty.slug,
        "name": row.treaty_name or row.treaty.name,
        "abbr": row.treaty_abbr or row.treaty.abbr or None,
        "scope": row.treaty.scope,
    }
    return {
        **_record(row),
        "treaty": treaty,
        "status": row.status,
        "how": row.how or None,
        "year": row.year,
        "date": _iso(row.date),
        "note": row.note or None,
        "value": row.value or None,
    }


def _law(row: Law) -> doc.Law:
    return {
        **_record(row),
        "title": row.title,
        "original_title": row.original_title or None,
        "kind": row.kind,
        "number": row.number or None,
        "date": _iso(row.date),
        "precision": _precision(row.date),
        "url": row.url or None,
        "status": row.status,
        "replaced_by": str(row.replaced_by_id) if row.replaced_by_id else None,
        "topics": list(row.topics),
        "note": row.note or None,
    }


def _initiative(row: Initiative) -> doc.Initiative:
    events: list[doc.InitiativeEvent] = [
        {"date": _iso(step.date), "precision": _precision(step.date), "stage": step.stage, "note": step.note or None}
        for step in row.events.all()
    ]
    return {
        **_record(row),
        "title": row.title,
        "body": sanitise(row.body),
        "stage": row.stage,
        "introduced": _iso(row.introduced),
        "expected": _iso(row.expected),
        "events": events,
        "topics": list(row.topics),
    }


def _ranking(row: Ranking) -> doc.Ranking:
    return {
        **_record(row),
        "index": row.index.name,
        "value": row.value,
        "rank": row.rank,
        "year": row.year,
        "scale": row.scale or None,
        "url": row.url or None,
    }


def _report(row: Report) -> doc.Report:
    value = sanitise(row.value)
    return {**_record(row), "publisher": row.publisher, "links": links_in(value), "value": value}


def _news(row: NewsItem) -> doc.NewsItem:
    return {
        **_record(row),
        "title": row.title,
        "url": row.url or None,
        "date": _iso(row.date),
        "date_end": (row.date.end or None) if row.date else None,
        "precision": _precision(row.date),
        "language": row.language or None,
        "summary": row.summary or None,
        "archived": row.archived,
    }


def _key_fact(row: KeyFact) -> doc.KeyFact:
    return {**_record(row), "label": row.label, "value": row.value}


def _member(row: Member) -> doc.Member:
    return cast(
        "doc.Member",
        {**_record(row), "name": row.name}
        | cast("dict[str, Any]", {"iso2": row.iso2 or None, "group": row.group or None, "note": row.note or None}),
    )


_MAKERS: dict[type[Any], Callable[[Any], Any]] = {
    Section: _section,
    GlanceRow: _glance,
    Ratification: _ratification,
    Law: _law,
    Initiative: _initiative,
    Ranking: _ranking,
    Report: _report,
    NewsItem: _news,
    KeyFact: _key_fact,
    Member: _member,
}


def record_of(row: Row) -> dict[str, Any]:
    """Return one row as the record that it would be on the page."""
    return cast("dict[str, Any]", _MAKERS[type(row)](row))
