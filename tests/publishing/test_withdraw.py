"""A withdrawn page is out of every list, and comes back as it was."""

import datetime
import threading

import pytest
from django.db import connections

from countries.models import Country
from monitor.publishing.models import Edition, Page, PublishedRecord, Withdrawal
from monitor.publishing.publish import publish
from monitor.publishing.register import rebuild
from monitor.publishing.verify import problems
from monitor.publishing.withdraw import CannotWithdrawError, give_back, withdraw
from tests.builders import make_country, make_editor, make_law, make_published, newest_edition

TODAY = datetime.datetime.now(datetime.UTC).date()


def test_a_withdrawn_page_has_the_reason_and_no_records(published: Country):
    withdraw(published, "A source is at risk.", None)

    page = Page.objects.get()
    assert (page.withdrawn_on, page.withdrawn_reason) == (TODAY, "A source is at risk.")
    assert not PublishedRecord.objects.exists()


def test_the_records_of_other_pages_stay(published: Country):
    make_published("Sylvania")
    withdraw(published, "A reason.", None)

    assert set(PublishedRecord.objects.values_list("country_slug", flat=True)) == {"sylvania"}


def test_a_page_given_back_is_as_it_was(published: Country):
    before = list(PublishedRecord.objects.order_by("position").values_list("record_id", "title", "text"))
    withdraw(published, "A reason.", None)
    give_back(published, None)

    assert list(PublishedRecord.objects.order_by("position").values_list("record_id", "title", "text")) == before
    assert Page.objects.get().withdrawn_on is None


def test_who_did_it_is_kept(published: Country):
    ada = make_editor()
    withdraw(published, "A reason.", ada)
    give_back(published, ada)

    kept = Withdrawal.objects.get()
    assert (kept.withdrawn_by, kept.ended_by, kept.ended_on) == (ada, ada, TODAY)


def test_withdrawing_twice_changes_nothing(published: Country):
    assert withdraw(published, "First reason.", None) is True
    assert withdraw(published, "Second reason.", None) is False
    assert Withdrawal.objects.get().reason == "First reason."


def test_giving_back_what_is_not_withdrawn_changes_nothing(published: Country):
    assert give_back(published, None) is False


def test_a_page_can_be_withdrawn_again(published: Country):
    for reason in ("First.", "Second."):
        assert withdraw(published, reason, None)
        assert give_back(published, None)

    assert Withdrawal.objects.count() == 2


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_a_reason_is_asked_for(published: Country, reason: str):
    with pytest.raises(CannotWithdrawError, match="Tell readers"):
        withdraw(published, reason, None)


def test_what_was_never_published_cannot_be_withdrawn(db):
    with pytest.raises(CannotWithdrawError, match="Readers see nothing"):
        withdraw(make_country(), "A reason.", None)


def test_a_new_edition_of_a_withdrawn_page_stays_hidden(published: Country):
    withdraw(published, "A reason.", None)
    make_law("Law on Charity", country=published)
    publish(published, note="A new law.")

    assert Page.objects.get().withdrawn_on == TODAY
    assert not PublishedRecord.objects.exists()
    give_back(published, None)
    assert PublishedRecord.objects.filter(title="Law on Charity").exists()


def test_rebuilding_keeps_a_page_withdrawn(published: Country):
    withdraw(published, "A reason.", None)

    assert rebuild() == (1, 0)
    Page.objects.all().delete()
    assert rebuild() == (1, 1)
    assert Page.objects.get().withdrawn_reason == "A reason."
    assert not PublishedRecord.objects.exists()


def test_the_editions_stay_and_pass(published: Country):
    withdraw(published, "A reason.", None)

    assert newest_edition(published).is_intact()
    assert list(problems()) == []


@pytest.mark.parametrize("change", [{"withdrawn_on": None}, {"withdrawn_on": TODAY}])
def test_a_page_that_is_shown_or_hidden_by_hand_is_found(published: Country, change):
    if change["withdrawn_on"] is None:
        withdraw(published, "A reason.", None)
    Page.objects.update(**change)

    assert any("run rebuild_register" in problem for problem in problems())


@pytest.mark.django_db(transaction=True)
def test_two_who_withdraw_at_once_make_one_withdrawal():
    country = make_published()
    outcomes: list[bool] = []

    def attempt() -> None:
        try:
            outcomes.append(withdraw(country, "Both.", None))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=attempt) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == [False, True]
    assert Withdrawal.objects.count() == Edition.objects.count() == 1
