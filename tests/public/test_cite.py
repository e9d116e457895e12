"""What became of a cited passage, and how it is cited."""

import datetime
import json

import bibtexparser
import pytest
import rispy
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains

from countries.models import Country, NewsItem, Section
from legal.models import Law, Ratification
from monitor.public.cite.citation import Citation
from monitor.publishing.models import Wording
from monitor.publishing.prepared import place_of
from monitor.publishing.publish import publish
from monitor.publishing.redact import Order, redact
from monitor.publishing.withdraw import withdraw
from tests.builders import make_law, make_published, make_ratification, newest_edition

FEE = "An association needs ten founders, a charter, and a fee of {} to be entered in the register of the ministry."
HOSTILE = [
    "{",
    "}}{",
    "a % b & c $ d # e _ f ~ g ^ h \\ i",
    "Закон «О НКО» — 法",
    "two\nlines\r\nER  - \n",
    "@misc{x,",
    '"',
    "\x00\x07",
]


def reword(country: Country, body: str, note: str = "The fee was raised.") -> None:
    Section.objects.filter(topic="formation").update(body=body)
    publish(country, note=note)


@pytest.fixture
def fee(published: Country) -> str:
    """The address of a block that was reworded with edition 3."""
    reword(published, f"<p>{FEE.format(100)}</p>")
    reword(published, f"<p>{FEE.format(250)}</p>")
    [block] = newest_edition(published).document["sections"][0]["blocks"]
    return f"/cite/{block['id']}/"


@pytest.fixture
def law(published: Country) -> str:
    return f"/cite/{Law.objects.get().pk}/"


def block_of(country: Country) -> str:
    return newest_edition(country).document["sections"][0]["blocks"][0]["id"]


def test_a_passage_that_stands_is_said_to_with_its_place(published: Country, client: Client):
    block = block_of(published)
    page = client.get(f"/cite/{block}/")

    assertContains(page, "<strong>It stands.</strong>")
    assertContains(page, "unchanged since")
    assertContains(page, "under “Barriers to Formation”")
    assertContains(page, f'href="/countries/freedonia/#{place_of(newest_edition(published).document, block)}"')


def test_the_place_is_on_the_page(published: Country, client: Client):
    place = place_of(newest_edition(published).document, block_of(published))

    assertContains(client.get("/countries/freedonia/"), f'id="{place}"')


def test_a_reworded_passage_shows_what_went_what_came_and_why(fee: str, client: Client):
    page = client.get(fee)

    for words in (
        "unchanged since",
        "edition 3",
        "Reworded:",
        "The fee was raised.",
        "</span>100<span",
        "</span>250<span",
    ):
        assertContains(page, words)


def test_a_wording_cited_of_an_older_edition_is_shown_as_cited_beside_todays(fee: str, client: Client):
    page = client.get(f"{fee}?edition=2")

    for words in ("<strong>Reworded since.</strong>", "What it said in edition 2", FEE.format(100),
                  "What it says today", FEE.format(250)):  # fmt: skip
        assertContains(page, words)


def test_a_wording_of_an_older_edition_that_still_stands_is_said_to(fee: str, published: Country, client: Client):
    make_law("Law on Clubs", country=published, position=9)
    publish(published, note="A law.")

    assertContains(client.get(f"{fee}?edition=3"), "<strong>It stands.</strong>")


def test_a_passage_under_another_heading_stands_unchanged(fee: str, client: Client):
    section = Section.objects.get(topic="formation")
    Section.objects.filter(pk=section.pk).update(heading="BARRIERS TO ENTRY")
    publish(section.country, note="A heading was changed.")

    assertContains(client.get(f"{fee}?edition=3"), "<strong>It stands.</strong>")
    assertContains(client.get(f"/cite/{section.pk}/?edition=3"), "<strong>Reworded since.</strong>")


def test_a_section_says_what_any_of_its_paragraphs_says(published: Country, client: Client):
    reword(published, "<p>A fee is due.</p><p>It is 100.</p>")
    reword(published, "<p>A fee is due.</p><p>It is 250.</p>")

    page = client.get(f"/cite/{Section.objects.get(topic='formation').pk}/?edition=2")
    for words in ("Reworded since", "<p>A fee is due.</p><p>It is 100.</p>", "<p>A fee is due.</p><p>It is 250.</p>"):
        assertContains(page, words)


def test_a_record_that_went_and_came_back_stands(law: str, published: Country, client: Client):
    row = Law.objects.get()
    Law.objects.all().delete()
    publish(published, note="It went.")
    row.save(force_insert=True)
    publish(published, note="It came back.")

    page = client.get(law)
    for words in ("<strong>It stands.</strong>", "Added: <a", "Removed: <a", "It is as old as the page"):
        assertContains(page, words)


def test_a_removed_passage_shows_its_last_words_where_they_stood(fee: str, published: Country, client: Client):
    reword(published, "<p>Nothing is due.</p>", note="The law was repealed.")
    page = client.get(fee)

    for words in ("<strong>Removed.</strong>", "The law was repealed.", FEE.format(250), "What it said in edition 3",
                  "/countries/freedonia/editions/3/#p"):  # fmt: skip
        assertContains(page, words)


def test_every_wording_can_be_cited(fee: str, client: Client):
    page = client.get(fee)

    assertContains(page, f'href="{fee}?edition=2"')
    assertContains(page, f'href="{fee}?edition=3"')


def test_an_entry_of_a_list_stands_by_itself(published: Country, client: Client):
    reword(published, "<p>A fee is due.</p><ul><li>First <em>entry</em></li><li>Second</li></ul>")
    entry = newest_edition(published).document["sections"][0]["blocks"][1]

    assertContains(client.get(f"/cite/{entry['id']}/"), "<p>First <em>entry</em></p>")


def test_a_record_that_never_changed_is_as_old_as_the_page(law: str, client: Client):
    page = client.get(law)

    for words in ("<strong>It stands.</strong>", "Law on Associations", "It is as old as the page"):
        assertContains(page, words)


def test_a_record_tells_its_changes(law: str, published: Country, client: Client):
    Law.objects.update(status="repealed")
    publish(published, note="It was repealed.")

    assertContains(client.get(law), "</span>repealed<span")
    assertContains(client.get(f"{law}?edition=1"), "<strong>Reworded since.</strong>")


def test_a_removed_record_shows_what_it_said(published: Country, client: Client):
    news = NewsItem.objects.get(archived=True)
    address = f"/cite/{news.pk}/"
    news.delete()
    publish(published, note="Old news went.")

    for words in ("<strong>Removed.</strong>", "Old news went.", "An old report", "What it said in edition 1"):
        assertContains(client.get(address), words)


def test_an_agreement_is_cited_by_its_short_name(published: Country, client: Client):
    row = Ratification.objects.get()

    assertContains(client.get(f"/cite/{row.pk}/"), "Freedonia — ICCPR")


def test_words_that_were_taken_out_are_said_to_be(fee: str, published: Country, client: Client):
    redact(published, Order("ten founders"))

    assertContains(client.get(fee), "“[removed]” stands in place of words that were taken out")
    assertNotContains(client.get(fee), "ten founders")


@pytest.mark.parametrize("rest", ["/", ".json", ".bib", ".ris", ".txt"])
@pytest.mark.parametrize("kind", ["block", "law"])
def test_a_passage_of_a_withdrawn_page_says_why(published: Country, client: Client, kind: str, rest: str):
    passage = block_of(published) if kind == "block" else Law.objects.get().pk
    withdraw(published, "A person is at risk.", None)

    answer = client.get(f"/cite/{passage}{rest}")
    assertContains(answer, "A person is at risk.", status_code=410)
    assertNotContains(answer, "A fee is due", status_code=410)


@pytest.mark.parametrize("rest", ["/", "/?edition=1", ".json", ".bib"])
def test_a_passage_that_never_was_is_not_found_and_leads_on(published: Country, client: Client, rest: str):
    make_published("Sylvania")
    answer = client.get(f"/cite/00000000-0000-4000-8000-000000000000{rest}")

    assertContains(answer, "There is no such passage", status_code=404)


def test_an_edition_without_the_passage_leads_to_those_with_it(fee: str, client: Client):
    for number in (1, 99):
        page = client.get(f"{fee}?edition={number}")
        assertContains(page, f"This passage is not in edition {number}", status_code=404)
        assertContains(page, f'href="{fee}"', status_code=404)


@pytest.mark.parametrize("number", ["0", "-1", "x", "9" * 5000, "99999999999", "%FF"])
def test_a_bad_edition_number_cannot_be_read(fee: str, client: Client, number: str):
    assert client.get(f"{fee}?edition={number}").status_code == 400


@pytest.mark.parametrize("rest", ["x/", "p1a2b3/", ".exe"])
def test_a_bad_address_is_not_found(fee: str, client: Client, rest: str):
    assert client.get(f"/cite/{rest}").status_code == 404
    assert client.get(f"{fee[:-1]}.exe").status_code == 404


def test_the_same_as_data(fee: str, client: Client):
    facts = json.loads(client.get(f"{fee[:-1]}.json?edition=2").content)

    assert (facts["became"], facts["edition"], facts["kind"]) == ("reworded", 2, "block")
    assert (facts["text"], facts["text_now"]) == (FEE.format(100), FEE.format(250))
    assert [step["edition"] for step in facts["history"]] == [3, 2]


# The way from a place on the page ---------------------------------------------------------------------------------


def test_a_place_leads_to_the_lasting_address(published: Country, client: Client):
    document = newest_edition(published).document
    for passage in (block_of(published), document["laws"][0]["id"]):
        answer = client.get(f"/countries/freedonia/cite/{place_of(document, passage)}/")
        assert (answer.status_code, answer.headers["Location"]) == (302, f"/cite/{passage}/")


def test_a_place_of_an_older_edition_leads_to_its_wording(fee: str, published: Country, client: Client):
    reword(published, "<p>Nothing is due.</p>")
    passage = fee.split("/")[2]
    place = f"p{passage.replace('-', '')[:4]}"

    assert client.get(f"/countries/freedonia/cite/{place}/").status_code == 404
    answer = client.get(f"/countries/freedonia/cite/{place}/?edition=3")
    assert answer.headers["Location"] == f"{fee}?edition=3"


def test_every_mark_beside_a_passage_leads_to_a_passage(published: Country, client: Client):
    import re

    links = re.findall(r'href="(cite/[^"]+)" class="cite"', client.get("/countries/freedonia/").content.decode())
    assert len(links) >= 10
    assert {client.get(f"/countries/freedonia/{link}", follow=True).status_code for link in links} == {200}


@pytest.mark.parametrize("place", ["p", "p00000", "main", "x" * 3000, "p1a2b3?edition=99"])
def test_an_unknown_place_is_not_found(published: Country, client: Client, place: str):
    address, _, query = place.partition("?")

    assert client.get(f"/countries/freedonia/cite/{address}/?{query}").status_code == 404


# The citation -------------------------------------------------------------------------------------------------------


def cited(**fields: object) -> Citation:
    day, url = datetime.date(2026, 3, 1), "https://a.example/cite/1/?edition=3"
    facts = {"page": "Freedonia", "part": "", "number": 3, "dated": day, "sha256": "ab" * 32, "url": url}
    return Citation(**{"slug": "freedonia", **facts, **fields})


def test_the_plain_citation_names_edition_day_address_and_hash(fee: str, client: Client):
    text = client.get(f"{fee[:-1]}.txt").content.decode()

    edition = Wording.objects.order_by("-edition__number")[0].edition
    for words in ("International Center for Not-for-Profit Law", "Freedonia — Barriers to Formation”", "edition 3",
                  f"{edition.dated:%B}", f"http://testserver{fee}?edition=3", edition.sha256):  # fmt: skip
        assert words in text


@pytest.mark.parametrize("part", HOSTILE)
def test_bibtex_is_read_by_a_parser_whatever_the_title(part: str):
    library = bibtexparser.parse_string(cited(part=part).bib)

    assert (library.failed_blocks, len(library.entries)) == ([], 1)
    entry = library.entries[0].fields_dict
    assert (entry["edition"].value, entry["year"].value) == ("3", "2026")
    assert "ab" * 32 in entry["note"].value


def test_bibtex_names_what_it_would_misread():
    text = cited(part="{ } % & $ # _ ~ ^ \\").bib

    assert (
        r"— \textbraceleft{} \textbraceright{} \% \& \$ \# \_ \textasciitilde{} \textasciicircum{} \textbackslash{}"
    ) in text
    assert text.isascii() or "—" in text


@pytest.mark.parametrize("part", HOSTILE)
def test_ris_is_read_by_a_parser_whatever_the_title(part: str):
    text = cited(part=part).ris
    [entry] = rispy.loads(text)

    assert text.count("\r\n") == len(text.splitlines()) == 11
    assert entry["title"].startswith("Civic Freedom Monitor: Freedonia")
    assert (entry["year"], entry["urls"]) == ("2026", ["https://a.example/cite/1/?edition=3"])


def test_ris_keeps_every_letter_of_a_title():
    [entry] = rispy.loads(cited(part="Закон «О НКО» & {}").ris)

    assert entry["title"] == "Civic Freedom Monitor: Freedonia — Закон «О НКО» & {}"


def test_a_key_is_plain_and_the_same_whenever_asked():
    assert cited(slug="Côte_d’Ivoire", passage="1a2b3c4d-0000").key == "icnl-c-te-d-ivoire-3-1a2b3c4d"


@pytest.mark.parametrize(
    ("form", "media"),
    [("bib", "application/x-bibtex"), ("ris", "application/x-research-info-systems"), ("txt", "text/plain")],
)
@pytest.mark.parametrize("what", ["passage", "edition"])
def test_a_citation_is_a_file_of_its_kind(fee: str, client: Client, what: str, form: str, media: str):
    answer = client.get(f"{fee[:-1] if what == 'passage' else '/countries/freedonia/editions/1/cite'}.{form}")

    assert answer.headers["Content-Type"].startswith(media)
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="civic-freedom-monitor-freedonia-')


def test_the_page_shows_all_three(fee: str, client: Client):
    for address in (fee, "/countries/freedonia/editions/1/cite/"):
        for words in ("@misc{icnl-freedonia-", "TY  - ELEC", "Plain text", "SHA-256", ".bib", ".ris", ".txt"):
            assertContains(client.get(address), words)


@pytest.mark.parametrize("form", ["bib", "ris", "txt"])
def test_a_sample_page_asks_not_to_be_cited(db, client: Client, form: str):
    make_published("Freedonia", sample=True)
    Country.objects.update(sample=False)
    publish(Country.objects.get(), note="The real page.")

    assertContains(client.get(f"/countries/freedonia/editions/1/cite.{form}"), "Do not cite it.")
    assertNotContains(client.get(f"/countries/freedonia/editions/2/cite.{form}"), "Do not cite it.")


@pytest.mark.parametrize("rest", ["editions/9/cite/", "editions/9/cite.bib", "editions/1/cite.exe", "editions/0/cite/"])
def test_the_citation_of_no_edition_is_not_found(published: Country, client: Client, rest: str):
    assert client.get(f"/countries/freedonia/{rest}").status_code == 404


@pytest.mark.parametrize("query", ["", "?edition=1"])
def test_a_passage_takes_five_queries_at_most(law: str, client: Client, django_assert_max_num_queries, query: str):
    country = Country.objects.get()
    make_published("Sylvania")
    for status in ("repealed", "in-force", "replaced"):
        Law.objects.filter(pk=law.split("/")[2]).update(status=status)
        reword(country, f"<p>{FEE.format(status)}</p>")
    addresses = [law, *(f"/cite/{passage}/" for passage in Wording.objects.values_list("passage_id", flat=True))]

    for address in addresses:
        with django_assert_max_num_queries(5):
            client.get(f"{address}{query}")


def test_a_cited_law_tells_its_kind_and_status_in_words(country: Country, client: Client):
    law = make_law(country=country, kind="constitutional-law")
    publish(country, note="A law.")

    page = client.get(f"/cite/{law.pk}/")

    assertContains(page, "<dd><p>Constitutional law</p></dd>", html=True)
    assertNotContains(page, "constitutional-law")


def test_a_cited_agreement_tells_its_status_in_words(country: Country, client: Client):
    agreement = make_ratification("crpd", country=country, status="signed", year=None, value="Signed")
    publish(country, note="An agreement.")

    assertContains(client.get(f"/cite/{agreement.pk}/"), "<dd><p>Signed, not ratified</p></dd>", html=True)
