"""A change is told in one line."""

import copy
import re
from typing import Any

import pytest

from countries.models import Country
from legal.models import Law
from monitor.publishing.changes import Change, changes_between
from monitor.publishing.field_changes import Fields
from monitor.publishing.in_words import plain, said
from monitor.publishing.reworded import aloud, cut, marked, paragraph, passages, rewordings
from monitor.publishing.rows import document_of
from tests.builders import make_law, make_whole_country

LONG = "word " * 60


@pytest.fixture
def written(db) -> Any:
    return document_of(make_whole_country())


def lines(before: Any, after: Any) -> list[str]:
    """Return every line that tells one page's difference from another, as HTML."""
    titles = Fields(before, after).titles
    old, new = ({record["id"]: record for kind in page if isinstance(page[kind], list) for record in page[kind]}
                | {"": page["country"]} for page in (before, after))  # fmt: skip
    return [
        said(change, old.get(change.record_id), new.get(change.record_id), titles)
        for change in changes_between(before, after)
    ]


def told(written: Any, records: str, **values: Any) -> str:
    """Return the line, as text, for the first record of a kind given other values."""
    after = copy.deepcopy(written)
    (after[records] if records == "country" else after[records][0]).update(values)
    [line] = lines(written, after)
    return plain(line)


@pytest.mark.parametrize(
    ("values", "line"),
    [
        ({"status": "replaced"}, "Law on Associations: in force → replaced"),
        ({"date": "2024-06"}, "Law on Associations: date not known → June 2024"),
        ({"kind": "decree"}, "Law on Associations: kind law → decree"),
        ({"title": "Law on Charity"}, "Law on Associations: now called Law on Charity"),
        ({"title": "Law on Charity", "status": "repealed"},
         "Law on Associations: now called Law on Charity; in force → repealed"),
        ({"url": "https://a.example/"}, "Law on Associations: a link was added"),
        ({"note": "Amended in 2024"}, "Law on Associations: note: Amended in 2024"),
        ({"topics": ["public-benefit", "formation"]},
         "Law on Associations: filed under none → public benefit, formation"),
        ({"topics": ["formation"], "number": "12-II"}, "Law on Associations: number none → 12-II"),
        ({"source": "https://a.example/"}, "Law on Associations: a source was named"),
        ({"as_of": "2024-05"}, "Law on Associations: as of not known → May 2024"),
        ({"replaced_by": "gone"}, "Law on Associations: replaced by a law that is not on this page"),
        ({"original_title": "Закон"}, "Law on Associations: original title none → Закон"),
    ],
)  # fmt: skip
def test_a_law_is_told_by_what_changed_in_it(written, values, line):
    written["laws"][0]["status"] = "in-force"

    assert told(written, "laws", **values) == line


def test_a_law_is_told_by_the_name_of_what_replaced_it(written):
    make_law("Law on Charity", country=Country.objects.get(), position=9)
    written = document_of(Country.objects.get())
    newer = str(Law.objects.get(title="Law on Charity").pk)

    assert told(written, "laws", status="replaced", replaced_by=newer).endswith(
        "→ replaced; replaced by Law on Charity"
    )
    written["laws"][0]["replaced_by"] = newer
    assert told(written, "laws", replaced_by=None) == "Law on Associations: replaced by no other law"


@pytest.mark.parametrize(
    ("values", "line"),
    [
        ({"status": "none", "year": None}, "ICCPR: party, 2006 → none"),
        ({"status": "signed", "value": "Signed"}, "ICCPR: party, 2006 → signed, not ratified, 2006"),
        ({"year": 2007, "value": "2007"}, "ICCPR: party, 2006 → party, 2007"),
        ({"status": "unknown", "year": None}, "ICCPR: party, 2006 → not known"),
        ({"how": "accession"}, "ICCPR: by none → accession"),
        ({"value": "2006*"}, "ICCPR: 2006 → 2006*"),
    ],
)
def test_an_agreement_is_told_by_where_the_country_stands(written, values, line):
    assert told(written, "ratifications", **values) == line


@pytest.mark.parametrize(
    ("kind", "values", "line"),
    [
        ("rankings", {"value": "58 (2024)", "rank": 58, "year": 2024}, "Rule of Law Index: 60 (2023) → 58 (2024)"),
        ("rankings", {"rank": 61}, "Rule of Law Index: rank 60 → 61"),
        ("rankings", {"value": "<5"}, "Rule of Law Index: 60 (2023) → <5"),
        ("news", {"archived": True}, "A law is discussed: moved to the archived news"),
        ("news", {"date_end": "2026-04"}, "A law is discussed: date March 2026 → March–April 2026"),
        ("news", {"date": "2026-04"}, "A law is discussed: date March 2026 → April 2026"),
        ("news", {"summary": "It passed."}, "A law is discussed: summary: It passed."),
        ("initiatives", {"stage": "second-reading"}, "Draft Law on Charity: unknown → second reading"),
        ("initiatives", {"expected": "2026-12"}, "Draft Law on Charity: expected not known → December 2026"),
        ("key_facts", {"value": "7 million"}, "Population: 6 million → 7 million"),
        ("glance", {"value": "<p>The court</p>"}, "Registration Body: The ministry → court"),
        ("members", {"name": "Ruritania"}, "Sylvania: now called Ruritania"),
        ("members", {"group": "Observers"}, "Sylvania: group none → Observers"),
        ("country", {"name": "New Freedonia"}, "The page itself: name Freedonia → New Freedonia"),
        ("country", {"state": "archived"}, "The page itself: live → archived"),
        ("country", {"sample": True}, "The page itself: the real page → a sample page"),
        ("country", {"slug": "new"}, "The page itself: address freedonia → new"),
        ("sections", {"part": "legal_overview"}, "Barriers to Formation: stands under legal analysis → legal overview"),
        ("sections", {"heading": "PREFACE"}, "Barriers to Formation: now called Preface"),
    ],
)
def test_every_kind_is_told_in_its_own_words(written, kind, values, line):
    assert told(written, kind, **values) == line


def test_a_new_step_is_told_with_its_day_and_note(written):
    steps = written["initiatives"][0]["events"]
    step = {"date": "2026-03-02", "precision": "day", "stage": "second-reading", "note": "Passed 60 to 40."}

    assert told(written, "initiatives", events=[*steps, step], stage="second-reading") == (
        "Draft Law on Charity: new step: second reading, March 2, 2026: Passed 60 to 40."
    )


def test_a_step_put_right_or_taken_away_is_told_so(written):
    step = written["initiatives"][0]["events"][0]

    assert told(written, "initiatives", events=[{**step, "date": None}]) == (
        "Draft Law on Charity: a step was put right: submitted, February 2026 → submitted"
    )
    assert told(written, "initiatives", events=[]).endswith("a step was taken away: [submitted, February 2026 removed]")


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("<p>A fine of up to 100 MCIs.</p>", "<p>A fine of up to 250 MCIs.</p>",
         "Barriers to Formation: fine of up to 100 → 250 MCIs."),
        ("<p>One.</p>", "<p>One.</p><p>Two.</p>", "Barriers to Formation: One. Two."),
        ("<p>One. Two.</p>", "<p>One.</p>", "Barriers to Formation: One. [Two. removed]"),
        ("<p>See it.</p>", "<p><em>See</em> it.</p>", "Barriers to Formation: its layout alone"),
        ('<p><a href="https://a.example/">It</a></p>', '<p><a href="https://b.example/">It</a></p>',
         "Barriers to Formation: a link in its text"),
        ('<p>It<small class="fn">Art. 5.</small> is.</p>', '<p>It<small class="fn">Art. 6.</small> is.</p>',
         "Barriers to Formation: footnote Art. 5. → 6."),
        ("<p>a 1 2 3 4 5 b 1 2 3 4 5 c 1 2 3 4 5 d</p>",
            "<p>w 1 2 3 4 5 x 1 2 3 4 5 y 1 2 3 4 5 z</p>",
            "Barriers to Formation: a → w 1 2 3 4; 2 3 4 5 b → x 1 2 3 4; 2 3 4 5 c → y 1 2 3 4; and 1 more passage",
        ),
        (
            "<p>1 a 2 b 3 c 4 d 5</p>",
            "<p>1 w 2 x 3 y 4 z 5</p>",
            "Barriers to Formation: 1 a 2 b 3 c 4 d → w 2 x 3 y 4 z 5"),
    ],
)  # fmt: skip
def test_a_text_is_told_by_the_words_that_differ(written, old, new, line):
    written["sections"][0]["body"] = old

    assert told(written, "sections", body=new) == line


def test_a_rewritten_text_is_told_by_how_much_of_it_differs(written):
    written["sections"][0]["body"] = f"<p>{' '.join(f'a{n}' for n in range(40))}</p>"
    new = " ".join(f"a{n}" for n in range(10)) + " " + " ".join(f"b{n}" for n in range(110))

    assert (
        told(written, "sections", body=f"<p>{new}</p>") == "Barriers to Formation: rewritten: 110 of 120 words differ"
    )


def test_a_long_addition_is_cut(written):
    line = told(written, "sections", body=f"<p>A fee is due.</p><p>{LONG}</p>")

    assert line.endswith("word …")
    assert len(line.split()) < 25


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("sections", "New section: Barriers to Formation"),
        ("laws", "New law: Law on Associations, June 2024"),
        ("ratifications", "New agreement: ICCPR, party, 2006"),
        ("initiatives", "New initiative: Draft Law on Charity, submitted"),
        ("rankings", "New ranking: Rule of Law Index, 60 (2023)"),
        ("news", "New news item: A law is discussed, March 2026"),
        ("key_facts", "New key fact: Population, 6 million"),
    ],
)
def test_a_new_record_is_told_with_what_it_says(written, kind, line):
    written["laws"][0]["date"], written["initiatives"][0]["stage"] = "2024-06", "submitted"
    before = copy.deepcopy(written)
    del before[kind][0]

    assert plain(lines(before, written)[0]) == line


def test_a_removed_and_a_moved_record_are_told_by_name(written):
    removed, moved = copy.deepcopy(written), copy.deepcopy(written)
    del removed["news"][1]
    moved["news"].reverse()

    assert lines(written, removed) == ["Removed news item: An old report"]
    assert [line.partition(":")[0] for line in lines(written, moved)] == ["Moved news item"]


NASTY = "<script>alert(1)</script> & </del><ins>\n\n \"'"


@pytest.mark.parametrize(
    ("kind", "name"),
    [("laws", "title"), ("laws", "note"), ("laws", "number"), ("news", "summary"), ("rankings", "value"),
     ("rankings", "scale"), ("key_facts", "value"), ("members", "name"), ("country", "name"), ("laws", "url"),
     ("laws", "original_title"), ("glance", "label"), ("ratifications", "value"), ("laws", "language")],
)  # fmt: skip
def test_no_markup_gets_into_a_line_but_its_own_two_marks(written, kind, name):
    after = copy.deepcopy(written)
    (after[kind] if kind == "country" else after[kind][0])[name] = NASTY
    line = lines(written, after)[0]

    assert set(re.findall(r"<[^>]*>", line)) <= {"<del>", "</del>", "<ins>", "</ins>"}
    assert line.count("<ins>") == line.count("</ins>")
    assert "\n" not in line


def test_a_line_without_records_falls_back_on_the_title():
    assert said(Change("laws", "1", "Law on <b>Charity</b>", "removed"), None, None) == (
        "Removed law: Law on &lt;b&gt;Charity&lt;/b&gt;"
    )


def test_plain_text_names_what_went_and_what_came():
    assert plain("A &amp; <del>b</del> → <ins>c</ins>; <del>d</del>; <ins>e</ins>") == "A & b → c; [d removed]; e"


@pytest.mark.parametrize(
    ("block", "alone"),
    [
        ("<ul><li>One</li>", "<p>One</p>"),
        ("<li>Last <em>one</em></li></ul>", "<p>Last <em>one</em></p>"),
        ("<table><tbody><tr><th>Kind</th><td>Fee</td></tr>", "<p>Kind · Fee</p>"),
        ('<p>It<small class="fn">Art. 5.</small> is.</p>', "<p>It [Art. 5.] is.</p>"),
        ('<p><a href="https://a.example/">It</a></p>', '<p><a href="https://a.example/">It</a></p>'),
        ("<hr>", "<p></p>"),
    ],
)
def test_a_block_stands_by_itself_as_a_paragraph(block, alone):
    assert paragraph(block) == alone


def test_a_reworded_block_has_its_words_marked_and_read_aloud():
    both = marked("<li>A fee of 10.</li>", "<li>A fee of 20.</li></ul>")

    assert both == "<p>A fee of <del>10</del><ins>20</ins>.</p>"
    assert aloud(both) == (
        '<p>A fee of <del><span class="aloud">[removed: </span>10<span class="aloud">] </span></del>'
        '<ins><span class="aloud">[added: </span>20<span class="aloud">] </span></ins>.</p>'
    )


def test_the_same_text_has_no_passages():
    assert passages(LONG, LONG) == []
    assert rewordings(f"<p>{LONG}</p>", f"<p>{LONG}</p>") == []
    assert cut(LONG).endswith("word …")
