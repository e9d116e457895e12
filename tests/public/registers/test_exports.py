"""The registers as files."""

import csv
import io
import json

import pytest
from django.test import Client

from countries.models import Country
from monitor.public.spreadsheet import safe_cell
from monitor.publishing.models import PublishedRecord
from monitor.publishing.publish import publish
from monitor.publishing.withdraw import withdraw
from tests.builders import make_country, make_law, make_news

LISTS = ["countries", "laws", "initiatives", "news"]


def rows_of(client: Client, address: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(client.get(address).getvalue().decode(), newline="")))


def test_a_law_as_csv_says_what_is_known_and_where_it_stands(published: Country, client: Client):
    law = PublishedRecord.objects.of_kind("laws").get()

    (row,) = rows_of(client, "/laws.csv")
    assert (row["id"], row["title"], row["kind"]) == (str(law.record_id), "Law on Associations", "law")
    assert (row["country"], row["edition"], row["sample"]) == ("Freedonia", "1", "no")
    assert row["page"] == f"http://testserver/countries/freedonia/#{law.place}"
    assert row["address"] == f"http://testserver/laws/{law.record_id}/"


@pytest.mark.parametrize("name", LISTS)
def test_csv_is_as_rfc_4180_wants_it(published: Country, client: Client, name: str):
    answer = client.get(f"/{name}.csv")

    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8; header=present"
    assert answer.getvalue().count(b"\r\n") == len(rows_of(client, f"/{name}.csv")) + 1


@pytest.mark.parametrize("name", LISTS)
def test_json_holds_the_facts_and_where_they_stand(published: Country, client: Client, name: str):
    listed = json.loads(client.get(f"/{name}.json").getvalue())[name]

    assert len(listed) == len(rows_of(client, f"/{name}.csv"))
    assert listed[0]["edition"] == 1
    assert "sample" in listed[0]


def test_a_file_holds_what_was_found_in_the_order_shown(db, client: Client):
    page = make_country()
    for at, title in enumerate(["B", "C", "A"]):
        make_law(title, country=page, position=at, kind="law" if title != "C" else "code")
    publish(page, note="First edition.")

    assert [row["title"] for row in rows_of(client, "/laws.csv?kind=law&sort=title")] == ["A", "B"]
    answer = json.loads(client.get("/laws.json?kind=law&sort=title").getvalue())
    assert [law["title"] for law in answer["laws"]] == ["A", "B"]
    assert answer["asked"] == {"kind": "law", "sort": "title"}


@pytest.mark.parametrize("begins", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＠"])
def test_no_cell_is_taken_for_a_formula(begins: str):
    assert safe_cell(f"{begins}1") == f"'{begins}1"


def test_a_title_that_looks_like_a_formula_is_escaped(db, client: Client):
    page = make_country()
    make_news("=HYPERLINK(1)", country=page)
    publish(page, note="First edition.")

    assert rows_of(client, "/news.csv")[0]["title"] == "'=HYPERLINK(1)"


@pytest.mark.parametrize("address", ["/laws.csv?kind=poem", "/news.json?year=x", "/countries.csv?region=a&region=b"])
def test_nonsense_is_a_bad_request(published: Country, client: Client, address: str):
    assert client.get(address).status_code == 400


def test_an_empty_site_gives_the_columns_alone(db, client: Client):
    assert client.get("/laws.csv").getvalue().startswith(b"id,title,")
    assert json.loads(client.get("/laws.json").getvalue())["laws"] == []


def test_a_long_file_is_read_a_thousand_rows_at_a_time(
    published: Country, client: Client, monkeypatch, django_assert_max_num_queries
):
    monkeypatch.setattr("monitor.public.registers.paging._AT_ONCE", 1)

    with django_assert_max_num_queries(6):  # the state, the choices, the names; two news and nothing more
        assert len(rows_of(client, "/news.csv")) == 2


def test_a_page_as_json_keeps_its_address(published: Country, client: Client):
    assert client.get("/countries/freedonia.json").json()["country"]["slug"] == "freedonia"


def test_a_withdrawn_page_is_in_no_file(published: Country, client: Client):
    withdraw(published, "At risk.", None)

    for name in LISTS:
        assert b"Freedonia" not in client.get(f"/{name}.csv").getvalue() + client.get(f"/{name}.json").getvalue()


def test_who_asks_for_the_head_alone_gets_no_rows(published: Country, client: Client, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        assert client.head("/news.csv").getvalue() == b""
