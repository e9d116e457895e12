"""Two to five countries side by side."""

import re
from collections import Counter

import pytest
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from countries.models import Country
from legal.models import Law
from monitor.publishing.models import TreatyReference
from monitor.publishing.publish import publish
from monitor.publishing.withdraw import withdraw
from tests.builders import make_country, make_editor, make_published, make_ratification, make_section

PAIR = "/compare/?country=freedonia&country=sylvania"


@pytest.fixture
def pair(db) -> tuple[Country, Country]:
    return make_published("Freedonia"), make_published("Sylvania")


def test_the_first_visit_lets_countries_be_chosen(pair, client: Client):
    page = client.get("/compare/")

    assertContains(page, '<option value="freedonia">Freedonia</option>', count=5, html=True)


def test_neighbours_are_ready_made(db, client: Client):
    make_published("Freedonia", region="Central Asia")
    make_published("Sylvania", region="Central Asia")

    assertContains(client.get("/compare/"), "Freedonia and Sylvania</a>")


def test_an_empty_site_says_that_it_takes_two(db, client: Client):
    assertContains(client.get("/compare/"), "none is published yet")
    make_published("Freedonia")
    assertContains(client.get("/compare/"), "only one is published yet")


def test_two_countries_stand_side_by_side(pair, client: Client):
    page = client.get(PAIR)

    assertContains(page, "Freedonia and Sylvania</h1>")
    for fact in ("The ministry", "A fee is due.", "party since 2006", "60 (2023)"):
        assertContains(page, fact, count=2)
    assertContains(page, "Last updated", count=2)


def test_the_order_is_that_of_the_address(pair, client: Client):
    page = client.get("/compare/?country=sylvania&country=freedonia")

    assertContains(page, "Sylvania and Freedonia</h1>")


def test_one_topic_can_be_chosen(pair, client: Client):
    page = client.get(f"{PAIR}&topic=formation")

    assertContains(page, "A fee is due.", count=2)
    assertNotContains(page, "party since 2006")
    assertNotContains(page, "60 (2023)")


@pytest.mark.parametrize(("topic", "fact"), [("treaties", "party since 2006"), ("rankings", "60 (2023)")])
def test_treaties_and_rankings_can_be_chosen_alone(pair, client: Client, topic: str, fact: str):
    page = client.get(f"{PAIR}&topic={topic}")

    assertContains(page, fact, count=2)
    assertNotContains(page, "A fee is due.")


def test_what_one_page_lacks_is_told(pair, client: Client):
    make_section("BARRIERS TO SPEECH", "<p>Libel.</p>", country=pair[0], part="legal_analysis", topic="expression")
    publish(pair[0], note="A new section.")

    page = client.get(f"{PAIR}&topic=expression")
    assertContains(page, "Libel.", count=1)
    assertContains(page, "Not on this page", count=1)


def test_beside_a_gap_stand_the_un_data(db, client: Client):
    make_published("Freedonia")
    publish(make_country("Sylvania", iso2="KZ"), note="First edition.")
    TreatyReference.objects.create(treaty="iccpr", iso2="KZ", country_name="Kazakhstan", status="signed")

    page = client.get(f"{PAIR}&topic=treaties")
    assertContains(page, "Not on this page.")
    assertContains(page, "UN data: signed, not ratified")


def test_a_topic_that_no_page_tells_of_has_a_way_on(pair, client: Client):
    page = client.get(f"{PAIR}&topic=counter-terrorism")

    assertContains(page, "None of these pages says anything")
    assertContains(page, f'<a href="{PAIR.replace("&", "&amp;")}">')


def test_laws_are_counted_by_topic_and_lead_to_the_list(pair, client: Client):
    Law.objects.create(country=pair[0], title="Law on Fees", kind="law", topics=["formation"])
    publish(pair[0], note="A new law.")

    assertContains(client.get(PAIR), '<a href="/laws/?country=freedonia">2</a>')
    assertContains(
        client.get(f"{PAIR}&topic=formation"), '<a href="/laws/?country=freedonia&amp;topic=formation">1</a>'
    )


def test_no_id_is_given_twice_and_footnotes_lead_to_their_notes(pair, client: Client):
    for country in pair:
        noted = '<p>Text.<small class="fn">A note.</small></p>'
        make_section("BARRIERS TO SPEECH", noted, country=country, part="legal_analysis", topic="expression")
        publish(country, note="A new section.")

    page = client.get(PAIR).content.decode()
    ids = Counter(re.findall(r' id="([^"]+)"', page))
    assert [name for name, times in ids.items() if times > 1] == []
    notes = re.findall(r'<a href="#([^"]+-n1)" id="', page)
    assert {name.split("-")[0] for name in notes} == {"freedonia", "sylvania"}
    assert set(notes) <= ids.keys()


def test_a_text_that_speaks_of_ids_is_left_alone(pair, client: Client):
    body = '<p>Write id="p12345" there.</p>'
    make_section("BARRIERS TO SPEECH", body, country=pair[0], part="legal_analysis", topic="expression")
    publish(pair[0], note="A new section.")

    assertContains(client.get(f"{PAIR}&topic=expression"), 'Write id="p12345" there.')


def test_one_country_asks_for_another(pair, client: Client):
    page = client.get("/compare/?country=freedonia")

    assertContains(page, "Choose another")
    assertContains(page, '<option value="freedonia" selected>Freedonia</option>', count=1, html=True)


def test_six_countries_are_too_many(db, client: Client):
    names = [f"Land {letter}" for letter in "abcdef"]
    for name in names:
        make_published(name)

    page = client.get("/compare/?" + "&".join(f"country=land-{letter}" for letter in "abcdef"))
    assertContains(page, "At most 5 countries", status_code=400)


def test_a_country_that_is_not_there_is_not_found_with_a_way_on(pair, client: Client):
    page = client.get("/compare/?country=freedonia&country=atlantis")

    assertContains(page, "There is no such page.", status_code=404)
    assertContains(page, "Sylvania</option>", status_code=404)


@pytest.mark.parametrize("topic", ["nonsense", "x" * 10_000, "%ff"])
def test_a_topic_that_is_not_there_is_a_bad_request(pair, client: Client, topic: str):
    assertContains(client.get(f"{PAIR}&topic={topic}"), "There is no such topic.", status_code=400)


@pytest.mark.parametrize("slug", ["x" * 10_000, "%ff", "a%20b", "1" * 400])
def test_nonsense_for_a_country_is_not_found(pair, client: Client, slug: str):
    assert client.get(f"/compare/?country={slug}").status_code == 404


def test_boxes_left_empty_leave_the_address(pair, client: Client):
    page = client.get(f"{PAIR}&country=&country=&country=freedonia&topic=")

    assertRedirects(page, PAIR)


def test_a_former_address_is_followed(pair, client: Client):
    pair[0].slug = "new-freedonia"
    pair[0].save()
    publish(pair[0], note="A new name.")

    assertRedirects(client.get(f"{PAIR}&topic=formation"), f"{PAIR.replace('freed', 'new-freed')}&topic=formation")


def test_a_withdrawn_page_is_named_and_the_rest_compared(pair, client: Client):
    make_published("Ruritania")
    withdraw(pair[0], "A mistake.", by=make_editor())

    page = client.get(f"{PAIR}&country=ruritania")
    assertContains(page, "Sylvania and Ruritania</h1>")
    assertContains(page, "is withdrawn since")
    assertContains(page, "The ministry", count=2)


def test_a_withdrawn_page_cannot_be_chosen(pair, client: Client):
    withdraw(pair[0], "A mistake.", by=make_editor())

    assertNotContains(client.get("/compare/"), '<option value="freedonia">')


def test_sample_and_archived_pages_are_marked(db, client: Client):
    make_published("Freedonia", sample=True)
    make_published("Sylvania", state="archived")

    page = client.get(PAIR)
    assertContains(page, 'Freedonia <span class="mark">sample</span>')
    assertContains(page, 'Sylvania <span class="mark">archived</span>')


@pytest.mark.parametrize("topic", ["", "&topic=formation", "&topic=treaties"])
def test_four_queries_are_enough_for_five_countries(db, client: Client, django_assert_max_num_queries, topic: str):
    names = ["Freedonia", "Sylvania", "Ruritania", "Graustark", "Syldavia"]
    for name in names:
        make_ratification("cat", country=make_published(name))

    with django_assert_max_num_queries(4):
        page = client.get("/compare/?" + "&".join(f"country={name.lower()}" for name in names) + topic)
    assert page.status_code == 200
