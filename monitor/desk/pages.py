"""What every page of the desk begins with."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from countries.models import Country
from countries.rights import may_work_on, open_to


def country_for(request: HttpRequest, country_id: Any, right: str, *, to_change: bool = False) -> Country:
    """Return a country for staff with this right; raise PermissionDenied, or Http404 if it is not theirs to look at."""
    if not request.user.has_perm(right):
        raise PermissionDenied
    country = open_to(request.user).filter(pk=country_id).first()
    if country is None:
        raise Http404
    if to_change and not may_work_on(request.user, country.pk):
        raise PermissionDenied
    return country


def office_page(
    request: HttpRequest, template: str, title: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """Show a page inside the office's frame."""
    frame = {**admin.site.each_context(request), "title": title, "opts": Country._meta}
    return render(request, template, {**frame, **context}, status=status)
