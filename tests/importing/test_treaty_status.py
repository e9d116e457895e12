"""Treaty status files, uneven as they are, become the reference data."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from legal.catalogue import BY_SLUG
from monitor.importing.files import UnreadableError
from monitor.importing.treaty_status import StatusFiles, load, read
from monitor.publishing.models import TreatyReference
from tests.conftest import missing

REAL = Path(__file__).resolve().parents[3] / "shared" / "data" / "treaty-status"
HEADER = "iso2,member,state party,year ratification or accession,signatory,no action,status,note"


def status_file(folder: Path, *rows: str, name: str = "hr_status_crc.csv", header: str = HEADER) -> Path:
    file = folder / name
    file.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return file


def facts(found: StatusFiles) -> list[tuple]:
    return [(fact.treaty, fact.iso2, fact.status, fact.year) for fact in found.facts.values()]


@pytest.fixture
def real() -> Path:
    """The real files, where they lie beside the project."""
    if not REAL.exists():
        missing("The treaty status (shared/data/treaty-status)")
    return REAL


# Reading ---------------------------------------------------------------------------------------------------------


def test_the_file_name_says_the_treaty(tmp_path: Path):
    file = status_file(tmp_path, "AT,Austria,1,1992,0,0,state party,", name="hr_status_op_crc_ac.csv")

    assert facts(read(file)) == [("op-crc-ac", "AT", "party", 1992)]


def test_a_treaty_column_may_say_the_treaty(tmp_path: Path):
    file = status_file(tmp_path, "cat,AT,party,1987", name="any.csv", header="treaty,iso2,status,year")

    assert facts(read(file)) == [("cat", "AT", "party", 1987)]


@pytest.mark.parametrize(
    ("row", "status", "year"),
    [
        ("AT,Austria,1,1992,0,0,state party,", "party", 1992),
        ("AT,Austria,1,,0,0,State Party,", "party", None),
        ("AT,Austria,0,,1,0,signatory state,", "signed", None),
        ("AT,Austria,0,,0,1,no action,", "none", None),
        ("AT,Austria,0,1992,0,1,no action,", "none", None),
        ("AT,Austria,0,1992,0,0,state party,", "party", 1992),
        ("AT,Austria,1,soon,0,0,state party,", "party", None),
    ],
)
def test_the_status_column_holds_whatever_the_others_say(row: str, status: str, year: int | None, tmp_path: Path):
    assert facts(read(status_file(tmp_path, row))) == [("crc", "AT", status, year)]


def test_a_code_out_of_date_or_cut_short_is_read_by_name(tmp_path: Path):
    found = read(status_file(tmp_path, "TP,East Timor,1,2003,0,0,state party,", "S,South Sudan,0,,0,1,no action,"))

    assert facts(found) == [("crc", "TL", "party", 2003), ("crc", "SS", "none", None)]
    assert [fact.country_name for fact in found.facts.values()] == ["Timor-Leste", "South Sudan"]


def test_a_row_that_cannot_be_read_is_remarked_with_its_line(tmp_path: Path):
    found = read(
        status_file(tmp_path, "AT,Austria,1,1992,0,0,state party,", "XX,Freedonia,1,1975,0,0,state party,", "AT,,,,,,,")
    )

    assert facts(found) == [("crc", "AT", "party", 1992)]
    assert found.remarks == [
        "hr_status_crc.csv, line 3: crc, Freedonia, “state party” left out.",
        "hr_status_crc.csv, line 4: crc, AT, “” left out.",
    ]


def test_a_file_of_an_unknown_treaty_is_remarked(tmp_path: Path):
    found = read(status_file(tmp_path, "AT,Austria,1,1992,0,0,state party,", name="hr_status_ducks.csv"))

    assert not found.facts
    assert len(found.remarks) == 1


def test_rows_too_short_or_too_long_do_no_harm(tmp_path: Path):
    found = read(status_file(tmp_path, "AT,Austria", "BE,Belgium,1,1991,0,0,state party,,,,"))

    assert facts(found) == [("crc", "BE", "party", 1991)]


def test_a_folder_is_all_its_files(tmp_path: Path):
    status_file(tmp_path, "AT,Austria,1,1992,0,0,state party,")
    status_file(tmp_path, "AT,Austria,1,1987,0,0,state party,", name="hr_status_cat.csv")
    (tmp_path / "readme.txt").write_text("Hats.")

    assert sorted(facts(read(tmp_path))) == [("cat", "AT", "party", 1987), ("crc", "AT", "party", 1992)]


def test_a_folder_without_files_is_refused(tmp_path: Path):
    with pytest.raises(UnreadableError, match=r"holds no \.csv file"):
        read(tmp_path)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"a,b\n1,2\n",
        b"\x00\x01\x02",
        b"iso2,member,status\nCI,C\xf4te d'Ivoire,state party\n",
        b'iso2,member,status\nAT,"Austria,state party\n' + b"BE,Belgium,state party\n" * 6000,
    ],
    ids=["empty", "other columns", "binary", "latin-1", "a quote never closed"],
)
def test_a_malformed_file_is_refused(content: bytes, tmp_path: Path):
    file = tmp_path / "hr_status_crc.csv"
    file.write_bytes(content)

    with pytest.raises(UnreadableError):
        read(file)


# Loading ---------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_second_load_changes_nothing(tmp_path: Path):
    found = read(status_file(tmp_path, "AT,Austria,1,1992,0,0,state party,", "BE,Belgium,0,,0,1,no action,"))

    assert load(found) == (2, 0, 0)
    assert load(found) == (0, 0, 2)


@pytest.mark.django_db
def test_a_newer_file_changes_what_it_changes(tmp_path: Path):
    load(read(status_file(tmp_path, "AT,Austria,0,,1,0,signatory state,", "BE,Belgium,0,,0,1,no action,")))
    done = load(read(status_file(tmp_path, "AT,Austria,1,1992,0,0,state party,", "BE,Belgium,0,,0,1,no action,")))

    assert done == (0, 1, 1)
    line = TreatyReference.objects.of_country("AT").get()
    assert (line.treaty, line.country_name, line.status, line.year) == ("crc", "Austria", "party", 1992)


@pytest.mark.django_db
def test_the_command_says_what_it_did_and_what_it_left_out(tmp_path: Path):
    said = StringIO()
    rows = ("AT,Austria,1,1992,0,0,state party,", "XX,Freedonia,1,1975,0,0,state party,")
    call_command("import_treaty_status", status_file(tmp_path, *rows), as_of="May 2025", stdout=said)

    assert "Treaty status: 1 created, 0 changed, 0 unchanged." in said.getvalue()
    assert "Freedonia, “state party” left out." in said.getvalue()
    assert TreatyReference.objects.get().as_of.iso == "2025-05"


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "as_of"), [("nowhere.csv", ""), ("hr_status_crc.csv", "one day")])
def test_the_command_refuses_in_one_sentence(name: str, as_of: str, tmp_path: Path):
    status_file(tmp_path, "AT,Austria,1,1992,0,0,state party,")
    with pytest.raises(CommandError) as refused:
        call_command("import_treaty_status", tmp_path / name, as_of=as_of)

    assert "\n" not in str(refused.value)
    assert not TreatyReference.objects.exists()


# The real files --------------------------------------------------------------------------------------------------


def test_the_real_files_cover_193_countries_and_18_instruments(real: Path):
    found = read(real)

    assert {fact.treaty for fact in found.facts.values()} == set(BY_SLUG)
    assert len(BY_SLUG) == 18
    assert len({fact.iso2 for fact in found.facts.values()}) == 193
    assert len(found.facts) == 193 * 18 - 1  # Gabon is not in the file of one instrument


def test_where_the_real_columns_disagree_the_status_holds(real: Path):
    fact = read(real).facts["iccpr-op1", "KZ"]

    assert "KZ,Kazakhstan,0,2009" in (real / "hr_status_iccpr_op1.csv").read_text(encoding="utf-8")
    assert (fact.status, fact.year) == ("party", 2009)


def test_the_real_codes_of_timor_leste_and_south_sudan_are_read(real: Path):
    found = read(real).facts

    assert found["icescr", "TL"].country_name == "Timor-Leste"
    assert found["op-crc-ic", "SS"].country_name == "South Sudan"


def test_the_one_member_that_is_none_is_remarked(real: Path):
    assert read(real).remarks == ["hr_status_op_crc_ic.csv, line 116: op-crc-ic, Montserrat, “no action” left out."]


@pytest.mark.django_db
def test_the_real_files_a_second_time_change_nothing(real: Path):
    found = read(real)

    assert load(found) == (len(found.facts), 0, 0)
    assert load(read(real)) == (0, 0, len(found.facts))
