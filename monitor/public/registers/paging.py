"""Lists that go on by key: `?after=<sort value>~<id>`, so that the last page costs what the first costs."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import F, Model, Q, QuerySet
from django.db.models.expressions import Combinable
from django.http import HttpRequest

from monitor.errors import UnreadableRequest

SIZE = 50
_AT_ONCE = 1000
_LONGEST = 200


class NoSuchPlaceError(UnreadableRequest):
    """The address names a place in a list that no list has."""


@dataclass(frozen=True, slots=True)
class Order:
    """How a list is sorted: by `value`, and where that is the same by `tie`, both in the same direction.

    Each is the name of a column (`edition__published_at` too) or an expression; neither is ever NULL, and the two
    together are never the same for two rows.  An index over both makes every page cost the same.
    """

    value: str | Combinable
    tie: str | Combinable
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Leaf[Row: Model]:
    """Some rows of a list, and the addresses of those before and after (empty: there are none)."""

    rows: list[Row]
    previous: str = ""
    next: str = ""
    first: str = ""
    size: int = SIZE


class _Place(forms.Form):
    after = forms.CharField(required=False, max_length=_LONGEST, strip=False)
    before = forms.CharField(required=False, max_length=_LONGEST, strip=False)
    page = forms.IntegerField(required=False, min_value=1, max_value=1)


def page_of[Row: Model](
    queryset: QuerySet[Row], request: HttpRequest, *, by: Order, kept: Mapping[str, str] | None = None, size: int = SIZE
) -> Leaf[Row]:
    """Return the rows that an address asks for (`?after=…`, `?before=…`, else the first); one query.

    `kept` is what else belongs in the links to the other pages, such as the chosen filters.  Raises NoSuchPlaceError,
    which is a 400 that says how to go on, where the key is none, and for `?page=2`.  Show the leaf with
    `{% include "public/_paging.html" with leaf=leaf only %}`; each row carries `leaf_value` and `leaf_tie`, its key.
    """
    after, before = _asked(request)
    return _leaf(queryset, request.path, (after, before), by=by, kept=kept, size=size)


def first_page_of[Row: Model](
    queryset: QuerySet[Row], request: HttpRequest, *, by: Order, kept: Mapping[str, str] | None = None, size: int = SIZE
) -> Leaf[Row]:
    """Return the first rows, wherever the address wants to begin: for the answer to one that names no place."""
    return _leaf(queryset, request.path, ("", ""), by=by, kept=kept, size=size)


def _leaf[Row: Model](
    queryset: QuerySet[Row],
    path: str,
    place: tuple[str, str],
    *,
    by: Order,
    kept: Mapping[str, str] | None,
    size: int,
) -> Leaf[Row]:
    after, before = place
    rows = list(_from(_keyed(queryset, by), by, after or before, backwards=bool(before))[: size + 1])
    more, rows = len(rows) > size, rows[:size]
    if before:
        rows.reverse()
    addresses = _Addresses(path, dict(kept or {}), queryset.none() if not rows else _keyed(queryset, by))
    return Leaf(
        rows=rows,
        previous=addresses.to("before", rows[0]) if rows and (after or (before and more)) else "",
        next=addresses.to("after", rows[-1]) if rows and (before or more) else "",
        first=addresses.first if after or before else "",
        size=size,
    )


def every_row[Row: Model](queryset: QuerySet[Row], *, by: Order) -> Iterator[Row]:
    """Yield the whole list, a thousand rows at a time, so that neither memory nor a reading transaction grows."""
    keyed, key = _keyed(queryset, by), ""
    while rows := list(_from(keyed, by, key, backwards=False)[:_AT_ONCE]):
        yield from rows
        key = _key(rows[-1], keyed)


@dataclass(frozen=True, slots=True)
class _Addresses:
    path: str
    kept: dict[str, str]
    keyed: QuerySet[Any]

    def to(self, name: str, row: Model) -> str:
        return f"{self.path}?{urlencode({**self.kept, name: _key(row, self.keyed)})}"

    @property
    def first(self) -> str:
        return f"{self.path}?{urlencode(self.kept)}" if self.kept else self.path


def _asked(request: HttpRequest) -> tuple[str, str]:
    form = _Place(request.GET)
    repeated = any(len(request.GET.getlist(name)) > 1 for name in form.fields)
    if not form.is_valid() or repeated or (form.cleaned_data["after"] and form.cleaned_data["before"]):
        raise NoSuchPlaceError("A list goes on by the links at its foot, which name the last entry, not a number.")
    return form.cleaned_data["after"], form.cleaned_data["before"]


def _keyed[Row: Model](queryset: QuerySet[Row], by: Order) -> QuerySet[Row]:
    value, tie = (F(one) if isinstance(one, str) else one for one in (by.value, by.tie))
    keyed: Any = queryset.annotate(leaf_value=value, leaf_tie=tie)
    return cast("QuerySet[Row]", keyed)


def _from[Row: Model](keyed: QuerySet[Row], by: Order, key: str, *, backwards: bool) -> QuerySet[Row]:
    """Return the rows on the far side of a key; the first test is for the index, the second is exact."""
    descending = by.descending != backwards
    sign, than = ("-", "lt") if descending else ("", "gt")
    if key:
        value, tie = _read(key, keyed)
        beyond = Q(**{f"leaf_value__{than}": value}) | Q(**{f"leaf_tie__{than}": tie})
        keyed = keyed.filter(Q(**{f"leaf_value__{than}e": value}) & beyond)
    return keyed.order_by(f"{sign}leaf_value", f"{sign}leaf_tie")


def _fields(keyed: QuerySet[Any]) -> list[Any]:
    return [keyed.query.annotations[name].output_field for name in ("leaf_value", "leaf_tie")]


def _key(row: Any, keyed: QuerySet[Any]) -> str:
    value, tie = (
        field.get_prep_value(of_row)
        for field, of_row in zip(_fields(keyed), (row.leaf_value, row.leaf_tie), strict=True)
    )
    return f"{value}~{tie}"


def _read(key: str, keyed: QuerySet[Any]) -> tuple[str, str]:
    value, _, tie = key.rpartition("~")
    try:
        for field, text in zip(_fields(keyed), (value, tie), strict=True):
            read = field.to_python(text)
            if isinstance(read, datetime.datetime):
                _refuse_if_not_ours(read)
    except ValidationError:
        raise NoSuchPlaceError("The list has no such entry to go on from; start it again from its top.") from None
    return value, tie


def _refuse_if_not_ours(moment: datetime.datetime) -> None:
    """Raise ValidationError for a moment that is not in UTC, as keys have it: others may be on no calendar there."""
    if moment.utcoffset() != datetime.timedelta(0):
        raise ValidationError("A moment is given in UTC.")
