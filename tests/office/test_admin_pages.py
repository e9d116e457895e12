"""Every page of the admin answers: to an editor with the page, to others with the door."""

import re
from collections.abc import Iterator

import pytest
import reversion
from django.contrib import admin
from django.contrib.auth.models import User
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.asserts import assertContains, assertRedirects
from reversion.models import Version

from countries.admin_base import KeptAdmin
from countries.models import Country, GlanceRow, NewsItem, Ranking, Section
from legal.models import Law, Ratification, Treaty
from monitor.desk.audit import note
from monitor.desk.look import look_at
from monitor.desk.models import AuditEntry, Proposal
from monitor.desk.review import Note, ask
from monitor.importing.models import MissingLink
from monitor.publishing.models import Edition, TreatyReference
from tests.builders import edit, make_editor, make_law, make_published, make_section

from .browser import office_address

pytestmark = pytest.mark.django_db

APART = {"auth", "tips"}
"""Accounts and tips: not an editor's, with tests of their own."""
RECORDS = [model for model in admin.site._registry if model._meta.app_label not in APART]
KEPT = [model for model in RECORDS if isinstance(admin.site._registry[model], KeptAdmin)]
LOOK_ONLY = [AuditEntry, Edition, Proposal, TreatyReference]
NONSENSE = [
    "e=1", "foo=bar", "q=%27", "q=%22", "q=" + "x+" * 40, "p=99999", "p=-1", "p=abc", "o=zzz", "o=1.2.-99", "ot=zzz",
    "all=1", "date__precision=zzz", "date__precision=", "date__year=zzz", "date__year=%27%3B--", "date=soon",
    "date__gt=soon", "as_of__precision=zzz", "as_of__zzz=1", "last_checked=soon", "position=abc", "id=zzz",
    "pk__in=zzz", "country__id__exact=zzz", "country=zzz", "country__name__zzz=1", "country__isnull=maybe",
    "year=99999999999999999999",
    "kind__exact=zzz", "state=zzz", "archived__exact=zzz", "dated__year=zzz", "dated__year=2024&dated__month=13",
    "published_by__password__startswith=a", "topics__zzz=1", "_to_field=zzz", "_popup=1", "sha256__zzz=1",
]  # fmt: skip


def fill_the_office() -> None:
    """One row, with a version, of everything that has an admin page."""
    country = make_published()
    for model in sorted(KEPT, key=lambda model: model is not Country):  # first: it takes its parts along
        with reversion.create_revision():
            model._default_manager.first().save()
    TreatyReference.objects.create(treaty="iccpr", iso2="FR", country_name="Freedonia", status="party", as_of="2024")
    note(None, "published", country_id=country.pk)
    law = country.law_set.get()
    edit(GlanceRow, value="<p>The court</p>")
    look = look_at(country)
    ask(country, look.keys, Note("The court."), by=make_editor("asks"), seen=look.seen)
    MissingLink.objects.create(country=country, kind="laws", record_id=law.pk, record=law.title, text="law", line=1)


def kept_addresses(row: Model, version: int) -> Iterator[str]:
    yield office_address(row, "compare", version)
    yield office_address(row, "revision", version)
    yield office_address(type(row), "recoverlist")
    yield office_address(type(row), "recover", version)


def addresses() -> Iterator[str]:
    """Every address of the office, for a row of each kind."""
    yield reverse("admin:index")
    for model in RECORDS:
        row = model._default_manager.first()
        yield from (office_address(model, "changelist"), office_address(row, "history"))
        yield row.get_absolute_url() if model is Proposal else office_address(row, "change")
        if model not in LOOK_ONLY and model is not MissingLink:
            yield from (office_address(model, "add"), office_address(row, "delete"))
        if model in KEPT:
            yield from kept_addresses(row, Version.objects.get_for_object(row)[0].pk)
    country = Country.objects.get()
    for page in ("desk", "preview", "links", "tasks", "withdraw", "redact"):
        yield office_address(country, page)
    yield from (reverse(f"admin:desk_{name}") for name in ("ages", "mail"))
    yield reverse("admin:autocomplete") + "?app_label=legal&model_name=law&field_name=country&term=f"
    yield from (reverse("admin:app_list", args=[app]) for app in ("countries", "legal", "publishing", "importing"))


def answers(client: Client) -> dict[str, int]:
    return {address: client.get(address).status_code for address in addresses()}


def others(expected: int, found: dict[str, int]) -> dict[str, int]:
    return {address: status for address, status in found.items() if status != expected}


def test_every_page_answers_an_editor(office: Client):
    fill_the_office()

    assert others(200, answers(office)) == {}


def test_every_page_sends_a_stranger_to_the_door(client: Client):
    fill_the_office()

    assert others(302, answers(client)) == {}


def test_the_door_is_the_login_page(client: Client):
    address = office_address(Law, "changelist")

    door = f"{reverse('admin:login')}?next={address}"
    assertRedirects(client.get(address), door, fetch_redirect_response=False)


def test_a_reader_with_an_account_is_sent_to_the_door(client: Client):
    fill_the_office()
    client.force_login(User.objects.create_user("reader"))

    assert others(302, answers(client)) == {}


def test_staff_without_rights_get_no_page_but_the_first(client: Client):
    fill_the_office()
    client.force_login(make_editor(rights=()))

    found = {address: status for address, status in answers(client).items() if status not in (403, 404)}
    assert found == {reverse("admin:index"): 200, reverse("admin:desk_mail"): 200}


@pytest.mark.parametrize("model", [model for model in admin.site._registry if model._meta.app_label == "auth"])
@pytest.mark.parametrize("view", ["changelist", "add"])
def test_an_editor_does_not_see_accounts(office: Client, model, view):
    assert office.get(office_address(model, view)).status_code == 403


@pytest.mark.parametrize("model", [*LOOK_ONLY, MissingLink])
def test_what_is_derived_cannot_be_added(office: Client, model):
    assert office.get(office_address(model, "add")).status_code == 403


@pytest.mark.parametrize("model", [Country, Law, Edition, MissingLink])
def test_nonsense_in_a_lists_address_is_survived(office: Client, model):
    fill_the_office()
    found = {query: office.get(f"{office_address(model, 'changelist')}?{query}").status_code for query in NONSENSE}

    assert {query: status for query, status in found.items() if status not in (200, 302, 400)} == {}


@pytest.mark.parametrize(
    ("model", "query"),
    [(Edition, "dated__year=9999"), (Edition, "dated__year=9999&dated__month=12"), (Law, "title__regex=("),
     (Law, "last_checked__year=99999999999999")],
)  # fmt: skip
def test_stranger_nonsense_in_a_lists_address_is_survived(office: Client, model, query):
    fill_the_office()

    assert office.get(f"{office_address(model, 'changelist')}?{query}").status_code in (200, 302, 400)


@pytest.mark.parametrize("view", ["change", "history", "delete"])
@pytest.mark.parametrize("nonsense", ["zzz", "0", "_5F", "%27", "9" * 400])
def test_a_record_that_is_not_there_leads_back(office: Client, view, nonsense):
    address = reverse(f"admin:legal_law_{view}", args=[nonsense])

    assert office.get(address).status_code == 302


@pytest.mark.parametrize("nonsense", ["zzz", "9" * 400])
def test_a_country_that_is_not_there_leads_back(office: Client, nonsense):
    assert office.get(reverse("admin:countries_country_change", args=[nonsense])).status_code == 302


def test_a_country_that_is_not_there_leads_back_whatever_its_length(office: Client):
    assert office.get(reverse("admin:countries_country_change", args=["z" * 36])).status_code == 302


@pytest.mark.parametrize("version", [0, 7, 10**30])
@pytest.mark.parametrize("view", ["compare", "revision"])
def test_a_version_that_is_not_there_is_not_found(office: Client, view, version):
    assert office.get(office_address(make_law(), view, version)).status_code == 404


def test_a_version_of_another_record_is_not_found(office: Client):
    law, section = make_law(), make_section()
    with reversion.create_revision():
        section.save()
    version = Version.objects.get().pk

    assert office.get(office_address(law, "compare", version)).status_code == 404


@pytest.mark.parametrize("model", [Section, GlanceRow, NewsItem, Ranking, Ratification, Law])
def test_a_list_shows_its_rows_with_their_country(office: Client, model):
    make_published()

    assertContains(office.get(office_address(model, "changelist")), "Freedonia")


def queries(client: Client) -> dict[str, int]:
    """How many queries each list takes."""
    counted = {}
    for model in RECORDS:
        with CaptureQueriesContext(connection) as captured:
            client.get(office_address(model, "changelist"))
        counted[model.__name__] = len(captured)
    return counted


def test_a_list_of_many_takes_as_many_queries_as_a_list_of_one(office: Client):
    fill_the_office()
    of_one = queries(office)
    make_published("Sylvania")
    make_published("Osterlich")
    of_three = queries(office)

    assert of_three == {name: of_one[name] for name in of_three}


@pytest.mark.parametrize("words", ["freedonia", "FREE", "doni"])
def test_a_search_finds_a_law_by_its_country(office: Client, words):
    make_published()

    assertContains(office.get(office_address(Law, "changelist"), {"q": words}), "Law on Associations")


def test_a_search_that_finds_nothing_says_so(office: Client):
    make_published()

    assertContains(office.get(office_address(Law, "changelist"), {"q": "zzz"}), "0 results")


def test_a_country_leads_to_all_its_parts(office: Client):
    country = make_published()
    page = office.get(office_address(country, "change")).content.decode()

    for part in (country.section_set.first(), country.law_set.get(), country.newsitem_set.first()):
        assert office_address(part, "change") in page


def test_a_part_is_added_to_its_country_at_the_end(office: Client):
    country = make_published()
    form = office.get(f"{office_address(Law, 'add')}?country={country.pk}&position=2").context["adminform"].form

    assert (str(form["country"].value()), str(form["position"].value())) == (str(country.pk), "2")


def test_a_treaty_in_use_is_not_deleted(office: Client):
    make_published()
    treaty = Treaty.objects.get()
    response = office.post(office_address(treaty, "delete"), {"post": "yes"})

    assertContains(response, "protected", status_code=200)
    assert Treaty.objects.exists()


@pytest.mark.parametrize("view", ["changelist", "change", "history", "desk", "links", "tasks"])
def test_no_page_has_a_script_or_style_of_its_own(office: Client, view):
    row = Country if view == "changelist" else make_published()
    html = office.get(office_address(row, view)).content.decode()

    assert not re.search(r"<style| style=| onclick=|<script(?![^>]* (?:src|type=\"application/json))", html)


@pytest.mark.parametrize("model", [Country, Law, Section, Edition, MissingLink])
@pytest.mark.parametrize("chosen", ["abc", "-1", "", "9" * 30, "\u00b2"])
def test_a_made_up_choice_in_a_list_does_nothing(office: Client, model, chosen):
    fill_the_office()
    count = model._default_manager.count()
    typed = {"action": "delete_selected", "_selected_action": chosen, "post": "yes"}

    assert office.post(office_address(model, "changelist"), typed).status_code in (200, 302)
    assert model._default_manager.count() == count


@pytest.mark.parametrize("chosen", ["\u00b2", "abc", "-1", "0" * 36])
def test_a_made_up_choice_in_a_box_is_refused_in_place(office: Client, chosen):
    law = make_law()

    for address, box in ((office_address(law, "change"), "country"), (office_address(law, "change"), "replaced_by")):
        answer = office.post(address, {"title": "Typed", box: chosen})
        assertContains(answer, "Typed")
        assertContains(answer, "errorlist")
