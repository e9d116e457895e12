"""The page checked against itself, before it can be sent for review.  Pure: no Django."""

from collections.abc import Callable, Iterator

from ..document import Document, records
from . import constitution, dates, figures, footnotes, initiatives, laws, links, money, news, sections, titles, treaties
from .finding import Around, Finding, id_of

__all__ = ["Around", "Finding", "findings"]

Check = Callable[[Document, Around], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    laws.two_dates,
    laws.missing_successor,
    laws.replaced_but_cited,
    constitution.former_article,
    constitution.former_words,
    money.conversion,
    footnotes.footnote,
    dates.contradicting_date,
    news.news_order,
    titles.doubled_title,
    figures.old_figure,
    figures.index_years,
    figures.written_rank,
    treaties.treaty_status,
    links.missing_link,
    sections.missing_section,
    initiatives.expected_passed,
)


def findings(document: Document, around: Around) -> list[Finding]:
    """Return what an editor should see before the page is sent for review, in page order, each thing once."""
    found: dict[str, Finding] = {}
    for check in CHECKS:
        for finding in check(document, around):
            found.setdefault(finding.key, finding)
    places = {(kind, id_of(record)): place for place, (kind, record) in enumerate(records(document))}
    return sorted(found.values(), key=lambda one: places.get((one.kind, one.record_id), len(places)))
