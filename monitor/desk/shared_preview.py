"""A preview by secret link, for an adviser outside without an account; who may comment, and is asked for no name."""

from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from countries.models import Country
from monitor.publishing.document import Document, canonical, sha256
from monitor.publishing.prepared import Prepared, place_of

from .models import AdviserComment, PreviewLink
from .preview import page_of, private, shown

MOST_COMMENTS = 50


class AdviceForm(forms.Form):
    """What an adviser says of a preview."""

    text = forms.CharField(
        label="Your comment",
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    approves = forms.BooleanField(label="I find it right as it is", required=False)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not cleaned.get("approves") and not cleaned.get("text", "").strip():
            raise forms.ValidationError("Write a comment, or say that it is right as it is.")
        return cleaned


@csrf_exempt  # the address itself is the right to comment: there is no cookie here that another site could misuse
@require_http_methods(["GET", "HEAD", "POST"])
def shared(request: HttpRequest, token: str) -> HttpResponse:
    """Show the preview that a link opens, and take what the adviser says of it."""
    link, country = _opened(token)
    document, current = page_of(country, link.proposal)
    form = AdviceForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _keep(link, document, form):
        return private(redirect("preview:shared", token))
    page = shown(document, current, with_changes=True)
    context = {"shown": page, "open": True, "section": _section(document, page, link), "link": link, "form": form}
    context |= {"one_section": link.section_id is not None, "said": link.comments.order_by("pk")}
    return private(render(request, "office/shared_preview.html", context, status=400 if form.errors else 200))


def _opened(token: str) -> tuple[PreviewLink, Country]:
    """Return the link of a token that works and its country; raise Http404 for any other."""
    link = get_object_or_404(PreviewLink.objects.working().with_token(token).select_related("proposal"))
    return link, get_object_or_404(Country, pk=link.country_id)


def _section(document: Document, page: Prepared, link: PreviewLink) -> Prepared | None:
    """Return the one section that the link shows; None when it shows all, or when the section is gone."""
    ids = [section["id"] for section in document["sections"]]
    if link.section_id is None or str(link.section_id) not in ids:
        return None
    place = place_of(document, link.section_id)
    found: Prepared = next(one for part in page["sections"].values() for one in part if one["at"] == place)
    return found


@transaction.atomic
def _keep(link: PreviewLink, document: Document, form: AdviceForm) -> bool:
    PreviewLink.objects.select_for_update().get(pk=link.pk)  # one comment after the other: they are counted
    if link.comments.count() >= MOST_COMMENTS:
        form.add_error(None, "There are many comments by this link already; write to whoever sent it to you.")
        return False
    AdviserComment.objects.create(
        link=link,
        day=timezone.now().date(),
        approves=form.cleaned_data["approves"],
        text=form.cleaned_data["text"].strip(),
        seen=sha256(canonical(document)),
    )
    return True
