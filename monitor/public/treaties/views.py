"""The matrix of treaties, one treaty in all countries, and one country with all treaties."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from monitor.publishing.models import TreatyReference

from ..moved import follows_the_page
from ..wire import kept_a_minute
from .asked import MatrixForm
from .cells import in_html
from .matrix import covered, grid_of, whole
from .one import by_status, changes_of, country_at, of_the_un, regional, treaty_at


@require_safe
@kept_a_minute
def matrix(request: HttpRequest) -> HttpResponse:
    """Show every country and every instrument; a choice that is not offered is a 400 that says so."""
    rows = whole()
    form = MatrixForm(request.GET, grid_of(rows))
    grid = form.grid
    context = {
        "form": form,
        "grid": grid,
        "rows": in_html(grid.rows, grid.instruments),
        "columns": form.whole.counted(),
        "regional": regional(rows),
        "days": TreatyReference.objects.days(),
        "query": request.GET.urlencode(),
    }
    return render(request, "public/treaties/matrix.html", context, status=200 if form.is_valid() else 400)


@require_safe
@kept_a_minute
def countries(request: HttpRequest) -> HttpResponse:
    """List the countries with what they have joined and signed: the way in for a narrow screen."""
    rows = [(row, row.counted()) for row in whole()]
    return render(request, "public/treaties/countries.html", {"rows": rows})


@require_safe
@kept_a_minute
def treaty(request: HttpRequest, slug: str) -> HttpResponse:
    """Show where all countries stand with one treaty, and what editions changed of it."""
    pages = covered()
    instrument, rows = treaty_at(slug, pages)
    context = {
        "instrument": instrument,
        "groups": by_status((row, row.cell(slug)) for row in rows),
        "changes": changes_of(instrument, rows, pages),
        "days": TreatyReference.objects.of_treaty(slug).days(),
    }
    return render(request, "public/treaties/treaty.html", context)


@require_safe
@kept_a_minute
@follows_the_page
def country(request: HttpRequest, slug: str) -> HttpResponse:
    """Show where one country stands with every treaty, at the address of its ISO code where it has one."""
    row = country_at(slug)
    if row.slug != slug:
        return redirect(row.address)
    context = {
        "row": row,
        "groups": by_status(of_the_un(row)),
        "regional": by_status((treaty, row.cell(treaty.slug)) for treaty, _ in regional([row])),
        "days": TreatyReference.objects.of_country(row.iso2).days(),
    }
    return render(request, "public/treaties/country.html", context)
