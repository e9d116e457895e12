"""The desk of a country: what differs from the current edition, and what is done about it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from countries.models import Country
from countries.rights import may_work_on
from monitor.importing.models import MissingLink
from monitor.publishing.changes import pick
from monitor.publishing.models import Page

from .beside import by_what, told_of
from .checking import Checked, check
from .differences import differences
from .discard import discard
from .look import Look, look_at
from .models import AdviserComment, PreviewLink, Proposal, SuggestedNote
from .pages import country_for, office_page
from .review import CannotReviewError, Note, ask
from .tasks_page import open_tasks

ASK = "desk.ask_review"
OPEN_AT_ONCE = 12  # changes; with more, each is opened by hand


class DeskForm(forms.Form):
    """What an editor says of the picked changes; what is picked is asked as “all” or by keys."""

    seen = forms.CharField(widget=forms.HiddenInput)
    which = forms.ChoiceField(
        choices=[("all", "All"), ("some", "Only those that are ticked"), ("rest", "All but those that are ticked")],
        initial="all",
        widget=forms.RadioSelect,
    )
    key = forms.MultipleChoiceField(required=False)
    note = forms.CharField(
        label="Change note",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        help_text="For readers: what changed in the law or on the page. It stands beside the date.",
    )
    weight = forms.ChoiceField(
        label="This edition is",
        choices=[
            ("substantive", "substantive: the law or the facts have changed"),
            ("minor", "minor: wording, links, a slip; “Last updated” stays"),
            ("correction", "a correction: something wrong was public; readers are told for 30 days"),
        ],
        initial="substantive",
        widget=forms.RadioSelect,
    )

    def __init__(self, look: Look, waiting: set[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.free = [key for key in look.keys if key not in waiting]
        self.fields["key"].choices = [(key, key) for key in look.keys]  # type: ignore[attr-defined]

    @property
    def picked(self) -> list[str]:
        """The keys of what is picked; “all” leaves out what waits for review already."""
        ticked = set(self.data.getlist("key")) if self.is_bound else set()  # type: ignore[attr-defined]
        which = self.data.get("which") if self.is_bound else "all"
        if which == "some":
            return [key for key in self.free if key in ticked]
        return [key for key in self.free if key not in ticked] if which == "rest" else self.free

    @property
    def reasons(self) -> dict[str, str]:
        """Why warnings may pass, as typed, by the finding's key."""
        return {name.removeprefix("reason-"): str(self.data[name]) for name in self.data if name.startswith("reason-")}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for reason in self.reasons.values():
            try:
                forms.CharField(required=False, max_length=500).clean(reason)
            except forms.ValidationError as error:
                self.add_error(None, forms.ValidationError(f"A reason: {' '.join(error.messages)}"))
        return cleaned

    def note_for_readers(self) -> Note:
        weight = self.cleaned_data["weight"]
        return Note(self.cleaned_data["note"], weight != "minor", weight == "correction")


def desk(request: HttpRequest, country_id: Any) -> HttpResponse:
    """Show what differs; on POST ask for review of it, or discard it."""
    country = country_for(request, country_id, "countries.view_country")
    look = look_at(country)
    proposals = list(Proposal.objects.of(country.pk).open().defer("document").select_related("author"))
    waiting = {key for proposal in proposals for key in proposal.picked}
    form = DeskForm(look, waiting, request.POST or None, initial=_offered(country, look))
    if request.method == "POST" and form.is_valid() and (done := _act(request, country, form)):
        return done
    context = {"form": form, "proposals": proposals, **_seen(request, look, form, proposals), **_around(country)}
    return office_page(request, "office/desk.html", f"{country}: desk", context)


def _act(request: HttpRequest, country: Country, form: DeskForm) -> HttpResponse | None:
    """Do what was asked; None when it cannot be, with the reason in the form."""
    country_for(request, country.pk, ASK, to_change=True)
    seen = form.cleaned_data["seen"]
    try:
        if request.POST.get("action") == "discard":
            undone = discard(country, form.picked, by=request.user, seen=seen)
            messages.success(request, f"{undone} change{'s' if undone != 1 else ''} discarded; each is in the history.")
            return redirect("admin:countries_country_desk", country.pk)
        note = form.note_for_readers()
        proposal = ask(country, form.picked, note, by=request.user, seen=seen, reasons=form.reasons)
    except CannotReviewError as error:
        form.add_error(None, str(error))
        form.data = form.data.copy()  # type: ignore[attr-defined]
        form.data["seen"] = look_at(country).seen  # type: ignore[index]
        return None
    messages.success(request, f"{country}: sent for review. Another person has to approve it.")
    return redirect(proposal)


def _offered(country: Country, look: Look) -> dict[str, Any]:
    suggested = SuggestedNote.objects.filter(country_id=country.pk).first()
    return {"seen": look.seen, "note": suggested.text if suggested else ""}


def _seen(request: HttpRequest, look: Look, form: DeskForm, proposals: list[Proposal]) -> dict[str, Any]:
    candidate = pick(look.before, look.after, set(form.picked))
    checked = check(look.country, candidate, look.before)
    told = told_of(request.user, look.country)
    shown = differences(
        look.before, look.after, look.changes, country_id=look.country.pk, viewer=request.user, proposals=proposals,
        told=told,
    )  # fmt: skip
    ticked = set(request.POST.getlist("key"))
    return {
        "country": look.country,
        "current": look.current,
        "differences": shown,
        "told": by_what(told),
        "ticked": ticked,
        "open_at_once": len(shown) <= OPEN_AT_ONCE and look.current,
        "beside": request.GET.get("view") == "side",
        "checked": _sorted(checked, form.reasons if form.is_bound else {}),
        "may_ask": request.user.has_perm(ASK) and may_work_on(request.user, look.country.pk),
    }


def _sorted(checked: list[Checked], reasons: dict[str, str]) -> dict[str, list[Any]]:
    """Return findings by what is to be done about them; with those that block, the reason typed so far."""
    return {
        "blocking": [(one, reasons.get(one.finding.key, "")) for one in checked if one.blocks],
        "passed": [one for one in checked if not one.public and not one.blocks],
        "public": [one for one in checked if one.public and one.finding.code != "missing-link"],
    }


def _around(country: Country) -> dict[str, Any]:
    links = PreviewLink.objects.of(country.pk).select_related("made_by")
    return {
        "page": Page.objects.for_lists().filter(country_id=country.pk).first(),
        "closed": Proposal.objects.of(country.pk).light().exclude(state__in=["asked", "scheduled"])
        .select_related("author", "approved_by", "edition")[:10],
        "links": links.working(),
        "comments": AdviserComment.objects.filter(link__in=links).select_related("link").order_by("-pk")[:20],
        "tasks": open_tasks(country.pk),
        "missing": MissingLink.objects.of(country).open().count(),
    }  # fmt: skip


PAGES = [("desk", "desk", desk)]
