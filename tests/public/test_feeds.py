"""The feeds, read by a real parser."""

import time

import pytest
from django.test import Client
from django.utils.http import http_date
from pytest_django.asserts import assertContains, assertNotContains

from countries.models import Country, GlanceRow, NewsItem, Section
from legal.models import Initiative
from monitor.desk.redacting import redact_everywhere
from monitor.publishing.models import Edition
from monitor.publishing.publish import publish
from monitor.publishing.redact import Order
from monitor.publishing.withdraw import give_back, withdraw
from tests.builders import make_initiative, make_published

from .feed_reader import ATOM, entries, leads_to, read_feed, text, words

HOSTILE = "\x01 \x0b \ufffe \uffff ]]> <script>alert(1)</script> & \U0001f4dc \u202eالقانون\u202c <!-- <![CDATA["


@pytest.fixture
def second(published: Country) -> Country:
    """Freedonia with a second edition, which rewords the introduction."""
    reword(published, "Second text.", note="The introduction is new.")
    return published


def reword(country: Country, body: str, *, topic: str = "introduction", note: str = "New words.", **how: bool) -> None:
    Section.objects.filter(country=country, topic=topic).update(body=f"<p>{body}</p>")
    publish(country, note=note, **how)


def addresses(country: Country) -> list[str]:
    initiative = Initiative.objects.get(country=country)
    page = f"/countries/{country.slug}"
    return [
        "/updates/feed/",
        "/topics/introduction/feed/",
        f"{page}/feed/",
        f"{page}/introduction/feed/",
        f"/initiatives/{initiative.pk}/feed/",
    ]


def titles(client: Client, address: str) -> list[str]:
    return [text(entry, "title") for entry in entries(read_feed(client, address))]


def test_every_feed_is_valid(second: Country, client: Client):
    for address in addresses(second):
        read_feed(client, address)


def test_a_feed_without_entries_is_valid_and_stays_the_same(published: Country, client: Client):
    once, again = (read_feed(client, "/topics/assembly/feed/") for _ in range(2))

    assert entries(once) == []
    assert text(once, "updated") == text(again, "updated")


def test_an_entry_says_in_words_what_changed(second: Country, client: Client):
    entry = entries(read_feed(client, "/updates/feed/"))[0]

    assert text(entry, "title") == "Freedonia: The introduction is new."
    assert "Introduction: Text. → Second text." in words(entry)
    assert "Introduction: Text. → Second text." in text(entry, "summary")
    assert "<del>Text.</del> → <ins>Second text.</ins>" in text(entry, "content")
    assert leads_to(entry) == "/countries/freedonia/changes/2/"


def test_the_first_edition_of_a_page_says_what_it_holds(second: Country, client: Client):
    first = entries(read_feed(client, "/updates/feed/"))[-1]

    assert "1 law, 1 pending initiative" in words(first)
    assert leads_to(first) == "/countries/freedonia/editions/1/"
    assert [one.get("term") for one in first.findall(f"{ATOM}category")] == ["first edition"]


def test_an_entry_is_dated_by_the_moment_of_publishing(second: Country, client: Client):
    feed = read_feed(client, "/updates/feed/")
    moment = Edition.objects.latest("published_at").published_at.strftime("%Y-%m-%dT%H:%M:%S")

    assert text(entries(feed)[0], "updated").startswith(moment)
    assert text(feed, "updated").startswith(moment)


def test_an_entry_keeps_its_id_in_every_feed_and_under_every_address(second: Country, client: Client):
    before = {text(entry, "id") for entry in entries(read_feed(client, "/updates/feed/"))}
    second.slug = "new-freedonia"
    second.save()
    publish(second, note="A new name.")

    after = [text(entry, "id") for entry in entries(read_feed(client, "/countries/new-freedonia/feed/"))]
    assert set(after[1:]) == before


def test_each_feed_has_an_id_of_its_own(second: Country, client: Client):
    feeds = [*addresses(second), "/topics/assembly/feed/", "/countries/freedonia/assembly/feed/"]
    ids = [text(read_feed(client, address), "id") for address in feeds]

    assert len(set(ids)) == len(feeds)


@pytest.mark.parametrize("address", ["/topics/introduction/feed/", "/countries/freedonia/introduction/feed/"])
def test_a_topic_is_followed_alone(second: Country, client: Client, address: str):
    reword(second, "A fee of ten.", topic="formation", note="A fee.")

    assert titles(client, address) == ["Freedonia: The introduction is new."]


def test_an_entry_on_a_topic_has_the_lines_of_that_topic(second: Country, client: Client):
    Section.objects.filter(topic="formation").update(body="<p>A fee of ten.</p>")
    reword(second, "Third text.", note="Two changes.")

    entry = entries(read_feed(client, "/topics/formation/feed/"))[0]
    assert "A fee is due. → of ten." in words(entry)
    assert "Third text." not in words(entry)


def test_a_country_is_followed_alone(second: Country, client: Client):
    make_published("Sylvania")

    assert titles(client, "/countries/sylvania/feed/") == ["Sylvania: First edition."]
    assert len(titles(client, "/updates/feed/")) == 3


def test_minor_changes_can_be_left_out(second: Country, client: Client):
    reword(second, "Third text.", note="A comma.", substantive=False)

    assert titles(client, "/updates/feed/")[0] == "Freedonia: A comma."
    assert "Freedonia: A comma." not in titles(client, "/updates/feed/?changes=substantive")


def test_an_initiative_is_followed_until_it_is_gone(published: Country, client: Client):
    initiative = Initiative.objects.get()
    address = f"/initiatives/{initiative.pk}/feed/"
    assert titles(client, address) == []
    initiative.delete()
    publish(published, note="It was rejected.")

    feed = read_feed(client, address)
    assert "Removed initiative: Draft Law on Charity" in words(entries(feed)[0])
    assert "on the page no more" in text(feed, "subtitle")


def test_a_feed_of_one_initiative_says_nothing_of_another(published: Country, client: Client):
    other = make_initiative("Draft Law on Assembly", country=published)
    publish(published, note="A second draft.")

    assert len(titles(client, f"/initiatives/{other.pk}/feed/")) == 1
    assert titles(client, f"/initiatives/{Initiative.objects.exclude(pk=other.pk).get().pk}/feed/") == []


def test_hostile_words_break_no_feed(published: Country, client: Client):
    NewsItem.objects.update(title=HOSTILE)
    GlanceRow.objects.update(label=HOSTILE[2:100])
    Initiative.objects.update(title=HOSTILE)
    reword(published, "Second text.", note=HOSTILE)

    for address in addresses(published):
        read_feed(client, address)
    entry = entries(read_feed(client, "/updates/feed/"))[0]
    assert "<script>" not in text(entry, "content")
    assert "<script>alert(1)</script>" in text(entry, "title")
    assert "القانون" in text(entry, "summary")


def test_a_withdrawn_page_is_in_no_feed_and_its_own_answer_410(second: Country, client: Client):
    own = addresses(second)[2:4]
    withdraw(second, "A person is at risk.", None)

    for address in own:
        assertContains(client.get(address), "A person is at risk.", status_code=410)
    for address in ("/updates/feed/", "/topics/introduction/feed/"):
        assert titles(client, address) == []


def test_the_feed_of_an_initiative_on_a_withdrawn_page_says_why(second: Country, client: Client):
    Initiative.objects.update(title="A new name")
    publish(second, note="Renamed.")
    withdraw(second, "A person is at risk.", None)

    assertContains(client.get(addresses(second)[4]), "A person is at risk.", status_code=410)


def test_a_page_that_comes_back_is_in_the_feeds_again(second: Country, client: Client):
    withdraw(second, "A person is at risk.", None)
    give_back(second, None)

    assert len(titles(client, "/countries/freedonia/feed/")) == 2


@pytest.mark.parametrize("rest", ["feed/", "introduction/feed/"])
def test_a_former_address_leads_to_todays(second: Country, client: Client, rest: str):
    second.slug = "new-freedonia"
    second.save()
    publish(second, note="A new name.")

    answer = client.get(f"/countries/freedonia/{rest}")
    assert (answer.status_code, answer.headers["Location"]) == (301, f"/countries/new-freedonia/{rest}")


@pytest.mark.parametrize(
    "address",
    [
        "/topics/atlantis/feed/",
        "/topics/feed/",
        "/countries/nowhere/feed/",
        "/countries/nowhere/formation/feed/",
        "/countries/freedonia/atlantis/feed/",
        "/countries/freedonia/editions/feed/",
        "/initiatives/00000000-0000-4000-8000-000000000000/feed/",
        "/initiatives/1/feed/",
        f"/topics/{'x' * 5000}/feed/",
    ],
)
def test_what_cannot_be_followed_is_not_found(published: Country, client: Client, address: str):
    assertContains(client.get(address), "There is no such page", status_code=404)


@pytest.mark.parametrize("query", ["?changes=all%ff", "?changes=minor", "?changes=" + "x" * 10_000, "?changes=%00"])
def test_nonsense_is_a_bad_request_with_a_way_on(published: Country, client: Client, query: str):
    for address in addresses(published):
        assert client.get(address + query).status_code == 400
    if "%00" not in query:
        assertContains(client.get(f"/updates/feed/{query}"), "?changes=substantive", status_code=400)


def test_who_has_a_feed_already_is_not_sent_it_again(second: Country, client: Client):
    for address in addresses(second):
        answer = client.get(address)
        assert client.get(address, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304


def test_who_has_words_that_were_taken_out_is_sent_the_feed_again(second: Country, client: Client):
    before, tomorrow = client.get("/updates/feed/"), http_date(time.time() + 86_400)
    redact_everywhere(second, Order("Second text"))

    for asked in ({"If-None-Match": before.headers["ETag"]}, {"If-Modified-Since": tomorrow}):
        assertNotContains(client.get("/updates/feed/", headers=asked), "Second")


def test_who_has_the_entries_of_a_withdrawn_page_is_sent_the_feed_again(second: Country, client: Client):
    withdraw(second, "A reason.", None)

    asked = {"If-Modified-Since": http_date(time.time() + 86_400)}
    assertNotContains(client.get("/updates/feed/", headers=asked), "Freedonia")


def test_a_feed_may_be_kept_for_a_minute(second: Country, client: Client):
    for address in addresses(second):
        assert client.get(address).headers["Cache-Control"] == "public, max-age=60"
        assert not client.get(address).cookies


def test_a_long_edition_is_cut_and_says_so(published: Country, client: Client):
    for number in range(60):
        make_initiative(f"Draft {number}", country=published, position=number + 2)
    publish(published, note="Sixty drafts.")

    assert "And 10 more" in words(entries(read_feed(client, "/updates/feed/"))[0])


def test_a_feed_takes_at_most_five_queries(second: Country, client: Client, django_assert_max_num_queries):
    for name in ("Sylvania", "Ruritania", "Borduria"):
        make_published(name)

    for address in addresses(second):
        with django_assert_max_num_queries(5):
            client.get(address)


def test_an_empty_site_has_an_empty_feed(db, client: Client):
    assert titles(client, "/updates/feed/") == []


def test_the_feeds_are_listed_and_explained(published: Country, client: Client):
    page = client.get("/updates/feeds/")

    for address in ("/updates/feed/", "/countries/freedonia/feed/", "/topics/assembly/feed/"):
        assertContains(page, f'href="{address}"')
    assertContains(page, "A feed is an address")


def test_a_withdrawn_page_has_no_feed_in_the_list(published: Country, client: Client):
    withdraw(published, "A person is at risk.", None)

    assertNotContains(client.get("/updates/feeds/"), "Freedonia")
    assertContains(client.get("/updates/feeds/"), "No page is published yet.")


def test_the_list_of_feeds_takes_one_query(published: Country, client: Client, django_assert_num_queries):
    with django_assert_num_queries(1):
        client.get("/updates/feeds/")
