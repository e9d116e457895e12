"""manage.py import_page: what it writes, what it says, and what it refuses."""

import json
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.utils import timezone

from countries.models import Country, Section
from monitor.importing.models import ImportedRecord, MissingLink
from monitor.publishing.models import Edition
from tests.builders import make_country

from .reading import FREEDONIA, FREEDONIA_FILE

pytestmark = pytest.mark.django_db


def import_page(file: Path = FREEDONIA_FILE, **options) -> str:
    """Run the command; return what it said."""
    said = StringIO()
    call_command("import_page", file, stdout=said, **options)
    return said.getvalue()


def write(folder: Path, text: str) -> Path:
    file = folder / "page.txt"
    file.write_text(text, encoding="utf-8")
    return file


def nothing_is_written() -> bool:
    return not any(model.objects.exists() for model in (Country, Section, ImportedRecord, MissingLink, Edition))


# What it says ----------------------------------------------------------------------------------------------------


def test_it_says_what_was_created_and_where_the_lines_went():
    said = import_page()

    assert said.startswith("Freedonia: created 1 country, 4 sections, 2 glance, 2 ratifications, 3 laws")
    assert "79 lines: 27 placed, 15 furniture, 37 blank, 0 not placed." in said
    assert "5 links to be supplied" in said


def test_a_second_run_says_that_nothing_has_changed():
    import_page()

    assert import_page().startswith("Freedonia: nothing has changed.")


def test_it_names_every_remark_and_conflict(tmp_path: Path):
    import_page()
    Section.objects.filter(topic="introduction").update(body="<p>Edited.</p>")
    said = import_page(write(tmp_path, FREEDONIA.replace("(2019)", "(June 31, 2019)", 1)))

    assert "conflict, line 9: sections “Introduction”, body: the editor's words stand." in said
    assert "line 36: What stands in brackets is not a date of the calendar. “June 31, 2019”" in said


def test_the_report_is_as_designed(tmp_path: Path):
    import_page(report=tmp_path / "report.json")
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))

    assert set(report) >= {"created", "changed", "unchanged", "lines", "conflicts", "remarks"}
    assert report["created"]["laws"] == 3
    assert (report["changed"], report["unchanged"], report["conflicts"]) == ({}, {}, [])
    assert set(report["remarks"][0]) == {"line", "kind", "text", "why"}


def test_the_lines_of_the_report_add_up(tmp_path: Path):
    import_page(report=tmp_path / "report.json")
    lines = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))["lines"]

    assert set(lines) == {"total", "blank", "placed", "furniture", "remarked"}
    assert lines["total"] == FREEDONIA.count("\n") + 1
    assert lines["total"] == lines["blank"] + lines["placed"] + lines["furniture"] + lines["remarked"]


def test_the_report_names_a_conflict_in_full(tmp_path: Path):
    import_page()
    Section.objects.filter(topic="introduction").update(body="<p>Edited.</p>")
    import_page(report=tmp_path / "report.json")
    (conflict,) = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))["conflicts"]

    assert set(conflict) == {"kind", "id", "title", "field", "line", "kept", "offered"}
    assert (conflict["field"], conflict["kept"]) == ("body", "<p>Edited.</p>")


def test_the_document_is_the_page_with_ids(tmp_path: Path):
    import_page(document=tmp_path / "page.json")
    document = json.loads((tmp_path / "page.json").read_text(encoding="utf-8"))

    assert (document["format"], document["country"]["slug"], document["last_updated"]) == (1, "freedonia", "2026-03-03")
    assert document["sections"][1]["id"] == str(Section.objects.get(topic="introduction").pk)
    assert "edition" not in document


def test_letters_of_every_script_stay_letters_on_disk(tmp_path: Path):
    file = write(tmp_path, FREEDONIA.replace("two rivers", "Дон and نهر"))
    import_page(file, document=tmp_path / "page.json")

    assert "Дон and نهر" in (tmp_path / "page.json").read_text(encoding="utf-8")


def test_a_byte_order_mark_and_dos_lines_do_no_harm(tmp_path: Path):
    file = tmp_path / "page.txt"
    file.write_bytes(b"\xef\xbb\xbf" + FREEDONIA.replace("\n", "\r\n").encode())

    import_page()
    assert "nothing has changed" in import_page(file)


# Dry run ---------------------------------------------------------------------------------------------------------


def test_a_dry_run_writes_nothing():
    said = import_page(dry_run=True)

    assert "created 1 country" in said
    assert "Dry run: nothing was written." in said
    assert nothing_is_written()


def test_a_dry_run_that_would_publish_publishes_nothing():
    import_page(dry_run=True, publish=True, note="First.")

    assert nothing_is_written()


def test_a_dry_run_still_reports(tmp_path: Path):
    import_page(dry_run=True, report=tmp_path / "report.json")

    assert json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))["created"]["laws"] == 3


# Publish ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("note", [None, "", "  "])
def test_publishing_needs_a_note(note: str | None):
    with pytest.raises(CommandError, match="--publish needs --note"):
        import_page(publish=True, note=note)

    assert nothing_is_written()


def test_publishing_makes_an_edition_with_the_pages_own_date():
    said = import_page(publish=True, note="First edition.")

    edition = Edition.objects.get()
    assert (edition.dated.isoformat(), edition.imported, edition.change_note) == ("2026-03-03", True, "First edition.")
    assert "Published: Edition 1 of 2026-03-03." in said


def test_a_page_without_a_stamp_is_published_as_of_today(tmp_path: Path):
    import_page(write(tmp_path, FREEDONIA.replace("Last updated: **March 3, 2026**", "")), publish=True, note="First.")

    assert Edition.objects.get().dated == timezone.now().date()


def test_a_country_made_by_hand_is_published_with_the_pages_own_date():
    make_country("Freedonia")
    import_page(publish=True, note="First edition.")

    assert Edition.objects.get().dated.isoformat() == "2026-03-03"


def test_the_document_of_a_published_page_is_its_edition(tmp_path: Path):
    import_page(publish=True, note="First edition.", document=tmp_path / "page.json")

    assert json.loads((tmp_path / "page.json").read_text(encoding="utf-8")) == Edition.objects.get().document


def test_publishing_the_same_page_again_makes_no_edition():
    import_page(publish=True, note="First edition.")
    said = import_page(publish=True, note="Again.")

    assert Edition.objects.count() == 1
    assert "No new edition" in said


def test_publishing_a_newer_copy_makes_the_next_edition(tmp_path: Path):
    import_page(publish=True, note="First edition.")
    newer = FREEDONIA.replace("on Tuesdays", "on Fridays").replace("March 3, 2026", "April 1, 2026")
    import_page(write(tmp_path, newer), publish=True, note="Fridays.")

    edition = Edition.objects.get(number=2)
    assert (edition.dated.isoformat(), edition.document["last_updated"]) == ("2026-04-01", "2026-04-01")


def test_publishing_a_copy_with_nothing_new_but_its_date_is_no_error(tmp_path: Path):
    import_page(publish=True, note="First edition.")
    import_page(write(tmp_path, FREEDONIA.replace("March 3, 2026", "April 1, 2026")), publish=True, note="Checked.")

    assert Country.objects.get().last_updated.isoformat() == "2026-04-01"


# Which country ---------------------------------------------------------------------------------------------------


def test_a_page_of_another_country_is_refused():
    with pytest.raises(CommandError, match="is about Freedonia, not “sylvania”; --force imports it"):
        import_page(country="sylvania")

    assert nothing_is_written()


def test_a_page_of_another_country_is_imported_by_force():
    import_page(country="sylvania", force=True)

    assert [(country.slug, country.name) for country in Country.objects.all()] == [("sylvania", "Sylvania")]


def test_force_keeps_the_name_of_the_country_that_is_there():
    make_country("Republic of Sylvania", slug="sylvania")
    import_page(country="sylvania", force=True)

    assert Country.objects.get().name == "Republic of Sylvania"


def test_the_pages_own_country_may_be_named():
    import_page(country="freedonia")

    assert Country.objects.get().slug == "freedonia"


def test_a_country_with_another_address_is_known_by_its_name():
    make_country("Freedonia", slug="free-state")
    import_page(country="free-state")

    assert Country.objects.count() == 1
    assert Section.objects.filter(country__slug="free-state").exists()


def test_a_file_without_a_title_needs_a_country(tmp_path: Path):
    with pytest.raises(CommandError, match="does not say which country it is about; name it with --country"):
        import_page(write(tmp_path, "Introduction\n\nHats are worn."))

    assert nothing_is_written()


def test_a_file_without_a_title_goes_where_it_is_told(tmp_path: Path):
    import_page(write(tmp_path, "Introduction\n\nHats are worn."), country="free-state")

    assert [(country.slug, country.name) for country in Country.objects.all()] == [("free-state", "Free State")]


@pytest.mark.parametrize("title", ["", "Civic Freedom Monitor: Turkey\n\n"])
def test_a_country_may_have_a_former_name_for_its_address(title: str, tmp_path: Path):
    import_page(write(tmp_path, f"{title}Introduction\n\nHats are worn."), country="turkey")

    assert Country.objects.get().slug == "turkey"


def test_a_country_whose_address_has_changed_is_known_by_its_name():
    make_country("Freedonia", slug="free-state")
    import_page()

    assert Country.objects.count() == 1


def test_a_name_that_another_address_has_already_is_refused_in_words(tmp_path: Path):
    make_country("Free State", slug="fs")
    with pytest.raises(CommandError) as refused:
        import_page(write(tmp_path, "Introduction\n\nHats are worn."), country="free-state")

    assert is_plain(str(refused.value))


def test_a_country_is_named_by_a_slug(tmp_path: Path):
    with pytest.raises(CommandError):
        import_page(write(tmp_path, "Introduction\n\nHats are worn."), country="Free State/1", force=True)


# Bad input -------------------------------------------------------------------------------------------------------

BAD = {
    "empty": b"",
    "blank": b"\xef\xbb\xbf \r\n\t\n ",
    "binary": b"Introduction\n\n\x00\x01\x02\xff",
    "utf-16": FREEDONIA.encode("utf-16"),
    "latin-1": "Introduction\n\nThe café is open.".encode("latin-1"),
    "six megabytes": b"Introduction\n\nHats are worn.\n" * 210_000,
    "no page": b"Dear Sir,\n\nplease send hats.",
    "only a title": b"Civic Freedom Monitor: Freedonia\n\nLast updated: March 3, 2026",
}


def refusal_of(file: Path) -> str:
    with pytest.raises(CommandError) as refused:
        import_page(file)
    assert nothing_is_written()
    return str(refused.value)


def is_plain(sentence: str) -> bool:
    return "\n" not in sentence and sentence.endswith(".") and "Error" not in sentence and len(sentence) < 300


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_file_is_refused_in_one_plain_sentence(kind: str, tmp_path: Path):
    file = tmp_path / "page.txt"
    file.write_bytes(BAD[kind])

    assert is_plain(refusal_of(file))


def test_a_missing_file_is_refused(tmp_path: Path):
    sentence = refusal_of(tmp_path / "nowhere.txt")

    assert is_plain(sentence)
    assert "no such file" in sentence


def test_a_folder_is_refused(tmp_path: Path):
    assert "is a directory" in refusal_of(tmp_path)


def test_a_file_of_50_megabytes_is_refused_unread(tmp_path: Path):
    file = tmp_path / "page.txt"
    with file.open("wb") as hole:
        hole.truncate(50_000_000)

    assert refusal_of(file).endswith("has 50 MB; a page has at most 1 MB.")


@pytest.mark.parametrize("option", ["report", "document"])
def test_a_report_that_cannot_be_written_is_a_plain_sentence(option: str, tmp_path: Path):
    with pytest.raises(CommandError) as refused:
        import_page(**{option: tmp_path / "nowhere" / "report.json"})

    assert is_plain(str(refused.value))


def test_nothing_is_written_when_the_report_cannot_be(tmp_path: Path):
    with pytest.raises(CommandError):
        import_page(report=tmp_path / "nowhere" / "report.json")

    assert nothing_is_written()


def test_at_the_terminal_a_bad_file_is_one_line_and_status_1(tmp_path: Path):
    run = subprocess.run(
        [sys.executable, "manage.py", "import_page", str(tmp_path / "nowhere.txt")],
        cwd=settings.BASE_DIR,
        env={**os.environ, "MONITOR_DEBUG": "1", "DATABASE_URL": f"sqlite:///{tmp_path}/none.sqlite3"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (run.returncode, run.stdout) == (1, "")
    assert "Traceback" not in run.stderr
    assert len(run.stderr.strip().splitlines()) == 1


def test_an_import_publishes_nobodys_draft():
    import_page(publish=True, note="First edition.")
    Section.objects.filter(topic="introduction").update(body="<p>Half a sent</p>")
    said = import_page(publish=True, note="Again.")

    assert "Not published" in said
    assert Edition.objects.count() == 1


def test_a_page_whose_rows_were_deleted_goes_on_with_its_editions():
    import_page(publish=True, note="First edition.")
    Country.objects.all().delete()
    import_page(publish=True, note="Brought back.")

    assert list(Edition.objects.values_list("number", flat=True).order_by("number")) == [1, 2]
    assert Edition.objects.values("country_id").distinct().count() == 1
