"""A law that is replaced makes a task of every place that cites it."""

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connection

from countries.models import Country, GlanceRow, Section
from legal.models import Law
from monitor.desk.models import AuditEntry, CitationTask
from monitor.desk.replaced import look_again, note_replacement, open_tasks
from monitor.importing.page import import_page, read_page
from monitor.publishing.publish import publish
from tests.builders import make_country, make_editor, make_glance_row, make_initiative, make_law, make_section

CITES = "<p>See Article 7 of the Law on Clubs. Nothing more.</p>"
SENTENCE = "See Article 7 of the Law on Clubs."


@pytest.fixture
def law(db) -> Law:
    """A law that is replaced, in a country whose page cites it once."""
    country = make_country()
    make_section("BARRIERS", CITES, country=country, topic="formation")
    return replaced(make_law("Law on Clubs", country=country), by="Law on Societies")


def replaced(law: Law, *, by: str = "") -> Law:
    law.status = "replaced"
    law.replaced_by = make_law(by, country=law.country) if by else None
    law.save()
    return law


def rewrite(body: str) -> None:
    section = Section.objects.get()
    section.body = body
    section.save()


def states() -> list[str]:
    return list(CitationTask.objects.order_by("pk").values_list("state", flat=True))


def test_a_sentence_that_cites_it_is_a_task(law: Law):
    assert note_replacement(law, by=None) == 1

    task = CitationTask.objects.get()
    assert (task.words, task.articles, task.kind) == (SENTENCE, ["7"], "sections")
    assert (task.law_title, task.successor_title) == ("Law on Clubs", "Law on Societies")
    assert (task.country_id, task.record_id) == (law.country_id, Section.objects.get().pk)


def test_rows_at_a_glance_and_initiatives_are_tasks_too(law: Law):
    make_glance_row("Formation", "<p>The Law on Clubs forbids it.</p>", country=law.country)
    make_initiative("Amendments to the Law on Clubs", country=law.country)

    assert note_replacement(law, by=None) == 3


def test_a_law_in_force_makes_no_task(law: Law):
    law.status, law.replaced_by = "in-force", None
    law.save()

    assert note_replacement(law, by=None) == 0
    assert not CitationTask.objects.exists()


@pytest.mark.parametrize("facts", [{"status": "repealed", "replaced_by": None}, {"status": "in-force"}])
def test_a_repealed_law_and_one_with_a_successor_count(law: Law, facts):
    Law.objects.filter(pk=law.pk).update(**facts)

    assert note_replacement(Law.objects.get(pk=law.pk), by=None) == 1


def test_saving_it_twice_makes_nothing_double(law: Law):
    assert note_replacement(law, by=None) == note_replacement(law, by=None) == 1
    assert CitationTask.objects.count() == 1


def test_what_was_decided_stays_decided(law: Law):
    note_replacement(law, by=None)
    CitationTask.objects.update(state="not-needed", decided_by=make_editor())

    assert note_replacement(law, by=None) == 0
    assert states() == ["not-needed"]


def test_a_task_whose_words_are_gone_is_no_longer_open(law: Law):
    note_replacement(law, by=None)
    rewrite("<p>See Article 9 of the Law on Societies.</p>")

    assert not open_tasks(law.country_id).exists()
    assert states() == ["open"]  # looking writes nothing


def test_saving_writes_it_down_as_done_by_nobody(law: Law):
    note_replacement(law, by=None)
    rewrite("<p>See Article 9 of the Law on Societies.</p>")
    note_replacement(law, by=None)

    task = CitationTask.objects.get()
    assert (task.state, task.decided_by, task.is_done_by_itself) == ("done", None, True)


def test_a_sentence_that_was_rewritten_is_no_new_task(law: Law):
    note_replacement(law, by=None)
    rewrite("<p>See Article 12 of the Law on Clubs. Nothing more.</p>")

    assert note_replacement(law, by=None) == 0


def test_a_sentence_that_was_added_is_a_new_task(law: Law):
    note_replacement(law, by=None)
    rewrite(CITES + "<p>According to the Law on Clubs, every member pays a fee.</p>")

    assert look_again(law.country, by=None) == 2


def test_words_that_come_back_open_their_task_again(law: Law):
    note_replacement(law, by=None)
    rewrite("")
    note_replacement(law, by=None)
    rewrite(CITES)

    assert note_replacement(law, by=None) == 1


def test_a_record_that_is_deleted_takes_its_tasks_along(law: Law):
    note_replacement(law, by=None)
    Section.objects.all().delete()

    assert not open_tasks(law.country_id).exists()


def test_a_law_that_is_back_withdraws_what_is_open(law: Law):
    make_glance_row("Formation", "<p>The Law on Clubs forbids it.</p>", country=law.country)
    note_replacement(law, by=None)
    CitationTask.objects.filter(kind="glance").update(state="done", decided_by=make_editor())
    law.status, law.replaced_by = "in-force", None
    law.save()
    note_replacement(law, by=None)

    assert states() == ["done"]


def test_a_new_name_of_the_successor_reaches_the_tasks(law: Law):
    note_replacement(law, by=None)
    law.replaced_by.title = "Law on Societies and Clubs"
    note_replacement(law, by=None)

    assert CitationTask.objects.get().successor_title == "Law on Societies and Clubs"


def test_another_countrys_page_that_names_it_has_a_task_of_its_own(law: Law):
    sylvania = make_country("Sylvania")
    make_section(
        "Abroad", "<p>It follows the Law on Clubs of Freedonia. The Law on Clubs is ours.</p>", country=sylvania
    )
    publish(sylvania, note="First.")
    note_replacement(law, by=None)

    assert [task.words for task in open_tasks(sylvania.pk)] == ["It follows the Law on Clubs of Freedonia."]


def test_another_countrys_constitution_is_its_own(db):
    freedonia, sylvania = make_country(), make_country("Sylvania")
    make_section("Abroad", "<p>The Constitution is high. Freedonia is near.</p>", country=sylvania)
    publish(sylvania, note="First.")
    old = make_law("Constitution of the Republic of Freedonia", country=freedonia, kind="constitution")

    assert note_replacement(replaced(old), by=None) == 0


def test_what_another_country_has_not_published_is_left_alone(law: Law):
    sylvania = make_country("Sylvania")
    make_section("Abroad", "<p>It follows the Law on Clubs of Freedonia.</p>", country=sylvania)
    note_replacement(law, by=None)

    assert not open_tasks(sylvania.pk).exists()


def test_the_audit_log_says_who_replaced_it(law: Law):
    editor = make_editor()
    note_replacement(law, by=editor)

    entry = AuditEntry.objects.get(deed="law-replaced")
    assert (entry.by, entry.country_id, entry.about) == (editor, law.country_id, "Law on Clubs: places that cite it: 1")


def test_looking_through_a_country_finds_what_came_by_another_way(law: Law):
    assert look_again(law.country, by=None) == 1


def test_a_country_without_tasks_costs_two_queries(law: Law, django_assert_num_queries):
    with django_assert_num_queries(2):
        assert not open_tasks(law.country_id).exists()


@pytest.mark.django_db(transaction=True)
def test_two_saves_at_the_same_moment_make_one_task():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets one write at a time.")
    country = make_country()
    make_section("BARRIERS", CITES, country=country)
    law = replaced(make_law("Law on Clubs", country=country))

    def save() -> None:
        try:
            note_replacement(Law.objects.get(pk=law.pk), by=None)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        for one in [pool.submit(save) for _ in range(4)]:
            one.result()

    assert CitationTask.objects.count() == 1


def test_the_constitution_of_the_real_page(db, seed: Path):
    import_page(read_page(seed.read_text(encoding="utf-8"), seed.name))
    old = Law.objects.get(kind="constitution")
    start = time.perf_counter()
    places = note_replacement(replaced(old, by="Constitution of the Republic of Kazakhstan"), by=None)
    seconds = time.perf_counter() - start

    assert places == 32
    rows = GlanceRow.objects.filter(pk__in=open_tasks(Country.objects.get().pk).values("record_id"))
    assert [row.label for row in rows] == ["Barriers to Expression"]
    assert seconds < 2, "half a second on a quiet machine"
