"""Asking for review, approving, sending back: what is approved is what was seen."""

import datetime
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from countries.models import Country, NewsItem, Section
from legal.models import Law
from monitor.desk import review
from monitor.desk.look import look_at
from monitor.desk.models import AuditEntry, Proposal
from monitor.desk.review import (
    BlockedError,
    CannotReviewError,
    Note,
    approve,
    ask,
    publish_due,
    remark,
    send_back,
    take_back,
)
from monitor.publishing.models import Edition, Page
from monitor.publishing.publish import publish
from monitor.publishing.verify import problems
from tests.builders import edit, make_editor, make_initiative, make_law, make_news, make_published, newest_edition

SOON = datetime.timedelta(hours=1)


@pytest.fixture
def edith(db) -> User:
    return make_editor("edith")


@pytest.fixture
def rene(db) -> User:
    return make_editor("rene")


def asked(country: Country, by: User, *, keys: Any = None, note: str = "A new fee.", **rest: Any) -> Proposal:
    look = look_at(country)
    return ask(country, look.keys if keys is None else keys, Note(note), by=by, seen=look.seen, **rest)


def key_of(country: Country, title: str) -> str:
    return next(change.key for change in look_at(country).changes if change.title == title)


def heading(country: Country) -> str:
    return next(
        one["heading"] for one in newest_edition(country).document["sections"] if one["topic"] == "introduction"
    )


def test_asking_changes_nothing_for_readers(published, edith):
    edit(Section, heading="Preface")
    asked(published, edith)

    assert Edition.objects.count() == 1
    assert Proposal.objects.get().state == "asked"


def test_what_is_approved_is_published(published, edith, rene):
    edit(Section, heading="Preface")
    approve(asked(published, edith), by=rene)

    edition = newest_edition(published)
    assert (edition.number, edition.change_note, edition.written_by, edition.published_by) == (
        2, "A new fee.", edith, rene,
    )  # fmt: skip
    assert heading(published) == "Preface"
    assert list(problems()) == []


def test_what_is_approved_is_what_was_seen(published, edith, rene):
    edit(Section, heading="Preface")
    proposal = asked(published, edith)
    edit(Section, heading="Half a thought")

    approve(proposal, by=rene)

    assert heading(published) == "Preface"
    assert [change.title for change in look_at(published).changes] == ["Half a thought"]


def test_a_picked_part_leaves_the_rest_pending(published, edith, rene):
    edit(Section, heading="Preface")
    make_law("Law on Charity", country=published)

    approve(asked(published, edith, keys=[key_of(published, "Law on Charity")]), by=rene)

    assert heading(published) == "Introduction"
    assert [change.title for change in look_at(published).changes] == ["Preface"]


def test_who_asked_does_not_approve(published, edith):
    edit(Section, heading="Preface")

    with pytest.raises(CannotReviewError, match="another person"):
        approve(asked(published, edith), by=edith)
    assert Edition.objects.count() == 1


def test_who_saved_does_not_approve(published, edith, rene):
    edit(Section, by=rene, heading="Preface")

    with pytest.raises(CannotReviewError, match="You have saved some of what is in it"):
        approve(asked(published, edith), by=rene)


def test_who_saved_something_else_approves(published, edith, rene):
    edit(Law, by=rene, title="Law on Clubs")
    edit(Section, by=edith, heading="Preface")

    approve(asked(published, edith, keys=[key_of(published, "Preface")]), by=rene)

    assert heading(published) == "Preface"


def test_an_office_of_one_approves_its_own(published, edith, settings):
    settings.ONE_PERSON = True
    edit(Section, by=edith, heading="Preface")

    approve(asked(published, edith), by=edith)

    assert heading(published) == "Preface"


def test_nobody_approves_without_the_right(published, edith):
    edit(Section, heading="Preface")
    proposal = asked(published, edith)

    with pytest.raises(CannotReviewError, match="right to approve"):
        approve(proposal, by=make_editor("rosa", rights=("countries", "legal")))


def test_nobody_approves_for_a_country_that_is_not_theirs(published, edith):
    edit(Section, heading="Preface")
    proposal = asked(published, edith)
    user = make_editor("rosa", rights=("publishing",))

    with pytest.raises(CannotReviewError, match="not yours"):
        approve(proposal, by=user)


def test_an_approved_proposal_is_not_approved_again(published, edith, rene):
    edit(Section, heading="Preface")
    proposal = asked(published, edith)
    approve(proposal, by=rene)

    with pytest.raises(CannotReviewError, match="Somebody was faster"):
        approve(proposal, by=make_editor("third"))
    assert Edition.objects.count() == 2


def test_it_is_sent_back_with_a_comment(published, edith, rene):
    edit(Section, heading="Preface")
    proposal = send_back(asked(published, edith), by=rene, comment="The fee is 250.")

    assert proposal.state == "sent-back"
    assert [(event.by, event.what, event.comment) for event in proposal.events.all()] == [
        (edith, "asked", ""),
        (rene, "sent-back", "The fee is 250."),
    ]


def test_sending_back_needs_a_word(published, edith, rene):
    edit(Section, heading="Preface")

    with pytest.raises(CannotReviewError, match="what is to be done"):
        send_back(asked(published, edith), by=rene, comment="  ")


def test_the_author_takes_it_back(published, edith, rene):
    edit(Section, heading="Preface")
    proposal = asked(published, edith)

    with pytest.raises(CannotReviewError, match="Only who asked"):
        take_back(proposal, by=rene)
    assert take_back(proposal, by=edith).state == "taken-back"


def test_a_comment_changes_nothing_else(published, edith, rene):
    edit(Section, heading="Preface")
    proposal = remark(asked(published, edith), by=rene, comment="Who says so?")

    assert proposal.state == "asked"
    assert proposal.events.last().comment == "Who says so?"


def test_a_look_that_is_old_is_refused(published, edith):
    edit(Section, heading="Preface")
    look = look_at(published)
    edit(Section, heading="Foreword")

    with pytest.raises(CannotReviewError, match="has changed since"):
        ask(published, look.keys, Note("A note."), by=edith, seen=look.seen)


@pytest.mark.parametrize(("keys", "note", "says"), [([], "A note.", "Pick"), (None, " ", "change note")])
def test_something_must_be_picked_and_said(published, edith, keys, note, says):
    edit(Section, heading="Preface")

    with pytest.raises(CannotReviewError, match=says):
        asked(published, edith, keys=keys, note=note)


def test_a_made_up_key_picks_nothing(published, edith):
    edit(Section, heading="Preface")

    with pytest.raises(CannotReviewError, match="Pick"):
        asked(published, edith, keys=["removed:nothing", "country"])


def test_another_edition_of_other_records_does_not_matter(published, edith, rene):
    edit(Section, heading="Preface")
    proposal = asked(published, edith)
    make_news("Newer", country=published)
    approve(asked(published, edith, keys=[key_of(published, "Newer")]), by=rene)

    approve(proposal, by=rene)

    document = newest_edition(published).document
    assert (heading(published), "Newer" in [item["title"] for item in document["news"]]) == ("Preface", True)


def test_another_edition_of_the_same_record_makes_it_stale(published, edith, rene):
    edit(Section, heading="Preface")
    proposal = asked(published, edith)
    edit(Section, heading="Foreword")
    publish(published, note="By the operator.")

    with pytest.raises(CannotReviewError, match="Another edition has changed Foreword"):
        approve(proposal, by=rene)
    assert heading(published) == "Foreword"


def test_a_first_edition_is_reviewed_too(country, edith, rene):
    approve(asked(country, edith, note="The first edition."), by=rene)

    assert newest_edition(country).number == 1
    assert Page.objects.count() == 1


def test_it_is_approved_for_a_time(published, edith, rene):
    edit(Section, heading="Preface")
    proposal = approve(asked(published, edith), by=rene, at=timezone.now() + SOON)

    assert (proposal.state, Edition.objects.count()) == ("scheduled", 1)
    assert publish_due() == []


def test_a_missed_time_goes_out_late_and_once(published, edith, rene):
    edit(Section, heading="Preface")
    approve(asked(published, edith), by=rene, at=timezone.now() + SOON)

    late = timezone.now() + datetime.timedelta(days=3)
    assert [proposal.state for proposal in publish_due(late)] == ["published"]
    assert publish_due(late) == []
    edition = newest_edition(published)
    assert (edition.number, edition.published_by, edition.dated) == (2, rene, timezone.now().date())


def test_what_the_clock_cannot_publish_goes_back_with_the_reason(published, edith, rene):
    edit(Section, heading="Preface")
    proposal = approve(asked(published, edith), by=rene, at=timezone.now() + SOON)
    edit(Section, heading="Foreword")
    publish(published, note="By the operator.")

    publish_due(timezone.now() + 2 * SOON)

    proposal.refresh_from_db()
    assert proposal.state == "sent-back"
    assert proposal.events.last().what == "failed"
    assert "Another edition has changed" in proposal.events.last().comment


def test_one_that_fails_leaves_the_others(published, edith, rene):
    edit(Section, heading="Preface")
    approve(asked(published, edith), by=rene, at=timezone.now() + SOON)
    edit(Section, heading="Foreword")
    publish(published, note="By the operator.")
    other = make_published("Sylvania", slug="sylvania")
    make_law("Law on Charity", country=other)
    approve(asked(other, edith), by=rene, at=timezone.now() + SOON)

    publish_due(timezone.now() + 2 * SOON)

    assert newest_edition(other).number == 2


def test_a_scheduled_one_is_sent_back(published, edith, rene):
    edit(Section, heading="Preface")
    proposal = approve(asked(published, edith), by=rene, at=timezone.now() + SOON)

    send_back(proposal, by=rene, comment="Not yet.")

    assert publish_due(timezone.now() + 2 * SOON) == []
    assert Edition.objects.count() == 1


def test_a_deleted_country_is_not_published(published, edith, rene):
    edit(Section, heading="Preface")
    proposal = asked(published, edith)
    Country.objects.all().delete()

    with pytest.raises(CannotReviewError, match="deleted"):
        approve(proposal, by=rene)


def test_an_error_of_the_checks_blocks(published, edith):
    edit(Section, body="<p>A fee is due [1].</p>")

    with pytest.raises(BlockedError) as caught:
        asked(published, edith)
    assert [one.finding.code for one in caught.value.checked if one.blocks] == ["footnote"]


def test_an_error_that_readers_see_already_does_not_block(published, edith):
    edit(Section, body="<p>A fee is due [1].</p>")
    publish(published, note="By the operator.")
    edit(Law, title="Law on Clubs")

    assert asked(published, edith).state == "asked"


def test_a_warning_passes_with_a_reason_that_is_kept(published, edith):
    make_initiative("Draft Law on Clubs", country=published, expected="2020-01")
    with pytest.raises(BlockedError) as caught:
        asked(published, edith)
    [warning] = [one.finding for one in caught.value.checked if one.blocks]

    proposal = asked(published, edith, reasons={warning.key: "Parliament is late."})

    assert proposal.state == "asked"
    edit(Law, title="Law on Clubs")
    assert asked(published, edith).state == "asked"  # and need not be said again


def test_an_error_does_not_pass_with_a_reason(published, edith):
    edit(Section, body="<p>A fee is due [1].</p>")
    with pytest.raises(BlockedError) as caught:
        asked(published, edith)
    reasons = {one.finding.key: "Never mind." for one in caught.value.checked}

    with pytest.raises(BlockedError):
        asked(published, edith, reasons=reasons)


def test_every_step_is_in_the_audit_log_without_the_draft(published, edith, rene):
    edit(Section, heading="Preface")
    proposal = asked(published, edith, note="Secret until it is out.")
    send_back(proposal, by=rene, comment="Secret too.")

    entries = [(entry.by, entry.deed) for entry in AuditEntry.objects.order_by("pk")]
    assert entries == [(edith, "asked"), (rene, "sent-back")]
    assert not any("ecret" in entry.about for entry in AuditEntry.objects.all())


def test_a_moved_record_can_be_picked_alone(published, edith, rene):
    NewsItem.objects.filter(archived=False).update(position=9)
    [key] = look_at(published).keys

    approve(asked(published, edith, keys=[key]), by=rene)

    assert [item["archived"] for item in newest_edition(published).document["news"]] == [True, False]


def test_a_deleted_country_does_not_hold_up_the_others(published, edith, rene):
    other = make_published("Sylvania")
    for one, hours in ((published, 1), (other, 2)):
        Law.objects.filter(country=one).update(title="New")
        approve(asked(one, edith), by=rene, at=timezone.now() + SOON * hours)
    published.delete()
    publish_due(timezone.now() + 3 * SOON)
    assert Edition.objects.of(other.pk).count() == 2


def test_an_unforeseen_failure_of_one_leaves_the_others(published, edith, rene, monkeypatch):
    other = make_published("Sylvania")
    for one, hours in ((published, 1), (other, 2)):
        Law.objects.filter(country=one).update(title="New")
        approve(asked(one, edith), by=rene, at=timezone.now() + SOON * hours)
    usual = review.make_edition

    def fails(country, *rest):
        if country.pk == published.pk:
            raise ValueError("odd")
        return usual(country, *rest)

    monkeypatch.setattr(review, "make_edition", fails)
    publish_due(timezone.now() + 3 * SOON)

    assert Edition.objects.of(other.pk).count() == 2


def test_what_waits_for_review_is_not_asked_for_twice(published, edith, rene):
    edit(Section, heading="Preface")
    asked(published, edith)

    with pytest.raises(CannotReviewError, match="does not wait for review already"):
        asked(published, rene)
