"""The search page."""

import pytest
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains

from countries.models import Country
from monitor.publishing.publish import publish
from monitor.publishing.withdraw import give_back, withdraw
from tests.builders import make_country, make_law, make_news, make_published, make_section


def _page(name: str = "Freedonia", *paragraphs: str, **fields: str) -> Country:
    country = make_country(name, **fields)
    make_section(body="".join(f"<p>{text}</p>" for text in paragraphs), country=country)
    publish(country, note="First.")
    return country


def _ask(client: Client, q: str, **choices: str):
    return client.get("/search/", {"q": q, **choices})


def test_without_words_there_is_a_box_and_how_to_use_it(db, client: Client):
    page = client.get("/search/")

    assertContains(page, '<input type="search" name="q"')
    assertContains(page, "Put words in quotes")


def test_a_result_leads_to_the_very_paragraph(db, client: Client):
    _page("Freedonia", "A fee is due.", "Foreign donors must be reported.")
    link = _ask(client, "donor").content.decode().split('class="headline"><a href="')[1].split('"')[0]

    page = client.get(link.split("#")[0]).content.decode()
    assert f'<p id="{link.split("#")[1]}">Foreign donors' in page


def test_the_words_are_marked_and_the_rest_is_escaped(db, client: Client):
    _page("Freedonia", "Donors &lt;script&gt; must be reported.")

    assertContains(_ask(client, "report"), "Donors &lt;script&gt; must be <mark>reported</mark>.")


def test_results_stand_by_country_and_kind(db, client: Client):
    for name in ("Freedonia", "Sylvania"):
        make_law("Law on Donors", country=_page(name, "Donors are welcome."))
        publish(Country.objects.get(name=name), note="Second.")

    page = _ask(client, "donors").content.decode()
    for country in page.split('<section class="answers">')[1:]:
        assert "<h3>Laws</h3>" in country
        assert "<h3>Text of the page</h3>" in country


def test_a_country_is_found_first_by_its_name(db, client: Client):
    make_published("Sylvania")
    _page("Freedonia", "Sylvania is near.")

    assertContains(_ask(client, "sylvania"), '<p class="named"><a href="/countries/sylvania/">Sylvania</a>')
    assertContains(_ask(client, "sylv"), '<p class="named"><a href="/countries/sylvania/">Sylvania</a>')


def test_the_name_of_a_country_counts_for_all_on_its_page(db, client: Client):
    _page("Freedonia", "A fee is due.")
    _page("Sylvania", "A fee is due.")

    page = _ask(client, "fees in Freedonia")
    assertContains(page, "1 passage.")
    assertContains(page, '<h2><a href="/countries/freedonia/">')


def test_choices_narrow_it_down(db, client: Client):
    country = _page("Freedonia", "A fee is due.")
    make_law("Law on Fees", country=country, topics=["formation"])
    publish(country, note="Second.")

    assertContains(_ask(client, "fee"), "2 passages.")
    assertContains(_ask(client, "fee", country="freedonia", kind="laws", topic="formation"), "1 passage.")
    assertContains(_ask(client, "fee", topic="assembly"), "No passage has this with these choices.")
    assertContains(_ask(client, "fee", topic="assembly"), 'href="/search/?q=fee"')


def test_many_of_a_kind_are_a_few_and_a_link_to_all(db, client: Client):
    country = make_country()
    for number in range(12):
        make_news(f"Donors, part {number}", country=country, position=number)
    publish(country, note="First.")

    assertContains(_ask(client, "donors"), 'href="?q=donors&amp;country=freedonia&amp;kind=news">All 12 under News')
    assertContains(_ask(client, "donors", country="freedonia", kind="news"), '<p class="headline">', count=12)


def test_a_misspelt_word_gets_the_nearest_that_there_is(db, client: Client):
    _page("Freedonia", "Every association needs registration.", "Общественные объединения.")

    assertContains(_ask(client, "asociation"), 'Did you mean <a href="/search/?q=association">association</a>?')
    assertContains(_ask(client, "обьединения"), "объединения</a>?")
    assertContains(_ask(client, "needs asociation"), 'q=needs%20association">needs association</a>?')


def test_words_that_are_nowhere_together_are_offered_one_by_one(db, client: Client):
    _page("Freedonia", "Every association.", "A fee is due.")

    page = _ask(client, "association fee")
    assertContains(page, "No passage has all these words.")
    assertContains(page, '<a href="/search/?q=fee">fee</a>')


def test_a_beginning_is_said_to_be_one(db, client: Client):
    _page("Freedonia", "Every association.")

    assertContains(_ask(client, "associati"), "these have a word that begins so")
    assertContains(_ask(client, "associati"), "<mark>association</mark>")


def test_nothing_of_a_withdrawn_page_is_found(published: Country, client: Client):
    withdraw(published, "A reason.", None)
    for words in ("fee", "Freedonia", "ministry"):
        assertNotContains(_ask(client, words), "/countries/freedonia/")
        assertNotContains(_ask(client, words), "Did you mean")
    give_back(published, None)

    assertContains(_ask(client, "fee"), "/countries/freedonia/#")


@pytest.mark.parametrize(
    "choice", [{"country": "atlantis"}, {"kind": "x" * 5000}, {"topic": "'; --"}, {"q": "x" * 10_000}]
)
def test_what_is_not_offered_is_a_bad_request_with_a_way_on(published: Country, client: Client, choice: dict[str, str]):
    page = client.get("/search/", {"q": "fee", **choice})

    assertContains(page, "start again</a>", status_code=400)


@pytest.mark.parametrize(
    "words",
    [
        "…!?", '"', '"fee', 'fee"', '""', "the of and", "fee*", "*", "AND OR NOT", "a:b^2", "(", "-fee", "'", "\\", "%",
        "fee \\' | &", "title_stems : fee", "NEAR(a b)", "fee" * 80, "1e5 10kg", "_", "ʿ", "\u0301", "🙂", "ﷺ", "ß²",
        "'s", "<->", "a " * 150, "fe* d*",
    ],
)  # fmt: skip
def test_nonsense_is_answered(published: Country, client: Client, words: str):
    assert _ask(client, words).status_code == 200


def test_bytes_and_nul_are_no_fault(published: Country, client: Client):
    assert client.get("/search/?q=%ff%fe").status_code == 200
    assert client.get("/search/?q=fee%00").status_code == 400
    assert client.get("/search/?q=fee&q=due").status_code == 200


@pytest.mark.parametrize(
    "words", ["fee", "law", "associati", "asociation", "no such words", "Freedonia fee", "freedonia"]
)
def test_a_search_takes_at_most_four_queries(db, client: Client, django_assert_max_num_queries, words: str):
    for name in ("Freedonia", "Sylvania", "Ruritania"):
        make_published(name)

    with django_assert_max_num_queries(4):
        _ask(client, words)


def test_an_empty_site_is_searched_too(db, client: Client):
    assertContains(_ask(client, "fee"), "No passage has this.")
