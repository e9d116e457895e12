"""manage.py verify_editions finds what was tampered with."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from countries.models import Country
from monitor.publishing.models import Page
from monitor.publishing.publish import publish
from monitor.publishing.verify import problems
from tests.builders import make_law, newest_edition


def _tamper(assignment: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE publishing_edition SET {assignment} WHERE number = 1", values)


@pytest.fixture
def two_editions(published: Country) -> Country:
    make_law("Law on Charity", country=published)
    publish(published, note="A new law.")
    return published


def test_untouched_editions_pass(two_editions: Country):
    out = StringIO()
    call_command("verify_editions", stdout=out)

    assert "2 editions, all intact" in out.getvalue()


def test_changed_bytes_are_found(two_editions: Country):
    content = bytes(two_editions and newest_edition(two_editions).content).replace(b"Freedonia", b"Sylvania!")
    _tamper("content = %s", content)

    assert any("is not what was published" in problem for problem in problems())


def test_a_changed_note_is_found(two_editions: Country):
    _tamper("change_note = 'Nothing to see.'")

    assert any("is not what was published" in problem for problem in problems())


def test_rewritten_history_is_found(two_editions: Country):
    newest = newest_edition(two_editions)
    _tamper("content = %s, sha256 = %s", bytes(newest.content), newest.sha256)

    assert any("does not follow" in problem for problem in problems())


def test_a_missing_edition_is_found(two_editions: Country):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM publishing_wording")
        cursor.execute("DELETE FROM publishing_edition WHERE number = 1")

    assert any("an edition before it is missing" in problem for problem in problems())


def test_a_page_that_shows_an_older_edition_is_found(two_editions: Country):
    Page.objects.all().delete()

    assert any("run rebuild_register" in problem for problem in problems())


def test_the_command_fails_when_something_is_wrong(two_editions: Country):
    _tamper("sha256 = 'x'")

    with pytest.raises(CommandError):
        call_command("verify_editions")
