"""The pages around the records, and the bytes by which an edition is verified."""

import hashlib
import json
import re
from pathlib import Path

import pytest
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains

from countries.models import Country
from monitor.public.around import PAGES
from monitor.publishing.checked import confirm
from monitor.publishing.models import PublishedRecord
from tests.builders import make_editor, make_published, newest_edition

from .crawl import addresses

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("name", PAGES)
def test_each_page_has_a_heading_a_description_and_no_need_of_the_database(client: Client, name: str):
    page = client.get(f"/{name}/")

    assertContains(page, f"<h1>{name.capitalize()}</h1>", html=True)
    assert len(_described(page)) > 60


@pytest.mark.parametrize("name", PAGES)
def test_each_page_stands_in_the_foot_of_every_page(client: Client, name: str):
    assertContains(client.get("/about/"), f'<a href="/{name}/">')


@pytest.mark.parametrize("name", PAGES)
def test_nonsense_in_the_address_changes_nothing(client: Client, name: str):
    assert client.get(f"/{name}/?x=%ff&x=" + "y" * 5000).status_code == 200
    assert client.get(f"/{name}/more/").status_code == 404


def test_where_one_person_may_approve_alone_the_methodology_says_so(client: Client, settings):
    settings.ONE_PERSON = True

    assertContains(client.get("/methodology/"), "may approve their own changes")


def test_else_the_methodology_says_that_nobody_does(client: Client, settings):
    settings.ONE_PERSON = False

    assertContains(client.get("/methodology/"), "nobody approves their own work")


def test_privacy_says_for_how_long_a_tip_is_kept(client: Client, settings):
    settings.TIP_DAYS = 30

    assertContains(
        client.get("/privacy/"), "We destroy it 30 days after we are done with it, and after a year at the latest"
    )


@pytest.mark.parametrize(
    "said", ["the day", "how dangerous", "a court", "code", "cookie", "employer", "network", "cannot promise"]
)
def test_privacy_says_what_protects_who_writes_and_what_does_not(client: Client, said: str):
    assert said in _writing(client).casefold()


def test_privacy_promises_nobody_to_be_anonymous(client: Client):
    assert "anonym" not in _writing(client).casefold()


def test_privacy_names_the_onion_address_as_text(client: Client, settings):
    settings.ONION_HOST = f"{'a' * 56}.onion"

    page = client.get("/privacy/")
    assertContains(page, f"{'a' * 56}.onion")
    assertNotContains(page, f'href="http://{"a" * 56}')


def test_on_the_onion_privacy_says_that_one_is_there(client: Client, settings):
    settings.ONION, settings.ONION_HOST = True, f"{'a' * 56}.onion"

    assertContains(client.get("/privacy/"), "You are on our onion address now")


@pytest.mark.parametrize("name", ["about", "methodology", "accessibility", "privacy"])
def test_the_pages_lead_to_the_form(client: Client, name: str):
    assertContains(client.get(f"/{name}/"), '<a href="/tips/">', count=2)


def test_a_licence_is_claimed_only_where_there_is_one(client: Client):
    assert not list(ROOT.glob("LICEN[CS]E*")), "The page on the licence says that there is none: tell it."
    assertContains(client.get("/licence/"), "No open licence has been given")


def test_an_edition_can_be_had_as_the_bytes_of_its_hash(published: Country, client: Client):
    confirm(published.pk, [str(PublishedRecord.objects.first().record_id)], make_editor())

    data = client.get("/countries/freedonia/editions/1.json")
    assert data.headers["Content-Type"] == "application/json"
    assert hashlib.sha256(data.content).hexdigest() == newest_edition(published).sha256


@pytest.mark.parametrize("address", ["/countries/freedonia/editions/9.json", "/countries/nowhere/editions/1.json"])
def test_an_edition_that_never_was_has_no_bytes(published: Country, client: Client, address: str):
    assert client.get(address).status_code == 404


def test_the_bytes_take_two_queries(published: Country, client: Client, django_assert_num_queries):
    with django_assert_num_queries(2):
        client.get("/countries/freedonia/editions/1.json")


def test_every_page_says_once_what_it_is_and_where_it_lives(published: Country, client: Client):
    told = {}
    for address in addresses():
        answer = client.get(address)
        if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
            told[address] = _told(answer.content.decode().split("</head>")[0])

    assert told.pop("/countries/freedonia/editions/1/")["canonical"] == ["http://testserver/countries/freedonia/"]
    assert len(told) > 15
    assert [address for address, facts in told.items() if facts["canonical"] != [f"http://testserver{address}"]] == []
    assert [address for address, facts in told.items() if facts["canonical"] != facts["url"]] == []
    assert [address for address, facts in told.items() if facts["title"] != facts["og:title"]] == []
    assert [address for address, facts in told.items() if len(facts["description"]) != 1] == []


def test_what_is_said_for_machines_escapes_what_editors_write(db, client: Client):
    make_published('Free</script><b>"donia&', slug="freedonia")

    page = client.get("/countries/freedonia/").content.decode()
    assertNotContains(client.get("/countries/freedonia/"), "</script><b>")
    said = re.search(r'<script type="application/ld\+json">(.*?)</script>', page)
    assert 'Free</script><b>"donia&' in json.loads(said[1])["headline"]


def _told(head: str) -> dict[str, list[str]]:
    return {
        "canonical": re.findall(r'<link rel="canonical" href="([^"]*)">', head),
        "url": re.findall(r'property="og:url" content="([^"]*)"', head),
        "title": re.findall("<title>(.*?)</title>", head),
        "og:title": re.findall(r'property="og:title" content="([^"]*)"', head),
        "description": re.findall('<meta name="description" content="[^"]', head),
    }


def _writing(client: Client) -> str:
    """Return what the page on privacy says of writing to us."""
    page = client.get("/privacy/").content.decode()
    return page[page.index('<h2 id="writing">') : page.index("<h2>People we do keep")]


def _described(page) -> str:
    return re.search(r'<meta name="description" content="([^"]*)">', page.content.decode())[1]
