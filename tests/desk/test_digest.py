"""One mail a day for each person, and what may stand in it."""

import datetime
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client
from pytest_django.asserts import assertContains

from countries.models import Country
from monitor.desk.digest import SUBJECT, send_digests
from monitor.desk.models import MailChoice, Proposal, ProposalEvent
from monitor.publishing.models import PublishedRecord
from tests.builders import make_editor, newest_edition

MORNING = datetime.datetime(2026, 3, 2, 6, 30, tzinfo=datetime.UTC)
DAY, HOUR = datetime.timedelta(days=1), datetime.timedelta(hours=1)
SECRET = "xyzzysecret"


class Broken(EmailBackend):
    """A mail server that is away."""

    def send_messages(self, messages: Any) -> int:
        raise OSError("No answer.")


@pytest.fixture(autouse=True)
def _quiet_page(published: Country) -> None:
    """Nothing is due by itself."""
    PublishedRecord.objects.update(due_on=None, passes_on=None)


@pytest.fixture
def ada(db) -> User:
    return _with_mail(make_editor("ada"))


@pytest.fixture
def grace(db) -> User:
    return _with_mail(make_editor("grace"))


def _with_mail(user: User) -> User:
    user.email = f"{user.username}@office.example"
    user.save()
    return user


def make_proposal(author: User, **facts: Any) -> Proposal:
    country = Country.objects.get()
    edition = newest_edition(country)
    facts = {"picked": ["country", "new:1", "new:2"], "titles": [SECRET], "note": SECRET, **facts}
    return Proposal.objects.create(
        country_id=country.pk, country_name="Freedonia", base=edition, document=edition.document, author=author, **facts
    )


def _mails() -> dict[str, str]:
    return {one.to[0].split("@")[0]: one.body for one in mail.outbox}


def test_who_reviews_hears_of_what_waits(ada: User, grace: User):
    proposal = make_proposal(grace)

    assert send_digests(MORNING) == 1
    assert mail.outbox[0].subject == SUBJECT
    assert "- Freedonia: 3 changes wait for your review" in _mails()["ada"]
    assert f"http://testserver/admin/review/{proposal.pk}/" in _mails()["ada"] or str(proposal.pk) in _mails()["ada"]


def test_the_author_hears_what_was_sent_back(ada: User, grace: User):
    make_proposal(grace, state="sent-back")
    send_digests(MORNING)

    assert list(_mails()) == ["grace"]
    assert "Sent back to you\n- Freedonia: 3 changes" in _mails()["grace"]


def test_the_author_hears_once_that_it_is_published(ada: User, grace: User):
    proposal = make_proposal(grace, state="published", edition=newest_edition(Country.objects.get()))
    ProposalEvent.objects.create(proposal=proposal, by=ada, what="published", comment=SECRET)
    ProposalEvent.objects.update(at=MORNING - HOUR)

    assert (send_digests(MORNING), send_digests(MORNING + DAY)) == (1, 0)
    assert "- Freedonia: published" in _mails()["grace"]


def test_the_author_hears_that_it_is_scheduled(ada: User, grace: User):
    proposal = make_proposal(grace, state="scheduled", publish_at=MORNING + DAY)
    ProposalEvent.objects.create(proposal=proposal, by=ada, what="scheduled")
    ProposalEvent.objects.update(at=MORNING - HOUR)
    send_digests(MORNING)

    assert "- Freedonia: approved for a time" in _mails()["grace"]


def test_the_author_hears_what_could_not_be_published_at_its_time(ada: User, grace: User):
    proposal = make_proposal(grace, state="sent-back")
    for at, step in enumerate(({"by": ada, "what": "scheduled"}, {"what": "failed"}, {"by": ada, "what": "commented"})):
        event = ProposalEvent.objects.create(proposal=proposal, **step)
        ProposalEvent.objects.filter(pk=event.pk).update(at=MORNING - HOUR * (9 - at))
    send_digests(MORNING)

    assert "- Freedonia: could not be published" in _mails()["grace"]


def test_the_mail_does_not_say_that_what_a_person_sent_back_could_not_be_published(ada: User, grace: User):
    proposal = make_proposal(grace, state="sent-back")
    for at, step in enumerate(("asked", "scheduled", "sent-back")):
        event = ProposalEvent.objects.create(proposal=proposal, by=ada, what=step)
        ProposalEvent.objects.filter(pk=event.pk).update(at=MORNING - HOUR * (9 - at))
    send_digests(MORNING)

    assert "Sent back to you\n- Freedonia: 3 changes" in _mails()["grace"]
    assert "could not be published" not in _mails()["grace"]


def test_what_is_due_is_counted_and_the_first_are_named(ada: User):
    PublishedRecord.objects.update(due_on=MORNING.date())
    send_digests(MORNING)

    assert "Due for a check: 12 records\n- Freedonia: " in _mails()["ada"]
    assert "- and more" in _mails()["ada"]


def test_no_word_of_a_draft_a_note_or_a_comment_is_mailed(ada: User, grace: User):
    for state in ("asked", "sent-back"):
        proposal = make_proposal(grace, state=state)
        ProposalEvent.objects.create(proposal=proposal, by=ada, what=state, comment=SECRET)
    send_digests(MORNING)

    assert len(mail.outbox) == 2
    assert SECRET not in "".join(str(one.message()) for one in mail.outbox)


def test_nothing_to_say_is_no_mail(ada: User):
    assert send_digests(MORNING) == 0
    assert mail.outbox == []


def test_there_is_one_mail_a_day(ada: User, grace: User):
    make_proposal(grace)

    assert [send_digests(MORNING + HOUR * hours) for hours in (0, 1, 12, 24)] == [1, 0, 0, 1]


def test_no_mail_goes_out_in_the_night(ada: User, grace: User):
    make_proposal(grace)

    assert send_digests(MORNING - HOUR) == 0


def test_who_opted_out_gets_none(ada: User, grace: User):
    make_proposal(grace)
    MailChoice.objects.create(user=ada, wanted=False)

    assert send_digests(MORNING) == 0


@pytest.mark.parametrize("facts", [{"email": ""}, {"is_active": False}, {"is_staff": False}])
def test_who_has_left_or_has_no_address_gets_none(ada: User, grace: User, facts: dict[str, Any]):
    make_proposal(grace)
    User.objects.filter(pk=ada.pk).update(**facts)

    assert send_digests(MORNING) == 0


def test_a_mail_server_that_is_away_is_tried_again_and_nothing_doubles(ada: User, grace: User, settings):
    make_proposal(grace)
    works, settings.MAILERS = settings.MAILERS, {"default": {"BACKEND": f"{__name__}.Broken"}}
    assert send_digests(MORNING) == 0

    settings.MAILERS = works
    assert (send_digests(MORNING + HOUR), send_digests(MORNING + 2 * HOUR)) == (1, 0)
    assert len(mail.outbox) == 1


def test_two_workers_send_one_mail(ada: User, grace: User, monkeypatch: pytest.MonkeyPatch):
    """While the first worker is about to send, a second one goes all the way."""
    make_proposal(grace)
    from monitor.desk import digest as module

    compose, second = module.digest, []

    def compose_while_another_sends(*args: Any) -> str:
        text = compose(*args)
        if not second:
            second.append(True)
            assert send_digests(MORNING) == 1
        return text

    monkeypatch.setattr(module, "digest", compose_while_another_sends)

    assert send_digests(MORNING) == 0
    assert len(mail.outbox) == 1


def test_the_mail_says_where_to_end_it(ada: User, grace: User):
    make_proposal(grace)
    send_digests(MORNING)

    assert "No such mail any more: http://testserver/admin/mail/" in _mails()["ada"]


def test_links_are_encrypted_outside_development(ada: User, grace: User, settings):
    settings.DEVELOPMENT, settings.ALLOWED_HOSTS = False, [".monitor.example", "localhost"]
    make_proposal(grace)
    send_digests(MORNING)

    assert "https://monitor.example/admin/mail/" in _mails()["ada"]


def test_the_choice_is_ones_own_and_changed_at_one_place(ada: User, grace: User, client: Client):
    client.force_login(ada)
    assertContains(client.get("/admin/mail/"), "checked")
    assert not MailChoice.objects.exists()

    assertContains(client.post("/admin/mail/", {}, follow=True), "Saved: no mail.")
    assert list(MailChoice.objects.values_list("user__username", "wanted")) == [("ada", False)]

    client.post("/admin/mail/", {"wanted": "on"})
    assert MailChoice.objects.get().wanted
