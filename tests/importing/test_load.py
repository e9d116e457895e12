"""A parsed page becomes rows: what is new is written, what an editor has changed stands, what is unchanged is left."""

from collections import Counter
from uuid import UUID

import pytest
from django.db import DatabaseError
from reversion.models import Revision

from countries.models import Country, GlanceRow, Index, NewsItem, Report, Section
from legal.models import Initiative, Law, Ratification, Treaty
from monitor.importing.load import load
from monitor.importing.models import ImportedRecord
from monitor.importing.parts import parse
from monitor.publishing.document import equal_in_content
from monitor.publishing.rows import document_of
from tests.builders import make_country, make_law, make_news, make_ratification

from .reading import FREEDONIA, load_text, page

pytestmark = pytest.mark.django_db

RECORDS = Counter(
    sections=4, glance=2, ratifications=2, laws=3, initiatives=1, rankings=1, reports=1, news=2
)  # fmt: skip


def introduction() -> Section:
    return Section.objects.get(topic="introduction")


def line_of(words: str) -> int:
    return FREEDONIA[: FREEDONIA.index(words)].count("\n") + 1


# Writing ---------------------------------------------------------------------------------------------------------


def test_a_first_import_creates_every_record():
    outcome = load_text(FREEDONIA)

    assert outcome.created == RECORDS + Counter(country=1)
    assert outcome.changed + outcome.unchanged + outcome.removed == Counter()
    assert outcome.conflicts == []


def test_what_was_read_is_what_is_written():
    parsed = parse(FREEDONIA)
    outcome = load(parsed)

    parsed.document["country"]["slug"] = "freedonia"
    assert equal_in_content(document_of(outcome.country), parsed.document)


def test_a_slug_may_be_given():
    assert load_text(FREEDONIA, slug="free-state").country.slug == "free-state"


def test_every_record_names_the_page_as_its_source():
    load_text(FREEDONIA)

    assert introduction().source == "https://monitor.example.org/freedonia"
    assert not Law.objects.exclude(source="https://monitor.example.org/freedonia").exists()


def test_two_countries_share_treaties_and_indexes():
    load_text(FREEDONIA)
    load_text(FREEDONIA.replace("Freedonia", "Sylvania"))

    assert (Country.objects.count(), Treaty.objects.count(), Index.objects.count()) == (2, 2, 1)
    assert Ratification.objects.count() == 4


def test_a_treaty_in_other_words_keeps_the_pages_words():
    load_text(page("RATIFICATION OF INTERNATIONAL AGREEMENTS", "Children's Convention (CRC)\t1994"))

    row = Ratification.objects.get()
    assert (row.treaty.name, row.treaty_name) == ("Convention on the Rights of the Child", "Children's Convention")


def test_a_treaty_that_a_page_names_twice_is_one_row():
    load_text(page("RATIFICATION OF INTERNATIONAL AGREEMENTS", *["Convention on the Rights of the Child\t1994"] * 2))

    assert Ratification.objects.count() == 1


def test_an_address_longer_than_its_column_is_not_kept():
    load_text(page("NEWS", f"[Hats are counted](https://news.example/{'a' * 2000}) (2024)"))

    assert len(NewsItem.objects.get().url) <= 2000


# A second time ---------------------------------------------------------------------------------------------------


def test_a_second_run_changes_nothing():
    load_text(FREEDONIA)
    outcome = load_text(FREEDONIA)

    assert outcome.did_nothing
    assert outcome.unchanged == RECORDS + Counter(country=1)
    assert outcome.conflicts == []


def test_a_newer_copy_changes_what_it_changes():
    load_text(FREEDONIA)
    outcome = load_text(FREEDONIA.replace("on Tuesdays", "on Fridays").replace("March 3, 2026", "April 1, 2026"))

    assert outcome.changed == Counter(country=1, sections=1)
    assert outcome.unchanged == RECORDS - Counter(sections=1)
    assert "on Fridays" in introduction().body
    assert outcome.country.last_updated.isoformat() == "2026-04-01"


def test_a_record_that_is_new_on_the_page_is_created():
    load_text(FREEDONIA)
    outcome = load_text(FREEDONIA.replace("[Law on Clubs]", "[Law on Ducks](#) (2020);\n\n[Law on Clubs]"))

    assert outcome.created == Counter(laws=1)
    assert [law.title for law in Law.objects.all()][1] == "Law on Ducks"


def test_a_record_gone_from_the_page_is_removed():
    load_text(FREEDONIA)
    outcome = load_text(FREEDONIA.replace("[Order No. 12 of the Minister of Parades](#) (2019)", ""))

    assert outcome.removed == Counter(laws=1)
    assert not Law.objects.filter(title__startswith="Order").exists()
    assert not ImportedRecord.objects.filter(content__title__startswith="Order").exists()


def test_a_record_renamed_slightly_keeps_its_id():
    load_text(FREEDONIA)
    before = Law.objects.get(title="Law on Clubs").pk
    outcome = load_text(FREEDONIA.replace("Law on Clubs", "Law on the Clubs"))

    assert Law.objects.get(title="Law on the Clubs").pk == before
    assert outcome.changed == Counter(laws=1)


def test_a_record_renamed_altogether_is_another_record():
    load_text(FREEDONIA)
    outcome = load_text(FREEDONIA.replace("Law on Clubs", "Statute of Societies"))

    assert (outcome.created, outcome.removed) == (Counter(laws=1), Counter(laws=1))


def test_a_law_of_another_number_and_date_is_another_law():
    load_text(FREEDONIA)
    before = Law.objects.get(number="12").pk
    load_text(
        FREEDONIA.replace(
            "Order No. 12 of the Minister of Parades](#) (2019)", "Order No. 47 of the Minister of Parades](#) (2025)"
        )
    )

    assert Law.objects.get(number="47").pk != before


def test_two_records_of_one_name_are_told_apart_by_their_date():
    text = page("NEWS", "[A hat](#) (January 2024)", "[A hat](#) (May 2023)")
    load_text(text)
    first, second = NewsItem.objects.all()
    load_text(text.replace("[A hat](#) (January 2024)\n\n", ""))

    assert [item.pk for item in NewsItem.objects.all()] == [second.pk]
    assert first.pk != second.pk


def test_a_new_order_moves_records_and_says_so():
    load_text(FREEDONIA)
    before = [law.pk for law in Law.objects.all()]
    moved = FREEDONIA.replace("[Law on Clubs](https://laws.example.org/clubs) (June 2024);\n\n", "")
    outcome = load_text(moved.replace("(2019)", "(2019)\n\n[Law on Clubs](https://laws.example.org/clubs) (June 2024)"))

    assert [law.pk for law in Law.objects.all()] == [before[0], before[2], before[1]]
    assert (outcome.changed["laws"], outcome.moved["laws"]) == (0, 2)


def test_a_real_import_drops_the_sample_flag():
    load_text(FREEDONIA, sample=True)
    assert Country.objects.get().sample

    outcome = load_text(FREEDONIA)

    assert not Country.objects.get().sample
    assert outcome.changed == Counter(country=1)


def test_markup_that_is_rewritten_on_saving_is_no_conflict():
    text = page("Introduction", "<ul><li>hats</li></ul>")
    load_text(text)

    assert load_text(text).conflicts == []


# Editors ---------------------------------------------------------------------------------------------------------


def test_an_editors_change_is_kept_and_reported():
    load_text(FREEDONIA)
    Section.objects.filter(topic="introduction").update(body="<p>Edited.</p>")
    outcome = load_text(FREEDONIA)

    assert introduction().body == "<p>Edited.</p>"
    assert outcome.did_nothing
    assert outcome.conflicts == [
        {
            "kind": "sections",
            "id": str(introduction().pk),
            "title": "Introduction",
            "field": "body",
            "line": line_of("Introduction"),
            "kept": "<p>Edited.</p>",
            "offered": "<p>Freedonia lies between two rivers. Its clubs meet on Tuesdays.</p>",
        }
    ]


def test_an_editors_change_is_kept_when_the_page_changes_too():
    load_text(FREEDONIA)
    Section.objects.filter(topic="introduction").update(body="<p>Edited.</p>")
    outcome = load_text(FREEDONIA.replace("on Tuesdays", "on Fridays"))

    assert introduction().body == "<p>Edited.</p>"
    assert "on Fridays" in outcome.conflicts[0]["offered"]


def test_an_edit_that_the_page_has_caught_up_with_is_no_conflict():
    load_text(FREEDONIA)
    Law.objects.filter(title="Law on Clubs").update(date="2024-07")
    outcome = load_text(FREEDONIA.replace("June 2024", "July 2024"))

    assert outcome.did_nothing
    assert outcome.conflicts == []


def test_a_newer_copy_changes_the_fields_that_no_editor_has_touched():
    load_text(FREEDONIA)
    NewsItem.objects.filter(archived=False).update(summary="Edited.")
    outcome = load_text(FREEDONIA.replace("(February 2026) *(English)*", "(February 14, 2026) *(English)*"))

    item = NewsItem.objects.get(archived=False)
    assert (item.summary, item.date.iso) == ("Edited.", "2026-02-14")
    assert [conflict["field"] for conflict in outcome.conflicts] == ["summary"]
    assert outcome.changed == Counter(news=1)


def test_an_editors_name_for_the_country_stands():
    load_text(FREEDONIA)
    Country.objects.update(name="Free Freedonia")
    outcome = load_text(FREEDONIA)

    assert Country.objects.get().name == "Free Freedonia"
    assert [(conflict["kind"], conflict["field"]) for conflict in outcome.conflicts] == [("country", "name")]


def test_a_record_that_an_editor_renamed_is_still_that_record():
    load_text(FREEDONIA)
    Law.objects.filter(title="Law on Clubs").update(title="Statute of Societies")
    outcome = load_text(FREEDONIA)

    assert Law.objects.count() == 3
    assert [(conflict["kept"], conflict["offered"]) for conflict in outcome.conflicts] == [
        ("Statute of Societies", "Law on Clubs")
    ]


def test_a_record_that_an_editor_removed_stays_removed():
    load_text(FREEDONIA)
    Law.objects.filter(title="Law on Clubs").delete()
    outcome = load_text(FREEDONIA)

    assert not Law.objects.filter(title="Law on Clubs").exists()
    assert outcome.did_nothing
    assert [(conflict["title"], conflict["kept"], conflict["line"]) for conflict in outcome.conflicts] == [
        ("Law on Clubs", "removed by an editor", line_of("[Law on Clubs]"))
    ]


def test_a_record_that_editor_and_page_both_removed_is_forgotten():
    load_text(FREEDONIA)
    Report.objects.all().delete()
    outcome = load_text(FREEDONIA.replace("League of Small States", "").replace("[Freedonia 2025]", "Freedonia"))

    assert outcome.conflicts == []
    assert not ImportedRecord.objects.filter(kind="reports").exists()


def test_an_edited_record_gone_from_the_page_is_kept_and_reported():
    load_text(FREEDONIA)
    Law.objects.filter(title="Law on Clubs").update(note="in part")
    outcome = load_text(FREEDONIA.replace("[Law on Clubs](https://laws.example.org/clubs) (June 2024);", ""))

    assert Law.objects.filter(title="Law on Clubs").exists()
    assert not outcome.removed
    assert [(conflict["title"], conflict["kept"]) for conflict in outcome.conflicts] == [
        ("Law on Clubs", "kept: an editor has changed it")
    ]


def test_a_record_that_an_editor_added_is_left_alone():
    load_text(FREEDONIA)
    make_law("Statute of Societies", position=0)
    outcome = load_text(FREEDONIA)

    assert outcome.did_nothing
    assert outcome.conflicts == []
    assert Law.objects.first().title == "Statute of Societies"


def test_a_steps_of_an_initiative_that_an_editor_added_are_kept():
    load_text(FREEDONIA)
    Initiative.objects.get().events.create(stage="submitted", date="2026-02")
    load_text(FREEDONIA.replace("fewer trumpets", "no trumpets"))

    assert "no trumpets" in Initiative.objects.get().body
    assert [event.stage for event in Initiative.objects.get().events.all()] == ["submitted"]


def test_rows_made_by_hand_before_are_matched_not_doubled():
    country = make_country(last_updated="2026-03-03")
    by_hand = make_law("Law on clubs", country=country, date="2024-06", url="https://laws.example.org/clubs")
    make_ratification("crc", country=country, status="none", year=None, value="No")
    outcome = load_text(FREEDONIA)

    assert outcome.created == RECORDS - Counter(laws=1, ratifications=1)
    assert Law.objects.get(pk=by_hand.pk).title == "Law on clubs"
    assert [(conflict["field"], conflict["kept"], conflict["offered"]) for conflict in outcome.conflicts] == [
        ("title", "Law on clubs", "Law on Clubs")
    ]


def test_what_was_left_empty_by_hand_is_filled_in():
    country = make_country()
    make_law("Law on Clubs", country=country)
    outcome = load_text(FREEDONIA)

    assert outcome.conflicts == []
    assert outcome.country.last_updated.isoformat() == "2026-03-03"
    assert Law.objects.get(title="Law on Clubs").date.iso == "2024-06"


def test_rows_made_by_hand_that_the_page_does_not_have_stay():
    make_news("A duck is seen", country=make_country())
    load_text(FREEDONIA)

    assert NewsItem.objects.filter(title="A duck is seen").exists()


def test_a_source_that_an_editor_took_away_stays_away():
    load_text(FREEDONIA)
    Section.objects.filter(topic="introduction").update(source="")
    load_text(FREEDONIA)

    assert introduction().source == ""


def test_what_a_page_does_not_say_is_no_conflict():
    load_text(FREEDONIA)
    Law.objects.filter(title="Law on Clubs").update(status="in-force", original_title="Lex de Sodalibus")

    assert load_text(FREEDONIA).conflicts == []


# Revisions -------------------------------------------------------------------------------------------------------


def test_an_import_is_one_revision_with_its_comment():
    load_text(FREEDONIA, comment="Imported from freedonia.txt")

    revision = Revision.objects.get()
    assert revision.comment == "Imported from freedonia.txt"
    assert {version.object for version in revision.version_set.all()} >= {
        Country.objects.get(),
        introduction(),
        *Law.objects.all(),
        *GlanceRow.objects.all(),
    }


def test_the_revision_of_a_change_holds_the_new_words():
    load_text(FREEDONIA)
    load_text(FREEDONIA.replace("on Tuesdays", "on Fridays"))

    newest = Revision.objects.order_by("-pk")[0]
    assert "on Fridays" in newest.version_set.get(object_id=str(introduction().pk)).field_dict["body"]


def test_the_revision_holds_the_source():
    load_text(FREEDONIA)

    kept = Revision.objects.get().version_set.get(object_id=str(introduction().pk))
    assert kept.field_dict["source"] == "https://monitor.example.org/freedonia"


def test_a_run_that_changes_nothing_makes_no_revision():
    load_text(FREEDONIA)
    load_text(FREEDONIA)

    assert Revision.objects.count() == 1


def test_a_copy_that_only_adds_the_pages_address_is_a_change():
    load_text(FREEDONIA.replace("<https://monitor.example.org/freedonia>", ""))
    load_text(FREEDONIA)

    assert Revision.objects.count() == 2


# All or nothing --------------------------------------------------------------------------------------------------


def test_nothing_is_written_when_the_database_refuses_one_record():
    parsed = parse(FREEDONIA)
    parsed.document["rankings"][0]["rank"] = -1

    with pytest.raises(DatabaseError):
        load(parsed)

    assert not Country.objects.exists()
    assert not Section.objects.exists()
    assert not ImportedRecord.objects.exists()
    assert not Revision.objects.exists()


def test_a_newer_copy_that_is_refused_leaves_the_older_one():
    load_text(FREEDONIA)
    parsed = parse(FREEDONIA.replace("on Tuesdays", "on Fridays").replace("Index of Cheer", "Index of Gloom"))
    parsed.document["rankings"][0]["rank"] = -1

    with pytest.raises(DatabaseError):
        load(parsed)

    assert "on Tuesdays" in introduction().body
    assert Revision.objects.count() == 1


def test_the_ids_of_an_outcome_are_those_of_the_rows():
    outcome = load_text(FREEDONIA)

    assert Law.objects.get(pk=UUID(outcome.ids["laws", 1])).title == "Law on Clubs"
