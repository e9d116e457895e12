"""What needs me: the first page of the office, for the person who opens it."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Count, Exists, F, Model, OuterRef, QuerySet, Subquery
from django.utils import timezone

from countries.models import Country
from countries.rights import changed_by, open_to, seen_by
from monitor.importing.models import MissingLink
from monitor.publishing.models import Page

from .checked import RIGHT
from .due import due_records, lines
from .mine import unpublished
from .models import CitationTask, Proposal, ProposalEvent
from .models.proposal import State, What

MOST_DUE = 20


def what_needs(user: Any) -> dict[str, Any]:
    """Return everything that the first page shows; only of countries that this person may look at."""
    today = timezone.now().date()
    due = due_records(user, today)
    tasks, links = open_tasks(user), links_to_supply(user)
    return {
        "reviews": waiting_for_my_review(user),
        "sent_back": sent_back_to_me(user),
        "unpublished": unpublished(user),
        "scheduled": scheduled(user),
        "due": lines(due, today, MOST_DUE),
        "due_count": due.count(),
        "may_confirm": user.has_perm(RIGHT),
        "tasks": tasks,
        "tasks_count": sum(one["count"] for one in tasks),
        "links": links,
        "links_count": sum(one["count"] for one in links),
        "countries": countries(user),
    }


def waiting_for_my_review(user: Any) -> list[Proposal]:
    """Return what others have asked to be reviewed, the longest waiting first."""
    if not user.has_perm("publishing.publish_edition"):
        return []
    asked = _of(Proposal.objects.asked().light(), seen_by(user))
    return list(asked.exclude(author=user).order_by("asked_at"))


def sent_back_to_me(user: Any) -> list[Proposal]:
    """Return my proposals that were sent back and that no later one of mine has replaced."""
    later = Proposal.objects.filter(
        author=user, country_id=OuterRef("country_id"), asked_at__gt=OuterRef("asked_at")
    ).exclude(state=State.TAKEN_BACK)
    said = ProposalEvent.objects.filter(proposal=OuterRef("pk"), what=What.SENT_BACK).order_by("-at", "-pk")
    back = Proposal.objects.light().filter(author=user, state=State.SENT_BACK).exclude(Exists(later))
    return list(back.annotate(said=Subquery(said.values("comment")[:1])).order_by("-asked_at"))


def scheduled(user: Any) -> list[Proposal]:
    return list(_of(Proposal.objects.scheduled().light(), seen_by(user)))


def open_tasks(user: Any) -> list[dict[str, Any]]:
    """Return for each country that this person keeps how many citations are to be looked at."""
    counted = _counted(_of(CitationTask.objects.open(), changed_by(user)))
    names = dict(Country.objects.filter(pk__in=counted).values_list("pk", "name")) if counted else {}
    found = [{"id": one, "name": names[one], "count": count} for one, count in counted.items() if one in names]
    return sorted(found, key=lambda one: str(one["name"]))


def links_to_supply(user: Any) -> list[Mapping[str, Any]]:
    """Return for each country that this person keeps how many links lack their address."""
    if not user.has_perm("importing.change_missinglink"):
        return []
    counted = _of(MissingLink.objects.open(), changed_by(user)).order_by().values("country_id")
    return list(counted.annotate(name=F("country__name"), count=Count("pk")).order_by("name"))


def countries(user: Any) -> list[dict[str, Any]]:
    """Return every country that this person may look at, and what is to be said of its page."""
    withdrawn = dict(Page.objects.values_list("country_id", "withdrawn_on"))
    rows = open_to(user).order_by("name").values("pk", "name", "state", "sample")
    return [{**row, "said": _said(row, withdrawn)} for row in rows]


def _said(row: Mapping[str, Any], withdrawn: dict[Any, Any]) -> list[str]:
    is_public = row["pk"] in withdrawn
    said = ["withdrawn" if withdrawn[row["pk"]] else ""] if is_public else ["not published"]
    said += ["archived" if row["state"] == "archived" else "", "sample" if row["sample"] else ""]
    return [word for word in said if word]


def _of[M: Model](rows: "QuerySet[M]", ids: frozenset[str] | None) -> "QuerySet[M]":
    return rows if ids is None else rows.filter(country_id__in=ids)


def _counted(rows: "QuerySet[Any]") -> dict[Any, int]:
    return dict(rows.order_by().values_list("country_id").annotate(count=Count("pk")))
