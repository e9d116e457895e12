"""The site as an onion service: announced on the open web; on the onion itself without the office and other hosts."""

import re

import pytest
from django.test import Client

from countries.models import Country
from tests.public.crawl import crawl

from .test_settings import SAFE, _settings

ONION = f"{'monitor234567' * 4}abcd.onion"
PAGE = "/countries/freedonia/"


@pytest.fixture
def announced(settings) -> None:
    settings.ONION_HOST = ONION


@pytest.fixture
def onion(settings) -> Client:
    """A reader of the onion service of a site whose settings name its clearnet host, too."""
    settings.ONION, settings.ONION_HOST, settings.SECURE_PROXY_SSL_HEADER = True, ONION, None
    settings.ALLOWED_HOSTS = [ONION, "monitor.example"]
    return Client(SERVER_NAME=ONION)


@pytest.mark.parametrize("address", [PAGE, "/about/", "/search/?q=law+on&kind=laws", "/nowhere/", "/tips/"])
def test_every_page_says_where_it_is_as_an_onion(announced, published: Country, client: Client, address: str):
    assert client.get(address).headers["Onion-Location"] == f"http://{ONION}{address}"


def test_an_address_in_other_letters_is_written_as_addresses_are(announced, db, client: Client):
    assert (
        client.get("/закон/?q=%0d%0aX")
        .headers["Onion-Location"]
        .endswith(".onion/%D0%B7%D0%B0%D0%BA%D0%BE%D0%BD/?q=%0d%0aX")
    )


@pytest.mark.parametrize(
    "address", ["/admin/", "/accounts/login/", "/countries/freedonia.json", "/contact/", "/robots.txt"]
)
def test_the_office_files_and_ways_do_not(announced, published: Country, client: Client, address: str):
    assert "Onion-Location" not in client.get(address).headers


def test_the_answer_to_a_form_does_not(announced, db, client: Client):
    assert "Onion-Location" not in client.post("/tips/", {"risk": "some"}).headers


def test_without_an_onion_address_nothing_is_announced(published: Country, client: Client):
    assert "Onion-Location" not in client.get(PAGE).headers


def test_the_onion_does_not_announce_itself(onion: Client, published: Country):
    assert "Onion-Location" not in onion.get(PAGE).headers


@pytest.mark.parametrize("address", ["/admin/", "/admin/login/", "/admin", "/accounts/login/"])
def test_the_office_is_not_on_the_onion(onion: Client, db, address: str):
    assert onion.get(address).status_code == 404


def test_no_address_on_the_onion_leads_to_another_host_of_ours(onion: Client, published: Country):
    answers = crawl(onion)

    named = {address for address, answer in answers.items() if ONION in answer}
    assert {PAGE, "/robots.txt", "/sitemap-pages.xml", "/laws.json", "/updates/feed/", "/methodology/"} <= named
    assert [address for address, answer in answers.items() if re.search("monitor.example|testserver", answer)] == []
    assert [address for address, answer in answers.items() if f"https://{ONION}" in answer] == []


def test_the_onion_asks_for_no_tls(onion: Client, published: Country):
    answer = onion.get(PAGE, headers={"x-forwarded-proto": "https"})

    assert answer.status_code == 200
    assert "Strict-Transport-Security" not in answer.headers
    assert "upgrade-insecure" not in answer.headers["Content-Security-Policy"]
    assert f'<link rel="canonical" href="http://{ONION}{PAGE}">' in answer.content.decode()


def test_the_onion_answers_to_its_own_name_and_no_other():
    env = {"MONITOR_SECRET_KEY": SAFE["MONITOR_SECRET_KEY"], "MONITOR_ONION": "1", "MONITOR_ONION_HOST": ONION}
    out = _settings("s.ALLOWED_HOSTS, s.SECURE_PROXY_SSL_HEADER, s.SECURE_SSL_REDIRECT, s.CSRF_COOKIE_SECURE", **env)

    assert out.stdout.strip() == f"['{ONION}'] None False False"


@pytest.mark.parametrize(
    "host", ["monitor.example", ONION.upper(), f"http://{ONION}", f"{ONION}/", f"www.{ONION}", "a.onion"]
)
def test_an_onion_address_that_is_none_refuses_to_start(host: str):
    assert "MONITOR_ONION_HOST is the bare address" in _settings("s.DEBUG", **SAFE, MONITOR_ONION_HOST=host).stderr
