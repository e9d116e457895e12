"""The page as it would be, in the office."""

import re
import uuid

import pytest
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains

from countries.models import Country, GlanceRow, Section
from legal.models import Law
from monitor.desk.look import look_at
from monitor.desk.review import Note, ask
from tests.builders import edit, make_editor, make_law, make_section

from .browser import office_address


def preview(country: Country) -> str:
    return office_address(country, "preview")


def test_the_preview_shows_what_is_not_published(office: Client, published: Country, client: Client):
    edit(GlanceRow, value="<p>The court</p>")

    assertContains(office.get(preview(published)), "The court")
    assertNotContains(client.get("/countries/freedonia/"), "The court")


def test_it_is_the_readers_page(office: Client, published: Country, client: Client):
    """Without changes, all between head and foot is what readers get, all subheadings open, but ¶ and ✎."""
    public = client.get("/countries/freedonia/", {"open": "all"}).content.decode()
    public = re.sub(r' <a href="[^"]*" class="cite"[^>]*>.</a>', "", public).replace('<p class="quiet"></p>', "")
    public = re.sub(r'<p class="ways"><a [^>]*>[^<]*</a></p>', "", public)
    shown = office.get(preview(published)).content.decode()
    part = slice(public.index('<nav class="contents"'), public.index('<footer class="page-foot"'))

    assert public[part].strip() in shown


def test_changes_are_marked_on_request(office: Client, published: Country):
    edit(GlanceRow, value="<p>The court</p>")
    edit(Section, heading="Preface", body="<p>Other text.</p>")
    make_section("A new one", "<p>All new.</p>", country=published, part="legal_analysis", topic="resources")
    Law.objects.all().delete()

    page = office.get(preview(published), {"changes": "1"})

    for marked in (
        "The <del>ministry</del><ins>court</ins>",
        "<del>Introduction</del><ins>Preface</ins>",
        "<ins>All new.</ins>",
        "<del>Law on Associations</del>",
    ):
        assertContains(page, marked)


def test_without_being_asked_nothing_is_marked(office: Client, published: Country):
    edit(GlanceRow, value="<p>The court</p>")

    assertNotContains(office.get(preview(published)), "<ins>")


def test_a_removed_section_is_shown_as_removed(office: Client, published: Country):
    Section.objects.filter(topic="introduction").delete()

    assertContains(office.get(preview(published), {"changes": "1"}), "<del>Text.</del>")


def test_a_preview_is_private(office: Client, published: Country):
    response = office.get(preview(published))

    assert {"private", "no-store"} <= set(response.headers["Cache-Control"].split(", "))
    assert "noindex" in response.headers["X-Robots-Tag"]
    assertContains(response, '<meta name="robots" content="noindex, nofollow">')


def test_any_record_leads_to_its_place(office: Client, published: Country):
    law = make_law("Law on Charity", country=published)
    address = office.get(preview(published), {"to": str(law.pk)}).headers["Location"]

    assertContains(office.get(preview(published)), f'id="{address.rpartition("#")[2]}"')


def test_on_the_way_to_a_record_marks_and_proposal_stay(office: Client, published: Country):
    edit(GlanceRow, value="<p>The court</p>")
    row = GlanceRow.objects.get()
    asked = {"changes": "1", "to": str(row.pk)}

    address = office.get(preview(published), asked).headers["Location"]

    assertContains(office.get(address), "<ins>court</ins>")


def test_the_form_of_a_record_links_to_its_place(office: Client, published: Country):
    law = Law.objects.get()

    assertContains(office.get(office_address(law, "change")), f"{preview(published)}?to={law.pk}")


def test_a_proposal_is_previewed_as_it_was_frozen(office: Client, published: Country):
    edit(GlanceRow, value="<p>The court</p>")
    look = look_at(published)
    proposal = ask(published, look.keys, Note("N."), by=make_editor("edith"), seen=look.seen)
    edit(GlanceRow, value="<p>The king</p>")

    page = office.get(preview(published), {"proposal": str(proposal.pk)})

    assertContains(page, "The court")
    assertNotContains(page, "The king")


def test_a_country_without_an_edition_has_a_preview(office: Client, country: Country):
    assertContains(office.get(preview(country), {"changes": "1"}), "<ins>Law on Associations</ins>")


@pytest.mark.parametrize("asked", [{"to": "x"}, {"proposal": "1"}])
def test_nonsense_is_a_400_that_says_what_can_be_asked(office: Client, published: Country, asked):
    assertContains(office.get(preview(published), asked), "?changes=1", status_code=400)


def test_a_proposal_of_another_page_is_not_found(office: Client, published: Country):
    assert office.get(preview(published), {"proposal": str(uuid.uuid4())}).status_code == 404


def test_nobody_without_an_account_sees_it(client: Client, published: Country):
    assert client.get(preview(published)).status_code == 302
