"""What an edition changed, in words and word by word; any two editions of a page can be compared."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from monitor.errors import UnreadableRequest
from monitor.publishing.blocks import text_of
from monitor.publishing.document import KINDS
from monitor.publishing.in_words import plain
from monitor.publishing.models import Edition, Page, PublishedChange
from monitor.publishing.reworded import aloud, unmarked
from monitor.publishing.trace import changed

from .moved import follows_the_page
from .wire import kept_a_minute
from .withdrawn import page_at

PARTS = {
    "country": "The page itself", "sections": "Text", "key_facts": "Key facts", "glance": "Civic freedoms at a glance",
    "ratifications": "International agreements", "laws": "National laws", "initiatives": "Pending initiatives",
    "members": "Members", "rankings": "Rankings", "reports": "Reports", "news": "News",
}  # fmt: skip
"""What changes, in the order of the page."""

_FEW = 5
_SUMMARIES = {"changed": "Word by word", "new": "What it says", "removed": "What it said"}


class SinceForm(forms.Form):
    """Which earlier edition to compare with."""

    since = forms.IntegerField(label="Since edition", min_value=1, required=False)

    def __init__(self, data: Any, number: int) -> None:
        super().__init__(data if "since" in data else {"since": number - 1})
        self.fields["since"].widget.attrs["max"] = number - 1
        self.number = number

    def asked(self) -> int | None:
        """Return the number of the earlier edition; None is the one before; raise UnreadableRequest for nonsense."""
        if not self.is_valid() or (self.cleaned_data["since"] or 0) >= self.number:
            raise UnreadableRequest(
                f"Edition {self.number} can be compared with those before it: ?since=1, for example."
            )
        since: int | None = self.cleaned_data["since"]
        return since if since != self.number - 1 else None


class Compared:
    """An edition of a page, the ones beside it, and what it changed since the one before or the one asked for."""

    def __init__(self, page: Page, number: int, query: Any) -> None:
        around = Edition.objects.of(page.country_id).headings().with_redactions().numbered(number - 1, number + 1)
        beside = {edition.number: edition for edition in around}
        if number not in beside:
            raise Http404
        self.edition, self.before, self.after = beside[number], beside.get(number - 1), beside.get(number + 1)
        self.form = SinceForm(query, number)
        since = self.form.asked() if self.before else None
        self.changes: list[PublishedChange] = []
        if self.before:
            self.changes = self._since(page, since) if since else list(self.edition.changes.all())

    def _since(self, page: Page, since: int) -> list[PublishedChange]:
        """Compare two editions that do not follow one another; it takes longer the more differs."""
        editions = Edition.objects.of(page.country_id).either(since, self.edition.number).with_redactions()
        self.before, edition = editions
        return changed(edition, self.before.document, edition.document)

    @property
    def redactions(self) -> list[tuple[Edition, Any]]:
        editions = filter(None, [self.before, self.edition])
        return [(edition, redaction) for edition in editions for redaction in edition.redactions.all()]


@require_safe
@kept_a_minute
@follows_the_page
def changes(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Show what an edition changed, since the one before or `?since=`; of the first, what it holds."""
    page = page_at(slug, Page.objects.for_lists())
    try:
        compared = Compared(page, number, request.GET)
    except Http404:
        return nothing_here(request, page, f"There is no edition {number}", "The history lists every edition there is.")
    context = {"page": page, "compared": compared, "parts": parts_of(compared.changes)}
    if compared.before is None:
        context["counts"] = counts_of(Edition.objects.get(pk=compared.edition.pk))
    return render(request, "public/changes/edition.html", context)


@require_safe
@kept_a_minute
@follows_the_page
def changes_json(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Give the same as data; HTML is left out of it."""
    page = page_at(slug, Page.objects.for_lists())
    compared = Compared(page, number, request.GET)
    facts = {
        "country": page.slug,
        "edition": _facts(compared.edition),
        "previous": _facts(compared.before) if compared.before else None,
        "change_note": compared.edition.change_note,
        "changes": [_data(change) for change in compared.changes],
    }
    return JsonResponse(facts, json_dumps_params={"ensure_ascii": False})


def nothing_here(
    request: HttpRequest, page: Page, title: str, advice: str, ways: Sequence[tuple[str, str]] = ()
) -> HttpResponse:
    """Answer 404 for something that a page has not; `ways` are addresses, with their words, that may be meant."""
    context = {"page": page, "title": title, "advice": advice, "ways": ways}
    return render(request, "public/changes/not_there.html", context, status=404)


def parts_of(changes: Sequence[PublishedChange]) -> list[dict[str, Any]]:
    """Return the changes by part of the page, in its order, with what is marked made ready to be read aloud."""
    few = len(changes) <= _FEW
    return [
        {"kind": kind, "title": title, "changes": shown}
        for kind, title in PARTS.items()
        if (shown := [_shown(change, few=few) for change in changes if change.kind == kind])
    ]


def counts_of(edition: Edition) -> list[tuple[str, int]]:
    """Return how many records of each kind an edition holds, in page order."""
    document: dict[str, Any] = {**edition.document}
    return [(title, len(document[kind])) for kind, title in PARTS.items() if kind in KINDS and document[kind]]


def _shown(change: PublishedChange, *, few: bool) -> dict[str, Any]:
    fields = [
        {"name": field["name"], "html": _marked(change.what, field), "said": field["said"]} for field in change.fields
    ]
    return {
        "what": change.what,
        "title": change.title,
        "said": named(aloud(change.said)),
        "cite": reverse("public:cite", args=[change.record_id]) if change.record_id else "",
        "fields": fields,
        "summary": _SUMMARIES.get(change.what, ""),
        "open": few,
    }


def named(line: str) -> str:
    """Set the name that a line begins with apart from what is said of it."""
    name, colon, rest = line.partition(": ")
    return f"<b>{name}:</b> {rest}" if colon and "<" not in name else line


def _marked(what: str, field: dict[str, str]) -> str:
    if what == "changed":
        return aloud(field["marked"])
    return unmarked(field["now"] if what == "new" else field["then"])


def _facts(edition: Edition) -> dict[str, Any]:
    return {
        "number": edition.number,
        "dated": edition.dated.isoformat(),
        "substantive": edition.substantive,
        "correction": edition.correction,
        "sha256": edition.sha256,
    }


def _data(change: PublishedChange) -> dict[str, Any]:
    return {
        "what": change.what,
        "kind": change.kind,
        "id": str(change.record_id) if change.record_id else None,
        "title": change.title,
        "topics": change.topics.strip("|").split("|") if change.topics else [],
        "said": plain(change.said),
        "fields": [
            {"name": field["name"], **{side: text_of(unmarked(field[side])) for side in ("then", "now")}}
            for field in change.fields
        ],
    }
