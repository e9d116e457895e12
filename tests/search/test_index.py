"""What can be found follows what is shown."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection

from countries.models import Country, Section
from monitor.publishing.models import Page
from monitor.publishing.publish import publish
from monitor.publishing.register import rebuild
from monitor.publishing.withdraw import give_back, withdraw
from monitor.search.find import find
from monitor.search.models import SearchEntry, SearchWord
from monitor.search.question import read
from tests.builders import make_law, make_published, make_section


def _found(words: str) -> list[str]:
    return [candidate.kind for candidate in find(read(words)).candidates]


def _all() -> list[dict[str, object]]:
    return [*SearchEntry.objects.order_by("id").values(), *SearchWord.objects.order_by("word").values()]


def _says(country: Country, body: str) -> None:
    Section.objects.filter(country=country, topic="introduction").update(body=body)
    publish(country, note="Next.")


def test_every_kind_of_record_is_found(published: Country):
    kinds = set(SearchEntry.objects.values_list("kind", flat=True))

    assert kinds == {
        "sections", "glance", "ratifications", "laws", "initiatives", "rankings", "reports", "news", "key_facts",
        "members",
    }  # fmt: skip


def test_every_paragraph_is_an_entry_with_its_place(published: Country):
    _says(published, "<p>One.</p><ul><li><p>Two.</p></li><li><p>Three.</p></li></ul>")

    entries = SearchEntry.objects.filter(title="Introduction").exclude(text="")
    assert {entry.text for entry in entries} == {"One.", "Two.", "Three."}
    for entry in entries:
        assert f'id="{entry.place}"' in Page.objects.get().prepared["sections"]["overview"][0]["html"]


def test_what_an_edition_drops_is_found_no_more(published: Country):
    _says(published, "<p>Zebras graze.</p>")
    assert _found("zebra") == ["sections"]
    _says(published, "<p>Nothing grazes.</p>")

    assert _found("zebra") == []
    assert not SearchWord.objects.filter(word="zebras").exists()


def test_only_what_differs_is_written(published: Country):
    before = dict(SearchEntry.objects.values_list("record_id", "id"))
    make_law("Law on Zebras", country=published, position=2)
    publish(published, note="Second.")

    after = dict(SearchEntry.objects.values_list("record_id", "id"))
    assert {key: after[key] for key in before} == before


def test_a_withdrawn_page_leaves_no_word(published: Country):
    before = _all()
    withdraw(published, "A reason.", None)
    assert _all() == []
    give_back(published, None)

    assert _all() == before


def test_rebuilding_changes_nothing(published: Country):
    before = _all()

    assert rebuild() == (1, 0)
    assert _all() == before


def test_rebuilding_brings_back_what_was_lost(published: Country):
    make_published("Sylvania")
    before = _all()
    SearchEntry.objects.all().delete()
    SearchWord.objects.all().delete()
    call_command("rebuild_register", stdout=StringIO())

    assert _all() == before
    assert _found("ministry") == ["glance", "glance"]


def test_a_word_stays_while_another_page_has_it(published: Country):
    other = make_published("Sylvania")
    assert SearchWord.objects.get(word="ministry").pages == 2
    withdraw(other, "A reason.", None)

    assert SearchWord.objects.get(word="ministry").pages == 1


def test_a_phrase_never_begins_in_a_title_and_ends_in_a_text(db):
    country = make_published()
    make_law("Law on Zebras", country=country, note="Graze freely.", position=2)
    publish(country, note="Second.")

    assert _found("zebras graze") == ["laws"]
    assert _found('"zebras graze"') == []
    assert _found('"graze freely"') == ["laws"]


def test_the_newest_are_ranked_where_there_are_too_many(published: Country, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("monitor.search.find.MOST", 2)
    for year in ("2001", "2019", "2026", "1980"):
        make_law(f"Law on Zebras of {year}", country=published, date=year, position=int(year))
    publish(published, note="Second.")

    found = find(read("zebras"))
    titles = {SearchEntry.objects.get(id=candidate.id).title for candidate in found.candidates}
    assert (titles, found.capped) == ({"Law on Zebras of 2026", "Law on Zebras of 2019"}, True)


def test_words_in_a_title_weigh_more(published: Country):
    make_section("Zebras and their friends", "<p>Text.</p>", country=published, position=8)
    _says(published, "<p>Elephants, and at the very end also zebras.</p>")

    found = find(read("zebras"))
    assert SearchEntry.objects.get(id=found.candidates[0].id).title == "Zebras and their friends"


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="FTS5 has a check of its own.")
def test_the_index_agrees_with_its_table(published: Country):
    _says(published, "<p>Zebras graze.</p>")
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO search_index(search_index, rank) VALUES ('integrity-check', 1)")
