"""What became of a tip, for who holds its code; and what they add to it."""

import secrets
from dataclasses import dataclass
from typing import Any

import pyrage
from django import forms
from django.conf import settings
from django.core import signing
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from monitor.publishing.models import Page

from . import codes, limits, tickets
from .answering import reply
from .forms import LONGEST, WordsField
from .models import Message, SpentTicket, State, Tip, TipCode
from .sealing import open_words
from .taking_back import take_all_back
from .views import PAGE

SALT = "monitor.tips.status"
LASTS = 60 * 60  # seconds that a page of a tip can be used to reply
MOST_MESSAGES = 50


@dataclass(frozen=True)
class Opened:
    """What the code of a tip opens, and the key that it makes."""

    code: TipCode
    identity: Any

    @property
    def tip(self) -> Tip:
        return self.code.tip

    @property
    def main(self) -> Tip:
        """The tip that it was joined with: what becomes of that one becomes of it."""
        return self.tip.merged_into or self.tip

    @property
    def state(self) -> State:
        """Where it stands.  A question is a matter between the office and the one who was asked."""
        if State.ASKED in (self.tip.state, self.main.state):
            return State.ASKED if self.tip.state == State.ASKED else State.LOOKING
        return State(self.main.state)

    @property
    def change(self) -> str:
        """The address of the published change that it led to; empty when readers are not shown one."""
        edition = self.main.used_in
        page = Page.objects.shown().of(edition.country_id).first() if edition else None
        if edition is None or page is None:
            return ""
        name = "public:changes" if edition.number > 1 else "public:edition"
        return reverse(name, args=[page.slug, edition.number])

    @property
    def talk(self) -> list[dict[str, Any]]:
        """What was said, in order; of the sender's own words only the day."""
        return [
            {"day": one.day, "own": one.from_sender, "text": "" if one.from_sender else self._read(one)}
            for one in self.tip.messages.all()
        ]

    def _read(self, message: Message) -> str:
        try:
            return str(open_words(message.sealed, self.identity)["text"])
        except pyrage.DecryptError:  # it was written before this code was given
            return ""


def find(typed: str) -> Opened | None:
    """Return the tip of a code; None for a wrong one, which takes as long."""
    code = codes.read(typed) or ""
    kept = TipCode.objects.select_related("tip__merged_into").filter(finder=codes.finder_of(code)).first()
    key = codes.key_of(code, bytes(kept.salt) if kept else bytes(16))
    return Opened(kept, key.identity) if kept and key.recipient == kept.recipient else None


class ReplyForm(forms.Form):
    """What a sender adds; `token` stands for the code, for an hour, and is taken once."""

    token = forms.CharField(max_length=300, widget=forms.HiddenInput)
    text = WordsField(
        label="Your reply",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6, "autocomplete": "off", "dir": "auto"}),
        error_messages={
            "required": "Write your reply.",
            "max_length": "This is too long: at most %(limit_value)d characters are taken, these are %(show_value)d. "
            "Send the rest as a second reply.",
        },
    )


@PAGE
def status(request: HttpRequest) -> HttpResponse:
    """Ask for the code; on POST show what became of its tip."""
    if request.method != "POST":
        return render(request, "tips/status.html", {"days": settings.TIP_DAYS})
    if not limits.may_ask(request):
        answer = render(request, "tips/status.html", {"busy": True, "days": settings.TIP_DAYS}, status=429)
        answer.headers["Retry-After"] = "600"
        return answer
    typed = request.POST.get("code", "")
    opened = find(typed)
    if opened is None:
        told = {"unknown": True, "typed": typed[:200], "strangers": codes.strangers(typed)}
        return render(request, "tips/status.html", {**told, "days": settings.TIP_DAYS})
    return render(request, "tips/state.html", _shown(opened))


@PAGE
def add(request: HttpRequest) -> HttpResponse:
    """Seal what a sender adds, or destroy the tip, if that was asked.  What cannot be kept comes back to be copied."""
    if request.method != "POST":
        return redirect("tips:status")
    typed = {"typed": request.POST.get("text", "")}
    try:
        added = _added(request.POST, _code_of(request.POST.get("token", "")))
    except (signing.BadSignature, TipCode.DoesNotExist, Tip.DoesNotExist):
        return render(request, "tips/added.html", {"late": True, **typed}, status=400)
    return render(request, "tips/added.html", {**added, **typed})


def _added(said: QueryDict, code: TipCode) -> dict[str, Any]:
    """Do what a sender asks; return what the page says of it; raise Tip.DoesNotExist if it was destroyed meanwhile."""
    if "destroy" in said:
        return {"destroyed" if take_all_back(code) else "taken_up": True}
    form = ReplyForm(said)
    if not form.is_valid() or code.tip.is_closed or code.tip.messages.count() >= MOST_MESSAGES:
        return {"form": form, "full": form.is_valid()}
    _keep(code.tip, form)
    return {}


def _shown(opened: Opened) -> dict[str, Any]:
    token = signing.dumps({"code": str(opened.code.pk), "one": secrets.token_urlsafe(9)}, salt=SALT)
    form = ReplyForm(initial={"token": token})
    if opened.state != State.ASKED:
        form.fields["text"].label = "Something to add"
    return {
        "opened": opened,
        "form": form,
        "can_be_destroyed": opened.tip.state == opened.state == State.RECEIVED,
        "days": settings.TIP_DAYS,
    }


def _code_of(token: str) -> TipCode:
    """Return the code that the token of a page stands for; raise signing.BadSignature, TipCode.DoesNotExist."""
    code_id = signing.loads(token, salt=SALT, max_age=LASTS)["code"]
    return TipCode.objects.select_related("tip").defer("tip__sealed").get(pk=code_id)


def _keep(tip: Tip, form: ReplyForm) -> None:
    """Keep a reply, once for each page that asked for it."""
    spent = SpentTicket(digest=tickets.digest_of(form.cleaned_data["token"]), day=timezone.now().date())
    try:
        with transaction.atomic():
            spent.save(force_insert=True)
            reply(tip, form.cleaned_data["text"])
    except IntegrityError:
        return  # it was sent twice; the first is kept
