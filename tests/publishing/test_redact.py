"""Words that must go leave everything that is kept of a country; what remains says so, and passes."""

import datetime
import json
import threading
from collections.abc import Iterator
from typing import Any

import pytest
import reversion
from django.apps import apps
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import connection, connections, models
from django.test import Client
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains
from reversion.models import Revision, Version

from countries.models import Country, Index, NewsItem, Report, Section
from legal.models import Law
from monitor.desk.models import (
    AdviserComment,
    AuditEntry,
    CitationTask,
    PreviewLink,
    Proposal,
    ProposalEvent,
    SuggestedNote,
    Waiver,
)
from monitor.desk.redacting import redact_everywhere
from monitor.importing.models import ImportedRecord, MissingLink
from monitor.publishing.models import Edition, Page, PublishedRecord, Redaction
from monitor.publishing.passage import CannotRedactError
from monitor.publishing.publish import publish
from monitor.publishing.redact import Found, Order, sweep
from monitor.publishing.register import rebuild
from monitor.publishing.rows import document_of
from monitor.publishing.taking_out import columns_of_words
from monitor.publishing.verify import problems
from monitor.publishing.withdraw import give_back, withdraw
from tests.builders import (
    make_editor,
    make_initiative,
    make_law,
    make_news,
    make_published,
    make_report,
    make_whole_country,
    newest_edition,
)

from .traces import columns_with, files_with

NAME = "Zebulon Quirke"
ADDRESS = "/countries/freedonia/"
TODAY = datetime.datetime.now(datetime.UTC).date()


def take_out(country: Country, words: str = NAME, **fields: Any) -> Found:
    return redact_everywhere(country, Order(words, **fields))


@pytest.fixture
def named(country: Country) -> Country:
    """A page that names somebody in its first two editions."""
    Section.objects.filter(topic="introduction").update(body=f"<p>The case of {NAME}.</p>")
    publish(country, note="First.")
    make_law("Law on Charity", country=country)
    publish(country, note=f"The appeal of {NAME} is decided.")
    return country


def test_readers_see_that_words_are_gone_and_not_the_words(named: Country, client: Client):
    take_out(named)

    for address in (ADDRESS, f"{ADDRESS}editions/1/", f"{ADDRESS}editions/2/"):
        page = client.get(address)
        assertContains(page, "The case of [removed].")
        assertContains(page, "Words were taken out of this edition")
        assertContains(page, "for someone’s safety")
        assertNotContains(page, "Quirke")


def test_the_history_says_when_and_why(named: Country, client: Client):
    take_out(named, reason="court")

    page = client.get(f"{ADDRESS}history/")
    assertContains(page, "</time>, on a court’s order.", count=2)
    assertContains(page, "The appeal of [removed] is decided.")
    assertContains(page, "SHA-256 of what remained", count=2)


def test_an_edition_without_the_words_is_left_alone(country: Country, client: Client):
    publish(country, note="First.")
    before = bytes(newest_edition(country).content)
    make_law(f"Law on {NAME}", country=country)
    publish(country, note="Second.")
    found = take_out(country)

    first = Edition.objects.get(number=1)
    assert (found.editions, bytes(first.content), first.redactions.count()) == ([2], before, 0)
    assertNotContains(client.get(f"{ADDRESS}editions/1/"), "taken out")


def test_the_first_hash_stays_and_the_chain_is_whole(named: Country):
    before = list(Edition.objects.order_by("number").values_list("sha256", "previous_sha256"))
    take_out(named)

    assert list(Edition.objects.order_by("number").values_list("sha256", "previous_sha256")) == before
    assert list(problems()) == []


def test_a_new_edition_follows_from_a_redacted_one(named: Country):
    take_out(named)
    make_law("Law on Clubs", country=named)
    publish(named, note="Third.")

    assert list(problems()) == []
    assert "redactions" not in newest_edition(named).document["edition"]


def test_a_second_redaction_passes_too(named: Country):
    take_out(named)
    take_out(named, "The case of")

    assert list(problems()) == []
    assert Redaction.objects.filter(edition__number=1).count() == 2


def test_what_is_changed_after_a_redaction_is_found(named: Country):
    take_out(named)
    content = bytes(newest_edition(named).content).replace(b"[removed]", b"[forged!]")
    models.QuerySet(Edition).filter(number=2).update(content=content)

    assert any("is not what was published" in problem for problem in problems())


def test_the_document_tells_programs_outside_its_bytes(named: Country, client: Client):
    take_out(named)
    facts = json.loads(client.get("/countries/freedonia.json").content)["edition"]

    [entry] = facts["redactions"]
    assert (entry["day"], entry["reason"]) == (TODAY.isoformat(), "safety")
    assert entry["place"] == "change note; sections 2: body"
    assert entry["sha256"] == Redaction.objects.get(edition__number=2).sha256 != facts["sha256"]
    assert "redactions" not in json.loads(bytes(newest_edition(named).content))["edition"]


def test_the_rows_say_what_the_edition_says(named: Country):
    take_out(named)
    with pytest.raises(ValueError, match="Nothing has changed"):
        publish(named, note="Again.")


def test_the_rows_change_in_one_revision_that_does_not_repeat_the_words(named: Country):
    before = Revision.objects.count()
    ada = make_editor()
    take_out(named, by=ada)

    revision = Revision.objects.latest("pk")
    assert Revision.objects.count() == before + 1
    assert (revision.comment, revision.user) == ("Words were taken out", ada)


def test_blocks_and_records_keep_their_ids(named: Country):
    before = newest_edition(named).document["sections"][0]
    take_out(named)

    after = newest_edition(named).document["sections"][0]
    assert after["id"] == before["id"]
    assert [block["id"] for block in after["blocks"]] == [block["id"] for block in before["blocks"]]
    assert "".join(block["html"] for block in after["blocks"]) == after["body"]


def test_a_link_with_the_words_in_its_address_loses_its_tag(country: Country, client: Client):
    link = '<a href="https://example.org/zebulon-quirke">the judgment</a>'
    Section.objects.filter(topic="introduction").update(body=f"<p>See {link}.</p>")
    make_news("A trial", country=country, url="https://example.org/Zebulon%20Quirke")
    make_report("A publisher", country=country, value=f"<p>{link}</p>")
    publish(country, note="First.")
    take_out(country)

    document = newest_edition(country).document
    assert "<p>See the judgment.</p>" in [section["body"] for section in document["sections"]]
    assert [item["url"] for item in document["news"] if item["title"] == "A trial"] == [None]
    assert [report["links"] for report in document["reports"] if report["publisher"] == "A publisher"] == [[]]
    assert NewsItem.objects.get(title="A trial").url == ""
    assert Report.objects.get(publisher="A publisher").value == "<p>the judgment</p>"
    assertNotContains(client.get(ADDRESS), "uirke")


def test_lists_and_search_are_made_again(named: Country):
    take_out(named)

    assert rebuild() == (1, 0)
    assert not PublishedRecord.objects.filter(text__contains=NAME).exists()
    assert NAME not in json.dumps(Page.objects.get().prepared)


def test_looking_changes_nothing(named: Country):
    before = (document_of(named), bytes(newest_edition(named).content), Version.objects.count())
    found = take_out(named, dry=True)

    assert found.places["Editions that readers see"] == 3
    assert found.places["Records as editors keep them"] == 1
    assert (document_of(named), bytes(newest_edition(named).content), Version.objects.count()) == before
    assert not Redaction.objects.exists()


def test_looking_finds_what_taking_out_takes(named: Country):
    assert take_out(named, dry=True).places == take_out(named).places


def test_words_that_stand_nowhere_are_refused(named: Country):
    with pytest.raises(CannotRedactError, match="stand nowhere"):
        take_out(named, "Somebody Else")


def test_taking_out_twice_is_refused_the_second_time(named: Country):
    take_out(named)
    with pytest.raises(CannotRedactError, match="stand nowhere"):
        take_out(named)


@pytest.mark.parametrize("words", ["Freedonia", "freedonia", "formation", "2026-02", "introduction"])
def test_words_that_hold_the_page_together_are_refused(named: Country, words: str):
    before = bytes(newest_edition(named).content)
    with pytest.raises(CannotRedactError, match="date, the name of the country"):
        take_out(named, words)

    assert bytes(newest_edition(named).content) == before


def test_part_of_an_id_is_refused(named: Country):
    with pytest.raises(CannotRedactError):
        take_out(named, newest_edition(named).document["laws"][0]["id"][:8])


def test_a_word_that_many_pages_share_is_refused(named: Country):
    with pytest.raises(CannotRedactError, match="rename what is shared"):
        take_out(named, Index.objects.first().name)


def test_another_country_is_left_alone(named: Country):
    other = make_whole_country("Sylvania")
    make_law(f"Law on {NAME}", country=other)
    with reversion.create_revision():
        Law.objects.get(country=other, title__contains=NAME).save()
    publish(other, note=f"On {NAME}.")
    take_out(named)

    assert NAME in newest_edition(other).change_note
    assert Law.objects.filter(country=other, title=f"Law on {NAME}").exists()
    assert Version.objects.get_for_model(Law).filter(serialized_data__contains=NAME).exists()


def test_versions_of_deleted_records_are_cleaned(named: Country):
    law = make_law(f"Law on {NAME}", country=named)
    bill = make_initiative("A bill", country=named)
    step = bill.events.create(note=f"{NAME} speaks", stage="submitted")
    with reversion.create_revision():
        law.save()
        step.save()
        bill.save()
    law.delete()
    bill.delete()
    take_out(named)

    assert not Version.objects.filter(serialized_data__contains="Quirke").exists()
    assert not Version.objects.filter(object_repr__contains="Quirke").exists()


def test_a_version_can_still_be_brought_back(named: Country):
    law = make_law(f"Law on {NAME}", country=named)
    with reversion.create_revision():
        law.save()
    take_out(named)
    saved = Version.objects.get_for_object(law).last()
    law.delete()
    saved.revert()

    assert Law.objects.filter(title="Law on [removed]").exists()


def test_a_name_that_was_cut_in_a_log_goes_too(named: Country):
    law = make_law("x" * 70 + f" {NAME}", country=named)
    with reversion.create_revision():
        law.save()
    assert "Zebul" in Version.objects.get_for_object(law).first().object_repr
    take_out(named)

    assert "Zebul" not in Version.objects.get_for_object(law).last().object_repr


def test_words_before_a_missing_link_go_with_the_link_they_end_in(named: Country):
    MissingLink.objects.create(
        country=named, kind="sections", record_id=named.pk, record="x", before="case of Zebulon", text="Quirke", line=1
    )
    take_out(named)

    link = MissingLink.objects.get()
    assert "Zebulon" not in link.before
    assert "Quirke" not in link.text


def test_a_withdrawn_page_can_be_redacted(named: Country, client: Client):
    withdraw(named, f"{NAME} is at risk.", None)
    take_out(named)

    assertContains(client.get(ADDRESS), "[removed] is at risk.", status_code=410)
    give_back(named, None)
    assertNotContains(client.get(ADDRESS), "Quirke")


def test_a_country_that_was_never_published_can_be_redacted(country: Country):
    make_law(f"Law on {NAME}", country=country)
    take_out(country)

    assert Law.objects.filter(title="Law on [removed]").exists()


# Sessions -------------------------------------------------------------------------------------------------------------

ADMIN = "/admin/legal/law/add/"


def _sessions() -> list[dict[str, Any]]:
    return [session.get_decoded() for session in Session.objects.all()]


def _keep(**kept: Any) -> str:
    session = SessionStore()
    session.update({"_auth_user_id": "1", **kept})
    session.save()
    return session.session_key


@pytest.mark.parametrize(
    "kept",
    [
        {"kept": {"user": "1", "path": ADMIN, "fields": [["title", f"Law on {NAME}"]]}},
        {"kept": {"user": "1", "path": ADMIN, "fields": [["body", "<p>Zebulon <strong>Quirke</strong></p>"]]}},
        {"kept": {"user": "1", "path": ADMIN, "fields": [["url", "https://example.org/zebulon-quirke"]]}},
        {"kept": {"user": "1", "path": f"{ADMIN}?title=Zebulon+Quirke", "fields": []}},
        {"account_reauthentication_state": {"request": json.dumps({"POST": "name=Zebulon+Quirke"})}},
        {"account_reauthentication_state": {"request": json.dumps({"POST": "name=Zebulon%20Quirke"})}},
        {"_messages": json.dumps([["__json_message", 0, 25, f"“{NAME}” was saved."]])},
    ],
)
def test_no_session_keeps_the_words(named: Country, kept: dict[str, Any]):
    _keep(**kept)
    take_out(named)

    [data] = _sessions()
    assert set(data) == {"_auth_user_id"}


def test_words_beyond_ascii_leave_sessions_too(country: Country):
    make_law("Law on Žofia Ñandú", country=country)
    _keep(
        kept={"user": "1", "path": ADMIN, "fields": [["title", "Žofia Ñandú"]]},
        account_reauthentication_state={"request": json.dumps({"path": "/Žofia Ñandú/", "POST": "a=b"})},
        _messages=json.dumps(["Žofia Ñandú"]),
    )
    take_out(country, "Žofia Ñandú")

    assert _sessions() == [{"_auth_user_id": "1"}]


def test_a_kept_form_without_the_words_stays(named: Country):
    kept = {"user": "1", "path": ADMIN, "fields": [["title", "Law on Clubs"]]}
    key = _keep(kept=kept)
    before = Session.objects.get(pk=key).session_data
    take_out(named)

    assert _sessions() == [{"_auth_user_id": "1", "kept": kept}]
    assert Session.objects.get(pk=key).session_data == before


def test_looking_counts_kept_forms_and_leaves_them(named: Country):
    _keep(kept={"user": "1", "path": ADMIN, "fields": [["title", NAME]]})
    found = take_out(named, dry=True)

    assert found.places["Forms that were sent too late"] == 1
    assert "kept" in _sessions()[0]


def test_words_that_happen_to_stand_in_a_log_in_end_it_not(named: Country):
    _keep(_auth_user_hash="deadbeef", began=12345678)
    make_law("The deadbeef law of 12345678", country=named)
    take_out(named, "deadbeef")

    assert _sessions() == [{"_auth_user_id": "1", "_auth_user_hash": "deadbeef", "began": 12345678}]


def test_sessions_that_cannot_be_read_are_left(named: Country):
    Session.objects.create(session_key="x", session_data="nonsense", expire_date=timezone.now())
    take_out(named)

    assert Session.objects.get().session_data == "nonsense"


# Nothing is left ------------------------------------------------------------------------------------------------------


def _models() -> Iterator[type[models.Model]]:
    for label in ("countries", "legal", "importing", "publishing", "desk", "reversion", "admin"):
        yield from apps.get_app_config(label).get_models()


SHARED = {"Country", "Index", "Treaty", "TreatyReference"}
"""What many pages share, or what a page is known by: words in these are refused."""
NOT_WORDS = {"ImportedRecord.kind", "CitationTask.kind", "MissingLink.kind", "PublishedRecord.kind"}


def _fill(words: str) -> int:
    """Write the words into every column that can hold words, of every row, past all guards."""
    written = 0
    for model in _models():
        if model.__name__ in SHARED | {"Version", "Page", "PublishedRecord", "Edition", "Redaction"}:
            continue
        for column in columns_of_words(model):
            if f"{model.__name__}.{column.name}" in NOT_WORDS or (column.max_length or 999) < 30:
                continue
            if column.name not in ("topics", "document"):
                written += models.QuerySet(model).update(**{column.attname: _value(column, words)})
    return written


def _value(column: models.Field, words: str) -> Any:
    if isinstance(column, models.URLField):
        return f"https://example.org/{words.replace(' ', '-')}"
    if isinstance(column, models.JSONField):
        return {"title": words} if column.name == "content" else [words]
    return f"<p>{words} said</p>"


def _desk(country: Country) -> None:
    """One row of everything that the office keeps."""
    ada, edition = make_editor(), newest_edition(country)
    asked = Proposal.objects.create(
        country_id=country.pk, country_name=country.name, base=edition, author=ada, note="x",
        document=document_of(country), picked=[f"changed:{country.pk}"], titles=["x"],
    )  # fmt: skip
    ProposalEvent.objects.create(proposal=asked, by=ada, what="asked", comment="x")
    link = PreviewLink.objects.create(
        country_id=country.pk, label="x", token_sha256="0" * 64, made_by=ada, expires_at=timezone.now()
    )
    AdviserComment.objects.create(link=link, day=TODAY, text="x", seen="0")
    Waiver.objects.create(country_id=country.pk, key="0", code="x", words="x", reason="x", by=ada)
    CitationTask.objects.create(
        law_id=country.pk, law_title="x", successor_title="x", country_id=country.pk, kind="laws", key="0",
        record_id=country.pk, record_title="x", words="x", articles=["x"],
    )  # fmt: skip
    SuggestedNote.objects.create(country_id=country.pk, text="x")
    AuditEntry.objects.create(by=ada, deed="published", country_id=country.pk, about="x")
    ImportedRecord.objects.create(country=country, kind="laws", record_id=country.pk, content={"title": "x"})
    MissingLink.objects.create(country=country, kind="laws", record_id=country.pk, record="x", text="x", line=1)
    LogEntry.objects.create(
        user=ada, content_type=ContentType.objects.get_for_model(Law), object_id="0", object_repr="x",
        action_flag=CHANGE, change_message="x",
    )  # fmt: skip


def _everything(name: str = "Freedonia") -> Country:
    """A published country whose every word, in every table, is the one that must go."""
    country = make_published(name)
    _desk(country)
    withdraw(country, "x", None)
    give_back(country, None)
    assert _fill(NAME) > 60
    with reversion.create_revision():
        reversion.set_comment(f"From {NAME}")
        for model in _models():
            if reversion.is_registered(model):
                for row in models.QuerySet(model).all():
                    row.save()
    publish(country, note=f"Says {NAME}.")
    Proposal.objects.update(document=document_of(country))
    LogEntry.objects.update(change_message=json.dumps([{"changed": {"object": NAME, "fields": ["Title"]}}]))
    return country


@pytest.mark.django_db(transaction=True)
def test_not_one_byte_is_left_in_the_database_or_its_files():
    country = _everything()
    assert len(columns_with(NAME)) > 30
    assert "search_searchentry.stems" in columns_with("zebulon quirk")
    assert "search_searchword.word" in columns_with("quirke")
    take_out(country)

    assert columns_with(NAME) == []
    assert columns_with("Quirke") == []
    assert files_with(NAME) == []
    assert files_with("Quirke") == []
    assert files_with("Zebulon-Quirke") == []
    for word in ("zebulon", "quirke", "quirk"):  # as the index for searching keeps it, and as a stem
        assert columns_with(word) == []
        assert files_with(word) == []
    assert list(problems()) == []
    assert rebuild() == (1, 0)


@pytest.mark.django_db(transaction=True)
def test_two_who_take_out_at_once_do_it_once():
    country = make_published()
    make_law(f"Law on {NAME}", country=country)
    publish(country, note="Second.")
    outcomes: list[str] = []

    def attempt() -> None:
        try:
            outcomes.append(f"editions {take_out(country).editions}")
        except CannotRedactError:
            outcomes.append("refused")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=attempt) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["editions [2]", "refused"]
    assert Redaction.objects.count() == 1


def test_a_database_that_cannot_be_swept_is_said_in_the_log(db, caplog: pytest.LogCaptureFixture):
    sweep()  # within the transaction of this test

    assert ("run VACUUM" in caplog.text) is (connection.vendor == "sqlite")


@pytest.mark.django_db(transaction=True)
def test_the_search_for_traces_would_find_them():
    make_law(f"Law on {NAME}")

    assert columns_with(NAME) == ["legal_law.title"]
    Law.objects.all().delete()
    assert columns_with(NAME) == []


def test_every_kind_of_row_is_in_that_test(db):
    _everything()

    empty = {model.__name__ for model in _models() if any(columns_of_words(model)) and not model.objects.exists()}
    assert empty <= {"Redaction", "TreatyReference"}
