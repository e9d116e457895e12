"""The current editions in columns: for lists, filters and search."""

import datetime
from collections.abc import Iterable
from typing import Any, Self

from django.db import models
from django.db.models import Case, F, Q, When

from countries.fields import LineField, PartialDateField

from ..due import DECIDED, Speed
from .edition import Edition
from .withdrawal import Withdrawal


class TitleKey(models.Func):
    """By which titles are sorted: their first words in small letters (written out, so that its index is found)."""

    template = "LOWER(SUBSTR(%(expressions)s, 1, 60))"
    output_field = models.CharField()


class DateOrLast(models.Func):
    """By which records are sorted oldest first: those without a date come last."""

    template = "COALESCE(NULLIF(%(expressions)s, ''), '9999')"
    output_field = PartialDateField(ranges=True)


class DayOrLast(models.Func):
    """By which records are sorted by a day to come: those without one come last."""

    template = "COALESCE(%(expressions)s, '9999-12-31')"
    output_field = models.DateField()


class PublishedRecordQuerySet(models.QuerySet["PublishedRecord"]):
    """What is asked of published records."""

    def of_kind(self, kind: str) -> Self:
        return self.filter(kind=kind)

    def of_record(self, record_id: Any) -> Self:
        """One record; no order but its id's, or SQLite would walk an index for the order's sake."""
        return self.filter(record_id=record_id).order_by("record_id")

    def in_country(self, slug: str) -> Self:
        return self.filter(country_slug=slug)

    def of_kinds_on(self, kinds: Iterable[str], slugs: Iterable[str]) -> Self:
        """Of these kinds, on these pages, in page order."""
        return self.filter(kind__in=list(kinds), country_slug__in=list(slugs)).order_by("position")

    def of_treaty(self, slug: str) -> Self:
        """Where the pages stand with one treaty."""
        return self.filter(kind="ratifications", treaty=slug)

    def about(self, topic: str) -> Self:
        return self.filter(topics__contains=f"|{topic}|")

    def naming(self, words: str) -> Self:
        return self.filter(models.Q(title__icontains=words) | models.Q(text__icontains=words))

    def counted(
        self, slugs: Iterable[str], kinds: Iterable[str]
    ) -> "models.QuerySet[PublishedRecord, tuple[Any, ...]]":
        """How many records of each kind the pages hold: (country_slug, kind, number), by the index alone."""
        records = self.filter(country_slug__in=list(slugs), kind__in=list(kinds)).order_by()
        return records.values_list("country_slug", "kind").annotate(number=models.Count("*"))

    def replaced_by(self, law_id: object) -> Self:
        """Among the records of one edition, the laws in whose place this one came."""
        return self.filter(facts__replaced_by=str(law_id)).order_by("position")

    def archived_ones(self, archived: bool) -> Self:
        return self.filter(archived=archived)

    def dated_from(self, year: int) -> Self:
        """Of a year or later; by the date as text, so that the index of dates serves."""
        return self.filter(date__gte=f"{year:04}")

    def dated_to(self, year: int) -> Self:
        return self.filter(date__lt=f"{year + 1:04}").exclude(date="")

    def among(self, record_ids: "models.QuerySet[Any, Any]") -> Self:
        return self.filter(record_id__in=record_ids)

    def for_lists(self) -> Self:
        """With what is known of the edition; the long texts left in the database."""
        return self.select_related("edition").defer("text", "edition__content")

    def with_pages(self) -> "models.QuerySet[PublishedRecord, tuple[Any, ...]]":
        """Those that have a page of their own: (kind, record_id, changed_on)."""
        records = self.filter(kind__in=["laws", "initiatives"]).order_by("kind", "changed_on", "record_id")
        return records.values_list("kind", "record_id", "changed_on")

    def newest_with_page(self) -> datetime.date | None:
        newest: datetime.date | None = self.with_pages().order_by().aggregate(day=models.Max("changed_on"))["day"]
        return newest

    def in_countries(self, ids: frozenset[str] | None) -> Self:
        """Of these countries; None is every country."""
        return self if ids is None else self.filter(edition__country_id__in=ids)

    def on_pages_we_keep(self) -> Self:
        """Neither archived pages nor those taken from readers."""
        return self.filter(edition__page__state="live", edition__page__withdrawn_on__isnull=True)

    def due_by(self, day: datetime.date) -> Self:
        return self.on_pages_we_keep().filter(is_due(day))

    def with_content(self) -> Self:
        """With the edition and its content."""
        return self.select_related("edition").defer("text")

    def awaited(self) -> Self:
        """Initiatives that are not decided, and have a day by which their next step was expected."""
        pending = self.of_kind("initiatives").exclude(status__in=DECIDED)
        return pending.on_pages_we_keep().filter(expected_by__isnull=False)

    def awaited_from(self, day: datetime.date) -> Self:
        """What is expected on a day or later, the soonest first."""
        return self.awaited().filter(expected_by__gte=day).order_by("expected_by", "record_id")

    def awaited_before(self, day: datetime.date) -> Self:
        """What was expected before a day and is overdue, the latest first."""
        return self.awaited().filter(expected_by__lt=day).order_by("-expected_by", "record_id")

    def most_pressing_first(self, day: datetime.date) -> Self:
        """By how fast such facts change, then by how long they have been due."""
        passed = Q(passes_on__lte=day)
        return self.annotate(
            why=Case(When(passed, then=Speed.PASSED), default=F("due_speed"), output_field=models.IntegerField()),
            since=Case(When(passed, then=F("passes_on")), default=F("due_on")),
        ).order_by("why", "since", "record_id")


def as_it_stands() -> tuple[Any, ...] | None:
    """Return what is another whenever any record that readers see is another; None is an empty site.  One query.

    Whatever shows a page, again or no more, writes its lines anew or withdraws it (publishing/register.py).  How many
    there are counts as well: of two who publish at once, the one who began first may be done last.
    """
    lines = models.Subquery(PublishedRecord.objects.order_by("-pk").values("pk")[:1])
    withdrawals = Withdrawal.objects.all()
    numbers = [_number(rows) for rows in (Edition.objects.all(), withdrawals, withdrawals.in_force())]
    return Edition.objects.order_by("-pk").values_list("sha256", lines, *numbers).first()


def _number(rows: models.QuerySet[Any]) -> models.Subquery:
    one = rows.order_by().annotate(one=models.Value(1)).values("one")
    return models.Subquery(one.annotate(number=models.Count("*")).values("number"))


def is_overdue(day: datetime.date) -> Q:
    """What was expected of an initiative by a day before this one, and is still open."""
    return Q(expected_by__lt=day) & ~Q(status__in=DECIDED)


def is_due(day: datetime.date) -> Q:
    return Q(due_on__lte=day) | Q(passes_on__lte=day)


class PublishedRecord(models.Model):
    """One record of one current edition; derived, and made again from the editions by `rebuild_register`."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="records")
    record_id = models.UUIDField()
    country_slug = models.SlugField(max_length=120)
    country_name = models.CharField(max_length=120)
    region = models.CharField(max_length=60, blank=True, default="", db_default="")
    sample = models.BooleanField(default=False, db_default=False)
    kind = models.CharField(max_length=20, help_text="The list of the Document: laws, news, sections …")
    position = models.PositiveIntegerField()
    title = LineField()
    date = PartialDateField(ranges=True)
    precision = models.CharField(max_length=5, default="none")
    status = models.CharField(
        max_length=20, blank=True, help_text="Of a law or treaty its status, of a bill its stage."
    )
    topic = models.CharField(max_length=30, blank=True)
    topics = models.CharField(
        max_length=400, blank=True, default="", db_default="", help_text="All of them, between bars: |formation|other|."
    )
    law_kind = models.CharField(max_length=20, blank=True, default="", db_default="")
    treaty = models.CharField(max_length=60, blank=True, default="", db_default="", help_text="Its slug.")
    year = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Of its date; of a ratification, of joining."
    )
    expected = PartialDateField(db_default="")
    expected_by = models.DateField(null=True, blank=True, help_text="The last day of `expected`.")
    language = models.CharField(max_length=35, blank=True)
    archived = models.BooleanField(default=False)
    text = models.TextField(blank=True)
    place = models.CharField(
        max_length=40, blank=True, default="", db_default="", help_text="Its fragment on the page."
    )
    facts = models.JSONField(
        default=dict, db_default={}, help_text="The record of the Document, its long texts left out."
    )
    changed_on = models.DateField(null=True, blank=True, help_text="The day of the edition since which it says this.")
    checked_on = models.DateField(null=True, blank=True, help_text="When it was last found still right.")
    due_on = models.DateField(null=True, blank=True, help_text="When it should next be looked at; empty: never.")
    due_speed = models.PositiveSmallIntegerField(default=Speed.NEVER, db_default=Speed.NEVER)
    passes_on = models.DateField(null=True, blank=True, help_text="From when what it expected lies behind us.")

    objects = PublishedRecordQuerySet.as_manager()

    class Meta:
        ordering = ["country_slug", "kind", "position"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["edition", "record_id"], name="publishing_record_once_in_an_edition")
        ]
        indexes = [
            models.Index(fields=["kind", "country_slug", "position"], name="publishing_record_by_country"),
            models.Index(  # also answers the counts beside the filters' choices by itself
                fields=[
                    "kind",
                    "date",
                    "record_id",
                    "country_slug",
                    "region",
                    "year",
                    "language",
                    "archived",
                    "law_kind",
                    "status",
                    "topics",
                ],
                name="publishing_record_faceted",
            ),
            models.Index("kind", DateOrLast("date"), "record_id", name="publishing_record_oldest"),
            models.Index("kind", DayOrLast("expected_by"), "record_id", name="publishing_record_expected"),
            models.Index(fields=["kind", "changed_on", "record_id"], name="publishing_record_changed"),
            models.Index("kind", TitleKey("title"), "record_id", name="publishing_record_by_title"),
            models.Index(fields=["due_on"], name="publishing_record_due"),
            models.Index(fields=["record_id"], name="publishing_record_id"),
        ]

    def __str__(self) -> str:
        return f"{self.country_name}: {self.title}"

    def is_overdue_on(self, day: datetime.date) -> bool:
        return bool(self.expected_by and self.expected_by < day and self.status not in DECIDED)
