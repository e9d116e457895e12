"""Searching within a register."""

from countries.models import Country
from monitor.publishing.models import PublishedRecord
from monitor.publishing.publish import publish
from monitor.search.ask import records_matching
from tests.builders import make_country, make_law


def _laws(words: str) -> list[str]:
    laws = PublishedRecord.objects.of_kind("laws").filter(record_id__in=records_matching(words, "laws"))
    return sorted(laws.values_list("title", flat=True))


def _country(*titles: str) -> Country:
    country = make_country()
    for title in titles:
        make_law(title, country=country)
    publish(country, note="First.")
    return country


def test_word_forms_find_one_another(db):
    _country("Law on Public Associations", "Закон об общественных объединениях", "Tax Code")

    assert _laws("association laws") == ["Law on Public Associations"]
    assert _laws("объединения") == ["Закон об общественных объединениях"]


def test_a_phrase_must_stand_as_it_is(db):
    _country("Law on Public Associations", "Public Law on Associations")

    assert _laws('"public associations"') == ["Law on Public Associations"]


def test_the_last_word_may_be_a_beginning(db):
    _country("Law on Public Associations", "Tax Code")

    assert _laws("public associati") == _laws("assoc") == ["Law on Public Associations"]


def test_what_has_no_word_finds_nothing(db):
    _country("Tax Code")

    assert _laws("…!?") == _laws("") == _laws('"') == []


def test_a_list_is_searched_in_one_query(db, django_assert_num_queries):
    _country("Tax Code")

    with django_assert_num_queries(1):
        assert _laws("codes") == ["Tax Code"]
