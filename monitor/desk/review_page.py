"""A proposal under review: what it would change, its history, and the reviewer's buttons."""

import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from countries.models import Country
from monitor.publishing.changes import changes_between
from monitor.publishing.publish import CannotPublishError, newest_of

from .checking import check
from .differences import differences
from .models import AdviserComment, PreviewLink, Proposal
from .pages import country_for, office_page
from .review import CannotReviewError, approve, frozen, remark, send_back, take_back
from .two_persons import APPROVE, why_not


class ReviewForm(forms.Form):
    """A comment, and a time if it is approved for one."""

    comment = forms.CharField(
        label="Comment",
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        help_text="For your colleagues; readers never see it.",
    )
    publish_at = forms.DateTimeField(
        label="Publish at (UTC)",
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
        help_text="Only for “Approve for this time”.",
    )
    action = forms.ChoiceField(
        choices=[(name, name) for name in ("approve", "schedule", "send-back", "take-back", "remark")]
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("action") == "schedule" and "publish_at" in cleaned:
            at = cleaned["publish_at"]
            if not at:
                self.add_error("publish_at", "Say for what time you approve it.")
            elif not timezone.now() < at < timezone.now() + datetime.timedelta(days=366):
                self.add_error("publish_at", "Choose a time that is still to come, within a year.")
        return cleaned


def review(request: HttpRequest, proposal_id: Any) -> HttpResponse:
    """Show a proposal; on POST approve it, send it back, take it back, or comment."""
    proposal = get_object_or_404(Proposal.objects.select_related("base", "author", "approved_by"), pk=proposal_id)
    country = country_for(request, proposal.country_id, "desk.view_proposal")
    form = ReviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _act(request, proposal, form):
        return redirect(proposal)
    context = {"proposal": proposal, "country": country, "form": form, **_would_change(request, proposal, country)}
    return office_page(request, "office/review.html", f"Review: {country}", {**context, **_beside(request, proposal)})


def _would_change(request: HttpRequest, proposal: Proposal, country: Country) -> dict[str, Any]:
    """Return what the proposal would change of today's edition; once it is closed, what it was about."""
    over = newest_of(country) if proposal.is_open else proposal.base
    before = over.document if over else None
    after = frozen(proposal, over)
    changes = changes_between(before, after)
    return {
        "differences": differences(before, after, changes, country_id=country.pk, viewer=request.user),
        "open_at_once": True,
        "beside": request.GET.get("view") == "side",
        "passed": [one for one in check(country, after, before) if one.waiver and not one.public],
    }


def _beside(request: HttpRequest, proposal: Proposal) -> dict[str, Any]:
    return {
        "events": proposal.events.select_related("by"),
        "why_not": why_not(proposal, request.user),
        "is_author": proposal.author_id == request.user.pk,
        "may_review": request.user.has_perm(APPROVE),
        "links": PreviewLink.objects.working().filter(proposal=proposal),
        "comments": AdviserComment.objects.filter(link__proposal=proposal).select_related("link"),
    }


def _act(request: HttpRequest, proposal: Proposal, form: ReviewForm) -> bool:
    """Take the step that was asked for; False when it cannot be taken, with the reason in the form."""
    action, comment = form.cleaned_data["action"], form.cleaned_data["comment"]
    if action != "take-back" and not (request.user.has_perm(APPROVE) or proposal.author_id == request.user.pk):
        raise PermissionDenied
    if action == "send-back" and not request.user.has_perm(APPROVE):
        raise PermissionDenied
    try:
        if action == "approve":
            approve(proposal, by=request.user, comment=comment)
        elif action == "schedule":
            approve(proposal, by=request.user, comment=comment, at=form.cleaned_data["publish_at"])
        else:
            step = {"send-back": send_back, "take-back": take_back, "remark": remark}[action]
            step(proposal, by=request.user, comment=comment)
    except (CannotReviewError, CannotPublishError) as error:
        form.add_error(None, str(error))
        return False
    messages.success(request, f"{proposal.country_name}: {SAID[action]}")
    return True


SAID = {
    "approve": "published.",
    "schedule": "approved; it goes out at its time.",
    "send-back": "sent back to its author.",
    "take-back": "taken back; the changes are on the desk.",
    "remark": "your comment is in the history.",
}
