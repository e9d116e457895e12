"""The mail that says that a tip waits, and nothing else."""

import datetime
import threading
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connections

from countries.models import Country
from monitor.desk.models import MailChoice
from monitor.tips.answering import reply
from monitor.tips.mail import send_tip_mails
from monitor.tips.models import State, Tip
from tests.builders import make_country, make_editor

from .builders import TEXT, send
from .inbox.builders import make_local_reader, make_reader

MORNING = datetime.datetime(2026, 11, 20, 6, 30, tzinfo=datetime.UTC)
DAY, HOUR = datetime.timedelta(days=1), datetime.timedelta(hours=1)
pytestmark = pytest.mark.django_db


class Broken(EmailBackend):
    """A mail server that is away."""

    def send_messages(self, messages: Any) -> int:
        raise OSError("No answer.")


@pytest.fixture
def tina(db) -> User:
    return _with_mail(make_reader("tina"))


def _with_mail(user: User) -> User:
    user.email = f"{user.username}@office.example"
    user.save()
    return user


def make_tip(days: int = 1, country: Country | None = None, **fields: Any) -> Tip:
    """A tip that came so many days before the mail."""
    tip, _ = send(f"{TEXT} {Tip.objects.count()}", country_id=country.pk if country else None)
    Tip.objects.filter(pk=tip.pk).update(day=MORNING.date() - days * DAY, **fields)
    return Tip.objects.get(pk=tip.pk)


def _mailed(*times: datetime.datetime) -> list[list[str]]:
    """Return who was mailed at each of these times."""
    told = []
    for time in times:
        mail.outbox.clear()
        send_tip_mails(time)
        told.append([one.to[0].split("@")[0] for one in mail.outbox])
    return told


def test_it_says_one_sentence_and_where_the_inbox_is(tina: User):
    tip = make_tip(country=make_country("Freedonia"))
    make_tip(days=2)
    send_tip_mails(MORNING)

    [sent] = mail.outbox
    assert sent.subject == "Civic Freedom Monitor: a new tip is waiting"
    assert sent.body == "A new tip is waiting.\n\nhttp://testserver/admin/tips/tip/\n\n"
    whole = sent.message().as_string()
    assert [word for word in (tip.short, "Freedonia", TEXT, "2026-11-19") if word in whole] == []


def test_it_goes_out_once_for_what_came_before_its_day(tina: User):
    make_tip()

    assert _mailed(MORNING, MORNING + HOUR, MORNING + DAY) == [["tina"], [], []]


def test_nothing_goes_out_in_the_night(tina: User):
    make_tip()

    assert _mailed(MORNING - HOUR) == [[]]


@pytest.mark.parametrize("hour", ["05:00", "23:00"])
def test_a_tip_of_today_is_told_tomorrow_whenever_it_came(tina: User, hour: str):
    make_tip(days=0)

    assert _mailed(MORNING, MORNING + DAY, MORNING + 2 * DAY) == [[], ["tina"], []]


def test_a_tip_of_the_day_of_a_mail_is_told_the_day_after(tina: User):
    make_tip()
    assert _mailed(MORNING) == [["tina"]]
    make_tip(days=0)

    assert _mailed(MORNING + HOUR, MORNING + DAY) == [[], ["tina"]]


def test_a_clock_that_was_down_tells_when_it_is_back(tina: User):
    make_tip()

    assert _mailed(MORNING + 9 * DAY) == [["tina"]]


def test_a_tip_that_somebody_looks_at_waits_no_more(tina: User):
    make_tip(state=State.LOOKING)

    assert _mailed(MORNING) == [[]]


def test_a_reply_is_told_as_a_tip_is(tina: User):
    tip = make_tip(days=9, state=State.ASKED)
    reply(tip, "From 2019.")
    tip.messages.update(day=MORNING.date() - DAY)

    assert _mailed(MORNING) == [["tina"]]


def test_only_those_who_may_read_tips_are_told(tina: User):
    _with_mail(make_editor("ada"))
    _with_mail(User.objects.create_superuser("root"))
    make_tip()

    assert _mailed(MORNING) == [["tina", "root"]]


def test_who_reads_the_tips_of_one_country_is_told_of_those_alone(tina: User):
    country = make_country("Freedonia")
    _with_mail(make_local_reader(country, "rosa"))
    make_tip()
    assert _mailed(MORNING) == [["tina"]]
    make_tip(days=0, country=country)

    assert _mailed(MORNING + DAY) == [["tina", "rosa"]]


@pytest.mark.parametrize("facts", [{"email": ""}, {"is_active": False}, {"is_staff": False}])
def test_who_has_left_or_has_no_address_gets_none(tina: User, facts: dict[str, Any]):
    User.objects.filter(pk=tina.pk).update(**facts)
    make_tip()

    assert _mailed(MORNING) == [[]]


def test_who_switched_off_the_daily_mail_is_told_all_the_same(tina: User):
    MailChoice.objects.create(user=tina, wanted=False)
    make_tip()

    assert _mailed(MORNING) == [["tina"]]


def test_a_mail_server_that_is_away_is_tried_again(tina: User, settings):
    make_tip()
    works, settings.MAILERS = settings.MAILERS, {"default": {"BACKEND": f"{__name__}.Broken"}}
    assert _mailed(MORNING) == [[]]
    settings.MAILERS = works

    assert _mailed(MORNING + HOUR, MORNING + 2 * HOUR) == [["tina"], []]


@pytest.mark.django_db(transaction=True)
def test_two_workers_send_one_mail(tina: User):
    make_tip()

    def work() -> None:
        try:
            send_tip_mails(MORNING)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(mail.outbox) == 1
