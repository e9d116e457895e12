"""A country's page as readers get it."""

from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains

from countries.models import Country, Section
from monitor.publishing.publish import publish

ADDRESS = "/countries/freedonia/"


def test_the_page_shows_every_kind_of_record(published: Country, client: Client):
    page = client.get(ADDRESS).content.decode()

    for words in (
        "Registration Body", "Civil and Political Rights", "Law on Associations", "Draft Law on Charity",
        "Rule of Law Index", "UN Human Rights Reports", "A law is discussed", "An old report", "6 million", "Sylvania",
        "Barriers to Formation",
    ):  # fmt: skip
        assert words in page, words


def test_an_edit_is_not_public_until_published(published: Country, client: Client):
    Section.objects.filter(topic="introduction").update(body="<p>Second text</p>")

    assertNotContains(client.get(ADDRESS), "Second text")


def test_an_edit_is_public_once_published(published: Country, client: Client):
    Section.objects.filter(topic="introduction").update(body="<p>Second text</p>")
    publish(published, note="The introduction is new.")

    assertContains(client.get(ADDRESS), "Second text")
    assertContains(client.get(ADDRESS), "The introduction is new.")


def test_an_unpublished_country_has_no_page(country: Country, client: Client):
    assert client.get(ADDRESS).status_code == 404


def test_the_page_takes_one_query(published: Country, client: Client, django_assert_num_queries):
    with django_assert_num_queries(1):
        client.get(ADDRESS)
