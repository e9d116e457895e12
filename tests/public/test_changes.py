"""What an edition changed, for readers and for programs; and the history that leads there."""

import json

import pytest
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains

from countries.models import Country, GlanceRow, NewsItem, Section
from legal.models import Ratification
from monitor.publishing.publish import publish
from monitor.publishing.redact import Order, redact
from monitor.publishing.withdraw import withdraw
from tests.builders import make_law, make_news, make_published, newest_edition

CHANGES = "/countries/freedonia/changes/"


@pytest.fixture
def changed(published: Country) -> Country:
    """A page of two editions, in which something of every kind of change happened."""
    Section.objects.filter(topic="formation").update(body="<p>A high fee is due.</p>")
    Ratification.objects.update(status="none", year=None, value="None")
    make_law("Law <b>on</b> Charity", country=published, position=9)
    NewsItem.objects.filter(archived=True).delete()
    publish(published, note="What the new law changed.", substantive=False)
    return published


@pytest.mark.parametrize(
    "words",
    [
        "What changed in edition 2",
        "What the new law changed.",
        '<span class="mark">minor</span>',
        "International agreements",
        "New law:</b> Law &lt;b&gt;on&lt;/b&gt; Charity",
        "Removed news item:</b> An old report",
        'href="/countries/freedonia/editions/1/"',
        'href="/countries/freedonia/editions/2/"',
        'href="/countries/freedonia/changes/2.json"',
    ],
)
def test_a_change_is_told(changed: Country, client: Client, words: str):
    assertContains(client.get(f"{CHANGES}2/"), words)


def test_what_went_and_what_came_is_marked_and_said_to_those_who_do_not_see(changed: Country, client: Client):
    page = client.get(f"{CHANGES}2/")

    assertContains(page, '<del><span class="aloud">[removed: </span>party, 2006<span class="aloud">] </span></del>')
    assertContains(page, '<ins><span class="aloud">[added: </span>high<span class="aloud">] </span></ins>')


def test_changes_stand_in_the_order_of_the_page(changed: Country, client: Client):
    text = client.get(f"{CHANGES}2/").content.decode()

    parts = ["Text", "International agreements", "National laws", "News"]
    assert sorted(parts, key=lambda part: text.index(f">{part}</h2>")) == parts


def test_few_changes_stand_open_and_many_wait_to_be_opened(changed: Country, client: Client):
    assertContains(client.get(f"{CHANGES}2/"), "<details open>")
    for number in range(9):
        make_news(f"News {number}", country=changed, position=10 + number)
    publish(changed, note="News.")

    assertNotContains(client.get(f"{CHANGES}3/"), "<details open>")


def test_the_first_edition_is_called_so_with_what_it_holds(changed: Country, client: Client):
    page = client.get(f"{CHANGES}1/")

    for words in ("The first edition", "News: 2", "National laws: 1", "/countries/freedonia/editions/1/"):
        assertContains(page, words)


def test_changes_lead_to_those_before_and_after(changed: Country, client: Client):
    GlanceRow.objects.update(value="<p>The court</p>")
    publish(changed, note="Third.")
    page = client.get(f"{CHANGES}2/")

    assertContains(page, f'href="{CHANGES}1/" rel="prev"')
    assertContains(page, f'href="{CHANGES}3/" rel="next"')


def test_two_editions_that_do_not_follow_one_another_are_compared(changed: Country, client: Client):
    GlanceRow.objects.update(value="<p>The court</p>")
    publish(changed, note="Third.")
    page = client.get(f"{CHANGES}3/?since=1")

    for words in ("From <a", "New law:</b> Law", "court", 'value="1"'):
        assertContains(page, words)
    assertNotContains(client.get(f"{CHANGES}3/"), "New law")


def test_what_came_and_went_between_two_editions_is_no_change(published: Country, client: Client):
    for body in ("<p>Other.</p>", "<p>A fee is due.</p>"):
        Section.objects.filter(topic="formation").update(body=body)
        publish(published, note="Back and forth.")

    assertContains(client.get(f"{CHANGES}3/?since=1"), "Nothing differs between these two editions")


@pytest.mark.parametrize("since", ["2", "3", "0", "-1", "x", "1.5", "9" * 5000, "", "1&since=x"])
def test_only_an_earlier_edition_can_be_compared_with(changed: Country, client: Client, since: str):
    answer = client.get(f"{CHANGES}2/?since={since}")

    assert answer.status_code == (200 if since == "" else 400)


@pytest.mark.parametrize("number", ["0", "3", "9" * 26])
def test_an_edition_that_there_is_not_is_not_found_and_leads_on(changed: Country, client: Client, number: str):
    page = client.get(f"{CHANGES}{number}/")

    assertContains(page, "/countries/freedonia/history/", status_code=404)


@pytest.mark.parametrize("rest", ["-1/", "one/", "99.json", "2.xml"])
def test_a_bad_address_is_not_found(changed: Country, client: Client, rest: str):
    assert client.get(f"{CHANGES}{rest}").status_code == 404


def test_the_same_as_data(changed: Country, client: Client):
    answer = json.loads(client.get(f"{CHANGES}2.json").content)

    assert list(answer) == ["country", "edition", "previous", "change_note", "changes"]
    assert (answer["edition"]["number"], answer["previous"]["number"]) == (2, 1)
    change = answer["changes"][0]
    assert list(change) == ["what", "kind", "id", "title", "topics", "said", "fields"]
    assert change["fields"] == [{"name": "body", "then": "A fee is due.", "now": "A high fee is due."}]
    assert change["topics"] == ["formation"]
    assert "party, 2006 → none" in " ".join(one["said"] for one in answer["changes"])


def test_the_first_edition_as_data_has_no_previous_and_no_changes(changed: Country, client: Client):
    answer = json.loads(client.get(f"{CHANGES}1.json").content)

    assert (answer["previous"], answer["changes"]) == (None, [])


def test_words_that_were_taken_out_are_said_to_be(changed: Country, client: Client):
    redact(changed, Order("high"))
    page = client.get(f"{CHANGES}2/")

    assertContains(page, "Words were taken out.")
    assertNotContains(page, "high fee")


@pytest.mark.parametrize("rest", ["changes/2/", "changes/2.json", "history/"])
def test_a_withdrawn_page_says_why(changed: Country, client: Client, rest: str):
    withdraw(changed, "A person is at risk.", None)

    assertContains(client.get(f"/countries/freedonia/{rest}"), "A person is at risk.", status_code=410)


@pytest.mark.parametrize("rest", ["changes/1/", "changes/1.json", "history/"])
def test_an_unknown_country_is_not_found(changed: Country, client: Client, rest: str):
    assert client.get(f"/countries/nowhere/{rest}").status_code == 404


@pytest.mark.parametrize("rest", ["changes/1/", "changes/2/", "changes/3/?since=1", "changes/2.json"])
def test_changes_take_five_queries_at_most(changed: Country, client: Client, django_assert_max_num_queries, rest: str):
    make_published("Sylvania")
    for number in range(5):
        make_law(f"Law {number}", country=changed, position=20 + number)
    publish(changed, note="Third.")
    redact(changed, Order("high"))

    with django_assert_max_num_queries(5):
        assert client.get(f"/countries/freedonia/{rest}").status_code == 200


def test_the_history_tells_the_first_changes_of_each_edition(changed: Country, client: Client):
    page = client.get("/countries/freedonia/history/")

    for words in ("Edition 2", "What the new law changed.", "ICCPR", "1 more change",
                  f'href="{CHANGES}2/"', "What the first edition holds", "/countries/freedonia/feed/",
                  'action="/countries/freedonia/on/"', "/countries/freedonia/editions/2/cite/"):  # fmt: skip
        assertContains(page, words)


def test_a_long_history_takes_four_queries(published: Country, client: Client, django_assert_num_queries):
    for number in range(8):
        make_law(f"Law {number}", country=published, position=number)
        publish(published, note=f"Law {number}.")

    with django_assert_num_queries(4):
        client.get("/countries/freedonia/history/")


def test_a_correction_is_called_one(published: Country, client: Client):
    from monitor.publishing.publish import Making, make_edition, next_document

    Section.objects.filter(topic="formation").update(body="<p>No fee is due.</p>")
    before = newest_edition(published)
    document = next_document(Country.objects.get(), before.document)
    make_edition(published, document, before, Making("It was wrong.", correction=True))

    assertContains(client.get(f"{CHANGES}2/"), '<span class="mark">correction</span>')
