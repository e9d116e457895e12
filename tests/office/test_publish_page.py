"""The Publish page of a country in the office."""

import datetime
import uuid

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from countries.models import Country, NewsItem, Section
from legal.models import Law
from monitor.publishing.models import Edition, Page
from monitor.publishing.publish import publish
from tests.builders import make_editor, make_law, newest_edition

from .browser import office_address, send

TODAY = datetime.datetime.now(datetime.UTC).date()


def desk(country: Country) -> str:
    return office_address(country, "publish")


def backdate(country: Country) -> None:
    """Let the current page say that it was last updated long ago."""
    Page.objects.filter(country_id=country.pk).update(last_updated="2020-01-01")


def edit(heading: str = "Preface") -> None:
    Section.objects.filter(topic="introduction").update(heading=heading)


def test_a_first_edition_is_published(office: Client, country: Country):
    response = send(office, desk(country), note="The first edition.")

    assertRedirects(response, office_address(country, "change"))
    edition = newest_edition(country)
    assert (edition.number, edition.change_note, edition.published_by) == (1, "The first edition.", User.objects.get())


def test_the_editor_is_told_that_it_is_published(office: Client, country: Country):
    send(office, desk(country), note="The first edition.")
    page = office.get(office_address(country, "change"))

    assertContains(page, f"Freedonia: Edition 1 of {TODAY:%Y-%m-%d} is published.")
    assertContains(page, 'href="/countries/freedonia/"')


def test_readers_see_what_was_published(office: Client, published: Country, client: Client):
    edit("Preface to the second edition")
    send(office, desk(published), note="A new preface.")

    assertContains(client.get("/countries/freedonia/"), "Preface to the second edition")


@pytest.mark.parametrize("note", ["", "   ", "\n\n"])
def test_a_note_is_asked_for(office: Client, published: Country, note):
    edit()
    response = send(office, desk(published), note=note)

    assertContains(response, "This field is required")
    assert newest_edition(published).number == 1


@pytest.mark.parametrize("typed", [{"note": "x" * 1001}, {"note": "<b>A long note</b>", "substantive": "perhaps"}])
def test_what_was_typed_is_kept_when_it_is_refused(office: Client, published: Country, typed):
    edit()
    response = send(office, desk(published), **typed)

    assert response.context["form"].errors
    assertContains(response, typed["note"].replace("<", "&lt;").replace(">", "&gt;"))
    assert newest_edition(published).number == 1


def test_a_choice_of_minor_is_kept_when_the_note_is_refused(office: Client, published: Country):
    edit()
    response = send(office, desk(published), note="", substantive="")

    assert response.context["form"]["substantive"].value() == ""


def test_nothing_to_publish_is_said_in_words(office: Client, published: Country):
    response = office.post(desk(published), {"note": "For nothing.", "substantive": "1"})

    assertContains(response, "Nothing has changed since")
    assert newest_edition(published).number == 1


def test_the_page_lists_what_readers_would_see_change(office: Client, published: Country):
    edit("Preface")
    Law.objects.all().delete()
    make_law("Law on Clubs")
    page = office.get(desk(published))

    assertContains(page, "<strong>Changed</strong>: Preface")
    assertContains(page, "<strong>New</strong>: Law on Clubs")
    assertContains(page, "<strong>Removed</strong>: Law on Associations")


def test_the_page_names_the_fields_that_change(office: Client, published: Country):
    edit("Preface")

    assertContains(office.get(desk(published)), ": heading</span>")


def test_the_page_says_when_nothing_would_change(office: Client, published: Country):
    assertContains(office.get(desk(published)), "Nothing has changed since that edition.")


def test_a_new_order_can_be_published(office: Client, published: Country):
    Section.objects.filter(topic="formation").update(position=9)
    send(office, desk(published), note="A new order.")

    assert newest_edition(published).number == 2


def test_a_new_end_of_a_range_can_be_published(office: Client, published: Country):
    NewsItem.objects.filter(date="2026-03").update(date="2026-03/2026-04")
    send(office, desk(published), note="It went on in April.")

    assert newest_edition(published).number == 2


def test_a_renamed_country_is_among_the_changes(office: Client, published: Country):
    Country.objects.update(name="New Freedonia")

    assertContains(office.get(desk(published)), "New Freedonia")
    assertContains(office.get(desk(published)), "Country: name")


def test_the_page_of_an_unpublished_country_says_so(office: Client, country: Country):
    assertContains(office.get(desk(country)), "Readers see nothing of Freedonia yet.")


def test_a_title_with_markup_is_shown_as_text(office: Client, published: Country):
    make_law("<script>alert(1)</script>")

    assertNotContains(office.get(desk(published)), "<script>alert")


def test_looking_publishes_nothing(office: Client, published: Country):
    edit()
    office.get(desk(published), {"note": "By address", "substantive": "1"})

    assert newest_edition(published).number == 1


@pytest.mark.parametrize(("choice", "substantive"), [("1", True), ("", False)])
def test_the_editor_says_whether_the_change_is_of_substance(office: Client, published: Country, choice, substantive):
    edit()
    send(office, desk(published), note="A change.", substantive=choice)

    assert newest_edition(published).substantive is substantive


def test_a_change_is_of_substance_unless_said_otherwise(office: Client, published: Country):
    edit()
    send(office, desk(published), note="A change.")

    assert newest_edition(published).substantive is True


def test_a_change_of_substance_moves_last_updated(office: Client, published: Country):
    backdate(published)
    edit()
    send(office, desk(published), note="The law has changed.", substantive="1")

    assert Page.objects.get().last_updated == TODAY


def test_a_minor_change_leaves_last_updated(office: Client, country: Country):
    publish(country, note="Long ago.", dated=datetime.date(2020, 1, 1))
    edit()
    send(office, desk(country), note="A slip.", substantive="")

    assert Page.objects.get().last_updated == datetime.date(2020, 1, 1)
    assert newest_edition(country).dated == TODAY


def test_a_first_edition_is_of_substance_whatever_was_said(office: Client, country: Country):
    send(office, desk(country), note="The first.", substantive="")

    assert newest_edition(country).substantive is True


def test_publishing_needs_the_right(country: Country, client: Client):
    client.force_login(make_editor(rights=("countries", "legal")))
    answers = [client.get(desk(country)), client.post(desk(country), {"note": "Mine.", "substantive": "1"})]

    assert [answer.status_code for answer in answers] == [403, 403]
    assert not Edition.objects.exists()


def test_the_way_to_publish_is_shown_to_those_who_may(office: Client, country: Country):
    assertContains(office.get(office_address(country, "change")), desk(country))


def test_the_way_to_publish_is_not_shown_to_others(country: Country, client: Client):
    client.force_login(make_editor(rights=("countries", "legal")))

    assertNotContains(client.get(office_address(country, "change")), desk(country))


def test_a_country_that_is_not_there_is_not_found(office: Client):
    assert office.get(reverse("admin:countries_country_publish", args=[uuid.uuid4()])).status_code == 404


def test_a_form_from_elsewhere_is_refused(country: Country):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(make_editor())
    response = browser.post(desk(country), {"note": "From elsewhere.", "substantive": "1"})

    assertContains(response, "The form could not be accepted", status_code=403)
    assert not Edition.objects.exists()
