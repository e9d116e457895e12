"""The page of counts and ages, and the same as a file."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from .ages import COLUMNS, SORTS, as_csv, table
from .pages import office_page


class SortForm(forms.Form):
    sort = forms.ChoiceField(choices=[(sort, sort) for sort in SORTS], required=False)


@require_safe
def ages(request: HttpRequest) -> HttpResponse:
    """Show a line for every country; a column that is not there is a 400 that says so, in the usual order."""
    _for_those_with_countries(request)
    form = SortForm(request.GET)
    valid = form.is_valid()
    sort = (form.cleaned_data.get("sort") if valid else "") or "country"
    heads = [
        {"name": name, "words": words, "to": f"-{name}" if sort == name else name, "is": _aria(name, sort)}
        for name, words in COLUMNS.items()
    ]
    context = {"lines": table(request.user, sort), "heads": heads, "sort": sort, "unknown": not valid}
    return office_page(request, "office/ages.html", "Counts and ages", context, status=200 if valid else 400)


@require_safe
def ages_csv(request: HttpRequest) -> HttpResponse:
    """Give the same lines, in the same order, as a file."""
    _for_those_with_countries(request)
    form = SortForm(request.GET)
    sort = (form.cleaned_data.get("sort") if form.is_valid() else "") or "country"
    response = HttpResponse(as_csv(table(request.user, sort)), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="counts-and-ages.csv"'
    return response


def _for_those_with_countries(request: HttpRequest) -> None:
    if not request.user.has_perm("countries.view_country"):
        raise PermissionDenied


def _aria(name: str, sort: str) -> str:
    return {name: "ascending", f"-{name}": "descending"}.get(sort, "")
