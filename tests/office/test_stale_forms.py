"""Nobody overwrites anybody: a form that was opened before another save is refused, with both versions shown."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains
from reversion.models import Revision, Version

from countries import admin_base
from countries.models import Country, GlanceRow, Section
from legal.models import Initiative, Law
from tests.builders import edit, make_editor

from .browser import Form, office_address, send


@pytest.fixture
def colleague(db) -> Client:
    client = Client()
    client.force_login(make_editor("charles"))
    return client


def opened(client: Client, address: str) -> dict[str, str]:
    """Open a form and return what a browser would send of it."""
    form = Form()
    form.feed(client.get(address).content.decode())
    return form.fields


def test_a_form_opened_before_another_save_is_refused(office: Client, colleague: Client, country: Country):
    address = office_address(Section.objects.get(topic="introduction"), "change")
    mine = opened(office, address)
    send(colleague, address, body="<p>Their words.</p>", revision_comment="From the ministry")

    response = office.post(address, {**mine, "body": "<p>My words.</p>"})

    assertContains(response, "Somebody has saved this record since you opened it.")
    assert Section.objects.get(topic="introduction").body == "<p>Their words.</p>"


def test_both_versions_are_shown_and_who_saved(office: Client, colleague: Client, country: Country):
    address = office_address(Section.objects.get(topic="introduction"), "change")
    mine = opened(office, address)
    send(colleague, address, body="<p>Their words.</p>", revision_comment="From the ministry")

    response = office.post(address, {**mine, "body": "<p>My words.</p>"})

    assertContains(response, "<del>Their</del>")
    assertContains(response, "<ins>My</ins>")
    assertContains(response, "charles saved it on")
    assertContains(response, "From the ministry")
    assertContains(response, "My words.&lt;/p&gt;")  # still in its box


def test_a_second_save_goes_over_it_knowingly(office: Client, colleague: Client, country: Country):
    address = office_address(Section.objects.get(topic="introduction"), "change")
    mine = opened(office, address)
    send(colleague, address, body="<p>Their words.</p>")
    refused = Form()
    refused.feed(office.post(address, {**mine, "body": "<p>My words.</p>"}).content.decode())

    assert office.post(address, refused.fields).status_code == 302
    assert Section.objects.get(topic="introduction").body == "<p>My words.</p>"


def test_a_third_save_in_between_is_seen_too(office: Client, colleague: Client, country: Country):
    address = office_address(Section.objects.get(topic="introduction"), "change")
    mine = opened(office, address)
    send(colleague, address, body="<p>Their words.</p>")
    refused = Form()
    refused.feed(office.post(address, {**mine, "body": "<p>My words.</p>"}).content.decode())
    send(colleague, address, body="<p>Their second thoughts.</p>")

    assertContains(office.post(address, refused.fields), "second thoughts")
    assert Section.objects.get(topic="introduction").body == "<p>Their second thoughts.</p>"


def test_a_form_without_its_mark_is_refused(office: Client, country: Country):
    address = office_address(GlanceRow.objects.get(), "change")
    mine = opened(office, address)
    del mine["seen"]

    assertContains(office.post(address, {**mine, "value": "<p>Made up.</p>"}), "Somebody has saved this record")


def test_a_step_that_somebody_added_makes_the_form_stale(office: Client, colleague: Client, country: Country):
    initiative = Initiative.objects.get()
    address = office_address(initiative, "change")
    mine = opened(office, address)
    initiative.events.update(note="Read for the first time.")

    assertContains(office.post(address, {**mine, "title": "Another title"}), "Somebody has saved this record")


def test_a_record_that_nobody_touched_is_saved(office: Client, country: Country):
    address = office_address(Law.objects.get(), "change")

    send(office, address, title="Law on Unions")

    assert Law.objects.get().title == "Law on Unions"


def test_saving_the_same_again_is_no_clash(office: Client, country: Country):
    address = office_address(Law.objects.get(), "change")
    send(office, address, title="Law on Unions")
    send(office, address, title="Law on Trade Unions")

    assert Law.objects.get().title == "Law on Trade Unions"


def test_a_refused_form_leaves_no_revision(office: Client, colleague: Client, country: Country):
    address = office_address(Law.objects.get(), "change")
    mine = opened(office, address)
    send(colleague, address, title="Law on Unions")
    before = Revision.objects.count()

    office.post(address, {**mine, "title": "Law on Clubs"})

    assert Revision.objects.count() == before


def test_what_was_typed_with_errors_too_is_kept(office: Client, colleague: Client, country: Country):
    address = office_address(Law.objects.get(), "change")
    mine = opened(office, address)
    send(colleague, address, title="Law on Unions")

    response = office.post(address, {**mine, "title": "Law on Clubs", "date": "the day before yesterday"})

    assertContains(response, "the day before yesterday")
    assertContains(response, "Somebody has saved this record")


def test_a_country_is_guarded_too(office: Client, colleague: Client, country: Country):
    address = office_address(country, "change")
    mine = opened(office, address)
    send(colleague, address, region="Central Asia")

    assertContains(office.post(address, {**mine, "region": "Eastern Europe"}), "Somebody has saved this record")
    assert Country.objects.get().region == "Central Asia"


def test_who_may_not_see_who_did_what_reads_of_a_colleague(colleague: Client, country: Country):
    address = office_address(Law.objects.get(), "change")
    client = Client()
    user = make_editor("ada", rights=("countries", "legal"))
    client.force_login(User.objects.get(pk=user.pk))
    mine = opened(client, address)
    send(colleague, address, title="Law on Unions")

    response = client.post(address, {**mine, "title": "Law on Clubs"})

    assertContains(response, "A colleague saved it on")
    assertNotContains(response, "charles")


def test_a_stale_form_shows_the_step_that_a_colleague_changed(office: Client, colleague: Client, published: Country):
    initiative = Initiative.objects.get()
    address = office_address(initiative, "change")
    mine = opened(office, address)
    name = next(one for one in mine if one.endswith("-0-note"))
    send(colleague, address, **{name: "By sixty votes"})
    answer = office.post(address, mine)
    assertContains(answer, "Somebody has saved this record")
    assertNotContains(answer, "What you typed is what stands there already.")
    assertContains(answer, "By sixty votes")


def test_an_old_version_does_not_go_over_a_later_save_unseen(office: Client, colleague: Client, published: Country):
    row = edit(Section, body="<p>First.</p>")
    edit(Section, body="<p>Second.</p>")
    version = Version.objects.get_for_object(row).last()
    address = office_address(row, "revision", version.pk)
    mine = opened(office, address)
    send(colleague, office_address(row, "change"), body="<p>Words of Anna.</p>")
    office.post(address, mine)
    row.refresh_from_db()
    assert row.body == "<p>Words of Anna.</p>"


def test_a_record_deleted_while_its_form_is_saved_is_no_error(published: Country, monkeypatch):
    row = Law.objects.get()
    usual = admin_base.held

    def held(instance):
        Law.objects.filter(pk=instance.pk).delete()  # a colleague, who held the row until now
        return usual(instance)

    monkeypatch.setattr(admin_base, "held", held)
    client = Client(raise_request_exception=False)
    client.force_login(make_editor())
    answer = send(client, office_address(row, "change"), title="Typed")

    assertContains(answer, "Somebody has deleted this record")
    assertContains(answer, "Typed")
