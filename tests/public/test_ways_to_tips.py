"""The ways from what a reader reads to the form for tips."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains

from countries.models import Country, Section
from legal.models import Initiative, Law
from monitor.publishing.document import records
from monitor.publishing.prepared import place_of
from monitor.publishing.publish import publish
from tests.builders import newest_edition

PAGE = "/countries/freedonia/"
ASKS = "Something wrong or missing here?"


def _ways(client: Client, address: str = PAGE) -> list[str]:
    page = client.get(address).content.decode()
    return re.findall(r'href="([^"]*tip/[^"]+)"', page.split("<main")[1])


def _asked(client: Client, address: str) -> dict[str, str]:
    """Return what the form is told of, by the address that a way leads to."""
    answer = client.get(address)
    assert (answer.status_code, urlsplit(answer.headers["Location"]).path) == (302, "/tips/")
    return {name: values[0] for name, values in parse_qs(urlsplit(answer.headers["Location"]).query).items()}


def test_every_section_and_record_of_a_page_leads_to_the_form_about_it(published: Country, client: Client):
    ids = {str(record["id"]) for _, record in records(newest_edition(published).document)}

    told = [_asked(client, PAGE + way) for way in _ways(client)]
    assert {about["passage"] for about in told if "passage" in about} == ids
    assert {(about["country"], about["edition"]) for about in told} == {("freedonia", "1")}


def test_every_list_leads_to_the_form_for_what_is_missing_in_it(published: Country, client: Client):
    lists = [way for way in _ways(client) if not re.fullmatch("tip/p[0-9a-f]+/", way)]

    assert {"tip/laws/", "tip/initiatives/", "tip/news/", "tip/agreements/", "tip/at-a-glance/"} <= set(lists)
    assert _asked(client, PAGE + "tip/laws/") == {"country": "freedonia", "edition": "1"}


def test_a_paragraph_has_a_way_as_well(published: Country, client: Client):
    block = newest_edition(published).document["sections"][0]["blocks"][0]["id"]

    assert _asked(client, f"{PAGE}tip/{place_of(newest_edition(published).document, block)}/")["passage"] == block


def test_the_ways_of_an_earlier_edition_lead_to_the_form_about_that_edition(published: Country, client: Client):
    Section.objects.update(body="<p>Nothing is due any more.</p>")
    publish(published, note="All is changed.")

    ways = _ways(client, f"{PAGE}editions/1/")
    assert {_asked(client, way)["edition"] for way in ways} == {"1"}
    assert {_asked(client, PAGE + way)["edition"] for way in _ways(client)} == {"2"}


def test_the_way_is_kept_nowhere(published: Country, client: Client):
    answer = client.get(f"{PAGE}tip/laws/")

    assert answer.headers["Cache-Control"] == "no-store"
    assert not client.cookies


@pytest.mark.parametrize("place", ["p", "p00000", "main", "x" * 3000])
def test_an_unknown_place_is_not_found_and_leads_to_the_form_about_the_page(
    published: Country, client: Client, place: str
):
    answer = client.get(f"{PAGE}tip/{place}/")

    assertContains(answer, 'href="/tips/?country=freedonia&amp;edition=1"', status_code=404)


@pytest.mark.parametrize(("asked", "status"), [("edition=99", 404), ("edition=soon", 400), ("edition=0", 400)])
def test_an_edition_that_is_none_is_refused(published: Country, client: Client, asked: str, status: int):
    assert client.get(f"{PAGE}tip/laws/?{asked}").status_code == status


def test_a_page_that_never_was_has_no_way(db, client: Client):
    assert client.get("/countries/nowhere/tip/laws/").status_code == 404


def test_a_way_takes_two_queries(published: Country, client: Client, django_assert_max_num_queries):
    with django_assert_max_num_queries(2):
        client.get(f"{PAGE}tip/laws/")


@pytest.mark.parametrize("kind", ["laws", "initiatives", "cite"])
def test_the_page_of_a_record_leads_to_the_form_about_it(published: Country, client: Client, kind: str):
    record = Initiative.objects.get().pk if kind == "initiatives" else Law.objects.get().pk

    way = f'<a href="/tips/?country=freedonia&amp;edition=1&amp;passage={record}">{ASKS}</a>'
    assertContains(client.get(f"/{kind}/{record}/"), way)


def test_the_foot_of_a_country_s_page_leads_to_the_form_about_it(published: Country, client: Client):
    assertContains(client.get(PAGE), '<a href="/tips/?country=freedonia&amp;edition=1">tell us</a>')


@pytest.mark.parametrize("address", ["/", "/about/", "/nowhere/"])
def test_the_foot_of_every_page_leads_to_the_form(db, client: Client, address: str):
    assert '<a href="/tips/">' in client.get(address).content.decode().split('<footer class="site-foot">')[1]


def test_the_former_address_leads_to_the_form(client: Client):
    answer = client.get("/contact/?x=%ff")

    assert (answer.status_code, answer.headers["Location"]) == (302, "/tips/")
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_office_s_preview_has_no_way(published: Country, client: Client):
    from monitor.publishing.prepared import prepare, rendered

    page = str(rendered(prepare(newest_edition(published).document)))
    assert "tip/" not in page


@pytest.mark.parametrize(("secure", "told"), [(True, True), (False, False)])
def test_who_reports_a_weakness_may_use_the_form_over_tls(client: Client, secure: bool, told: bool):
    page = client.get("/.well-known/security.txt", secure=secure).content.decode()

    assert ("Contact: https://testserver/tips/\n" in page) is told


def test_robots_do_not_follow_the_ways(client: Client):
    page = client.get("/robots.txt")

    for place in ("/tips/", "/contact/", "/countries/*/tip/"):
        assertContains(page, f"Disallow: {place}\n")
    assertNotContains(page, "Disallow: /countries/\n")
