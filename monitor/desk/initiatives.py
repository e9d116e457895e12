"""The admin page of an initiative, and the page on which it moves."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path

from countries.stale import held
from legal.admin import InitiativeAdmin
from legal.models import Initiative
from monitor.publishing.publish import lock

from .laws import tell
from .move_forms import Move, filled_in
from .moves import Outcome, save_move
from .pages import country_for

admin.site.unregister(Initiative)
RIGHT = "legal.change_initiative"


@admin.register(Initiative)
class InitiativeDesk(InitiativeAdmin):
    """An initiative with the page of its next step."""

    change_form_template = "office/initiative_form.html"

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.move_view)
        return [path("<uuid:initiative_id>/move/", view, name="legal_initiative_move"), *super().get_urls()]

    def move_view(self, request: HttpRequest, initiative_id: Any) -> HttpResponse:
        """Show the form of a new step; save it with what was taken of its proposals."""
        with transaction.atomic():
            initiative = self._open(request, initiative_id)
            move = Move(initiative, request.user, request.POST or None)
            if request.method == "POST":
                fill_in = "fill-in" in request.POST
                move = Move(initiative, request.user, filled_in(move, request.POST, ticks=fill_in))
                if not fill_in and move.is_valid():
                    outcome = save_move(move, by=request.user, revision=self.create_revision(request))
                    return self._done(request, initiative, outcome)
        return self._page(request, move)

    def _open(self, request: HttpRequest, initiative_id: Any) -> Initiative:
        """Return the initiative if it is this member of staff's to change; to save, hold its country, then it."""
        initiative = get_object_or_404(Initiative.objects.select_related("country"), pk=initiative_id)
        country_for(request, initiative.country_id, RIGHT, to_change=True)
        if request.method == "POST":
            initiative = _held(initiative)
            country_for(request, initiative.country_id, RIGHT, to_change=True)  # it may have moved while we waited
        return initiative

    def _page(self, request: HttpRequest, move: Move) -> HttpResponse:
        initiative = move.initiative
        context = {
            **self.admin_site.each_context(request),
            "title": f"A new step: {initiative}",
            "opts": self.opts,
            "initiative": initiative,
            "country": initiative.country,
            "steps": list(initiative.events.all()),
            "move": move,
        }
        return render(request, "office/initiative_move.html", context)

    def _done(self, request: HttpRequest, initiative: Initiative, outcome: Outcome) -> HttpResponse:
        """Say what was made, and lead on."""
        said = [f"{initiative.title}: {outcome.step}"]
        said += [f"the law “{outcome.law}” was added"] if outcome.law else []
        said += [f"“{outcome.replaced}” is marked as replaced"] if outcome.replaced else []
        said += [f"the news item “{outcome.news}” was added"] if outcome.news else []
        said += ["a change note waits on the desk"] if outcome.noted else []
        said += ["the initiative has left the page; its history is kept"] if outcome.left else []
        messages.success(request, "; ".join(said) + ".")
        if outcome.replaced:
            tell(request, outcome.replaced, outcome.cited)
        if outcome.left:
            return redirect("admin:countries_country_change", initiative.country_id)
        return redirect("admin:legal_initiative_change", initiative.pk)


def _held(initiative: Initiative) -> Any:
    """Return the initiative as it stands once nobody else works on its country; raise Http404 when it is gone."""
    try:
        lock(initiative.country_id)
        return held(initiative)
    except ObjectDoesNotExist:
        raise Http404 from None
