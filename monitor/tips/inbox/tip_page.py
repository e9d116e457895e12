"""The page of a tip: what is known of it, its passage then and now, what can be done, and what was done."""

from typing import Any

from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from countries.models import Country
from monitor.desk.models import AuditEntry
from monitor.desk.places import edit_address
from monitor.public.cite.found import contents, standing
from monitor.publishing.models import Edition, Page

from ..keys import NoKeyError, passphrase_for_development
from ..models import Tip
from ..retention import due_on
from .deeds import CannotError
from .forms import FORMS, DeedForm, offered_for
from .passages import passage_of
from .rights import tip_for

DONE = {
    "assign": "The tip is assigned.",
    "hand-back": "The tip is handed back.",
    "look": "The tip is being looked at.",
    "ask": "The question is sealed. The sender reads it when they come back with their code.",
    "answer": "The message is sealed. The sender reads it when they come back with their code.",
    "use": "The tip is closed as used.",
    "refuse": "The tip is closed as not used; the sender is told why.",
    "merge": "The tip is folded under the other one.",
    "part": "The tip stands by itself again.",
    "reopen": "The tip is open again.",
}


@require_safe
def tip_page(request: HttpRequest, tip_id: Any) -> HttpResponse:
    """Show a tip without its words."""
    tip = tip_for(request, tip_id)
    return _page(request, tip, {form.deed: form(tip, request.user) for form in offered_for(tip)})


@sensitive_post_parameters()
@require_POST
def deed(request: HttpRequest, tip_id: Any, deed: str) -> HttpResponse:
    """Do one thing with a tip, or say why not, with what was typed kept on the page alone."""
    tip = tip_for(request, tip_id)
    if deed not in FORMS:
        raise Http404
    form = FORMS[deed](tip, request.user, request.POST)
    if not _did(form, offered=FORMS[deed] in offered_for(tip)):
        others = {one.deed: one(tip, request.user) for one in offered_for(tip)}
        return _page(request, tip, {**others, deed: form}, refused=True)
    messages.success(request, DONE[deed])
    return redirect(tip)


def _did(form: DeedForm, *, offered: bool) -> bool:
    if not form.is_valid():
        return False
    if not offered:
        form.add_error(
            None, "Somebody has changed this tip since you opened it; as it stands now, this cannot be done."
        )
        return False
    try:
        form.do()
    except (CannotError, NoKeyError) as error:
        form.add_error(None, str(error))
        form.renew()
        return False
    return True


def _page(request: HttpRequest, tip: Tip, forms: dict[str, DeedForm], *, refused: bool = False) -> HttpResponse:
    frame = {**admin.site.each_context(request), "title": str(tip), "opts": Tip._meta}
    shown = {name: form for name, form in forms.items() if form.is_bound or form.is_possible}
    context = {
        "tip": tip,
        "forms": shown,
        "refused": refused,
        "files": tip.files.all(),
        "doubles": tip.doubles.without_words(),
        "messages_count": tip.messages.count(),
        "due_on": due_on(tip),
        "development": passphrase_for_development(),
        "log": AuditEntry.objects.naming(f"tip {tip.short}").select_related("by").newest_first()[:100],
        **_about(request, tip),
    }
    return render(request, "office/tips/tip.html", {**frame, **context})


def _about(request: HttpRequest, tip: Tip) -> dict[str, Any]:
    """Return the passage as its sender read it, and as readers read it now, with the ways to it."""
    if tip.country_id is None:
        return {}
    editions: list[Any] = list(Edition.objects.read_at({(tip.country_id, tip.edition_number), (tip.country_id, None)}))
    then = next((one for one in editions if one.number == tip.edition_number or not tip.edition_number), None)
    now = next((one for one in editions if one.is_shown), None)
    found = passage_of(tip)
    said = [standing(contents(one), tip.passage_id) if one and tip.passage_id else None for one in (then, now)]
    return {
        "country": Country.objects.filter(pk=tip.country_id).first(),
        "page": Page.objects.for_lists().of(tip.country_id).first(),
        "edition": then,
        "passage": found,
        "then": said[0],
        "now": said[1],
        "form_address": edit_address(found.kind, found.record_id) if found.record_id else "",
    }
