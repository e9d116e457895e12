"""The registers: countries, laws, initiatives and news, each with its filters in the address."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

from monitor.public.wire import kept_a_minute

from .addresses import chosen_in, files_of
from .choices import CountriesFilter, InitiativesFilter, LawsFilter, NewsFilter
from .filters import RegisterFilter
from .paging import Leaf, NoSuchPlaceError, first_page_of, page_of

__all__ = ["countries", "initiatives", "laws", "news"]


@dataclass(frozen=True, slots=True)
class Register:
    """What a register shows: its filters, its template, and the words for one entry and for several."""

    name: str
    filters: Callable[[QueryDict], RegisterFilter]
    one: str
    several: str


REGISTERS = {
    register.name: register
    for register in (
        Register("countries", CountriesFilter, "page", "pages"),
        Register("laws", LawsFilter, "law", "laws"),
        Register("initiatives", InitiativesFilter, "initiative", "initiatives"),
        Register("news", NewsFilter, "news item", "news items"),
    )
}


@require_safe
@kept_a_minute
def countries(request: HttpRequest) -> HttpResponse:
    """List every page that readers see."""
    return _listed(request, REGISTERS["countries"])


@require_safe
@kept_a_minute
def laws(request: HttpRequest) -> HttpResponse:
    """List the laws of all pages."""
    return _listed(request, REGISTERS["laws"])


@require_safe
@kept_a_minute
def initiatives(request: HttpRequest) -> HttpResponse:
    """List the pending initiatives of all pages."""
    return _listed(request, REGISTERS["initiatives"])


@require_safe
@kept_a_minute
def news(request: HttpRequest) -> HttpResponse:
    """List the news of all pages."""
    return _listed(request, REGISTERS["news"])


def _listed(request: HttpRequest, register: Register) -> HttpResponse:
    """Answer 400, and list from the start, where a choice is not offered or the address names no place."""
    asked = register.filters(request.GET)
    leaf, lost = _leaf(request, asked)
    context = {
        "register": register,
        "asked": asked,
        "found": asked.count(),
        "leaf": leaf,
        "lost": lost,
        "chosen": chosen_in(asked, request.path),
        "files": files_of(register.name, asked),
        "action": request.path,
    }
    status = 200 if asked.is_valid() and not lost else 400
    return render(request, f"public/registers/{register.name}.html", context, status=status)


def _leaf(request: HttpRequest, asked: RegisterFilter) -> tuple[Leaf[Any], str]:
    rows = asked.for_lists()
    options: dict[str, Any] = {"by": asked.by, "kept": asked.address}
    try:
        return page_of(rows, request, **options), ""
    except NoSuchPlaceError as lost:
        return first_page_of(rows, request, **options), str(lost)
