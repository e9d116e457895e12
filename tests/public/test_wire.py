"""How pages travel: compressed, cacheable, without a trace."""

import brotli
import pytest
from django.test import Client

from countries.models import Country

from .crawl import crawl

ADDRESS = "/countries/freedonia/"


def test_a_page_travels_as_brotli_to_who_takes_it(published: Country, client: Client):
    plain, packed = client.get(ADDRESS), client.get(ADDRESS, headers={"accept-encoding": "gzip, deflate, br, zstd"})

    assert packed.headers["Content-Encoding"] == "br"
    assert brotli.decompress(packed.content) == plain.content


@pytest.mark.parametrize("takes", ["", "gzip", "br;q=0, gzip", "BR;Q=0", "x-br", "br;level=1;q=0", "identity"])
def test_a_page_does_not_travel_as_brotli_to_who_does_not(published: Country, client: Client, takes: str):
    assert client.get(ADDRESS, headers={"accept-encoding": takes}).headers.get("Content-Encoding") != "br"


def test_a_page_may_be_kept_for_a_minute(published: Country, client: Client):
    page = client.get(ADDRESS)

    assert page.headers["Cache-Control"] == "public, max-age=60"
    assert page.headers["Vary"] == "Accept-Encoding"


def test_a_page_that_has_not_changed_is_not_sent_again(published: Country, client: Client):
    first = client.get(ADDRESS)

    assert client.get(ADDRESS, headers={"if-none-match": first.headers["ETag"]}).status_code == 304


def test_no_reader_is_given_a_cookie(published: Country, client: Client):
    crawl(client, but="/tips/")

    assert not client.cookies


def test_the_form_for_tips_gives_one_cookie_that_ends_with_the_browser(db, client: Client):
    [cookie] = client.get("/tips/").cookies.values()

    assert (cookie.key, cookie["max-age"], cookie["expires"]) == ("csrf", "", "")


def test_no_page_asks_another_host_for_anything(published: Country, client: Client):
    import re

    for address, answer in crawl(client).items():
        loading = re.findall(r"<(?:link|script|img|iframe|source)\b[^>]*>", answer) if "<html" in answer else []
        loading = [tag for tag in loading if 'rel="canonical"' not in tag and 'rel="alternate"' not in tag]
        assert not [tag for tag in loading if re.search(r'(?:href|src)="(?:https?:|//)', tag)], address
