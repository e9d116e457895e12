"""The matrix as shown, as CSV and JSON: a line for every country and instrument."""

import csv
from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from ..spreadsheet import safe_cell
from ..wire import kept_a_minute
from .asked import MatrixForm
from .matrix import Grid, Row, grid_of, whole

COLUMNS = (
    "country", "iso2", "region", "page", "sample", "treaty", "treaty_name", "status", "year", "source", "un_status",
    "un_year", "disagrees",
)  # fmt: skip


def _lines(request: HttpRequest, grid: Grid) -> Iterator[dict[str, Any]]:
    for row in grid.rows:
        for instrument in grid.instruments:
            cell = row.cell(instrument.slug)
            yield {
                **_country(request, row),
                "treaty": instrument.slug,
                "treaty_name": instrument.name,
                "status": cell.standing.status,
                "year": cell.standing.year,
                "source": "page" if cell.said else "un" if cell.un else None,
                "un_status": cell.un.status if cell.un else None,
                "un_year": cell.un.year if cell.un else None,
                "disagrees": cell.disagrees,
            }


def _country(request: HttpRequest, row: Row) -> dict[str, Any]:
    return {
        "country": row.name,
        "iso2": row.iso2 or None,
        "region": row.region or None,
        "page": request.build_absolute_uri(row.page.address) if row.page else None,
        "sample": bool(row.page and row.page.sample),
    }


@require_safe
@kept_a_minute
def as_csv(request: HttpRequest) -> HttpResponse:
    """Give what the matrix shows with the same choices."""
    lines = _lines(request, MatrixForm(request.GET, grid_of(whole())).grid_or_refusal())
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="treaties.csv"'
    writer = csv.DictWriter(response, fieldnames=COLUMNS)
    writer.writeheader()
    writer.writerows({name: safe_cell(value) for name, value in line.items()} for line in lines)
    return response


@require_safe
@kept_a_minute
def as_json(request: HttpRequest) -> JsonResponse:
    """Give what the matrix shows with the same choices."""
    lines = list(_lines(request, MatrixForm(request.GET, grid_of(whole())).grid_or_refusal()))
    return JsonResponse({"count": len(lines), "standings": lines}, json_dumps_params={"ensure_ascii": False})
