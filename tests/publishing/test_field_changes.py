"""A change is shown field by field, word by word."""

import copy
from typing import Any

import pytest

from monitor.publishing.changes import changes_between
from monitor.publishing.field_changes import FieldChange, Fields
from monitor.publishing.rows import document_of
from tests.builders import make_whole_country


@pytest.fixture
def written(db) -> Any:
    return document_of(make_whole_country())


def shown(before: Any, after: Any) -> list[FieldChange]:
    fields = Fields(before, after)
    return [field for change in changes_between(before, after) for field in fields.of(change)]


def edited(page: Any, kind: str, **values: Any) -> Any:
    after = copy.deepcopy(page)
    after[kind][0].update(values)
    return after


@pytest.mark.parametrize(
    ("kind", "values", "name", "marked"),
    [
        ("laws", {"title": "Law on Charity"}, "title", "<p>Law on <del>Associations</del><ins>Charity</ins></p>"),
        ("laws", {"date": "2024-06"}, "date", "<p><ins>2024-06</ins></p>"),
        ("laws", {"topics": ["formation"]}, "topics", "<p><ins>formation</ins></p>"),
        ("laws", {"url": "https://a.example/"}, "address", "<p><ins>https://a.example/</ins></p>"),
        ("glance", {"value": "<p>The court</p>"}, "text", "<p>The <del>ministry</del><ins>court</ins></p>"),
        ("news", {"archived": True}, "archived", "<p><del>No</del><ins>Yes</ins></p>"),
        ("rankings", {"rank": 61}, "rank", "<p><del>60</del><ins>61</ins></p>"),
        ("members", {"name": "<b>Us & Co</b>"}, "name",
         "<p><del>Sylvania</del><ins>&lt;b&gt;Us &amp; Co&lt;/b&gt;</ins></p>"),
    ],
)  # fmt: skip
def test_the_words_that_differ_are_marked(written, kind, values, name, marked):
    [field] = shown(written, edited(written, kind, **values))

    assert (field.name, field.marked) == (name, marked)


def test_the_same_is_there_side_by_side(written):
    [field] = shown(written, edited(written, "laws", title="Law on Charity"))

    assert (field.then, field.now) == ("<p>Law on <del>Associations</del></p>", "<p>Law on <ins>Charity</ins></p>")


def test_markup_alone_is_said_to_be_markup(written):
    [field] = shown(written, edited(written, "sections", body="<p><em>A fee is due.</em></p>"))

    assert "<ins>" not in field.marked
    assert field.said == "Only the markup differs."


def test_another_address_of_a_link_is_shown(written):
    before = edited(written, "sections", body='<p>See <a href="https://a.example/x">it</a>.</p>')
    [field] = shown(before, edited(written, "sections", body='<p>See <a href="https://a.example/y">it</a>.</p>'))

    assert field.name == "links in the body"
    assert "<del>x</del><ins>y</ins>" in field.marked


def test_a_step_of_an_initiative_is_told_in_words(written):
    step = {"date": "2026-05", "precision": "month", "stage": "first-reading", "note": "Passed."}
    after = edited(written, "initiatives", events=[*written["initiatives"][0]["events"], step])
    [field] = shown(written, after)

    assert field.name == "steps"
    assert "<ins>2026-05: first reading. Passed.</ins>" in field.marked


def test_a_successor_is_named_by_its_title(written):
    after = copy.deepcopy(written)
    after["laws"].append({**after["laws"][0], "id": "11111111-1111-4111-8111-111111111111", "title": "New Code"})
    after["laws"][0]["replaced_by"] = "11111111-1111-4111-8111-111111111111"

    assert "<p><ins>New Code</ins></p>" in [field.marked for field in shown(written, after)]


def test_a_new_record_is_shown_with_all_that_it_says(written):
    after = copy.deepcopy(written)
    after["laws"].append({**after["laws"][0], "id": "11111111-1111-4111-8111-111111111111", "title": "New Code"})

    assert {field.name for field in shown(written, after)} == {"title", "kind", "precision", "status", "topics"} - {
        "precision",
        "topics",
    }


def test_a_removed_record_is_shown_with_all_that_it_said(written):
    after = copy.deepcopy(written)
    del after["reports"][0]

    assert [field.marked for field in shown(written, after)][-1].startswith("<p><del>Freedonia</del>")


def test_a_first_page_is_shown_whole(written):
    assert len(shown(None, written)) > 12


def test_a_moved_record_has_no_fields(written):
    after = copy.deepcopy(written)
    after["sections"].reverse()

    assert shown(written, after) == []


def test_the_pages_own_facts_are_shown(written):
    after = copy.deepcopy(written)
    after["country"]["region"] = "Central Asia"

    assert [field.name for field in shown(written, after)] == ["region"]
