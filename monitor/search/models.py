"""What can be found: every paragraph, row and entry of the current editions, and every word they have."""

from typing import Any, Self

from django.db import models
from django.db.models.expressions import RawSQL

from .question import Question, found_ids


class SearchEntryQuerySet(models.QuerySet["SearchEntry"]):
    """What is asked of entries."""

    def of(self, country_id: Any) -> Self:
        return self.filter(country_id=country_id)

    def these(self, ids: list[int]) -> Self:
        return self.filter(id__in=ids)

    def of_others(self, country_id: Any) -> Self:
        return self.exclude(country_id=country_id)

    def matching(self, question: Question) -> Self:
        sql, params = found_ids(question)
        return self.filter(id__in=RawSQL(sql, params))  # noqa: S611  # nosec B611  # the words are parameters


class SearchEntry(models.Model):
    """One paragraph, row or entry of a current edition; derived, and made again by `rebuild_register`.

    The databases' own indexes (`search_index`: FTS5, or a tsvector) follow this table by themselves: migration 1.
    `id` begins with a day, so that going down by id is going back in time (entries.py).
    """

    id = models.BigAutoField(primary_key=True)
    country_id = models.UUIDField("country", db_index=True)
    country_slug = models.SlugField(max_length=120, db_index=False)
    country_name = models.CharField(max_length=120)
    region = models.CharField(max_length=60, blank=True)
    sample = models.BooleanField(default=False)
    kind = models.CharField(max_length=20)
    record_id = models.UUIDField()
    block_id = models.UUIDField(null=True)
    topics = models.CharField(max_length=400, blank=True)
    place = models.CharField(max_length=40, help_text="Its fragment on the page.")
    date = models.CharField(max_length=10, blank=True, help_text="ISO, cut to its precision.")
    language = models.CharField(max_length=35, blank=True)
    title = models.TextField()
    text = models.TextField(blank=True)
    title_stems = models.TextField(help_text="One for each word of the title; none of a block under a heading.")
    stems = models.TextField(help_text="One for each word of the text.")
    marks = models.TextField(help_text="Words that no reader types: country, kind and topics, to be filtered by.")

    objects = SearchEntryQuerySet.as_manager()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.country_name}: {self.title}"


class SearchWord(models.Model):
    """A word that shown pages have, for spelling and for beginnings of words; `pages` is on how many."""

    word = models.CharField(max_length=40, primary_key=True)
    stem = models.CharField(max_length=40)
    pages = models.IntegerField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.word
