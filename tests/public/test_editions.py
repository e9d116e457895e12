"""Earlier editions, the history, and the page as data."""

import json

import pytest
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains

from countries.models import Country, Section
from monitor.desk.redacting import redact_everywhere
from monitor.public.as_it_stood import shown_of
from monitor.publishing.models import Edition
from monitor.publishing.publish import CannotPublishError, publish
from monitor.publishing.redact import Order
from tests.builders import make_whole_country, newest_edition


@pytest.fixture
def two_editions(published: Country) -> Country:
    Section.objects.filter(topic="introduction").update(body="<p>Second text.</p>")
    publish(published, note="The introduction is new.", substantive=False)
    return published


def test_an_earlier_edition_stands_as_it_stood(two_editions: Country, client: Client):
    page = client.get("/countries/freedonia/editions/1/")

    assertContains(page, "<p>Text.</p>".replace("<p>", "").replace("</p>", ""))
    assertNotContains(page, "Second text.")


def test_an_edition_read_just_before_a_redaction_is_not_kept(two_editions: Country, client: Client):
    read = Edition.objects.get(number=2)
    redact_everywhere(two_editions, Order("Second text"))
    shown_of(read, "freedonia")

    assertNotContains(client.get("/countries/freedonia/editions/2/"), "Second text")


def test_an_earlier_edition_says_so_and_leads_to_the_current_one(two_editions: Country, client: Client):
    assertContains(client.get("/countries/freedonia/editions/1/"), "An earlier edition.")


def test_the_current_edition_is_not_called_earlier(two_editions: Country, client: Client):
    assertNotContains(client.get("/countries/freedonia/editions/2/"), "An earlier edition.")


def test_a_sample_edition_stays_marked_after_the_real_page_came(db, client: Client):
    from tests.builders import make_published

    country = make_published("Freedonia", sample=True)
    Country.objects.update(sample=False)
    publish(country, note="The real page.")

    assertContains(client.get("/countries/freedonia/editions/1/"), "Sample page.")
    assertNotContains(client.get("/countries/freedonia/"), "Sample page.")


@pytest.mark.parametrize("number", ["0", "3", "99999999999999999999999999", "-1", "one", "1.5"])
def test_a_bad_edition_number_is_not_found(two_editions: Country, client: Client, number: str):
    page = client.get(f"/countries/freedonia/editions/{number}/")

    assertContains(page, "All published pages", status_code=404)


def test_the_history_lists_every_edition_with_its_note(two_editions: Country, client: Client):
    page = client.get("/countries/freedonia/history/")

    for words in ("Edition 1", "First edition.", "Edition 2", "The introduction is new.", "minor"):
        assertContains(page, words)


def test_the_history_takes_four_queries(two_editions: Country, client: Client, django_assert_num_queries):
    with django_assert_num_queries(4):
        client.get("/countries/freedonia/history/")


def test_an_edition_takes_three_queries(two_editions: Country, client: Client, django_assert_num_queries):
    with django_assert_num_queries(3):
        client.get("/countries/freedonia/editions/1/")


def test_the_page_as_data_is_the_current_document(two_editions: Country, client: Client):
    answer = client.get("/countries/freedonia.json")

    assert answer.headers["Content-Type"] == "application/json"
    assert json.loads(answer.content) == newest_edition(two_editions).document


@pytest.mark.parametrize("address", ["/countries/nowhere/", "/countries/nowhere/history/", "/countries/nowhere.json"])
def test_an_unknown_country_is_not_found(published: Country, client: Client, address: str):
    assertContains(client.get(address), "There is no such page", status_code=404)


@pytest.mark.parametrize("rest", ["/", "/history/", "/editions/1/", ".json", "/?open=all"])
def test_a_former_address_leads_to_todays(two_editions: Country, client: Client, rest: str):
    two_editions.slug = "new-freedonia"
    two_editions.save()
    publish(two_editions, note="A new name.")

    answer = client.get(f"/countries/freedonia{rest}")
    assert (answer.status_code, answer.headers["Location"]) == (301, f"/countries/new-freedonia{rest}")


def test_a_former_address_may_begin_as_every_address_does(published: Country, client: Client):
    for slug in ("co", "today"):
        published.slug = slug
        published.save()
        publish(published, note="A new name.")

    assert client.get("/countries/co/history/").headers["Location"] == "/countries/today/history/"


def test_an_address_that_another_page_has_is_refused(two_editions: Country):
    other = make_whole_country("Sylvania")
    other.slug = "freedonia-2"
    other.save()
    publish(other, note="First.")
    two_editions.slug = "elsewhere"
    two_editions.save()
    other.slug = "freedonia"
    other.save()

    with pytest.raises(CannotPublishError, match="Another page is published"):
        publish(other, note="Moved.")


def test_an_edition_that_is_kept_ready_shows_no_word_that_was_taken_out(published: Country, client: Client):
    from monitor.publishing.redact import Order, redact

    assertContains(client.get("/countries/freedonia/editions/1/"), "A fee is due")
    redact(published, Order("A fee is due"))

    assertNotContains(client.get("/countries/freedonia/editions/1/"), "A fee is due")
