"""What is kept of each edition's changes, and of every block's wordings."""

import pytest
from django.test.utils import CaptureQueriesContext

from countries.models import Country, GlanceRow, NewsItem, Section
from monitor.publishing.models import Edition, PublishedChange, Wording
from monitor.publishing.publish import publish
from monitor.publishing.redact import Order, redact
from monitor.publishing.register import rebuild
from monitor.publishing.trace import again
from monitor.publishing.withdraw import give_back, withdraw
from tests.builders import make_law, newest_edition

from .traces import columns_with

LONG = "An association needs ten founders, a charter, and a fee of {} to be entered in the register of the ministry."


def reword(country: Country, body: str, note: str = "Reworded.") -> Edition:
    Section.objects.filter(topic="formation").update(body=body)
    return publish(country, note=note)


def wordings() -> list[tuple[int, str, bool]]:
    """Return (edition, HTML, gone) of what is kept of the section on formation."""
    section = Section.objects.get(topic="formation").pk
    rows = Wording.objects.filter(record_id=section).order_by("edition__number", "pk")
    return list(rows.values_list("edition__number", "html", "gone"))


def test_a_first_edition_has_wordings_and_no_changes(published: Country):
    assert wordings() == [(1, "<p>A fee is due.</p>", False)]
    assert not PublishedChange.objects.exists()


def test_each_change_is_kept_with_its_line_its_topic_and_its_fields(published: Country):
    reword(published, "<p>A high fee is due.</p>")

    [change] = PublishedChange.objects.all()
    assert (change.kind, change.what, change.topics) == ("sections", "changed", "|formation|")
    assert change.said == "Barriers to Formation: A <ins>high</ins> fee is due."
    assert [field["name"] for field in change.fields] == ["body"]


def test_changes_stand_in_page_order_and_the_removed_last(published: Country):
    NewsItem.objects.filter(archived=True).delete()
    make_law("Law on Charity", country=published, position=9)
    GlanceRow.objects.update(value="<p>The court</p>")
    edition = publish(published, note="Second.")

    assert list(edition.changes.values_list("position", "kind", "what")) == [
        (1, "glance", "changed"),
        (2, "laws", "new"),
        (3, "news", "removed"),
    ]


def test_a_change_of_the_page_itself_belongs_to_no_record(published: Country):
    Country.objects.update(name="New Freedonia")
    published.refresh_from_db()
    publish(published, note="A new name.")

    assert PublishedChange.objects.get().record_id is None


def test_a_reworded_block_keeps_its_id_and_gains_a_wording(published: Country):
    reword(published, f"<p>{LONG.format(100)}</p>")
    [block] = newest_edition(published).document["sections"][0]["blocks"]
    reword(published, f"<p>{LONG.format(250)}</p>")

    kept = Wording.objects.of_passage(block["id"]).newest_first()
    assert [(one.edition.number, one.html, one.gone) for one in kept] == [
        (3, f"<p>{LONG.format(250)}</p>", False),
        (2, f"<p>{LONG.format(100)}</p>", False),
    ]


def test_a_moved_block_keeps_its_id_and_gains_no_wording(published: Country):
    reword(published, f"<p>A fee is due.</p><p>{LONG.format(1)}</p>")
    before = Wording.objects.count()
    reword(published, f"<p>{LONG.format(1)}</p><p>A fee is due.</p>")

    assert Wording.objects.count() == before


def test_a_removed_block_is_gone(published: Country):
    reword(published, f"<p>A fee is due.</p><p>{LONG.format(1)}</p>")
    reword(published, "<p>A fee is due.</p>")

    assert wordings()[-1] == (3, "", True)


def test_the_blocks_of_a_removed_section_are_gone(published: Country):
    Section.objects.filter(topic="introduction").delete()
    publish(published, note="Without it.")

    [gone] = Wording.objects.filter(gone=True)
    assert gone.edition.number == 2


def test_a_block_rewritten_beyond_likeness_is_gone_and_another_is_new(published: Country):
    reword(published, "<p>Everyone may found whatever they like.</p>")

    assert wordings() == [
        (1, "<p>A fee is due.</p>", False),
        (2, "<p>Everyone may found whatever they like.</p>", False),
        (2, "", True),
    ]


def test_after_a_redaction_no_table_keeps_the_words(published: Country):
    reword(published, "<p>A fee is due. Ask Zebulon Quirke.</p>", note="Zebulon Quirke was named.")
    reword(published, "<p>A fee is due.</p>")
    assert "publishing_wording.html" in columns_with("Zebulon")
    redact(published, Order("Zebulon Quirke"))

    assert columns_with("Zebulon") == []
    assert wordings()[1] == (2, "<p>A fee is due. Ask [removed].</p>", False)


def test_a_withdrawn_page_keeps_its_traces_and_none_are_shown(published: Country):
    reword(published, "<p>A high fee is due.</p>")
    withdraw(published, "A person is at risk.", None)

    assert PublishedChange.objects.count() == 1
    assert not PublishedChange.objects.of_shown_pages().exists()
    assert not Wording.objects.of_shown_pages().exists()
    give_back(published, None)
    assert PublishedChange.objects.of_shown_pages().exists()


def test_deriving_again_writes_nothing_where_nothing_differs(published: Country):
    from django.db import connection

    reword(published, "<p>A high fee is due.</p>")
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert not again(published.pk)

    assert not [query for query in queries if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert rebuild() == (1, 0)


@pytest.mark.parametrize("model", [PublishedChange, Wording])
def test_what_was_lost_is_derived_again_as_it_was(published: Country, model):
    reword(published, f"<p>A high fee is due.</p><p>{LONG.format(1)}</p>")
    reword(published, "<p>A high fee is due.</p>")
    rows = list(model.objects.order_by("pk").values_list("edition", "country_id"))
    model.objects.all().delete()

    assert again(published.pk)
    assert list(model.objects.order_by("pk").values_list("edition", "country_id")) == rows


def test_every_block_of_the_current_page_is_told_by_its_newest_wording(published: Country):
    reword(published, f"<p>A high fee is due.</p><ul><li>{LONG.format(1)}</li><li>Two.</li></ul>")
    reword(published, f"<ul><li>{LONG.format(2)}</li></ul><p>A high fee is due.</p>")

    for section in newest_edition(published).document["sections"]:
        for block in section["blocks"]:
            newest = Wording.objects.of_passage(block["id"]).newest_first()[0]
            assert (newest.html, newest.gone) == (block["html"], False)


def test_the_traces_of_one_page_are_not_those_of_another(published: Country):
    from tests.builders import make_published

    other = make_published("Sylvania")
    reword(published, "<p>A high fee is due.</p>")

    assert set(PublishedChange.objects.values_list("country_id", flat=True)) == {published.pk}
    assert Wording.objects.of(other.pk).count() == 2
