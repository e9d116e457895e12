"""What publishing makes ahead of readers."""

import re

from django.test import Client

from countries.models import Country
from legal.models import Law
from monitor.publishing.prepared import Prepared, prepare
from monitor.publishing.publish import publish
from tests.builders import (
    make_country,
    make_glance_row,
    make_law,
    make_news,
    make_ratification,
    make_section,
    newest_edition,
)


def _prepared(country: Country) -> Prepared:
    publish(country, note="First.")
    return prepare(newest_edition(country).document)


def test_footnotes_are_numbered_and_linked_both_ways(db):
    make_section(
        body='<p>A fee<small class="fn">Since 2026.</small> is due<small class="fn">To the state.</small>.</p>'
    )
    html = _prepared(Country.objects.get())["sections"]["overview"][0]["html"]

    assert html.count('href="#') == 4
    assert '-m1" aria-label="Back to mark 1">[1]</a> Since 2026.' in html
    assert html.index("[2]") < html.index("Since 2026.") < html.index("To the state.")


def test_every_fragment_on_the_page_is_its_own(country: Country):
    publish(country, note="First.")
    ids = re.findall(r' id="([^"]+)"', Client().get("/countries/freedonia/").content.decode())

    assert len(ids) == len(set(ids))


def test_every_fragment_link_leads_somewhere(db):
    make_section(body='<p>A fee<small class="fn">Since 2026.</small>.</p>')
    html = _prepared(Country.objects.get())["sections"]["overview"][0]["html"]

    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(re.findall(r'id="([^"]+)"', html))


def test_a_law_shows_its_date_in_words(db):
    make_law(date="2024-06")

    assert _prepared(Country.objects.get())["laws"][0]["date"] == {"iso": "2024-06", "words": "June 2024"}


def test_a_note_that_gives_the_date_stands_in_its_place(db):
    make_law(date="2021-09-30", note="dated September 30, 2021, No. 849")
    law = _prepared(Country.objects.get())["laws"][0]

    assert (law["date"], law["note"]) == (None, "dated September 30, 2021, No. 849")


def test_a_replaced_law_names_its_successor(db):
    new = make_law("New Law")
    make_law("Old Law", status="replaced", replaced_by=new, position=2)
    old = _prepared(Country.objects.get())["laws"][1]

    assert (old["status"], old["successor"]["title"]) == ("Replaced", "New Law")


def test_a_successor_on_no_page_is_not_named(db):
    elsewhere = make_law("New Law", country=make_country("Sylvania"))
    country = make_country("Ruritania")
    make_law("Old Law", country=country, status="replaced", replaced_by=elsewhere)

    assert _prepared(country)["laws"][0]["successor"] is None
    assert Law.objects.count() == 2


def test_how_a_country_joined_is_said_when_its_value_does_not_say_it(db):
    make_ratification(how="accession")

    assert _prepared(Country.objects.get())["ratifications"][0]["how"] == "Accession"


def test_how_a_country_joined_is_not_said_twice(db):
    make_ratification(how="accession", value="2006 (accession)")

    assert _prepared(Country.objects.get())["ratifications"][0]["how"] == ""


def test_a_range_of_months_is_worded(db):
    make_news(date="2024-03/2024-04")

    assert _prepared(Country.objects.get())["news"][0]["date"]["words"] == "March–April 2024"


def test_the_source_of_the_sections_is_named_once(db):
    make_section(source="https://example.org/page")
    make_section("Recent Developments", source="https://example.org/page", position=2)
    make_glance_row()

    assert _prepared(Country.objects.get())["sources"] == ["https://example.org/page"]


def test_a_heading_in_capitals_is_set_in_title_case(db):
    make_section("BARRIERS TO FORMATION OF NGOS")

    assert _prepared(Country.objects.get())["sections"]["overview"][0]["heading"] == "Barriers to Formation of NGOS"


def test_a_heading_in_small_letters_is_set_in_title_case(db):
    make_section("historical notes")

    assert _prepared(Country.objects.get())["sections"]["overview"][0]["heading"] == "Historical Notes"


def test_any_other_heading_is_left_as_it_is(db):
    make_section("Freedom of Assembly and iNGOs")

    assert _prepared(Country.objects.get())["sections"]["overview"][0]["heading"] == "Freedom of Assembly and iNGOs"
