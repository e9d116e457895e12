"""The filters of each register."""

import datetime
from typing import Any

from django.db.models import Case, Value, When
from django.http import QueryDict

from monitor.publishing.labels import LANGUAGES, LAW_KINDS, LAW_STATUSES, STAGES, TOPICS
from monitor.publishing.models import Page, PublishedRecord
from monitor.publishing.models.register import as_it_stands, is_overdue
from monitor.search.ask import records_matching

from . import ordering
from .facets import Facet, between_bars
from .filters import AskedForm, Choice, RegisterFilter, Words, Year, in_groups

_STATES = {"live": "Live", "archived": "Archived"}
_SINCE = {"month": (31, "Within 31 days"), "quarter": (92, "Within 92 days"), "year": (366, "Within a year")}
_AGO = {name: words for name, (_, words) in _SINCE.items()} | {"older": "Longer ago"}
_CHECKED = _AGO | {"never": "Not yet"}
_EXPECTED = {name: words for name, (_, words) in _SINCE.items()} | {"later": "Later", "none": "No date known"}


_OVERDUE = {"yes": "Overdue", "no": "Not overdue"}
_ARCHIVED = {"no": "On the page’s list of news", "yes": "In the page’s archive"}


def _days(name: str) -> datetime.timedelta:
    return datetime.timedelta(days=_SINCE[name][0])


def _and_wider(group: str) -> list[str]:
    """Return every span that the narrowest one lies in: what is within 31 days is within a year."""
    spans = list(_SINCE)
    return spans[spans.index(group) :] if group in _SINCE else [group]


def _groups_of(choice: str) -> list[str]:
    """Return the narrowest spans that a choice is made of."""
    return [group for group in _SINCE if choice in _and_wider(group)] or [choice]


def _ago(column: str, today: datetime.date) -> Case:
    spans = [When(**{f"{column}__gte": today - _days(name)}, then=Value(name)) for name in _SINCE]
    return Case(When(**{f"{column}__isnull": True}, then=Value("never")), *spans, default=Value("older"))


def _expected(today: datetime.date) -> Case:
    spans = [When(expected_by__lte=today + _days(name), then=Value(name)) for name in _SINCE]
    past = When(expected_by__lt=today, then=Value("past"))
    return Case(When(expected_by__isnull=True, then=Value("none")), past, *spans, default=Value("later"))


def _overdue(today: datetime.date) -> Case:
    return Case(When(is_overdue(today), then=Value("yes")), default=Value("no"))


def _yes_or_no(group: str) -> list[str]:
    return ["yes" if group.casefold() in ("1", "t", "true") else "no"]


class CountriesFilter(RegisterFilter):
    """The choices of the list of pages."""

    orders = ordering.COUNTRIES
    region = Choice("Region", "All regions")
    updated = Choice("Updated", "At any time", method="by_update")
    checked = Choice("Checked", "At any time", method="by_check")
    state = Choice("State", "Live and archived")

    class Meta:
        model = Page
        fields: list[str] = []
        form = AskedForm

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data, Page.objects.shown())

    def faceted(self) -> dict[str, Facet]:
        return {
            "region": Facet("region"),
            "updated": Facet(_ago("last_updated", self.today), _and_wider, _AGO),
            "checked": Facet(_ago("checked_on", self.today), _and_wider, _CHECKED),
            "state": Facet("state", closed=_STATES),
        }

    def by_update(self, rows: Any, name: str, value: str) -> Any:
        return in_groups(rows, _ago("last_updated", self.today), _groups_of(value))

    def by_check(self, rows: Any, name: str, value: str) -> Any:
        return in_groups(rows, _ago("checked_on", self.today), _groups_of(value))


class RecordsFilter(RegisterFilter):
    """What the registers of records share: they know the countries by name, and their counts are kept."""

    listed = ""

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data, PublishedRecord.objects.of_kind(self.listed), as_it_stands())

    def by_country(self) -> Facet:
        names = self.tally.remember("countries", lambda: dict(Page.objects.shown().values_list("slug", "name")))
        return Facet("country_slug", words=names)

    def by_topic(self, rows: Any, name: str, value: str) -> Any:
        return rows.about(value)


class LawsFilter(RecordsFilter):
    """The choices of the register of laws."""

    listed = "laws"
    orders = ordering.LAWS
    words = Words("Words", method="by_words")
    country = Choice("Country", "All countries", field_name="country_slug")
    region = Choice("Region", "All regions")
    topic = Choice("Topic", "All topics", method="by_topic")
    kind = Choice("Kind", "All kinds", field_name="law_kind")
    status = Choice("Status", "Any status")
    year_from = Year("From the year", "from_year")
    year_to = Year("To the year", "to_year")

    class Meta:
        model = PublishedRecord
        fields: list[str] = []
        form = AskedForm

    def faceted(self) -> dict[str, Facet]:
        return {
            "country": self.by_country(),
            "region": Facet("region"),
            "topic": Facet("topics", between_bars, TOPICS),
            "kind": Facet("law_kind", closed=LAW_KINDS),
            "status": Facet("status", closed=LAW_STATUSES),
        }

    def from_year(self, rows: Any, name: str, value: int) -> Any:
        return rows.dated_from(value)

    def to_year(self, rows: Any, name: str, value: int) -> Any:
        return rows.dated_to(value)

    def by_words(self, rows: Any, name: str, value: str) -> Any:
        return rows.among(records_matching(value, self.listed))


class InitiativesFilter(RecordsFilter):
    """The choices of the register of initiatives."""

    listed = "initiatives"
    orders = ordering.INITIATIVES
    stage = Choice("Stage", "Any stage", field_name="status")
    country = Choice("Country", "All countries", field_name="country_slug")
    topic = Choice("Topic", "All topics", method="by_topic")
    expected = Choice("Next step expected", "At any time", method="by_expected")
    overdue = Choice("Overdue", "Overdue or not", method="by_overdue")

    class Meta:
        model = PublishedRecord
        fields: list[str] = []
        form = AskedForm

    def faceted(self) -> dict[str, Facet]:
        return {
            "stage": Facet("status", closed=STAGES),
            "country": self.by_country(),
            "topic": Facet("topics", between_bars, TOPICS),
            "expected": Facet(_expected(self.today), _and_wider, _EXPECTED),
            "overdue": Facet(_overdue(self.today), closed=_OVERDUE),
        }

    def for_lists(self) -> Any:
        return super().for_lists().annotate(overdue=Case(When(is_overdue(self.today), then=True), default=False))

    def by_expected(self, rows: Any, name: str, value: str) -> Any:
        return in_groups(rows, _expected(self.today), _groups_of(value))

    def by_overdue(self, rows: Any, name: str, value: str) -> Any:
        return in_groups(rows, _overdue(self.today), [value])


class NewsFilter(RecordsFilter):
    """The choices of the register of news."""

    listed = "news"
    orders = ordering.NEWS
    country = Choice("Country", "All countries", field_name="country_slug")
    language = Choice("Language", "All languages")
    year = Choice("Year", "All years", method="by_year")
    archived = Choice("Archived", "Archived or not", method="by_archive")

    class Meta:
        model = PublishedRecord
        fields: list[str] = []
        form = AskedForm

    def faceted(self) -> dict[str, Facet]:
        return {
            "country": self.by_country(),
            "language": Facet("language", words=LANGUAGES),
            "year": Facet("year", newest_first=True),
            "archived": Facet("archived", _yes_or_no, _ARCHIVED),
        }

    def by_year(self, rows: Any, name: str, value: str) -> Any:
        return rows.dated_from(int(value)).dated_to(int(value))

    def by_archive(self, rows: Any, name: str, value: str) -> Any:
        return rows.archived_ones(value == "yes")
