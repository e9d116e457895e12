"""The page of one law or initiative: what it says now, where it stands, and what each edition changed in it."""

from collections.abc import Iterable
from typing import Any, NoReturn
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from monitor.public.wire import kept_a_minute
from monitor.public.withdrawn import PageIsWithdrawn, gone
from monitor.publishing.document import records
from monitor.publishing.models import Page, PublishedChange, PublishedRecord
from monitor.publishing.prepared import noted

__all__ = ["initiative", "law"]


@require_safe
@kept_a_minute
def law(request: HttpRequest, record_id: UUID) -> HttpResponse:
    """Show a law through the editions; 410 where its page is withdrawn."""
    record = PublishedRecord.objects.of_kind("laws").of_record(record_id).for_lists().first()
    context = {"record": record, **(_relations(record) if record else {})}
    return _shown(request, "laws", record_id, context)


@require_safe
@kept_a_minute
def initiative(request: HttpRequest, record_id: UUID) -> HttpResponse:
    """Show an initiative through the editions; 410 where its page is withdrawn."""
    record = PublishedRecord.objects.of_kind("initiatives").of_record(record_id).with_content().first()
    context = {"record": record, **(_progress(record) if record else {})}
    return _shown(request, "initiatives", record_id, context)


def _shown(request: HttpRequest, kind: str, record_id: UUID, context: dict[str, Any]) -> HttpResponse:
    changes = PublishedChange.objects.of_kind(kind).of_record(record_id).of_shown_pages().with_editions().newest_first()
    record = context["record"]
    try:
        if not (record or changes):
            _not_there(kind, record_id)
    except PageIsWithdrawn as withdrawn:
        return gone(request, withdrawn.page)
    country_id = (record.edition if record else changes[0]).country_id
    page = get_object_or_404(Page.objects.for_lists().of(country_id))
    context |= {"page": page, "changes": changes, "record_id": record_id, "born": _born(changes)}
    template = f"public/registers/{'law' if kind == 'laws' else 'initiative'}.html"
    return render(request, template if record else "public/registers/removed.html", {**context, "kind": kind})


def _relations(law: PublishedRecord) -> dict[str, Any]:
    """Return the law that replaced it, and those that it replaced."""
    laws = PublishedRecord.objects.of_kind("laws")
    successor = law.facts.get("replaced_by")
    return {
        "successor": laws.of_record(successor).first() if successor else None,
        "replaces": law.edition.records.replaced_by(law.record_id),
    }


def _progress(initiative: PublishedRecord) -> dict[str, Any]:
    """Return the text, which the edition alone holds, and whether the next step is overdue."""
    bodies = {row["id"]: row["body"] for row in initiative.edition.document["initiatives"]}
    body = noted(bodies.get(str(initiative.record_id), ""), initiative.place)
    return {"body": body, "overdue": initiative.is_overdue_on(timezone.now().date())}


def _born(changes: Iterable[PublishedChange]) -> PublishedChange | None:
    """Return the change that brought the record; None where it stood in the first edition."""
    return next((change for change in changes if change.what == "new"), None)


def _not_there(kind: str, record_id: UUID) -> NoReturn:
    """Raise PageIsWithdrawn where a withdrawn page has the record or had it, else Http404.

    Nothing lists what a withdrawn page holds, so its edition is read; such pages are very few.
    """
    for page in Page.objects.withdrawn().select_related("edition"):
        had = PublishedChange.objects.of(page.country_id).of_kind(kind).of_record(record_id).exists()
        if had or any(of == kind and one["id"] == str(record_id) for of, one in records(page.edition.document)):
            raise PageIsWithdrawn(page)
    raise Http404
