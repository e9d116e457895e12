"""The sample page: the facts of the real one, in the project's own words."""

import csv
import html
import re
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from reversion.models import Revision

from countries.models import Country
from countries.partial_dates import MONTHS
from legal.models import Law
from monitor.importing import treaty_status
from monitor.importing.parts import parse
from monitor.publishing.blocks import text_of
from monitor.publishing.document import Document, records
from monitor.publishing.models import Edition, PublishedChange, TreatyReference
from monitor.publishing.publish import same_page
from monitor.publishing.rows import document_of
from monitor.publishing.verify import problems
from monitor.sample.history import editions_of
from tests.conftest import missing

from .reading import adds_up

SAMPLE = Path(settings.BASE_DIR) / "monitor" / "sample"
REAL_STATUS = Path(__file__).resolve().parents[3] / "shared" / "data" / "treaty-status"
TEXTS = ("body", "value", "summary")
NAMES = ("heading", "label", "title", "index", "publisher", "scale")
BODIES = ("ministry of information and public development", "national coordination council for health protection")
RUN = 8


def sample() -> Document:
    return parse((SAMPLE / "kazakhstan.txt").read_text(encoding="utf-8")).document


def words(text: str) -> list[str]:
    """The words of a text; the name of a public body counts as one."""
    text = html.unescape(text_of(text)).casefold().replace("’", "'")
    for body in BODIES:
        text = text.replace(body, body.replace(" ", "_"))
    return re.findall(r"[\w.]*\w", text)


def runs(text: str) -> set[str]:
    """Every run of eight words in a text."""
    found = words(text)
    return {" ".join(found[at : at + RUN]) for at in range(len(found) - RUN + 1)}


def texts(document: Document) -> Iterator[str]:
    """What an author wrote: bodies, summaries and values; a value of rankings or reports is a name or a figure."""
    for kind, record in records(document):
        if kind not in ("rankings", "reports", "ratifications"):
            yield from (record[key] for key in TEXTS if record.get(key))


def names(document: Document) -> Iterator[str]:
    """What anyone has to call by its name: titles, headings, labels, treaties, indexes, reports."""
    for kind, record in records(document):
        yield from (record[key] for key in NAMES if record.get(key))
        if kind == "ratifications":
            yield record["treaty"]["name"]
        if kind in ("rankings", "reports"):
            yield record["value"]


def facts(document: Document) -> dict[str, list]:
    """What the sample must share with the real page."""
    return {
        "sections": [(row["part"], row["topic"], row["heading"]) for row in document["sections"]],
        "glance": [(row["topic"], row["label"]) for row in document["glance"]],
        "ratifications": document["ratifications"],
        "laws": [(row["kind"], row["number"], row["date"], row["note"]) for row in document["laws"]],
        "initiatives": [(row["title"], row["expected"]) for row in document["initiatives"]],
        "rankings": document["rankings"],
        "reports": document["reports"],
        "news": [(row["title"], row["date"], row["language"], row["archived"]) for row in document["news"]],
    }


def test_every_line_of_the_sample_has_its_place():
    parsed = parse((SAMPLE / "kazakhstan.txt").read_text(encoding="utf-8"))

    assert adds_up(parsed)
    assert parsed.ledger.remarks == []


def test_the_sample_has_the_records_of_the_real_page():
    document = sample()

    assert {kind: len(value) for kind, value in document.items() if isinstance(value, list) and value} == {
        "sections": 12,
        "glance": 7,
        "ratifications": 10,
        "laws": 41,
        "initiatives": 3,
        "rankings": 5,
        "reports": 5,
        "news": 37,
    }


def test_the_sample_has_the_facts_of_the_real_page(seed: Path):
    assert facts(sample()) == facts(parse(seed.read_text(encoding="utf-8")).document)


def test_the_sample_shares_no_eight_words_with_the_real_page(seed: Path):
    real = parse(seed.read_text(encoding="utf-8")).document
    allowed = set().union(*(runs(name) for document in (sample(), real) for name in names(document)))
    theirs = set().union(*(runs(text) for text in texts(real)))

    assert [run for text in texts(sample()) for run in sorted(runs(text) & theirs - allowed)] == []


def test_eight_words_are_found_when_they_are_shared():
    assert runs("<p>One two three four five six <em>seven</em> eight.</p>") & runs(
        "Zero one two three four, five six seven eight nine"
    )


# Loading ---------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_sample_is_loaded_published_and_called_a_sample():
    call_command("load_sample", stdout=StringIO())

    assert Country.objects.get().sample
    edition = Edition.objects.newest_first()[0]
    assert edition.document["country"]["sample"] is True
    assert (edition.dated.isoformat(), edition.imported) == ("2026-05-08", True)
    assert TreatyReference.objects.count() == 193 * 18 - 1


@pytest.mark.django_db
def test_the_newest_edition_of_the_sample_is_the_page_as_it_is():
    call_command("load_sample", stdout=StringIO())

    assert same_page(document_of(Country.objects.get()), Edition.objects.newest_first()[0].document)
    assert list(problems()) == []


@pytest.mark.django_db
def test_the_sample_has_a_past_in_which_every_edition_says_what_it_brought():
    call_command("load_sample", stdout=StringIO())
    editions = list(Edition.objects.order_by("number"))

    assert [edition.dated.isoformat() for edition in editions] == [
        "2026-01-31",
        "2026-02-28",
        "2026-03-31",
        "2026-05-08",
    ]
    assert all("real facts" in edition.change_note for edition in editions)
    assert all(PublishedChange.objects.filter(edition=edition).exists() for edition in editions[1:])


def test_no_earlier_edition_of_the_sample_names_a_later_month():
    for edition in editions_of(sample()):
        said = " ".join(texts(edition.document)).replace("July 1, 2026", "").replace("October 2026", "")
        later = "|".join(MONTHS[edition.dated.month :])
        assert re.findall(rf"\b(?:{later}) (?:\d+, )?2026", said) == []


def test_before_the_referendum_nothing_of_the_new_constitution_is_said():
    said = [" ".join(texts(edition.document)) for edition in editions_of(sample())]

    assert ["2026 Constitution" in text or "Kurultai" in text for text in said] == [False, False, True, True]


def test_no_earlier_edition_of_the_sample_has_a_law_or_report_of_a_later_day():
    for edition in editions_of(sample()):
        dates = [record["date"] for kind in ("laws", "news") for record in edition.document[kind] if record["date"]]
        assert max(dates) <= edition.dated.isoformat()


@pytest.mark.django_db
def test_loading_the_sample_twice_is_loading_it_once():
    call_command("load_sample", stdout=StringIO())
    Law.objects.filter(title="Law on Charity").update(note="Edited.")
    said = StringIO()
    call_command("load_sample", stdout=said)

    assert "Treaty status: 0 created, 0 changed." in said.getvalue()
    assert "was left alone" in said.getvalue()
    assert (Country.objects.count(), Edition.objects.count(), Revision.objects.count()) == (1, 4, 1)
    assert Law.objects.get(title="Law on Charity").note == "Edited."


def test_the_sample_treaty_status_agrees_with_the_real_files():
    if not REAL_STATUS.exists():
        missing("The treaty status (shared/data/treaty-status)")

    assert without_notes(SAMPLE / "treaty_status.csv") == without_notes(REAL_STATUS)


def without_notes(path: Path) -> dict:
    found = treaty_status.read(path)
    return {key: (fact.country_name, fact.status, fact.year) for key, fact in found.facts.items()}


def test_the_sample_treaty_status_is_in_order():
    with (SAMPLE / "treaty_status.csv").open(encoding="utf-8", newline="") as file:
        rows = [(row["treaty"], row["iso2"]) for row in csv.DictReader(file)]

    assert rows == sorted(set(rows))
