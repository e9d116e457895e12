"""Searching within a register: the records that have some words."""

from typing import Any

from django.db.models import QuerySet

from .models import SearchEntry
from .question import kind_mark, read


def records_matching(words: str, kind: str = "") -> "QuerySet[SearchEntry, Any]":
    """Return the ids of records that have all the words, as a subquery: `filter(record_id__in=records_matching(…))`.

    Word forms meet, quotes hold a phrase together, and the last word may be the beginning of one.  What has no letter
    or figure finds nothing.  A register names its `kind` (“laws”), which is faster.
    """
    question = read(words, (kind_mark(kind),) if kind else ())
    return SearchEntry.objects.matching(question.with_beginning() or question).values("record_id")
