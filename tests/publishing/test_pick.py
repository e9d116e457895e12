"""Some of the changes are taken, the rest left."""

import copy
import json
import random
from typing import Any

import pytest

from countries.models import Section
from monitor.publishing.changes import changes_between, overtaken, pick
from monitor.publishing.document import KINDS, content_of, records
from monitor.publishing.rows import document_of
from tests.builders import make_country, make_law, make_news, make_section, make_whole_country


def laws(*names: str) -> dict[str, Any]:
    """A page with these laws and nothing else; a name is its own id, what follows a colon its note."""
    page: dict[str, Any] = {kind: [] for kind in KINDS}
    page["country"], page["last_updated"] = {"name": "Freedonia"}, None
    for name in names:
        title, _, note = name.partition(":")
        page["laws"].append({"id": title, "title": title, "note": note})
    return page


def names(page: Any) -> list[str]:
    return [law["title"] + (f":{law['note']}" if law["note"] else "") for law in page["laws"]]


@pytest.mark.parametrize(
    ("before", "after", "keys", "picked"),
    [
        (["a", "b"], ["a:x", "b:y"], ["changed:a"], ["a:x", "b"]),
        (["a", "b"], ["a", "c", "b"], ["new:c"], ["a", "c", "b"]),
        (["a", "b"], ["c", "a", "d", "b"], ["new:d"], ["a", "d", "b"]),
        (["a", "b", "c"], ["a", "c"], ["removed:b"], ["a", "c"]),
        (["a", "b", "c"], ["a", "c"], [], ["a", "b", "c"]),
        (["a", "b", "c"], ["c", "a", "b"], ["moved:c"], ["c", "a", "b"]),
        (["a", "b", "c"], ["c:x", "a", "b"], ["changed:c"], ["a", "b", "c:x"]),
        (["a", "b", "c"], ["c:x", "a", "b"], ["moved:c"], ["c", "a", "b"]),
        (["a"], ["b", "a"], ["new:b", "new:z"], ["b", "a"]),
    ],
)
def test_what_is_picked_is_taken_and_the_rest_left(before, after, keys, picked):
    assert names(pick(laws(*before), laws(*after), keys)) == picked


def test_what_came_out_meanwhile_stays():
    assert names(pick(laws("a", "b", "n"), laws("a:x", "b", "c"), ["changed:a", "new:c"])) == ["a:x", "b", "c", "n"]


def test_a_first_page_takes_what_is_picked():
    assert names(pick(None, laws("a", "b"), ["new:b"])) == ["b"]


def test_all_changes_give_the_new_page_and_none_the_old():
    rng = random.Random(7)
    for _ in range(500):
        old = rng.sample("abcdefghij", rng.randint(0, 10))
        new = [name + rng.choice(["", ":x"]) for name in rng.sample("abcdefghij", rng.randint(0, 10))]
        before, after = laws(*old), laws(*new)
        keys = [change.key for change in changes_between(before, after)]

        assert names(pick(before, after, keys)) == new
        assert names(pick(before, after, [])) == old


def test_picking_in_two_goes_is_picking_at_once():
    rng = random.Random(11)
    for _ in range(500):
        before = laws(*rng.sample("abcdefgh", rng.randint(0, 8)))
        after = laws(*(name + rng.choice(["", ":x"]) for name in rng.sample("abcdefgh", rng.randint(0, 8))))
        keys = [change.key for change in changes_between(before, after)]
        some = [key for key in keys if rng.random() < 0.5]

        halfway = pick(before, after, some)
        rest = [change.key for change in changes_between(halfway, after)]

        assert names(pick(halfway, after, rest)) == names(after)


def test_neither_page_is_touched():
    before, after = laws("a", "b"), laws("b:x", "c")
    kept = copy.deepcopy((before, after))

    pick(before, after, ["changed:b", "removed:a"])

    assert (before, after) == kept


def test_a_record_that_another_edition_changed_is_overtaken():
    base, newest = laws("a", "b", "c"), laws("a", "b:theirs", "n")

    assert overtaken(base, newest, ["changed:a"]) == []
    assert overtaken(base, newest, ["changed:a", "changed:b"]) == ["b"]
    assert overtaken(base, newest, ["removed:c"]) == ["c"]
    assert overtaken(base, newest, ["new:n"]) == ["n"]
    assert overtaken(base, newest, ["moved:b"]) == []


def test_a_whole_page_of_rows_is_picked_from(db):
    country = make_whole_country()
    before = json.loads(json.dumps(document_of(country)))
    make_law("Law on Charity", country=country, position=5)
    make_news("New", country=country, position=1)
    Section.objects.filter(topic="introduction").update(heading="Preface")
    after = document_of(country)

    whole = pick(before, after, [change.key for change in changes_between(before, after)])

    assert [content_of(record) for _, record in records(whole)] == [content_of(record) for _, record in records(after)]
    assert changes_between(whole, after) == []


def test_the_pages_own_facts_are_a_change_of_their_own(db):
    country = make_country()
    make_section(country=country)
    before = document_of(country)
    country.name = "Sylvania"
    after = document_of(country)

    assert [change.key for change in changes_between(before, after)] == ["country"]
    assert pick(before, after, [])["country"]["name"] == "Freedonia"
    assert pick(before, after, ["country"])["country"]["name"] == "Sylvania"
