"""The review of a proposal in the office: two persons, now or for a time, or back with a comment."""

import datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from countries.models import Assignment, Country, GlanceRow
from monitor.desk.look import look_at
from monitor.desk.models import Proposal
from monitor.desk.review import Note, ask, send_back
from monitor.publishing.models import Edition
from tests.builders import edit, make_editor, make_law, newest_edition

from .browser import send


@pytest.fixture
def proposal(published: Country) -> Proposal:
    """What edith asked to have reviewed: the court registers, in place of the ministry."""
    edith = make_editor("edith")
    edit(GlanceRow, by=edith, value="<p>The court</p>")
    look = look_at(published)
    return ask(published, look.keys, Note("The court registers now."), by=edith, seen=look.seen)


@pytest.fixture
def edith(proposal: Proposal) -> Client:
    client = Client()
    client.force_login(proposal.author)
    return client


def test_the_reviewer_sees_what_would_change(office: Client, proposal: Proposal):
    page = office.get(proposal.get_absolute_url())

    assertContains(page, "The <del>ministry</del><ins>court</ins>")
    assertContains(page, "The court registers now.")
    assertContains(page, "Approve and publish now")


def test_the_reviewer_publishes_it(office: Client, proposal: Proposal, client: Client):
    response = send(office, proposal.get_absolute_url(), action="approve")

    assertRedirects(response, proposal.get_absolute_url())
    assertContains(client.get("/countries/freedonia/"), "The court")
    assert newest_edition(Country.objects.get()).published_by.username == "ada"


def test_the_author_has_no_button_and_no_way_to_publish(edith: Client, proposal: Proposal):
    page = edith.get(proposal.get_absolute_url())

    assertNotContains(page, "Approve and publish now")
    assertContains(page, "You asked for this review, so another person approves it.")
    assertContains(edith.post(proposal.get_absolute_url(), {"action": "approve"}), "another person approves it")
    assert Edition.objects.count() == 1


def test_it_is_sent_back_with_a_comment_that_the_author_reads(office: Client, edith: Client, proposal: Proposal):
    send(office, proposal.get_absolute_url(), action="send-back", comment="Which court?")

    assertContains(edith.get(proposal.get_absolute_url()), "Which court?")
    assert Proposal.objects.get().state == "sent-back"


def test_sending_back_without_a_word_is_refused(office: Client, proposal: Proposal):
    assertContains(send(office, proposal.get_absolute_url(), action="send-back"), "Say what is to be done")
    assert Proposal.objects.get().state == "asked"


def test_it_is_approved_for_a_time(office: Client, proposal: Proposal):
    at = (timezone.now() + datetime.timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")

    send(office, proposal.get_absolute_url(), action="schedule", publish_at=at)

    assert Proposal.objects.get().publish_at.strftime("%Y-%m-%dT%H:%M") == at
    assert Edition.objects.count() == 1


@pytest.mark.parametrize(
    ("at", "says"),
    [
        ("", "Say for what time"),
        ("2020-01-01T10:00", "still to come"),
        ("9999-01-01T10:00", "within a year"),
        ("tomorrow", "Enter a valid date"),
    ],
)
def test_a_time_that_makes_no_sense_is_refused_and_the_comment_kept(office: Client, proposal: Proposal, at, says):
    page = send(office, proposal.get_absolute_url(), action="schedule", publish_at=at, comment="Good work.")

    assertContains(page, says)
    assertContains(page, "Good work.")
    assert Proposal.objects.get().state == "asked"


def test_the_author_takes_it_back(edith: Client, proposal: Proposal):
    send(edith, proposal.get_absolute_url(), action="take-back")

    assert Proposal.objects.get().state == "taken-back"


def test_anybody_in_review_comments(office: Client, proposal: Proposal):
    send(office, proposal.get_absolute_url(), action="remark", comment="Who says so?")

    assertContains(office.get(proposal.get_absolute_url()), "Who says so?")


def test_what_is_decided_has_no_buttons_left(office: Client, proposal: Proposal):
    send(office, proposal.get_absolute_url(), action="approve")

    page = office.get(proposal.get_absolute_url())
    assertNotContains(page, "Approve and publish now")
    assertContains(page, "edition 2")
    assertContains(page, "The <del>ministry</del><ins>court</ins>")


def test_two_reviewers_make_one_edition(office: Client, proposal: Proposal):
    second = Client()
    second.force_login(make_editor("second"))
    send(office, proposal.get_absolute_url(), action="approve")

    assertContains(second.post(proposal.get_absolute_url(), {"action": "approve"}), "Somebody was faster")
    assert Edition.objects.count() == 2


@pytest.mark.parametrize("action", ["approve", "schedule", "send-back", "remark"])
def test_a_made_up_post_without_the_right_does_nothing(proposal: Proposal, action):
    client = Client()
    client.force_login(make_editor("rosa", rights=("countries", "desk")))
    typed = {"action": action, "comment": "x", "publish_at": "2026-12-24T10:00"}

    assert client.post(proposal.get_absolute_url(), typed).status_code == 403
    assert Proposal.objects.get().state == "asked"
    assert Proposal.objects.get().events.count() == 1


@pytest.mark.parametrize("action", ["", "publish", "published", "'; --"])
def test_a_made_up_step_is_refused(office: Client, proposal: Proposal, action):
    assert office.post(proposal.get_absolute_url(), {"action": action}).status_code == 200
    assert Proposal.objects.get().state == "asked"


def test_somebody_elses_country_is_not_found(proposal: Proposal):
    user = make_editor("rosa", rights=("desk", "publishing", "legal"))
    client = Client()
    client.force_login(user)

    assert client.get(proposal.get_absolute_url()).status_code == 404
    Assignment.objects.create(user=user, country_id=proposal.country_id)
    assert client.get(proposal.get_absolute_url()).status_code == 200


def test_a_sent_back_proposal_keeps_its_history(office: Client, proposal: Proposal):
    send_back(proposal, by=make_editor("rene"), comment="Not yet.")

    page: Any = office.get(proposal.get_absolute_url())
    assertContains(page, "rene sent it back")
    assertContains(page, "edith asked for review")


def test_the_list_of_proposals_leads_to_the_review(office: Client, proposal: Proposal):
    assertContains(office.get("/admin/desk/proposal/"), "The court registers now.")
    assertRedirects(office.get(f"/admin/desk/proposal/{proposal.pk}/change/"), proposal.get_absolute_url())


def test_a_first_page_that_was_only_partly_asked_for_is_shown_so(office: Client, country: Country):
    law = make_law("Law on Charity", country=country)
    edith = make_editor("edith")
    look = look_at(country)
    proposal = ask(country, [f"new:{law.pk}"], Note("One law."), by=edith, seen=look.seen)

    page = office.get(proposal.get_absolute_url())
    assertContains(page, "What it would change (1)")
    assertContains(page, "Law on Charity")


@pytest.mark.parametrize("asked", ["author__id__exact", "author", "approved_by__isnull", "author__username"])
def test_the_list_answers_no_question_of_who_asked(office: Client, proposal: Proposal, asked):
    answer = office.get("/admin/desk/proposal/", {asked: "1"})

    assert answer.status_code in (302, 400)
