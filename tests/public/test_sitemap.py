"""The sitemap, and what robots are asked to leave alone."""

import datetime
import time

import pytest
from django.test import Client
from django.utils.http import http_date
from pytest_django.asserts import assertContains, assertNotContains

from countries.models import Country
from legal.models import Initiative, Law
from monitor.publishing.checked import confirm
from monitor.publishing.models import Page, PublishedRecord
from monitor.publishing.withdraw import withdraw
from tests.builders import make_editor, make_law, make_published

from .feed_reader import read_sitemap

SECTIONS = ["pages", "lists", "records", "treaties", "words"]


def everything(client: Client) -> dict[str, str]:
    """Return what all sections that the index names list."""
    found: dict[str, str] = {}
    for address in read_sitemap(client, "/sitemap.xml"):
        found |= read_sitemap(client, address)
    return found


def test_the_index_names_every_section(published: Country, client: Client):
    assert list(read_sitemap(client, "/sitemap.xml")) == [f"/sitemap-{name}.xml" for name in SECTIONS]


def test_pages_records_and_lists_are_in_it(published: Country, client: Client):
    found = everything(client)

    assert f"/laws/{Law.objects.get().pk}/" in found
    assert f"/initiatives/{Initiative.objects.get().pk}/" in found
    assert {"/", "/countries/freedonia/", "/treaties/iccpr/", "/updates/", "/about/"} <= set(found)


def test_a_page_is_as_new_as_its_words(published: Country, client: Client):
    Page.objects.update(last_updated=datetime.date(2026, 2, 3))

    assert read_sitemap(client, "/sitemap-pages.xml") == {"/countries/freedonia/": "2026-02-03"}


def test_a_page_is_as_new_as_the_last_look_at_it(published: Country, client: Client):
    Page.objects.update(last_updated=datetime.date(2026, 2, 3))
    confirm(published.pk, [str(Law.objects.get().pk)], make_editor())

    assert read_sitemap(client, "/sitemap-pages.xml") == {"/countries/freedonia/": f"{datetime.date.today():%Y-%m-%d}"}


def test_a_law_is_as_new_as_the_edition_since_which_it_says_this(published: Country, client: Client):
    PublishedRecord.objects.update(changed_on=datetime.date(2025, 6, 7))

    assert set(read_sitemap(client, "/sitemap-records.xml").values()) == {"2025-06-07"}


def test_what_is_not_published_is_not_in_it(published: Country, client: Client):
    draft = make_law("Draft", country=published)

    assert f"/laws/{draft.pk}/" not in everything(client)


def test_a_withdrawn_page_is_not_in_it(published: Country, client: Client):
    law = Law.objects.get()
    withdraw(published, "A person is at risk.", None)

    found = everything(client)
    assert not {"/countries/freedonia/", f"/laws/{law.pk}/"} & set(found)


def test_who_has_a_withdrawn_page_in_it_is_sent_it_again(published: Country, client: Client):
    withdraw(published, "A person is at risk.", None)

    answer = client.get("/sitemap-pages.xml", headers={"If-Modified-Since": http_date(time.time() + 86_400)})
    assertNotContains(answer, "freedonia")


def test_every_address_in_it_is_there(published: Country, client: Client):
    answers = {address: client.get(address).status_code for address in everything(client)}

    assert {address: status for address, status in answers.items() if status != 200} == {}


def test_many_records_are_split_over_files(published: Country, client: Client, monkeypatch):
    monkeypatch.setattr("monitor.public.sitemaps._Records.limit", 1)
    index = list(read_sitemap(client, "/sitemap.xml"))

    assert {"/sitemap-records.xml", "/sitemap-records.xml?p=2"} <= set(index)
    one, other = (set(read_sitemap(client, f"/sitemap-records.xml?p={page}")) for page in (1, 2))
    assert len(one | other) == 2


def test_an_empty_site_has_a_sitemap(db, client: Client):
    assert "/countries/" in everything(client)


@pytest.mark.parametrize("page", ["99999", "0", "-1", "x", "9" * 400, "%ff", "x" * 10_000])
def test_a_bad_page_is_not_found(published: Country, client: Client, page: str):
    assert client.get(f"/sitemap-records.xml?p={page}").status_code == 404


def test_an_unknown_section_is_not_found(published: Country, client: Client):
    assertContains(client.get("/sitemap-atlantis.xml"), "There is no such page", status_code=404)


@pytest.mark.parametrize("address", ["/sitemap.xml", *[f"/sitemap-{name}.xml" for name in SECTIONS]])
def test_a_file_takes_at_most_five_queries(published: Country, client: Client, address, django_assert_max_num_queries):
    make_published("Sylvania")

    with django_assert_max_num_queries(5):
        client.get(address)


def test_robots_are_kept_from_the_office(client: Client):
    page = client.get("/robots.txt")

    for place in ("/admin/", "/accounts/", "/preview/"):
        assertContains(page, f"Disallow: {place}\n")
    assertContains(page, "Sitemap: http://testserver/sitemap.xml\n")
    assertNotContains(page, "Disallow: /\n")
