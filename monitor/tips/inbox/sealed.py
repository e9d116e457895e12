"""What is sealed, for the reader's own browser or an offline machine: asked for by POST, and each time noted."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from countries.models import Country
from monitor.desk.audit import note

from .. import store
from ..models import Tip
from ..package import facts, pack
from .rights import tip_for, tips_for

MOST = 100_000_000  # bytes of files in one export


@require_POST
def sealed(request: HttpRequest, tip_id: Any) -> HttpResponse:
    """Give the sealed words and talk of a tip."""
    tip = tip_for(request, tip_id)
    country = Country.objects.filter(pk=tip.country_id).first() if tip.country_id else None
    note(request.user, "opened a tip", country_id=tip.country_id, about=f"tip {tip.short}")
    return JsonResponse(facts(tip, str(country or "")))


@require_POST
def file(request: HttpRequest, tip_id: Any, file_id: Any, which: str) -> HttpResponse:
    """Give a sealed file, which no browser shows."""
    tip = tip_for(request, tip_id)
    row = get_object_or_404(tip.files, pk=file_id)
    if which not in (store.CLEAN, *([store.ORIGINAL] if row.has_original else [])):
        raise Http404
    try:
        content = store.read(row.pk, which)
    except FileNotFoundError:
        raise Http404 from None
    note(request.user, "opened a file of a tip", country_id=tip.country_id, about=f"tip {tip.short} {row} {which}")
    return _attached(content, f"tip-{tip.short}-{row.number}-{which}.{row.ending}.age", "application/octet-stream")


class ExportForm(forms.Form):
    tip = forms.ModelMultipleChoiceField(Tip.objects.none())


@require_POST
def export(request: HttpRequest) -> HttpResponse:
    """Give tips as one file for the offline machine."""
    form = ExportForm(request.POST)
    form.fields["tip"].queryset = tips_for(request.user)  # type: ignore[attr-defined]
    if not form.is_valid():
        raise Http404
    return export_of(request, form.cleaned_data["tip"]) or redirect("admin:tips_tip_changelist")


def export_of(request: HttpRequest, tips: Iterable[Tip]) -> HttpResponse | None:
    """Return tips as a file; None, with a message, if that would be too much at once, or something is missing."""
    picked = list(tips)
    try:
        size = sum(_size(tip) for tip in picked)
        content = pack(picked) if size <= MOST else b""
    except FileNotFoundError:
        messages.error(request, "A file of these tips is missing in the store; nothing was exported.")
        return None
    if size > MOST:
        messages.error(request, f"Their files are {size // 1_000_000} MB, and {MOST // 1_000_000} go into one export.")
        return None
    for tip in picked:
        note(request.user, "exported a tip", country_id=tip.country_id, about=f"tip {tip.short}")
    return _attached(content, f"tips-{timezone.now():%Y-%m-%d}.json", "application/json")


def _size(tip: Tip) -> int:
    """Return how many bytes the sealed files of a tip take."""
    return sum(
        store.path_of(row.pk, which).stat().st_size
        for row in tip.files.all()
        for which in (store.CLEAN, *([store.ORIGINAL] if row.has_original else []))
    )


def _attached(content: bytes, name: str, kind: str) -> HttpResponse:
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(content, content_type=kind, headers=headers)
