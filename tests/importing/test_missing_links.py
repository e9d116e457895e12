"""A link without an address is listed, to be supplied; a second run lists it once."""

import pytest

from legal.models import Law
from monitor.importing.models import MissingLink
from monitor.importing.page import import_page, read_page
from monitor.importing.report import in_words
from tests.builders import make_law

from .reading import FREEDONIA

pytestmark = pytest.mark.django_db


def bring_in(text: str = FREEDONIA):
    return import_page(read_page(text, "freedonia.txt"))


def links() -> list[tuple[str, str, str]]:
    return [(link.kind, link.record, link.text) for link in MissingLink.objects.all()]


def test_every_link_without_an_address_is_listed_with_its_record():
    bring_in()

    assert links() == [
        ("sections", "Recent Developments", "February"),
        ("laws", "Constitution of Freedonia", "Constitution of Freedonia"),
        ("laws", "Order No. 12 of the Minister of Parades", "Order No. 12 of the Minister of Parades"),
        ("news", "The mayor counts hats", "The mayor counts hats"),
        ("news", "A trumpet is lost", "A trumpet is lost"),
    ]


def test_a_listed_link_knows_its_line():
    bring_in()

    line = MissingLink.objects.get(text="February").line
    assert "[February](#)" in FREEDONIA.split("\n")[line - 1]


def test_every_missing_link_is_remarked():
    imported = bring_in()

    remarked = [remark for remark in imported.parsed.ledger.remarks if remark["kind"] == "missing-link"]
    assert [remark["text"] for remark in remarked] == [text for _, _, text in links()]
    assert "5 links to be supplied" in "\n".join(in_words(imported.parsed, imported.outcome))


def test_a_second_run_lists_nothing_twice():
    bring_in()
    bring_in()

    assert len(links()) == 5


def test_a_listed_link_follows_its_line():
    bring_in()
    before = MissingLink.objects.get(text="February")
    bring_in("\n\n" + FREEDONIA)

    after = MissingLink.objects.get(text="February")
    assert (after.pk, after.line) == (before.pk, before.line + 2)


def test_a_link_that_the_page_no_longer_lacks_is_struck_off():
    bring_in()
    bring_in(FREEDONIA.replace("[February](#)", "[February](https://ducks.example)"))

    assert not MissingLink.objects.filter(text="February").exists()


@pytest.mark.parametrize("done", [{"address": "https://ducks.example"}, {"not_needed": True}])
def test_a_link_that_was_seen_to_is_remembered(done: dict):
    bring_in()
    MissingLink.objects.filter(text="February").update(**done)
    bring_in(FREEDONIA.replace("[February](#)", "February"))

    assert MissingLink.objects.filter(text="February").exists()
    assert not MissingLink.objects.open().filter(text="February").exists()


def test_only_links_neither_supplied_nor_needless_are_open():
    bring_in()
    MissingLink.objects.filter(kind="laws").update(not_needed=True)
    MissingLink.objects.filter(kind="news").update(address="https://news.example")

    assert [link.text for link in MissingLink.objects.open()] == ["February"]


def test_a_link_of_a_record_made_by_hand_is_listed_under_it():
    law = make_law("Constitution of Freedonia", kind="constitution", date="1933-07-04")
    bring_in()

    assert MissingLink.objects.get(text="Constitution of Freedonia").record_id == law.pk


def test_two_links_of_the_same_words_in_one_record_are_both_listed():
    bring_in(FREEDONIA.replace("without umbrellas.", "without umbrellas. Next [February](#) it rains."))

    assert MissingLink.objects.filter(text="February").count() == 2


def test_a_link_of_a_record_that_an_editor_removed_is_not_listed():
    bring_in()
    Law.objects.filter(title="Constitution of Freedonia").delete()
    bring_in()

    assert not MissingLink.objects.filter(text="Constitution of Freedonia").exists()


def test_a_supplied_link_is_not_asked_for_again_when_the_words_before_it_change():
    bring_in()
    MissingLink.objects.filter(text="February").update(address="https://ducks.example")
    bring_in(FREEDONIA.replace("The duck parade", "The great duck parade").replace("parade of [", "parade in ["))

    assert not MissingLink.objects.open().filter(text="February").exists()
