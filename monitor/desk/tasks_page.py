"""The page of a country's tasks: what cites laws that have been replaced."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from countries.models import Country
from countries.rights import may_work_on
from legal.models import Law
from monitor.contributors import name_for
from monitor.importing.write import MODELS
from monitor.publishing.document import records
from monitor.publishing.rows import document_of

from .models import CitationTask
from .models.citation import TaskState
from .pages import country_for, office_page
from .replaced import look_again, no_longer_cited, open_tasks, settle

__all__ = ["PAGES", "open_tasks", "tasks_view"]

RIGHT = "legal.change_law"


class DecisionForm(forms.Form):
    """One button that was pressed: the number of a task under what is decided of it, or the wish to look again."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for state in TaskState.values:
            self.fields[state] = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1)
        self.fields["look"] = forms.BooleanField(required=False)

    @property
    def decision(self) -> tuple[str, int] | None:
        said = self.cleaned_data if self.is_valid() else {}
        return next(((state, said[state]) for state in TaskState.values if said.get(state)), None)


def tasks_view(request: HttpRequest, country_id: Any) -> HttpResponse:
    """Show a country's tasks, law by law and record by record; take what is decided of one."""
    country = country_for(request, country_id, "legal.view_law")
    may_decide = request.user.has_perm(RIGHT) and may_work_on(request.user, country.pk)
    if request.method == "POST":
        country_for(request, country_id, RIGHT, to_change=True)
        _decide(request, country)
        return redirect("admin:countries_country_tasks", country.pk)
    context = {"country": country, "may_decide": may_decide, **_lists(country, request.user)}
    return office_page(request, "office/tasks.html", f"Tasks: {country}", context)


def _decide(request: HttpRequest, country: Country) -> None:
    form = DecisionForm(request.POST)
    if form.decision is None:
        if form.is_valid() and form.cleaned_data["look"]:
            found = look_again(country, by=request.user)
            messages.success(request, f"Looked again: {found} open.")
        else:
            messages.error(request, "Nothing was chosen: press the button of a task.")
        return
    state, number = form.decision
    is_open = state == TaskState.OPEN
    decided = (
        CitationTask.objects.of(country.pk)
        .filter(pk=number)
        .update(
            state=state,
            decided_by=None if is_open else request.user,
            decided_at=None if is_open else timezone.now(),
        )
    )
    if not decided:
        messages.error(request, "That task is not there any more; this is the list as it stands.")
    settle(country.pk)


def _lists(country: Country, viewer: Any) -> dict[str, Any]:
    """Return the open tasks by law and record in page order, the others, and how many of each."""
    document = document_of(country)
    places = {record["id"]: place for place, (_, record) in enumerate(records(document))}
    tasks = sorted(
        CitationTask.objects.of(country.pk).select_related("decided_by"),
        key=lambda task: (task.law_title, str(task.law_id), places.get(str(task.record_id), len(places)), task.pk),
    )
    gone = {task.pk for task in no_longer_cited(CitationTask.objects.of(country.pk).open(), document)}
    standing = [task for task in tasks if task.state == TaskState.OPEN and task.pk not in gone]
    over = [task for task in tasks if task.state != TaskState.OPEN or task.pk in gone]
    return {
        "laws": _by_law(standing, country),
        "decided": [{"task": task, "outcome": _outcome(task, gone, viewer), "edit": _address(task)} for task in over],
        "counts": {
            "open": len(standing),
            "not_needed": sum(task.state == TaskState.NOT_NEEDED for task in over),
            "done": sum(task.state != TaskState.NOT_NEEDED for task in over),
        },
    }


def _by_law(tasks: list[CitationTask], country: Country) -> list[dict[str, Any]]:
    """Group tasks, which come sorted, by law and by record."""
    elsewhere = _laws_of_others(tasks, country)
    laws: dict[Any, dict[str, Any]] = {}
    for task in tasks:
        law = laws.setdefault(task.law_id, {"task": task, "of": elsewhere.get(task.law_id), "records": {}, "open": 0})
        record = law["records"].setdefault(
            task.record_id, {"kind": _kind(task), "title": task.record_title, "edit": _address(task), "tasks": []}
        )
        record["tasks"].append(task)
        law["open"] += 1
    return [{**law, "records": list(law["records"].values())} for law in laws.values()]


def _laws_of_others(tasks: list[CitationTask], country: Country) -> dict[Any, str]:
    """Return whose law each is that is not this country's."""
    ids = {task.law_id for task in tasks}
    found = Law.objects.filter(pk__in=ids).exclude(country=country) if ids else Law.objects.none()
    return dict(found.values_list("pk", "country__name"))


def _kind(task: CitationTask) -> str:
    return str(MODELS[task.kind]._meta.verbose_name) if task.kind in MODELS else task.kind


def _address(task: CitationTask) -> str:
    """Return where the record is edited; nothing for a kind that the office has no page for."""
    try:
        meta = MODELS[task.kind]._meta
        return reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[task.record_id])
    except (KeyError, NoReverseMatch):
        return ""


def _outcome(task: CitationTask, gone: set[int], viewer: Any) -> str:
    if task.is_done_by_itself or task.pk in gone:
        return "no longer cited"
    when = f" on {task.decided_at:%Y-%m-%d}" if task.decided_at else ""
    return f"{task.get_state_display()}, {name_for(viewer, task.decided_by)}{when}"


PAGES = [("tasks", "tasks", tasks_view)]
