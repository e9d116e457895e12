"""Links to be supplied: listed in the office, and put where their words stand."""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains
from reversion.models import Revision, Version

from countries.models import Section
from legal.models import Law
from monitor.importing.models import MissingLink
from tests.builders import make_editor, make_law, make_section

from .browser import office_address, send

pytestmark = pytest.mark.django_db
LIST = office_address(MissingLink, "changelist")
ADDRESS = "https://law.example/1"


def make_missing_link(row: Law | Section, text: str = "", **fields: object) -> MissingLink:
    """A link to be supplied: of a law its title, of a section the words “the law”, unless said otherwise."""
    kind, text = ("laws", text or row.title) if isinstance(row, Law) else ("sections", text or "the law")
    return MissingLink.objects.create(
        country=row.country, kind=kind, record_id=row.pk, record=str(row), text=text, line=12, **fields
    )


def supply(client: Client, address: str = ADDRESS):
    """Type an address beside the first link of the list, and save."""
    return send(client, LIST, **{"form-0-address": address, "_save": "Save"})


def said(client: Client) -> list[str]:
    return [str(message) for message in client.get(LIST).context["messages"]]


def test_a_link_is_listed_with_the_record_that_it_stands_in(office: Client):
    law = make_law("Law on Clubs")
    make_missing_link(law, "the gazette")
    page = office.get(LIST)

    assertContains(page, "the gazette")
    assertContains(page, office_address(law, "change"))
    assertContains(page, "law: Law on Clubs</a>")


def test_words_with_markup_are_shown_as_text(office: Client):
    make_missing_link(make_law("<script>alert(1)</script>"), "<script>alert(2)</script>")

    assertNotContains(office.get(LIST), "<script>alert")


@pytest.mark.parametrize(
    ("state", "shown"),
    [("open", {"open"}), ("done", {"supplied", "not needed"}), ("zzz", {"open", "supplied", "not needed"}),
     ("", {"open", "supplied", "not needed"})],
)  # fmt: skip
def test_the_list_is_narrowed_to_a_state(office: Client, state, shown):
    law = make_law()
    make_missing_link(law, "open")
    make_missing_link(law, "supplied", address=ADDRESS)
    make_missing_link(law, "not needed", not_needed=True)
    rows = office.get(LIST, {"state": state}).context["cl"].result_list

    assert {link.text for link in rows} == shown


def test_an_address_is_put_into_a_law(office: Client):
    make_missing_link(make_law())
    supply(office)

    assert Law.objects.get().url == ADDRESS


def test_an_address_is_put_where_its_words_stand_in_a_text(office: Client):
    make_missing_link(make_section(body="<p>See the law &amp; its rules.</p>"), "the law & its rules")
    supply(office)

    assert Section.objects.get().body == f'<p>See <a href="{ADDRESS}">the law &amp; its rules</a>.</p>'


def test_an_address_makes_a_revision_of_its_record(office: Client):
    law = make_law("Law on Clubs")
    make_missing_link(law)
    supply(office)

    assert Version.objects.get_for_object(law).get().revision.comment == "Link supplied for “Law on Clubs”"


def test_the_revision_names_the_editor(office: Client):
    make_missing_link(make_law())
    supply(office)

    assert str(Revision.objects.get().user) == "ada"


def test_a_supplied_link_is_no_longer_open(office: Client):
    make_missing_link(make_law())
    supply(office)

    assert not MissingLink.objects.open().exists()


def test_a_link_that_is_not_needed_is_ticked_off_and_its_record_left_alone(office: Client):
    make_missing_link(make_law())
    send(office, LIST, **{"form-0-not_needed": "on", "_save": "Save"})

    assert not MissingLink.objects.open().exists()
    assert not Revision.objects.exists()


def test_the_editor_is_warned_when_the_words_are_gone(office: Client):
    make_missing_link(make_section("Preface", body="<p>Another text.</p>"))
    supply(office)

    assert any("“the law” no longer stands in Preface" in message for message in said(office))
    assert Section.objects.get().body == "<p>Another text.</p>"


def test_the_editor_is_warned_when_the_record_is_gone(office: Client):
    law = make_law("Law on Clubs")
    make_missing_link(law)
    law.delete()
    supply(office)

    assert any("no longer stands in Law on Clubs" in message for message in said(office))


@pytest.mark.parametrize("address", ["javascript:alert(1)", "the law", "data:text/html,x", "https://"])
def test_what_is_no_address_is_refused_and_kept(office: Client, address):
    make_missing_link(make_law())
    response = supply(office, address)

    assertContains(response, "Enter a valid URL.")
    assertContains(response, address)
    assert Law.objects.get().url == ""


def test_an_address_that_the_page_would_not_take_is_refused(office: Client):
    make_missing_link(make_section(body="<p>See the law.</p>"))

    assertContains(supply(office, "ftp://law.example/1"), "Enter a valid URL.")


def test_an_address_typed_short_is_completed(office: Client):
    make_missing_link(make_law())
    supply(office, "law.example/1")

    assert Law.objects.get().url == "https://law.example/1"


def test_an_address_can_be_typed_on_the_links_own_page(office: Client):
    link = make_missing_link(make_law())
    send(office, office_address(link, "change"), address=ADDRESS)

    assert Law.objects.get().url == ADDRESS


def test_what_was_imported_is_not_rewritten(office: Client):
    link = make_missing_link(make_law("Law on Clubs"))
    office.post(office_address(link, "change"), {"text": "other words", "kind": "news", "line": 1})
    link.refresh_from_db()

    assert (link.text, link.kind, link.line) == ("Law on Clubs", "laws", 12)


def test_a_link_is_not_deleted(office: Client):
    link = make_missing_link(make_law())
    office.post(office_address(link, "delete"), {"post": "yes"})

    assert MissingLink.objects.exists()


def test_without_the_right_nothing_is_supplied(client: Client):
    make_missing_link(make_law())
    client.force_login(make_editor(rights=("countries", "legal", "publishing")))
    response = client.post(
        LIST, {"form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 1, "form-0-address": ADDRESS, "_save": "Save"}
    )

    assert response.status_code == 403
    assert Law.objects.get().url == ""


def test_a_record_that_one_may_not_change_is_left_alone(client: Client):
    make_missing_link(make_law())
    user = make_editor(rights=("importing",))
    user.user_permissions.add(Permission.objects.get(codename="edit_every_country"))
    client.force_login(user)
    supply(client)

    assert Law.objects.get().url == ""
