"""A crash between any two steps leaves either the old edition or the new one, whole."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import OperationalError, connection

from countries.models import Country, GlanceRow
from monitor.desk.discard import discard
from monitor.desk.look import look_at
from monitor.desk.models import AuditEntry, Proposal
from monitor.desk.review import Note, approve, ask
from monitor.publishing.models import Edition, Page, PublishedRecord
from monitor.publishing.verify import problems
from tests.builders import edit, make_editor, make_law, newest_edition

MOST = 200  # statements; a deed that takes more would be looked at anew


class CrashError(OperationalError):
    """The machine stops."""


@contextmanager
def crashing_before(statement: int) -> Iterator[None]:
    """Stop at a statement, counted from 0."""
    count = 0

    def execute(run: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal count
        count += 1
        if count == statement + 1:  # once: what follows is the database taking everything back
            raise CrashError
        return run(sql, params, many, context)

    with connection.execute_wrapper(execute):
        yield


def everything() -> list[Any]:
    """Return all that readers and the office could see of a page."""
    return [
        list(model.objects.order_by("pk").values())
        for model in (Edition, Page, PublishedRecord, Proposal, AuditEntry, Country, GlanceRow)
    ]


def crash_everywhere(deed: Callable[[], Any]) -> int:
    """Do something again and again, stopping it one statement later each time; return how many it takes."""
    before = everything()
    for statement in range(MOST):
        try:
            with crashing_before(statement):
                deed()
        except CrashError:
            assert everything() == before, f"half done before statement {statement}"
            assert list(problems()) == []
        else:
            return statement
    raise AssertionError("It never ends.")


@pytest.fixture
def changed(published: Country) -> Country:
    edit(GlanceRow, value="<p>The court</p>")
    make_law("Law on Charity", country=published)
    return published


def test_a_crash_while_publishing(changed: Country):
    look = look_at(changed)
    proposal = ask(changed, look.keys, Note("A note."), by=make_editor("edith"), seen=look.seen)
    rene = make_editor("rene")

    assert crash_everywhere(lambda: approve(proposal, by=rene)) > 20
    assert newest_edition(changed).number == 2
    assert Page.objects.get().edition == newest_edition(changed)
    assert Proposal.objects.get().state == "published"


def test_a_crash_while_asking(changed: Country):
    look = look_at(changed)
    edith = make_editor("edith")

    assert crash_everywhere(lambda: ask(changed, look.keys, Note("A note."), by=edith, seen=look.seen)) > 10
    assert Proposal.objects.get().events.count() == 1


def test_a_crash_while_discarding(changed: Country):
    look = look_at(changed)
    edith = make_editor("edith")

    assert crash_everywhere(lambda: discard(changed, look.keys, by=edith, seen=look.seen)) > 10
    assert look_at(changed).changes == []
