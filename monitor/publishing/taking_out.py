"""Take words out of whatever keeps text: a Document, the columns of rows, the JSON of saved versions."""

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.db import models

from countries.fields import AddressField, PartialDateField

from .blocks import carry, split
from .links import links_in
from .passage import CannotRedactError, Passage

TEXTS = {
    "heading", "body", "html", "label", "value", "name", "abbr", "treaty_name", "treaty_abbr", "note", "title",
    "original_title", "number", "source", "index", "scale", "publisher", "text", "summary", "group", "change_note",
    "titles", "articles",
}  # fmt: skip
"""The keys whose value is somebody's words; any other is an id, a date or a word of a closed list, and stays."""

ADDRESSES = {"url", "address"}
_CUT = {"object_repr", "about", "comment"}
_CLOSED = {"iso2", "language", "code", "key", "seen", "sha256", "token_sha256", "picked", "object_id", "db", "format"}


class TakingOut:
    """One passage on its way out of many places: `found` counts by kind of place, `fields` names the last ones hit.

    With `dry`, nothing is written.
    """

    def __init__(self, passage: Passage, *, dry: bool = False) -> None:
        self.passage, self.dry = passage, dry
        self.found: Counter[str] = Counter()
        self.count = 0
        self.fields: list[str] = []
        self._closed = False

    def cleaned(self, value: Any, key: str = "", *, gone: str | None = None) -> Any:
        """Return JSON without the words; `gone` stands where an address was."""
        if isinstance(value, str):
            return self._string(value, key, gone)
        if isinstance(value, list):
            return [self.cleaned(each, key, gone=gone) for each in value]
        if isinstance(value, dict):
            return self._record(value, key if key in TEXTS else "", gone)
        return value

    def keep_closed(self, value: Any) -> None:
        """Take note when words that may not change hold the passage; `refuse_if_closed` says so."""
        self._closed = self._closed or any(self.passage.stands_in(str(each)) for each in value)

    def refuse_if_closed(self) -> None:
        if self._closed:
            raise CannotRedactError(
                "These words also stand in an id, an address of a page, a date, the name of the country or a word that "
                "many pages share. Type more of the passage, or rename what is shared first."
            )

    def rows(self, name: str, rows: Any) -> None:
        """Take the words out of every text column of these rows, past what guards them."""
        for row in rows.iterator(chunk_size=50):
            before = self.count
            if new := self.row(row):
                self.found[name] += self.count - before
                self.write(row, new)

    def row(self, row: models.Model) -> dict[str, Any]:
        """Return the columns of a row that change, with what they change to."""
        self.fields = []
        values = {column: getattr(row, column.attname) for column in columns_of_words(type(row))}
        new = {column.attname: self._column(column, value) for column, value in values.items() if value}
        return {name: value for name, value in new.items() if value != getattr(row, name)}

    def write(self, row: models.Model, new: dict[str, Any]) -> None:
        """Write columns of one row; the only place where an edition's own bytes, or a log's, are ever changed."""
        if not self.dry:
            models.QuerySet(type(row)).filter(pk=row.pk).update(**new)

    def _column(self, column: "models.Field[Any, Any]", value: Any) -> Any:
        if isinstance(column, models.JSONField):
            return self.cleaned(value, column.name)
        if column.name == "change_message" and value.startswith("["):
            return json.dumps(self.cleaned(json.loads(value), "text"))
        if isinstance(column, AddressField):
            return self._string(value, "address", "")
        new, count = self.passage.out_of_cut(value) if column.name in _CUT else self.passage.out_of(value)
        self._hit(column.name, count)
        return new[: column.max_length]

    def _string(self, value: str, key: str, gone: str | None) -> str | None:
        if key in ADDRESSES:
            hit = self.passage.is_in_address(value)
            self._hit(key, int(hit))
            return ("" if key == "address" else gone) if hit else value
        if key in TEXTS:
            new, count = self.passage.out_of(value)
            self._hit(key, count)
            return new
        self.keep_closed([value])
        return value

    def _record(self, record: dict[str, Any], within: str, gone: str | None) -> dict[str, Any]:
        derived = {"blocks", "links"} & set(record)
        new = {
            key: value if key in derived else self.cleaned(value, within or key, gone=gone)
            for key, value in record.items()
        }
        if "blocks" in derived and new["body"] != record["body"]:
            new["blocks"] = _blocks_of(new["body"], record["blocks"])
        if "links" in derived and new["value"] != record["value"]:
            new["links"] = links_in(new["value"])
        return new

    def _hit(self, field: str, count: int) -> None:
        self.count += count
        if count and field not in self.fields:
            self.fields.append(field)


def columns_of_words(model: type[models.Model]) -> Iterator["models.Field[Any, Any]"]:
    """Yield every column of a table that can hold words of its own."""
    for column in model._meta.concrete_fields:
        text = isinstance(column, models.CharField | models.TextField) and not isinstance(
            column, models.SlugField | PartialDateField
        )
        closed = column.choices or column.primary_key or column.name in _CLOSED
        if (text or isinstance(column, models.JSONField)) and not closed:
            yield column


def _blocks_of(body: str, before: list[Any]) -> list[Any]:
    """Cut a body whose words have changed as it was cut before, each block with the id that it had."""
    pieces = split(body)
    if not before or isinstance(before[0], str):
        return pieces
    if len(pieces) == len(before):
        return [{**block, "html": piece} for block, piece in zip(before, pieces, strict=True)]
    return list(carry(pieces, before))
