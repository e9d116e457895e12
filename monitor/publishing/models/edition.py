"""An edition: one immutable, hashed copy of a country's page."""

import datetime
import json
from collections.abc import Iterable
from typing import Any, NoReturn, Self, cast

from django.conf import settings
from django.db import models
from django.db.models.functions import Coalesce
from django.urls import reverse

from ..document import Document, sha256


class EditionIsForeverError(TypeError):
    """An edition was about to be changed or deleted."""


class EditionQuerySet(models.QuerySet["Edition"]):
    """What is asked of editions."""

    def of(self, country_id: Any) -> Self:
        return self.filter(country_id=country_id)

    def at(self, slug: str) -> Self:
        """Editions of the page that stands at this address today."""
        return self.filter(country_id__in=_pages().filter(slug=slug).values("country_id"))

    def read_at(self, places: Iterable[tuple[Any, int | None]]) -> Self:
        """Editions by (country's id, number), with `is_shown`; without a number, the one that readers see."""
        wanted = models.Q(pk__in=[])
        for country_id, number in places:
            wanted |= models.Q(country_id=country_id, **({"number": number} if number else {"page__isnull": False}))
        shown = models.Q(page__isnull=False)
        return self.filter(wanted).annotate(is_shown=models.ExpressionWrapper(shown, models.BooleanField()))

    def made_since(self, day: datetime.date) -> Self:
        return self.filter(published_at__date__gte=day)

    def current(self) -> Self:
        return self.filter(page__isnull=False)

    def of_shown_pages(self) -> Self:
        """Without the editions of pages that are taken from readers."""
        shown = _pages().filter(withdrawn_on__isnull=True, country_id=models.OuterRef("country_id"))
        return self.filter(models.Exists(shown))  # by each row, so that the newest are found by their index

    def on(self, day: datetime.date) -> Self:
        """The editions dated a day or before, the one that stood on it first."""
        return self.filter(dated__lte=day).order_by("-dated", "-number")

    def numbered(self, first: int, last: int) -> Self:
        return self.filter(number__gte=first, number__lte=last)

    def either(self, one: int, other: int) -> Self:
        """Two editions of a page, the earlier first; both numbers are of editions that are there."""
        return self.filter(number__in=[one, other]).order_by("number")

    def corrections(self) -> Self:
        return self.filter(correction=True)

    def newest_first(self) -> Self:
        return self.order_by("-number")

    def latest_first(self) -> Self:
        """Of all pages, by the moment they were made."""
        return self.order_by("-published_at", "-pk")

    def substantive(self) -> Self:
        return self.filter(substantive=True)

    def that_made(self, changes: "models.QuerySet[Any]") -> Self:
        """The editions that made any of these changes (`PublishedChange`)."""
        return self.filter(models.Exists(changes.filter(edition=models.OuterRef("pk"))))

    def that_changed(self, record_id: Any) -> Self:
        return self.filter(changes__record_id=record_id)

    def counting(self, changes: "models.QuerySet[Any]") -> Self:
        """With `changed`, how many of these changes each edition made."""
        counts = changes.filter(edition=models.OuterRef("pk")).order_by().values("edition")
        count = models.Subquery(counts.annotate(number=models.Count("*")).values("number"))
        return self.annotate(changed=Coalesce(count, 0))

    def with_redactions(self) -> Self:
        """With what was taken out of them, for their documents, in one query more."""
        return self.prefetch_related("redactions")

    def headings(self) -> Self:
        """Without the content, for lists."""
        return self.defer("content")

    def update(self, **kwargs: Any) -> NoReturn:
        raise EditionIsForeverError("An edition is never changed.")

    def delete(self) -> NoReturn:
        raise EditionIsForeverError("An edition is never deleted.")


class Edition(models.Model):
    """A country's page as published, for ever; only a redaction takes words out (publishing/redact.py).

    `content` is the canonical JSON of the Document (RFC 8785, UTF-8); `sha256` is the hash of those bytes, and the
    bytes hold the hash of the edition before, so that the editions of a page form a chain.  After a redaction `sha256`
    is still the first hash, so that the chain stays whole, and the newest redaction has the hash of what remains.
    """

    country_id = models.UUIDField("country")
    number = models.PositiveIntegerField()
    dated = models.DateField(help_text="The day it stands for.")
    published_at = models.DateTimeField(help_text="The moment it was made.")
    change_note = models.TextField(help_text="For readers: what changed, and why.")
    substantive = models.BooleanField(default=True)
    correction = models.BooleanField(
        default=False, db_default=False, help_text="It corrects a statement that was wrong in public."
    )
    imported = models.BooleanField(default=False, help_text="Published by an operator at import, without review.")
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    previous_sha256 = models.CharField(max_length=64, blank=True)

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["country_id", "-number"]
        permissions = [("publish_edition", "Can publish a page")]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(fields=["country_id", "number"], name="publishing_edition_number_once"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="publishing_edition_number_from_one"),
        ]
        indexes = [models.Index(fields=["published_at", "id"], name="publishing_edition_latest")]

    def __str__(self) -> str:
        return f"Edition {self.number} of {self.dated:%Y-%m-%d}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise EditionIsForeverError("An edition is never changed.")
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("public:edition", args=[self.document["country"]["slug"], self.number])

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise EditionIsForeverError("An edition is never deleted.")

    @property
    def document(self) -> Document:
        """The Document as published, its own hash filled in, and what was taken out of it since."""
        document = cast("Document", json.loads(bytes(self.content)))
        document["edition"]["sha256"] = self.sha256
        if redactions := [redaction.facts for redaction in self.redactions.all()]:
            document["edition"]["redactions"] = redactions
        return document

    def is_intact(self) -> bool:
        """Say whether the content is what was hashed last, and agrees with the columns beside it."""
        hashes = [self.sha256, *(redaction.sha256 for redaction in self.redactions.all())]
        if sha256(bytes(self.content)) != hashes[-1]:
            return False
        facts = self.document["edition"]
        return (
            facts["number"],
            facts["dated"],
            facts["change_note"],
            facts["substantive"],
            facts.get("correction", False),
            facts["previous_sha256"],
        ) == (
            self.number,
            self.dated.isoformat(),
            self.change_note,
            self.substantive,
            self.correction,
            self.previous_sha256 or None,
        )


def _pages() -> "models.QuerySet[Any]":
    from .page import Page  # the pointer and what it points at know one another

    return Page.objects.all()


def shown_countries() -> "models.QuerySet[Any]":
    """Return the ids of the countries whose pages readers see, as a subquery."""
    return _pages().filter(withdrawn_on__isnull=True).values("country_id")
