"""Every save is kept: who, why, what it was; and can be brought back."""

import threading
import time

import pytest
import reversion
from django.contrib.auth.models import User
from django.db import connection, transaction
from django.db.models import Model
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects
from reversion.models import Revision, Version

from countries.models import Country, Section
from legal.models import Initiative, Law
from monitor.publishing.publish import lock
from tests.builders import (
    make_country,
    make_editor,
    make_event,
    make_initiative,
    make_law,
    make_section,
    make_whole_country,
)

from .browser import office_address, send

pytestmark = pytest.mark.django_db


def keep(row: Model) -> Version:
    """Save a row as it stands, and return its version."""
    with reversion.create_revision():
        row.save()
    return Version.objects.get_for_object(row).latest("pk")


def change(client: Client, row: Model, **typed: object) -> None:
    """Edit a row in the office."""
    response = send(client, office_address(row, "change"), **typed)
    assert response.status_code == 302, response.context["errors"]
    row.refresh_from_db()


def delete(client: Client, row: Model) -> None:
    assert client.post(office_address(row, "delete"), {"post": "yes"}).status_code == 302


def open_version(client: Client, row: Model, version: Version, **typed: object) -> None:
    """Bring a row back as a version has it."""
    assert send(client, office_address(row, "revision", version.pk), **typed).status_code == 302
    row.refresh_from_db()


def recover(client: Client, version: Version) -> None:
    address = office_address(version._model, "recover", version.pk)
    assert send(client, address).status_code == 302


def test_an_edit_makes_one_revision_with_the_editor_and_the_comment(office: Client):
    change(office, make_law(), title="Law on Clubs", revision_comment="As the gazette has it.")

    revision = Revision.objects.get()
    assert (revision.user, revision.comment) == (User.objects.get(), "As the gazette has it.")
    assert [version.object_repr for version in revision.version_set.all()] == ["Law on Clubs"]


def test_an_edit_without_a_comment_says_what_changed(office: Client):
    change(office, make_law(), title="Law on Clubs")

    assert Revision.objects.get().comment == "Changed Title."


def test_a_new_record_makes_a_revision(office: Client):
    country = make_country()
    send(office, office_address(Law, "add"), country=country.pk, title="New law", kind="law", revision_comment="First")

    assert Version.objects.get_for_object(Law.objects.get()).get().revision.comment == "First"


def test_a_refused_edit_makes_no_revision(office: Client):
    response = send(office, office_address(make_law("Law on Clubs"), "change"), date="soon", note="typed with care")

    assertContains(response, "“soon” is not a year, a month or a day.")
    assertContains(response, "typed with care")
    assert not Revision.objects.exists()


def test_looking_makes_no_revision(office: Client):
    law = make_law()
    keep(law)
    for page in ("change", "history", "delete"):
        office.get(office_address(law, page))
    office.get(office_address(law, "revision", Version.objects.get().pk))

    assert Revision.objects.count() == 1


def test_opening_an_old_version_changes_nothing_until_it_is_saved(office: Client):
    law = make_law("Old title")
    version = keep(law)
    change(office, law, title="New title")

    assertContains(office.get(office_address(law, "revision", version.pk)), "Old title")
    assert Law.objects.get().title == "New title"


def test_a_comment_too_long_is_refused(office: Client):
    response = send(office, office_address(make_law(), "change"), revision_comment="x" * 501)

    assertContains(response, "at most 500 characters")


def test_a_country_takes_its_parts_along(office: Client):
    country = make_whole_country()
    change(office, country, region="Central Asia")

    assert Revision.objects.get().version_set.count() == 14


def test_an_initiative_takes_its_steps_along(office: Client):
    make_event(make_initiative())
    change(office, Initiative.objects.get(), title="Draft Law on Clubs")

    assert Revision.objects.get().version_set.count() == 2


def test_the_history_lists_who_saved_and_why_newest_first(office: Client):
    law = make_law()
    change(office, law, title="Second", revision_comment="Once")
    change(office, law, title="Third", revision_comment="Twice")
    page = office.get(office_address(law, "history")).content.decode()

    assert page.index("Twice") < page.index("Once")
    assert page.count("<td>ada</td>") == 2
    assert page.count("Compare with now") == 2


def test_a_comment_is_shown_as_text(office: Client):
    law = make_law()
    change(office, law, title="Second", revision_comment="<script>alert(1)</script>")

    assertNotContains(office.get(office_address(law, "history")), "<script>alert")


def test_the_history_of_a_new_record_is_empty(office: Client):
    assertContains(office.get(office_address(make_law(), "history")), "Nothing has been saved here yet.")


def test_a_comparison_marks_old_and_new_words(office: Client):
    section = make_section(body="<p>A fee of 10 is due.</p>")
    version = keep(section)
    change(office, section, body="<p>A fee of 25 is due.</p>")
    page = office.get(office_address(section, "compare", version.pk))

    assertContains(page, "A fee of <del>10</del> is due.")
    assertContains(page, "A fee of <ins>25</ins> is due.")


def test_a_comparison_shows_markup_in_a_title_as_text(office: Client):
    law = make_law("Law <i>one</i>")
    version = keep(law)
    change(office, law, title="Law <script>two</script>")
    page = office.get(office_address(law, "compare", version.pk))

    assertNotContains(page, "<script>two")
    assertContains(page, "&lt;script&gt;")


def test_a_comparison_of_the_same_says_so(office: Client):
    law = make_law()

    assertContains(office.get(office_address(law, "compare", keep(law).pk)), "Nothing has changed since.")


def test_a_comparison_of_a_country_names_every_part(office: Client):
    country = make_country()
    section = make_section()
    version = keep(country)
    section.delete()
    make_law("Law on Clubs")
    page = office.get(office_address(country, "compare", version.pk))

    assertContains(page, "section, removed since")
    assertContains(page, "law, added since")


def test_a_comparison_leads_to_bringing_the_version_back(office: Client):
    law = make_law()
    version = keep(law)

    assertContains(office.get(office_address(law, "compare", version.pk)), office_address(law, "revision", version.pk))


def test_an_old_version_can_be_brought_back(office: Client):
    law = make_law("Old title", date="2024-06", topics=["assembly"])
    version = keep(law)
    change(office, law, title="New title", date="2025", topics=[])
    open_version(office, law, version)

    assert (law.title, law.date.iso, law.topics) == ("Old title", "2024-06", ["assembly"])
    assert Revision.objects.latest("pk").comment.startswith("Reverted to previous version")


def test_an_old_version_can_be_mended_while_it_is_brought_back(office: Client):
    law = make_law("Old title")
    version = keep(law)
    change(office, law, title="New title")
    open_version(office, law, version, note="Mended")

    assert (law.title, law.note) == ("Old title", "Mended")


def test_a_comment_is_kept_when_a_version_is_brought_back(office: Client):
    law = make_law()
    open_version(office, law, keep(law), revision_comment="The court struck it down.")

    assert "The court struck it down." in Revision.objects.latest("pk").comment


def test_a_country_is_brought_back_with_its_parts(office: Client):
    country = make_country(region="Central Asia")
    section = make_section("Introduction")
    version = keep(country)
    change(office, section, heading="Preface")
    change(office, country, region="")
    open_version(office, country, version)

    assert (country.region, Section.objects.get().heading) == ("Central Asia", "Introduction")


def test_a_steps_version_is_brought_back_with_its_initiative(office: Client):
    initiative = make_initiative()
    event = make_event(initiative, stage="submitted")
    version = keep(initiative)
    event.delete()
    open_version(office, initiative, version)

    assert [step.stage for step in initiative.events.all()] == ["submitted"]


def test_bringing_a_record_back_leaves_the_rest_of_the_page_alone(office: Client):
    country, law, section = make_country(), make_law("Old title"), make_section("Old heading")
    keep(country)
    change(office, section, heading="New heading")
    open_version(office, law, Version.objects.get_for_object(law).earliest("pk"))

    assert Section.objects.get().heading == "New heading"


def test_bringing_a_record_back_deletes_nothing(office: Client):
    country, law = make_country(), make_law()
    keep(country)
    make_section("Written since")
    open_version(office, law, Version.objects.get_for_object(law).earliest("pk"))

    assert Section.objects.exists()


def test_recovering_a_record_leaves_the_rest_of_the_page_alone(office: Client):
    country, law, section = make_country(), make_law(), make_section("Old heading")
    keep(country)
    change(office, section, heading="New heading")
    delete(office, law)
    recover(office, Version.objects.get_deleted(Law).get())

    assert Section.objects.get().heading == "New heading"


def test_a_deleted_record_is_listed_to_be_recovered(office: Client):
    law = make_law("Law on Clubs")
    keep(law)
    delete(office, law)

    assertContains(office.get(office_address(Law, "recoverlist")), "Law on Clubs")


def test_a_deleted_record_can_be_recovered(office: Client):
    law = make_law("Law on Clubs", date="2024-06", topics=["assembly"])
    version = keep(law)
    delete(office, law)
    recover(office, version)

    found = Law.objects.get()
    assert (found.pk, found.title, found.date.iso, found.topics) == (law.pk, "Law on Clubs", "2024-06", ["assembly"])


def test_records_deleted_from_a_list_can_be_recovered(office: Client):
    laws = [make_law(title) for title in ("First", "Second")]
    versions = [keep(law) for law in laws]
    office.post(
        office_address(Law, "changelist"),
        {"action": "delete_selected", "_selected_action": [law.pk for law in laws], "post": "yes"},
    )
    assert not Law.objects.exists()
    for version in versions:
        recover(office, version)

    assert {law.title for law in Law.objects.all()} == {"First", "Second"}


def post_in_a_thread(client: Client, address: str, typed: dict[str, object]) -> threading.Thread:
    def run() -> None:
        client.post(address, typed)
        connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("page", ["delete", "changelist"])
def test_a_record_is_not_deleted_while_somebody_holds_its_country(office: Client, page: str):
    law = make_law()
    address = office_address(Law if page == "changelist" else law, page)
    with transaction.atomic():
        lock(law.country_id)
        typed = {"action": "delete_selected", "_selected_action": [law.pk], "post": "yes"}
        thread = post_in_a_thread(office, address, typed)
        time.sleep(0.5)
        assert Law.objects.exists()
    thread.join()

    assert not Law.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_what_is_deleted_while_a_colleague_saves_it_is_kept_as_they_left_it(office: Client):
    law = make_law("Old title")
    with transaction.atomic():
        lock(law.country_id)
        thread = post_in_a_thread(office, office_address(law, "delete"), {"post": "yes"})
        time.sleep(0.5)
        law.title = "Words of a colleague"
        law.save()
    thread.join()

    assert Version.objects.get_deleted(Law).get().field_dict["title"] == "Words of a colleague"


def test_a_deleted_country_is_recovered_with_its_parts(office: Client):
    country = make_whole_country()
    version = keep(country)
    before = {model: model.objects.count() for model in {saved._model for saved in version.revision.version_set.all()}}
    delete(office, country)
    assert not Section.objects.exists()
    recover(office, version)

    assert Country.objects.get() == country
    assert {model: model.objects.count() for model in before} == before


def test_a_deleted_country_is_recovered_as_it_last_stood(office: Client):
    country, section = make_country(), make_section("Old heading")
    keep(country)
    change(office, section, heading="New heading")
    delete(office, country)
    recover(office, Version.objects.get_deleted(Country)[0])

    assert Section.objects.get().heading == "New heading"


def test_deleting_a_country_says_what_goes_with_it(office: Client):
    country = make_whole_country()
    page = office.get(office_address(country, "delete"))

    assertContains(page, "Law on Associations")
    assertContains(page, "The ministry", count=0)


def test_what_was_saved_is_not_public_in_the_history_of_another(office: Client):
    law, other = make_law("First"), make_law("Second")
    version = keep(law)

    assert office.get(office_address(other, "compare", version.pk)).status_code == 404
    assert office.get(office_address(other, "revision", version.pk)).status_code == 404


def test_a_saved_record_leads_back_to_its_place_on_the_page(office: Client):
    law = make_law()
    response = send(office, office_address(law, "change"), title="Law on Clubs")

    assertRedirects(response, f"{office_address(law.country, 'change')}#list-laws")


def test_a_saved_record_leads_to_the_desk_on_request(office: Client):
    law = make_law()
    response = send(office, office_address(law, "change"), title="Law on Clubs", _desk="Save and see the desk")

    assertRedirects(response, office_address(law.country, "desk"))


def test_each_editor_is_named(client: Client):
    law = make_law()
    for name in ("ada", "ben"):
        client.force_login(make_editor(name))
        change(client, law, title=f"As {name} has it")

    assert [str(revision.user) for revision in Revision.objects.order_by("pk")] == ["ada", "ben"]


def test_what_was_deleted_from_a_list_can_be_recovered(office: Client):
    law = make_law("Never saved in the office")
    typed = {"action": "delete_selected", "_selected_action": [str(law.pk)], "post": "yes"}

    office.post(office_address(Law, "changelist"), typed)

    assert not Law.objects.exists()
    assertContains(office.get(office_address(Law, "recoverlist")), "Never saved in the office")
