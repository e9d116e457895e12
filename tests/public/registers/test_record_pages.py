"""The page of one law or one initiative."""

import uuid

import pytest
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains

from countries.models import Country
from legal.models import Initiative, Law
from monitor.publishing.models import PublishedRecord
from monitor.publishing.publish import publish
from monitor.publishing.withdraw import withdraw
from tests.builders import edit, make_initiative, make_law

KINDS = ["laws", "initiatives"]


def address_of(kind: str) -> str:
    return f"/{kind}/{PublishedRecord.objects.of_kind(kind).first().record_id}/"


def test_a_law_says_what_is_known_and_where_it_stands(published: Country, client: Client):
    page = client.get(address_of("laws"))

    assertContains(page, "<h1>Law on Associations</h1>")
    assertContains(page, f"/countries/freedonia/#{PublishedRecord.objects.of_kind('laws').get().place}")
    assertContains(page, "On the page since its first edition, and unchanged.")
    assertContains(page, f'href="/cite/{PublishedRecord.objects.of_kind("laws").get().record_id}/"')


def test_an_initiative_tells_its_text_and_its_steps(published: Country, client: Client):
    page = client.get(address_of("initiatives"))

    assertContains(page, "<p>It is pending.</p>")
    assertContains(
        page, '<li><time datetime="2026-02">February 2026</time>: <strong>Submitted</strong></li>', html=True
    )
    assertContains(page, "/feed/")


def test_the_history_tells_what_every_edition_changed(published: Country, client: Client):
    edit(Law, title="Law on Clubs")
    publish(published, note="A new title.")

    page = client.get(address_of("laws"))
    assertContains(page, "<ins>Clubs</ins>")
    assertContains(page, "A new title.")
    assertContains(page, "/countries/freedonia/changes/2/")
    assertContains(page, "On the page since its first edition.")


def test_a_record_that_came_later_says_since_when(published: Country, client: Client):
    make_law("Tax Code", country=published, position=0)
    publish(published, note="A code.")

    record = PublishedRecord.objects.of_kind("laws").get(title="Tax Code")
    assertContains(client.get(f"/laws/{record.record_id}/"), "On the page since edition 2.")


def test_laws_lead_to_what_replaced_them_and_back(published: Country, client: Client):
    new = make_law("New Law", country=published, position=5)
    old = edit(Law, status="replaced", replaced_by=new)
    publish(published, note="Replaced.")

    assertContains(client.get(f"/laws/{old.pk}/"), f'Replaced by <a href="/laws/{new.pk}/">New Law</a>')
    assertContains(client.get(f"/laws/{new.pk}/"), f'<a href="/laws/{old.pk}/">Law on Associations</a>')


@pytest.mark.parametrize(("kind", "model"), [("laws", Law), ("initiatives", Initiative)])
def test_a_record_that_left_the_page_says_when(published: Country, client: Client, kind: str, model: type):
    address = address_of(kind)
    model.objects.all().delete()
    publish(published, note="It was dropped.")

    page = client.get(address)
    assertContains(page, "<strong>Removed</strong>")
    assertContains(page, "It was dropped.")


@pytest.mark.parametrize("kind", KINDS)
def test_a_record_of_a_withdrawn_page_says_why(published: Country, client: Client, kind: str):
    address = address_of(kind)
    withdraw(published, "A person is at risk.", None)

    answer = client.get(address)
    assertContains(answer, "A person is at risk.", status_code=410)
    assertNotContains(answer, "Law on Associations", status_code=410)


def test_a_record_that_left_a_page_before_it_was_withdrawn_says_why(published: Country, client: Client):
    address = address_of("laws")
    Law.objects.all().delete()
    publish(published, note="It was dropped.")
    withdraw(published, "A person is at risk.", None)

    assertContains(client.get(address), "A person is at risk.", status_code=410)


@pytest.mark.parametrize("kind", KINDS)
def test_a_record_that_never_was_is_not_found(published: Country, client: Client, kind: str):
    assert client.get(f"/{kind}/{uuid.uuid4()}/").status_code == 404
    assert client.get(f"/{kind}/nonsense/").status_code == 404


def test_an_initiative_is_no_law(published: Country, client: Client):
    assert client.get(address_of("initiatives").replace("initiatives", "laws")).status_code == 404


@pytest.mark.parametrize("kind", KINDS)
def test_a_record_page_takes_six_queries_at_most(
    published: Country, client: Client, django_assert_max_num_queries, kind: str
):
    for at in range(5):
        make_law(f"Law {at}", country=published, position=at + 5), make_initiative(country=published, position=at + 5)
        edit(Law, title=f"Title {at}"), edit(Initiative, title=f"Title {at}")
        publish(published, note=f"Change {at}.")

    with django_assert_max_num_queries(6):
        assertContains(client.get(address_of(kind)), "Change 4.")


@pytest.mark.parametrize(("kind", "model"), [("laws", Law), ("initiatives", Initiative)])
def test_sample_and_archived_pages_are_marked(published: Country, client: Client, kind: str, model: type):
    published.sample, published.state = True, "archived"
    published.save()
    publish(published, note="Archived.")

    page = client.get(address_of(kind))
    assertContains(page, "Sample page.")
    assertContains(page, "Archived page.")
