"""Who gets what at every address of the office: no page, form, list, history or made-up POST leads past one's rights.

The addresses are found by walking the patterns, so that a new page is tried on the day that it is added: of another's
country it must answer 403 or 404, and staff without a role must get 403 or 404 everywhere but on the first page.
"""

from typing import Any, NamedTuple

import pytest
import reversion
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from reversion.models import Revision, Version

from countries.admin_base import KeptAdmin
from countries.history import parts_of_a_page
from countries.models import Country, Index
from legal.models import Initiative, Law, Treaty
from monitor.desk.audit import note
from monitor.desk.models import AuditEntry, Proposal
from monitor.importing.models import MissingLink
from monitor.publishing.models import Edition, TreatyReference
from monitor.publishing.publish import publish
from monitor.publishing.rows import document_of
from monitor.tips.models import Tip, TipFile
from tests.builders import make_law, make_whole_country, newest_edition
from tests.tips.builders import send as send_tip

from .browser import office_address, send
from .every_path import Place, address_of, places
from .people import browser_of, make_person

pytestmark = pytest.mark.django_db
SECRET = "zyxwomble"
ROLES = ("Researchers", "Editors", "Reviewers", "Administrators")
SHARED = (Treaty, Index, TreatyReference)
LOOK_ONLY = (Edition, TreatyReference)
LOOK, WRITE = ("changelist", "change", "history", "compare", "revision"), ("add", "delete", "recover", "recoverlist")
ENDS_THE_VISIT = ("login", "logout")
OPEN_TO_ALL = ("index", "jsi18n", "login", "logout", "password_change", "password_change_done")
OWN = ("desk_mail", "desk_ages", "desk_ages_csv")
"""What shows a person what is theirs, and keeps what they wish: nothing, for staff without a role."""
OFFICE = ("countries", "legal", "publishing", "importing", "desk", "tips", "auth", "reversion")
TEXTS = (
    "heading",
    "body",
    "label",
    "value",
    "title",
    "original_title",
    "summary",
    "publisher",
    "note",
    "name",
    "group",
)
PLACES = places()
CLOSED = [place for place in PLACES if place.of_a_row and place.model not in SHARED]
"""What is of a row of another country, and so answers its researcher nothing."""


# What there is -------------------------------------------------------------------------------------------------------


def fill(country: Country, word: str) -> None:
    """Give a country a record of every kind, with versions, a deleted one of each, a proposal, a link, a deed."""
    author = make_person(f"author-{word}", "Editors")
    with reversion.create_revision():
        reversion.set_user(author)
        reversion.set_comment(f"Saved for {word}")
        for model in parts_of_a_page():
            for row in model._default_manager.filter(country=country):
                _write(row, word)
        country.save()
    for model in parts_of_a_page():
        _delete_a_copy(model, country, word)
    law = country.law_set.first()
    MissingLink.objects.create(
        country=country, kind="laws", record_id=law.pk, record=law.title, text=f"link {word}", line=1
    )
    Proposal.objects.create(
        country_id=country.pk, country_name=country.name, base=newest_edition(country), author=author,
        document={**document_of(country)}, picked=[f"changed:{law.pk}"], titles=[law.title], note=f"Proposed {word}",
    )  # fmt: skip
    send_tip(word, country_id=country.pk, passage_id=law.pk, edition_number=1)
    TipFile.objects.create(tip=Tip.objects.of(country.pk).get(), number=1, kind="text", ending="txt")
    note(author, "published", country_id=country.pk, about=f"Edition of {word}")


def _write(row: Any, word: str) -> None:
    for name in TEXTS:
        if hasattr(row, name):
            setattr(row, name, f"{word} {getattr(row, name)}")
    row.save()


def deleted(model: type[Model]) -> str:
    return f"deleted {model._meta.model_name}"


def _delete_a_copy(model: Any, country: Country, word: str) -> None:
    row = model._default_manager.filter(country=country).first()
    name = next(field for field in ("heading", "label", "title", "publisher", "name", "value") if hasattr(row, field))
    row.pk, row._state.adding = None, True
    row.pk = model._meta.pk.get_default()
    setattr(row, name, f"{word} {deleted(model)}")
    if model.__name__ == "Ratification":
        row.treaty = Treaty.objects.create(slug=f"deleted-{country.slug}", name=f"{word} {deleted(model)}")
    with reversion.create_revision():
        row.save()
    row.delete()


@pytest.fixture
def world(db) -> dict[str, Country]:
    """Country A, plain, and country B, in which everything has the secret word."""
    TreatyReference.objects.create(treaty="iccpr", iso2="FR", country_name="Freedonia", status="party")
    for shared in (Treaty(slug="shared", name="A shared treaty"), Index(name="A shared index")):
        with reversion.create_revision():
            shared.save()
    made = {}
    for letter, name, word in (("a", "Freedonia", "plain"), ("b", f"Sylvania {SECRET}", SECRET)):
        made[letter] = make_whole_country(name, slug=f"land-{letter}")
        publish(made[letter], note=f"First edition, {word}.")
        fill(made[letter], word)
    Treaty.objects.filter(name__contains=SECRET).update(name="A treaty", slug="plain")  # treaties are everybody's
    return made


@pytest.fixture
def researcher(world) -> Client:
    return browser_of(make_person("rosa", "Researchers", of=(world["a"],)))


def rows() -> dict[str, list[Any]]:
    """Everything that the office keeps."""
    models = [model for app in OFFICE for model in apps.get_app_config(app).get_models(include_auto_created=True)]
    skipped = ("Presence", "MailChoice")  # what a person keeps of themselves
    return {
        model.__name__: [
            {key: value for key, value in row.items() if key != "last_login"}
            for row in model._default_manager.order_by("pk").values()
        ]
        for model in models
        if model.__name__ not in skipped
    }


def forged(country: Country) -> dict[str, Any]:
    """A made-up form that has something in it for whatever page reads it."""
    records = [row.pk for model in parts_of_a_page() for row in model._default_manager.filter(country=country)]
    proposal = Proposal.objects.of(country.pk).first()
    law = country.law_set.first()
    return {
        "post": "yes", "_save": "Save", "action": "delete_selected", "index": 0, "select_across": 1,
        "_selected_action": [*records, country.pk, proposal.pk, *MissingLink.objects.values_list("pk", flat=True)],
        "country": country.pk, "position": 1, "title": "Forged", "heading": "Forged", "label": "Forged",
        "name": "Forged", "slug": "forged", "value": "Forged", "publisher": "Forged", "kind": "laws",
        "status": "in-force", "part": "overview", "topic": "other", "stage": "drafting", "date_0": "",
        "record": [str(one) for one in records], "record_id": law.pk, "keys": "country", "picked": "country",
        "note": "Forged.", "comment": "Forged.", "substantive": "1", "reason": "Forged.", "seen": "",
        "username": "forged", "is_superuser": "on", "is_active": "on", "password1": "x" * 20, "password2": "x" * 20,
        "form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 1, "form-0-address": "https://forged.example/",
        "form-0-id": MissingLink.objects.get(country=country).pk, "proposal": proposal.pk, "approve": "1",
    }  # fmt: skip


class Tried(NamedTuple):
    """What came of opening a page, or of sending it a made-up form."""

    status: int
    leaks: bool
    changed: bool = False

    @property
    def refused(self) -> bool:
        return self.status in (403, 404, 405)


def tell(response: Any) -> str:
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return body.decode() + response.headers.get("Location", "")


# A researcher, and what belongs to another country ------------------------------------------------------------------


def get(client: Client, place: Place, country: Country) -> Tried:
    response = client.get(address_of(place, country))
    return Tried(response.status_code, SECRET in tell(response))


def post(client: Client, place: Place, country: Country, before: Any) -> Tried:
    """Send a made-up form, and compare with what was `before`; what it changed, if anything, is undone again."""
    with transaction.atomic():
        response = client.post(address_of(place, country), forged(country))
        tried = Tried(response.status_code, SECRET in tell(response), rows() != before)
        transaction.set_rollback(True)
    return tried


def test_a_researcher_sees_nothing_of_another_country(researcher: Client, world):
    found = {place: get(researcher, place, world["b"]) for place in PLACES}

    assert len(CLOSED) > 80
    assert [place for place, tried in found.items() if tried.leaks or tried.status >= 500] == []
    assert {place: found[place] for place in CLOSED if not found[place].refused} == {}


def test_a_researcher_changes_nothing_of_another_country(researcher: Client, world):
    before = rows()
    found = {place: post(researcher, place, world["b"], before) for place in PLACES if place.name not in ENDS_THE_VISIT}

    assert [place for place, tried in found.items() if tried.leaks or tried.changed or tried.status >= 500] == []
    assert {place: found[place] for place in CLOSED if not found[place].refused} == {}


def test_a_researcher_gets_every_page_of_their_own_country(researcher: Client, world):
    found = {}
    for place in PLACES:
        if place.model in parts_of_a_page() and place.page in (*LOOK, *WRITE):
            address = address_of(place, world["a"])
            found[address] = researcher.get(address).status_code

    assert len(found) == 9 * len(parts_of_a_page())
    assert {address: status for address, status in found.items() if status != 200} == {}


def test_a_researcher_finds_nothing_of_another_country_by_asking_lists(researcher: Client, world):
    law = world["b"].law_set.first()
    everywhere = ["q=zyxwom", f"country__id__exact={world['b'].pk}", "_popup=1&_to_field=id", "_facets=True&all="]
    of_laws = [
        f"id={law.pk}", f"id__in={law.pk}", f"country={world['b'].pk}", f"replaced_by={law.pk}", "o=-1.2",
        "country__name__startswith=Sylvania", "country__law__title__startswith=zyx", "country__isnull=False",
        "replaced_by__title__startswith=zyx", "replaces__title__startswith=z",
    ]  # fmt: skip
    asked = [(model, query) for model in [Country, *parts_of_a_page(), MissingLink, Edition] for query in everywhere]
    for model, query in [*asked, *((Law, query) for query in of_laws)]:
        response = researcher.get(f"{office_address(model, 'changelist')}?{query}", follow=True)
        assert response.status_code in (200, 400), (model, query)
        assert SECRET not in tell(response), (model, query)


def test_no_box_offers_a_researcher_another_country_or_its_records(researcher: Client, world):
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if field.is_relation:
                meta = model._meta
                query = {"app_label": meta.app_label, "model_name": meta.model_name, "field_name": field.name}
                for term in ("", "zyx", "Sylvania"):
                    response = researcher.get(reverse("admin:autocomplete"), {**query, "term": term})
                    assert SECRET not in tell(response)
                    assert response.status_code in (200, 403, 404)


def test_an_address_fills_nothing_of_another_country_into_a_form(researcher: Client, world):
    law = world["b"].law_set.first()
    for model in parts_of_a_page():
        response = researcher.get(office_address(model, "add"), {"country": world["b"].pk, "replaced_by": law.pk})
        assert response.status_code == 200
        assert SECRET not in tell(response)


# Others ---------------------------------------------------------------------------------------------------------------


def expected(role: str, place: Place) -> int:
    """What a page of Django's and reversion's answers a role to a GET; 0 for pages with tests of their own."""
    if place.model is None or place.page not in (*LOOK, *WRITE):
        return 0
    if place.model in (User, AuditEntry) or place.model._meta.app_label == "auth":
        looks = place.page in LOOK or (place.model is User and place.page == "add")
        return 200 if role == "Administrators" and looks else 403
    if not isinstance(admin.site._registry.get(place.model), KeptAdmin):
        return 200 if place.page in LOOK and place.model in (*LOOK_ONLY, MissingLink) else 0
    if place.page in LOOK:
        return 200
    deletes_country = place.model is Country and place.page == "delete"
    return 200 if role == "Administrators" or (role == "Editors" and not deletes_country) else 403


@pytest.mark.parametrize("role", ROLES[1:])
def test_a_role_gets_the_pages_of_its_work_and_no_other(world, role):
    client = browser_of(make_person("ada", role))
    found, wanted = {}, {}
    for place in PLACES:
        if not place.name or place.name in ENDS_THE_VISIT:
            continue
        status = client.get(address_of(place, world["b"])).status_code
        assert status < 500, place.pattern
        if expected(role, place):
            found[place.pattern], wanted[place.pattern] = status, expected(role, place)

    assert len(found) > 100
    assert found == wanted


@pytest.mark.parametrize("role", ["Editors", "Reviewers"])
def test_a_role_sends_nothing_where_it_gets_no_page(world, role):
    client = browser_of(make_person("ada", role))
    before, form = rows(), forged(world["b"])
    for place in PLACES:
        if expected(role, place) == 403:
            status = client.post(address_of(place, world["b"]), form).status_code
            assert status in (403, 404), place.pattern
    assert rows() == before


def test_a_reviewer_edits_nothing(world):
    client = browser_of(make_person("ada", "Reviewers"))
    before, form = rows(), forged(world["b"])
    for place in PLACES:
        if place.page in (*LOOK, *WRITE) and isinstance(admin.site._registry.get(place.model), KeptAdmin):
            client.post(address_of(place, world["b"]), form)

    assert rows() == before


def test_staff_without_a_role_get_nothing_but_the_first_page(world):
    client = browser_of(make_person("ada"))
    before = rows()
    tried = [place for place in PLACES if place.name and place.name not in (*OPEN_TO_ALL, *OWN)]
    found = {place: (get(client, place, world["b"]), post(client, place, world["b"], before)) for place in tried}

    assert {place: both for place, both in found.items() if not all(one.refused for one in both)} == {}
    assert [place for place, both in found.items() if any(one.leaks or one.changed for one in both)] == []
    others = [place for place in PLACES if place.name in (*OPEN_TO_ALL, *OWN) and place.name not in ENDS_THE_VISIT]
    found = {place: (get(client, place, world["b"]), post(client, place, world["b"], before)) for place in others}
    assert [place for place, both in found.items() if any(one.leaks or one.changed for one in both)] == []


def test_a_stranger_is_led_to_the_door(world):
    before, b = rows(), world["b"]
    found = {place: (get(Client(), place, b), post(Client(), place, b, before)) for place in PLACES}

    assert [place for place, both in found.items() if any(one.leaks or one.changed for one in both)] == []
    assert {
        place: both
        for place, both in found.items()
        if place.name not in ENDS_THE_VISIT and any(one.status not in (302, 403) for one in both)
    } == {}


# Ways round -----------------------------------------------------------------------------------------------------------


def change(client: Client, row: Model, **typed: Any) -> Any:
    return send(client, office_address(row, "change"), **typed)


@pytest.fixture
def law(world) -> Law:
    """A law of A with a version."""
    with reversion.create_revision():
        return make_law("Law on Clubs", country=world["a"])


def test_a_record_is_not_moved_to_another_country(researcher: Client, world, law):
    assert change(researcher, law, country=str(world["b"].pk)).status_code == 200
    law.refresh_from_db()

    assert law.country == world["a"]


def test_a_record_is_not_added_to_another_country(researcher: Client, world):
    address = f"{office_address(Law, 'add')}?country={world['b'].pk}"
    form = {"country": world["b"].pk, "title": "Forged", "kind": "law", "status": "unknown", "position": 1}
    before = Law.objects.count()

    assert researcher.post(address, form).status_code == 200
    assert Law.objects.count() == before


def test_a_record_that_has_moved_on_is_not_fetched_back_by_its_old_version(researcher: Client, world, law):
    version = Version.objects.get_for_object(law).latest("pk").pk
    Law.objects.filter(pk=law.pk).update(country=world["b"])
    for page, args in (("compare", (law, version)), ("revision", (law, version)), ("recover", (Law, version))):
        address = office_address(args[0], page, version)
        assert researcher.get(address).status_code == 404
        assert researcher.post(address, {"country": world["a"].pk, "title": "Mine"}).status_code == 404
    law.refresh_from_db()

    assert law.country == world["b"]


def test_a_record_that_came_from_another_country_keeps_what_it_said_there(researcher: Client, world):
    moved = world["b"].law_set.first()
    version = Version.objects.get_for_object(moved).latest("pk").pk
    with reversion.create_revision():
        moved.country, moved.title, moved.note, moved.original_title = world["a"], "Law on Clubs", "", ""
        moved.save()
    history = researcher.get(office_address(moved, "history"))

    assert history.status_code == 200
    assert len(history.context["action_list"]) == 1
    assert researcher.get(office_address(moved, "compare", version)).status_code == 404
    assert researcher.get(office_address(moved, "revision", version)).status_code == 404


def test_a_countrys_version_shows_no_other_country_saved_at_the_same_time(researcher: Client, world):
    with reversion.create_revision():
        world["a"].save()
        world["b"].save()
    version = Version.objects.get_for_object(world["a"]).latest("pk").pk

    assert researcher.get(office_address(world["a"], "compare", version)).status_code == 404


def test_deleted_records_of_ones_own_country_alone_are_listed(researcher: Client, world):
    page = tell(researcher.get(office_address(Law, "recoverlist")))

    assert "plain deleted law" in page
    assert SECRET not in page


def test_a_law_is_replaced_by_a_law_of_its_own_country(researcher: Client, world, law):
    other = world["b"].law_set.first()
    response = change(researcher, law, replaced_by=str(other.pk))
    editor = browser_of(make_person("ed", "Editors"))
    by_editor = change(editor, law, replaced_by=str(other.pk))
    law.refresh_from_db()

    assert response.status_code == by_editor.status_code == 200
    assert "This is a law of another country." in tell(by_editor)
    assert law.replaced_by is None


def test_a_law_that_replaces_others_does_not_leave_them(world, law):
    make_law("Old law", country=world["a"], replaced_by=law)
    editor = browser_of(make_person("ed", "Editors"))

    assert change(editor, law, country=str(world["b"].pk)).status_code == 200
    assert Law.objects.get(pk=law.pk).country == world["a"]


def test_a_bulk_deletion_takes_ones_own_alone(researcher: Client, world, law):
    theirs = world["b"].law_set.first()
    form = {"action": "delete_selected", "_selected_action": [law.pk, theirs.pk], "post": "yes", "select_across": 1}
    researcher.post(office_address(Law, "changelist"), form)

    assert Law.objects.filter(country=world["b"]).exists()
    assert not Law.objects.filter(pk=law.pk).exists()


def test_a_step_is_not_put_into_anothers_initiative(researcher: Client, world):
    mine = Initiative.objects.filter(country=world["a"])[0]
    theirs = Initiative.objects.filter(country=world["b"])[0].events.get()
    change(researcher, mine, **{"events-0-id": str(theirs.pk), "events-0-note": "Forged"})
    theirs.refresh_from_db()

    assert theirs.note != "Forged"
    assert theirs.initiative.country == world["b"]


def test_a_link_of_a_record_that_has_moved_is_not_supplied(researcher: Client, world):
    link = MissingLink.objects.get(country=world["a"])
    Law.objects.filter(pk=link.record_id).update(country=world["b"], title=link.text)
    change(researcher, link, address="https://law.example/1")

    assert Law.objects.get(pk=link.record_id).url == ""


def test_who_researches_one_country_and_reviews_all_edits_only_the_one(world, law):
    client = browser_of(make_person("both", "Researchers", "Reviewers", of=(world["a"],)))
    theirs = world["b"].law_set.first()
    before = Law.objects.get(pk=theirs.pk).title
    assert client.get(office_address(theirs, "change")).status_code == 200
    version = Version.objects.get_for_object(theirs).latest("pk").pk
    for address in (
        office_address(theirs, "change"), office_address(theirs, "delete"), office_address(theirs, "revision", version),
    ):  # fmt: skip
        assert client.post(address, {"title": "Forged", "post": "yes"}).status_code in (403, 404)

    assert Law.objects.get(pk=theirs.pk).title == before
    assert change(client, law, country=str(world["b"].pk)).status_code == 200
    assert Law.objects.get(pk=law.pk).country == world["a"]
    assert change(client, law, title="Better").status_code == 302


def test_who_researches_one_country_and_reviews_all_supplies_links_to_the_one(world):
    client = browser_of(make_person("both", "Researchers", "Reviewers", of=(world["a"],)))
    link = MissingLink.objects.get(country=world["b"])
    address = office_address(MissingLink, "changelist")
    client.post(address, {**forged(world["b"]), "action": "", "form-0-id": link.pk})
    client.post(office_address(link, "change"), {"address": "https://forged.example/"})
    link.refresh_from_db()

    assert link.address == ""


def test_an_assignment_that_ends_ends_at_once(researcher: Client, world, law):
    address = office_address(law, "change")
    assert researcher.get(address).status_code == 200
    User.objects.get(username="rosa").assignments.all().delete()

    assert researcher.get(address).status_code == 404


# Who did what ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("role", "named"), [("Researchers", False), *((role, True) for role in ROLES[1:])])
def test_colleagues_are_named_to_those_with_the_right(world, role, named):
    client = browser_of(make_person("ada", role, of=(world["a"],)))
    law = world["a"].law_set.first()
    version = Version.objects.get_for_object(law).latest("pk").pk
    pages = [office_address(law, "history"), office_address(law, "compare", version)]

    assert ["author-plain" in tell(client.get(page)) for page in pages] == [named, named]
    assert ["a colleague" in tell(client.get(page)) for page in pages] == [not named, not named]


def test_ones_own_name_is_shown(researcher: Client, law):
    change(researcher, law, title="Better", revision_comment="A slip")

    assert "<td>rosa</td>" in tell(researcher.get(office_address(law, "history")))


@pytest.mark.parametrize(("role", "named"), [("Researchers", False), *((role, True) for role in ROLES[1:])])
def test_who_published_an_edition_is_shown_to_those_with_the_right(world, role, named):
    author = User.objects.get(username="author-plain")
    law = world["a"].law_set.first()
    law.title = "Changed"
    law.save()
    publish(world["a"], editor=author, note="Second edition.")
    client = browser_of(make_person("ada", role, of=(world["a"],)))
    pages = [office_address(Edition, "changelist"), office_address(newest_edition(world["a"]), "change")]

    assert ["author-plain" in tell(client.get(page)) for page in pages] == [named, named]


def test_an_edition_is_not_found_by_who_published_it(researcher: Client, world):
    assert researcher.get(f"{office_address(Edition, 'changelist')}?published_by=1").status_code == 400


def test_the_way_to_the_site_leads_to_ones_own_editions(researcher: Client, world):
    def leads(model: type[Model], pk: Any) -> int:
        kind = ContentType.objects.get_for_model(model).pk
        return researcher.get(reverse("admin:view_on_site", args=[kind, pk])).status_code

    assert leads(Edition, newest_edition(world["a"]).pk) == 302
    assert leads(Edition, newest_edition(world["b"]).pk) == 404
    assert leads(User, 1) == 404
    assert leads(Edition, "9" * 400) == leads(Edition, "zzz") == 404


def test_rights_take_no_more_than_two_queries_a_page(world):
    counted = {}
    for role, of in (("Editors", ()), ("Researchers", (world["a"],))):
        client = browser_of(make_person(role, role, of=of))
        law = world["a"].law_set.first()
        version = Version.objects.get_for_object(law).latest("pk").pk
        for page, args in (
            ("changelist", (Law,)),
            ("change", (law,)),
            ("history", (law,)),
            ("compare", (law, version)),
        ):
            client.get(office_address(args[0], page, *args[1:]))
            with CaptureQueriesContext(connection) as captured:
                client.get(office_address(args[0], page, *args[1:]))
            counted.setdefault(page, []).append(len(captured))

    assert {page: theirs - editors for page, (editors, theirs) in counted.items() if theirs - editors > 2} == {}


def test_the_crawl_would_notice():
    """The walk finds the pages that the office is known to have."""
    names = {place.name for place in PLACES}

    assert {"legal_law_change", "legal_law_recover", "countries_section_revision", "countries_country_compare"} <= names
    assert len(PLACES) > 150


def test_a_refused_form_leaves_no_trace_in_the_history(researcher: Client, world):
    before = Revision.objects.count()
    with transaction.atomic():
        researcher.post(office_address(world["b"].law_set.first(), "change"), {"title": "Forged"})

    assert Revision.objects.count() == before
