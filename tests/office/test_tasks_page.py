"""The page of tasks: what cites a law that was replaced."""

import uuid

import pytest
from django.contrib.auth.models import Permission
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from countries.models import Country, Section
from legal.models import Law
from monitor.desk.models import CitationTask
from monitor.desk.replaced import note_replacement, open_tasks
from monitor.publishing.publish import publish
from tests.builders import make_country, make_editor, make_law, make_section

from .browser import office_address, send
from .people import browser_of, make_person


@pytest.fixture
def page(db) -> Country:
    """A country whose page cites a law twice that is replaced."""
    country = make_country()
    body = "<p>See Article 7 of the Law on Clubs. The Law on Clubs &lt;b&gt; is old.</p>"
    make_section("BARRIERS TO FORMATION", body, country=country, topic="formation")
    law = make_law("Law on Clubs", country=country, status="replaced")
    law.replaced_by = make_law("Law on Societies", country=country)
    law.save()
    note_replacement(law, by=None)
    return country


def tasks(country: Country) -> str:
    return reverse("admin:countries_country_tasks", args=[country.pk])


def press(office: Client, country: Country, **button: object) -> HttpResponse:
    return office.post(tasks(country), button)


def first() -> CitationTask:
    return CitationTask.objects.order_by("pk")[0]


def test_it_lists_the_sentences_under_their_law_and_record(office: Client, page: Country):
    response = office.get(tasks(page))

    assertContains(response, "Law on Clubs <span")
    assertContains(response, "Replaced by: Law on Societies.")
    assertContains(response, f'<a href="{office_address(Section.objects.get(), "change")}">BARRIERS TO FORMATION</a>')
    assertContains(response, "See Article 7 of the Law on Clubs.")
    assertContains(response, "2 open, 0 done, 0 not needed")
    assertContains(response, "The Law on Clubs &lt;b&gt; is old.")


@pytest.mark.parametrize(("button", "state"), [("done", "done"), ("not-needed", "not-needed")])
def test_a_task_is_decided(office: Client, page: Country, button, state):
    task = first()

    assertRedirects(press(office, page, **{button: task.pk}), tasks(page))
    task.refresh_from_db()
    assert (task.state, task.decided_by.username) == (state, "ada")
    assertContains(office.get(tasks(page)), "1 open")


def test_who_decided_it_is_named_to_those_with_the_right_alone(office: Client, page: Country):
    press(office, page, done=first().pk)
    rosa = browser_of(make_person("rosa", "Researchers", of=(page,)))

    assertContains(office.get(tasks(page)), "Done, ada on")
    assertContains(rosa.get(tasks(page)), "Done, a colleague on")
    assertNotContains(rosa.get(tasks(page)), "ada")


def test_a_decided_task_is_opened_again(office: Client, page: Country):
    press(office, page, done=first().pk)
    press(office, page, open=first().pk)

    assert (first().state, first().decided_by, first().decided_at) == ("open", None, None)


def test_looking_at_it_writes_nothing(office: Client, page: Country, django_assert_num_queries):
    Section.objects.all().delete()
    office.get(tasks(page))

    assert set(CitationTask.objects.values_list("state", flat=True)) == {"open"}


def test_a_sentence_that_is_gone_is_shown_as_no_longer_cited(office: Client, page: Country):
    Section.objects.all().delete()
    response = office.get(tasks(page))

    assertContains(response, "No longer cited")
    assertContains(response, "0 open, 2 done")
    assertContains(response, "Nothing is open")


def test_looking_again_finds_what_was_written_since(office: Client, page: Country):
    make_section("Late", "<p>By the Law on Clubs, a fee is due.</p>", country=page, topic="other")
    response = office.post(tasks(page), {"look": "1"}, follow=True)

    assertContains(response, "Looked again: 3 open.")


@pytest.mark.parametrize(
    "button",
    [
        {},
        {"done": ""},
        {"done": "x"},
        {"done": "0"},
        {"done": "9" * 30},
        {"done": "-1"},
        {"open": "\x00"},
        {"look": ""},
    ],
)
def test_nonsense_decides_nothing(office: Client, page: Country, button):
    response = office.post(tasks(page), button, follow=True)

    assert set(CitationTask.objects.values_list("state", flat=True)) == {"open"}
    assertContains(response, "Nothing was chosen", status_code=200)


def test_a_task_that_is_not_there_is_said_in_words(office: Client, page: Country):
    assertContains(office.post(tasks(page), {"done": 10**9}, follow=True), "not there any more")


def test_a_task_of_another_country_is_not_decided_here(office: Client, page: Country):
    sylvania = make_country("Sylvania")
    press(office, sylvania, done=first().pk)

    assert first().state == "open"


def test_a_task_of_another_countrys_law_says_whose_it_is(office: Client, page: Country):
    sylvania = make_country("Sylvania")
    make_section("Abroad", "<p>It follows the Law on Clubs of Freedonia.</p>", country=sylvania)
    publish(sylvania, note="First.")
    note_replacement(Law.objects.get(title="Law on Clubs"), by=None)

    assertContains(office.get(tasks(sylvania)), "Law on Clubs (Freedonia)")


def test_who_may_not_change_laws_only_looks(page: Country):
    reader = make_editor("eve", rights=())
    codes = ["view_law", "view_country", "see_every_country"]
    reader.user_permissions.set(Permission.objects.filter(codename__in=codes))
    client = Client()
    client.force_login(reader)

    assertNotContains(client.get(tasks(page)), 'name="done"')
    assert client.post(tasks(page), {"done": first().pk}).status_code == 403
    assert first().state == "open"


def test_a_country_that_is_not_theirs_is_not_found(page: Country):
    writer = make_editor("eve", rights=())
    writer.user_permissions.set(Permission.objects.filter(codename__in=["view_law", "change_law"]))
    client = Client()
    client.force_login(writer)

    assert client.get(tasks(page)).status_code == 404


def test_a_page_that_does_not_exist_is_not_found(office: Client, page: Country):
    assert office.get(reverse("admin:countries_country_tasks", args=[uuid.uuid4()])).status_code == 404


def test_a_visitor_is_asked_to_log_in(client: Client, page: Country):
    assert client.get(tasks(page)).status_code == 302


def test_many_tasks_cost_no_more_queries(office: Client, page: Country, django_assert_max_num_queries):
    body = "".join(f"<p>Number {number} of the Law on Clubs.</p>" for number in range(60))
    make_section("Many", body, country=page, topic="other")
    note_replacement(Law.objects.get(title="Law on Clubs"), by=None)
    with django_assert_max_num_queries(30):
        assertContains(office.get(tasks(page)), "62 open")


# Saving the law ------------------------------------------------------------------------------------------------------


def test_saving_a_law_as_replaced_says_how_often_it_is_cited(office: Client, page: Country):
    CitationTask.objects.all().delete()
    law = Law.objects.get(title="Law on Clubs")
    Law.objects.filter(pk=law.pk).update(status="in-force", replaced_by=None)
    response = send(office, office_address(law, "change"), status="replaced")
    told = office.get(response["Location"])

    assertContains(told, "This law is cited in 2 places")
    assertContains(told, f'href="{tasks(page)}"')


def test_saving_it_as_in_force_withdraws_them(office: Client, page: Country):
    law = Law.objects.get(title="Law on Clubs")
    send(office, office_address(law, "change"), status="in-force", replaced_by="")

    assert not CitationTask.objects.exists()


def test_bringing_back_the_version_that_was_in_force_withdraws_them(office: Client, page: Country):
    law = Law.objects.get(title="Law on Clubs")
    send(office, office_address(law, "change"), status="in-force", replaced_by="")
    send(office, office_address(law, "change"), status="replaced")
    assert open_tasks(page.pk).count() == 2
    versions = [line["url"] for line in office.get(office_address(law, "history")).context["action_list"]]
    send(office, versions[-1])

    assert not open_tasks(page.pk).exists()


def test_the_desk_can_sum_them_up(page: Country):
    html = render_to_string("office/_tasks_summary.html", {"tasks": open_tasks(page.pk), "country": page})

    assert "Citations to look at (2)" in html
    assert "2 places cite Law on Clubs, replaced by Law on Societies" in html
    assert tasks(page) in html
    assert not render_to_string("office/_tasks_summary.html", {"tasks": [], "country": page}).strip()
