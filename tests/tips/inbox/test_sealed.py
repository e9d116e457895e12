"""What leaves the server is sealed, is asked for by POST, and is noted by name."""

import json
from base64 import b64decode

import pytest

from monitor.desk.models import AuditEntry
from monitor.tips.answering import ask, reply
from monitor.tips.package import read
from monitor.tips.sealing import open_words
from tests.tips.builders import TEXT, office_keys

from .builders import LIST, make_file, make_reader, make_tip, reading

pytestmark = pytest.mark.django_db


def log_of(tip) -> list[tuple[str, str]]:
    return [(str(one.by), one.deed) for one in AuditEntry.objects.naming(tip.short).order_by("pk")]


def test_a_reader_gets_the_sealed_words_and_the_talk(published):
    tina = make_reader()
    tip = make_tip(published, published.law_set.get())
    ask(tip, "Which office?", by=tina)
    reply(tip, "The one in the port.")
    make_file(tip)
    answer = reading(tina).post(f"{LIST}{tip.pk}/sealed/")
    found = answer.json()

    assert open_words(b64decode(found["sealed"]), office_keys()[0])["text"] == TEXT
    assert [(one["number"], one["from"], one["by"]) for one in found["messages"]] == [
        (1, "office", "tina"),
        (2, "sender", ""),
    ]
    assert (found["country"], found["files"][0]["number"], found["short"]) == ("Freedonia", 1, tip.short)
    assert "no-store" in answer.headers["Cache-Control"]
    assert log_of(tip) == [("tina", "opened a tip")]
    assert TEXT not in answer.content.decode()


def test_a_file_is_taken_away_sealed_and_shown_by_no_browser(published):
    tip = make_tip(published)
    file, client = make_file(tip), reading()
    answer = client.post(f"{LIST}{tip.pk}/files/{file.pk}/original/")

    assert answer.content == b"sealed original"
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer.headers["Cache-Control"]
    assert log_of(tip) == [("tina", "opened a file of a tip")]


def test_what_is_not_there_is_not_found(published):
    tip, other = make_tip(published), make_tip(published, text="Another.")
    file, client = make_file(tip), reading()
    file.has_original = False
    file.save()

    for address in (
        f"{tip.pk}/files/{file.pk}/original/",
        f"{tip.pk}/files/{file.pk}/zzz/",
        f"{other.pk}/files/{file.pk}/clean/",
    ):
        assert client.post(LIST + address).status_code == 404
    assert log_of(tip) == log_of(other) == []


def test_picked_tips_are_exported_as_one_file(published):
    tips = [make_tip(published), make_tip(published, text="Another.")]
    make_file(tips[0])
    answer = reading().post(LIST, {"action": "export", "_selected_action": [tip.pk for tip in tips]})

    assert {one["id"] for one in read(answer.content)} == {str(tip.pk) for tip in tips}
    assert 'attachment; filename="tips-' in answer.headers["Content-Disposition"]
    assert [log_of(tip) for tip in tips] == [[("tina", "exported a tip")]] * 2


def test_one_tip_is_exported_from_its_page(published):
    tip = make_tip(published)
    answer = reading().post(f"{LIST}export/", {"tip": str(tip.pk)})

    assert [one["short"] for one in json.loads(answer.content)["tips"]] == [tip.short]


@pytest.mark.parametrize("form", [{}, {"tip": "zzz"}, {"tip": "11111111-1111-4111-8111-111111111111"}])
def test_an_export_of_nothing_is_not_found(form, db):
    assert reading().post(f"{LIST}export/", form).status_code == 404
