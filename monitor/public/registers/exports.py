"""A register as a file: everything that was found, in the order shown, however long; sent as it is read."""

import csv
import json
from collections.abc import Callable, Iterator
from itertools import batched
from typing import Any, cast

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.views.decorators.http import require_safe

from monitor.errors import UnreadableRequest
from monitor.public.spreadsheet import safe_cell
from monitor.public.wire import kept_a_minute

from .columns import COLUMNS, facts_of
from .filters import RegisterFilter
from .lists import REGISTERS
from .paging import every_row

View = Callable[..., HttpResponse]
_LINES = 200


def csv_of(name: str) -> View:
    """Return the view that gives a register as CSV (RFC 4180, UTF-8)."""

    @require_safe
    @kept_a_minute
    def as_csv(request: HttpRequest) -> HttpResponse:
        rows = _rows(request, REGISTERS[name].filters(request.GET))
        return _file(
            request, _csv(name, rows, _site(request)), "text/csv; charset=utf-8; header=present", f"{name}.csv"
        )

    return as_csv


def json_of(name: str) -> View:
    """Return the view that gives a register as JSON, with the facts of every record."""

    @require_safe
    @kept_a_minute
    def as_json(request: HttpRequest) -> HttpResponse:
        asked = REGISTERS[name].filters(request.GET)
        return _file(
            request, _json(name, asked, _rows(request, asked), _site(request)), "application/json", f"{name}.json"
        )

    return as_json


def _rows(request: HttpRequest, asked: RegisterFilter) -> Iterator[Any]:
    if not asked.is_valid():
        said = " ".join(str(message) for messages in asked.errors.values() for message in messages)
        raise UnreadableRequest(f"{said} The list itself says what can be chosen.")
    return every_row(asked.for_lists(), by=asked.by)


def _site(request: HttpRequest) -> str:
    return f"{request.scheme}://{request.get_host()}"


class _Line:
    """What csv.writer writes to: it hands back each line."""

    def write(self, line: str) -> str:
        return line


def _csv(name: str, rows: Iterator[Any], site: str) -> Iterator[str]:
    columns = COLUMNS[name]
    writer: Any = csv.writer(_Line())
    yield writer.writerow(columns)
    for row in rows:
        yield writer.writerow([safe_cell(value(row, site)) for value in columns.values()])


def _json(name: str, asked: RegisterFilter, rows: Iterator[Any], site: str) -> Iterator[str]:
    yield f'{{"list": {_text(name)}, "asked": {_text(asked.address)}, "{name}": ['
    comma = "\n"
    for row in rows:
        yield comma + _text(facts_of(row, site))
        comma = ",\n"
    yield "\n]}\n"


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)


def _file(request: HttpRequest, parts: Iterator[str], content_type: str, name: str) -> HttpResponse:
    wanted = () if request.method == "HEAD" else parts
    in_pieces = ("".join(piece) for piece in batched(wanted, _LINES))
    response = StreamingHttpResponse(in_pieces, content_type=content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return cast("HttpResponse", response)  # as every answer passes the decorators
