"""The matrix of treaties, one treaty in all countries, and one country with all treaties."""

import csv
import io

import pytest
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from legal.models import Ratification, Treaty
from monitor.publishing.instruments import INSTRUMENTS
from monitor.publishing.models import TreatyReference
from monitor.publishing.publish import publish
from monitor.publishing.withdraw import withdraw
from tests.builders import edit, make_country, make_editor, make_published, make_ratification


def make_reference(iso2: str = "KZ", treaty: str = "iccpr", status: str = "party", **fields) -> TreatyReference:
    names = {"KZ": "Kazakhstan", "FR": "France", "FJ": "Fiji"}
    year = 1994 if status == "party" else None
    return TreatyReference.objects.create(
        **{"iso2": iso2, "treaty": treaty, "status": status, "year": year, "country_name": names[iso2], **fields}
    )


@pytest.fixture
def members(db) -> None:
    """Three members of the UN and all eighteen instruments, with no page."""
    for iso2 in ("KZ", "FR", "FJ"):
        for instrument in INSTRUMENTS:
            make_reference(iso2, instrument.slug)


def shown(client: Client, address: str = "/treaties/") -> str:
    page = client.get(address)
    assert page.status_code == 200
    return page.content.decode()


def test_a_country_without_a_page_stands_as_the_un_says(members, client: Client):
    page = shown(client)

    assert '<a href="/treaties/countries/fr/">France</a>' in page
    assert '<td class="p">1994</td>' in page


def test_an_empty_site_says_that_no_data_are_loaded(db, client: Client):
    assertContains(client.get("/treaties/"), "no treaty data are loaded yet")


def test_the_page_goes_before_the_un_and_leads_to_its_passage(members, client: Client):
    TreatyReference.objects.of_country("KZ").update(year=2006)
    make_published("Kazakhstan", iso2="KZ")

    page = shown(client)
    assert '<td class="p"><a href="/countries/kazakhstan/#p' in page


def test_a_disagreement_is_told_in_words(members, client: Client):
    make_published("Kazakhstan", iso2="KZ")

    assert '<a class="differs" href="/treaties/countries/kz/#iccpr">2006 ≠\xa01994</a>' in shown(client)
    assert "UN data: party since 1994" in shown(client, "/treaties/countries/kz/")
    assert "UN data: party since 1994" in shown(client, "/treaties/iccpr/")


def test_agreement_is_passed_over_in_silence(db, client: Client):
    make_reference(year=2006)
    make_published("Kazakhstan", iso2="KZ")

    assert 'class="differs"' not in shown(client)


def test_a_status_is_a_word(db, client: Client):
    for treaty, status in [("iccpr", "signed"), ("cat", "none"), ("crc", "withdrawn"), ("crpd", "unknown")]:
        make_reference("FJ", treaty, status)

    page = shown(client)
    for words in ('"s">signed<', '"n">no<', '"w">left<', '"u">?<'):
        assert f"<td class={words}/td>" in page


def test_a_page_that_is_no_un_member_has_a_row_when_it_names_an_instrument(members, client: Client):
    make_published("Freedonia")

    assert '<a href="/treaties/countries/freedonia/">Freedonia</a>' in shown(client)


def test_the_day_of_the_reference_is_told(db, client: Client):
    make_reference(as_of="2026-05-08")

    assertContains(client.get("/treaties/"), '<time datetime="2026-05-08">May 8, 2026</time>', html=True)


def test_a_reference_without_a_day_says_so(db, client: Client):
    make_reference()

    assertContains(client.get("/treaties/"), "name no day")


def test_a_region_can_be_chosen(members, client: Client):
    page = shown(client, "/treaties/?region=Melanesia")

    assert "Fiji</a>" in page
    assert "France</a>" not in page


def test_signed_and_not_ratified_can_be_chosen(members, client: Client):
    TreatyReference.objects.filter(iso2="FJ", treaty="cat").update(status="signed", year=None)

    page = shown(client, "/treaties/?status=signed&treaty=cat")
    assert "Fiji</a>" in page
    assert "France</a>" not in page
    assert "1 country" in page


def test_covered_pages_alone_can_be_chosen(members, client: Client):
    make_published("Kazakhstan", iso2="KZ")

    page = shown(client, "/treaties/?covered=on")
    assert "Kazakhstan</a>" in page
    assert "France</a>" not in page


def test_choices_that_leave_nothing_say_so_with_a_way_on(members, client: Client):
    page = shown(client, "/treaties/?status=withdrawn")

    assert "No country is found with these choices" in page
    assert '<a href="/treaties/">Show all countries</a>' in page


@pytest.mark.parametrize("query", ["?region=Atlantis", "?status=%ff", "?treaty=" + "x" * 5000, "?treaty=cat&treaty=no"])
def test_a_choice_that_is_not_offered_is_a_bad_request_with_a_way_on(members, client: Client, query: str):
    page = client.get(f"/treaties/{query}")

    assertContains(page, "There is no such choice", status_code=400)
    assertContains(page, "France", status_code=400)
    assert client.get(f"/treaties.csv{query}").status_code == 400
    assert client.get(f"/treaties.json{query}").status_code == 400


def test_the_files_hold_what_is_shown(members, client: Client):
    make_published("Kazakhstan", iso2="KZ")

    text = client.get("/treaties.csv?covered=on&treaty=iccpr").content.decode()
    (line,) = csv.DictReader(io.StringIO(text))
    assert (line["country"], line["year"], line["source"], line["un_year"]) == ("Kazakhstan", "2006", "page", "1994")
    assert client.get("/treaties.json").json()["count"] == 3 * 18


def test_no_name_in_the_file_is_taken_for_a_formula(members, client: Client):
    make_published("=HYPERLINK(1)", slug="formula", iso2="KZ")

    text = client.get("/treaties.csv?covered=on&treaty=iccpr").content.decode()
    assert [line["country"] for line in csv.DictReader(io.StringIO(text))] == ["'=HYPERLINK(1)"]


def test_sample_and_archived_pages_are_marked(members, client: Client):
    make_published("Kazakhstan", iso2="KZ", sample=True, state="archived")

    page = shown(client)
    assert '<span class="mark">sample</span>' in page
    assert '<span class="mark">archived</span>' in page


def test_a_withdrawn_page_leaves_the_un_data(members, client: Client):
    country = make_published("Kazakhstan", iso2="KZ")
    withdraw(country, "A mistake.", by=make_editor())

    for address in ("/treaties/", "/treaties/iccpr/", "/treaties/countries/kz/"):
        assertNotContains(client.get(address), "2006")
        assertContains(client.get(address), "1994")
    assert client.get("/treaties/countries/kazakhstan/").status_code == 410


def test_a_treaty_is_counted_and_grouped_in_words(members, client: Client):
    TreatyReference.objects.filter(iso2="FJ", treaty="cat").update(status="signed", year=None)

    page = shown(client, "/treaties/cat/")
    assert "Convention against Torture and Other Cruel" in page
    assert "Party: 2" in page
    assert "Signed, not ratified: 1" in page
    assert page.index("France") < page.index("Signed, not ratified (1)") < page.index("Fiji")


def test_a_treaty_that_nobody_names_is_not_found(members, client: Client):
    assert client.get("/treaties/nonsense/").status_code == 404


def test_a_regional_treaty_that_a_page_names_has_a_page(db, client: Client):
    country = make_country("Freedonia")
    treaty = Treaty.objects.create(slug="arab-charter", name="Arab Charter on Human Rights", scope="regional")
    Ratification.objects.create(country=country, treaty=treaty, status="party", year=2009)
    publish(country, note="First edition.")

    assert '<a href="/treaties/arab-charter/">Arab Charter on Human Rights</a>' in shown(client)
    assert "Freedonia" in shown(client, "/treaties/arab-charter/")
    assert "Arab Charter" in shown(client, "/treaties/countries/freedonia/")


def test_what_changed_between_editions_is_told(published, client: Client):
    edit(Ratification, status="signed", year=None, value="Signed")
    publish(published, note="The status was wrong.")

    page = shown(client, "/treaties/iccpr/")
    assert "<del>party, 2006</del> → <ins>signed, not ratified</ins>" in page
    assert 'href="/countries/freedonia/editions/2/"' in page


def test_a_treaty_that_left_a_page_is_told_too(published, client: Client):
    make_ratification("cat", country=published)
    Ratification.objects.filter(treaty__slug="iccpr").delete()
    publish(published, note="It was another treaty.")

    assert "Removed agreement: ICCPR" in shown(client, "/treaties/iccpr/")


def test_every_member_has_a_view_of_all_eighteen(members, client: Client):
    page = shown(client, "/treaties/countries/fr/")

    assert page.count("party since 1994") == 18
    assert "There is no page of France here" in page


@pytest.mark.parametrize("slug", ["KZ", "kazakhstan"])
def test_a_country_stands_at_its_code(members, client: Client, slug: str):
    make_published("Kazakhstan", iso2="KZ")

    assertRedirects(client.get(f"/treaties/countries/{slug}/"), "/treaties/countries/kz/")


def test_a_former_address_is_followed(published, client: Client):
    published.slug = "new-freedonia"
    published.save()
    publish(published, note="A new name.")

    page = client.get("/treaties/countries/freedonia/")
    assertRedirects(page, "/treaties/countries/new-freedonia/", status_code=301)


@pytest.mark.parametrize("slug", ["zz", "nowhere", "x" * 3000])
def test_an_unknown_country_is_not_found(members, client: Client, slug: str):
    assert client.get(f"/treaties/countries/{slug}/").status_code == 404


def test_the_list_of_countries_counts(members, client: Client):
    TreatyReference.objects.filter(iso2="FJ", treaty="cat").update(status="signed", year=None)

    page = shown(client, "/treaties/countries/")
    assert '<td data-label="Party">17</td>' in page


@pytest.mark.parametrize(
    ("address", "queries"),
    [("", 4), ("countries/", 3), ("iccpr/", 5), ("countries/kz/", 4), ("countries/fr/", 5)],
)
def test_the_queries_do_not_grow_with_the_countries(
    members, client: Client, django_assert_max_num_queries, address, queries
):
    for name, iso2 in [("Kazakhstan", "KZ"), ("Freedonia", ""), ("Sylvania", "")]:
        make_published(name, iso2=iso2)

    with django_assert_max_num_queries(queries):
        client.get(f"/treaties/{address}")
