"""Nobody approves what they wrote, whoever saved it after them."""

import pytest
from django.urls import reverse

from countries.models import NewsItem
from legal.models import Law, Treaty
from monitor.desk.look import look_at
from monitor.desk.review import CannotReviewError, Note, approve, ask
from monitor.publishing.publish import publish
from tests.builders import edit, make_news
from tests.office.browser import office_address, send
from tests.office.people import browser_of, make_person


def asked(country, by):
    look = look_at(country)
    return ask(country, look.keys, Note("A note."), by=by, seen=look.seen)


@pytest.fixture
def edith(db):
    return make_person("edith", "Editors")


@pytest.fixture
def anna(db):
    return make_person("anna", "Administrators")


def test_nobody_approves_the_name_of_a_treaty_that_they_wrote(published, edith, anna):
    send(browser_of(anna), office_address(Treaty.objects.get(), "change"), name="Words of Anna")
    with pytest.raises(CannotReviewError):
        approve(asked(published, edith), by=anna)


def test_nobody_approves_an_order_that_they_made(published, edith, anna):
    make_news("Another", country=published, position=3)
    publish(published, note="Two.")
    ids = [str(pk) for pk in NewsItem.objects.filter(country=published).values_list("pk", flat=True)][::-1]
    address = reverse("admin:countries_country_order", args=[published.pk])
    browser_of(anna).post(address, {"kind": "news", "order": ",".join(ids)})
    assert look_at(published).changes
    with pytest.raises(CannotReviewError):
        approve(asked(published, edith), by=anna)


def test_a_colleague_who_only_puts_in_order_does_not_hide_who_wrote(published, edith, anna):
    edit(NewsItem, by=anna, title="Words of Anna")
    ids = [str(pk) for pk in NewsItem.objects.filter(country=published).values_list("pk", flat=True)][::-1]
    address = reverse("admin:countries_country_order", args=[published.pk])
    browser_of(edith).post(address, {"kind": "news", "order": ",".join(ids)})
    with pytest.raises(CannotReviewError):
        approve(asked(published, edith), by=anna)


def test_a_save_without_a_change_does_not_hide_who_wrote(published, edith, anna):
    law = edit(Law, by=anna, title="Words of Anna")
    send(browser_of(edith), office_address(law, "change"))
    with pytest.raises(CannotReviewError):
        approve(asked(published, edith), by=anna)
