"""One piece, or a title and the texts under it, becomes one record; what cannot be read is remarked, not guessed."""

import pytest

from .reading import laws, news, only, read, records, remarks

LAWS = "NATIONAL LAWS AND REGULATIONS"
TREATIES = "RATIFICATION OF INTERNATIONAL AGREEMENTS"
INITIATIVES = "PENDING REGULATORY INITIATIVES"
LONG = "the naming of every conceivable public body in the land, its seal, its anthem and the colour of its door"


def treaty(row: str) -> dict:
    return records("ratifications", TREATIES, row)[0]


def nameless(words: str) -> list:
    """Records of every kind whose name is nothing but `words`."""
    parsed = read(
        "At a Glance", f"{words}\tYes.", TREATIES, f"{words}\t1994", LAWS, f"{words} (2019)",
        "GLOBAL INDEX RANKINGS", f"{words}\t12", "REPORTS", f"{words}\tOne", "NEWS", f"{words} (2019)",
    )  # fmt: skip
    return [kind for kind, _ in parsed.lines]


@pytest.mark.parametrize("words", ["<script>alert(1)</script>", "<b></b>", "[](#)"])
def test_a_record_of_whose_name_no_words_are_left_is_none(words: str):
    assert nameless(words) == []


# At a glance -----------------------------------------------------------------------------------------------------


def test_a_glance_row_has_a_label_a_value_and_a_topic():
    (row,) = records("glance", "Civic Freedoms at a Glance", "**Barriers to Entry**\tNone at all.")

    assert (row["label"], row["topic"], row["value"]) == ("Barriers to Entry", "formation", "<p>None at all.</p>")


@pytest.mark.parametrize(
    ("label", "topic"),
    [
        ("Organisational Forms", "organizational-forms"),
        ("Approximate Number", "approximate-number"),
        ("Barriers to Operational Activities", "operations"),
        ("Barriers to Speech and/or Advocacy", "expression"),
        ("Barriers to International Contact", "international-contact"),
        ("Ducks", "other"),
    ],
)
def test_a_label_says_the_topic(label: str, topic: str):
    assert records("glance", "At a Glance", f"{label}\tYes.")[0]["topic"] == topic


def test_several_cells_are_one_value():
    (row,) = records("glance", "At a Glance", "Registration Body\tOffice of Clubs\t\tand the Mayor")

    assert row["value"] == "<p>Office of Clubs</p><p>and the Mayor</p>"


# Treaties --------------------------------------------------------------------------------------------------------


def test_a_treaty_is_known_whatever_its_words():
    row = treaty("Covenant on Civil and Political Rights (ICCPR)\t1975 (accession)")

    assert row["treaty"] == {
        "slug": "iccpr",
        "name": "Covenant on Civil and Political Rights",
        "abbr": "ICCPR",
        "scope": "international",
    }
    assert (row["status"], row["how"], row["year"], row["value"]) == ("party", "accession", 1975, "1975 (accession)")


def test_a_treaty_without_an_abbreviation_gets_the_known_one():
    assert treaty("Convention on the Rights of the Child\tNo")["treaty"]["abbr"] == "CRC"


def test_a_third_cell_is_a_note():
    assert treaty("Convention on the Rights of the Child\t1994\twith a reservation")["note"] == "with a reservation"


def test_an_unknown_treaty_is_kept_and_remarked():
    parsed = read(TREATIES, "Treaty on the Migration of Ducks (TMD)\t1975")

    assert only(parsed, "ratifications")["treaty"] == {
        "slug": "tmd",
        "name": "Treaty on the Migration of Ducks",
        "abbr": "TMD",
        "scope": "international",
    }
    assert remarks(parsed) == ["unknown-treaty"]


def test_a_treaty_cell_that_cannot_be_read_is_kept_and_remarked():
    parsed = read(TREATIES, "Convention on the Rights of the Child\tunder study")

    assert (only(parsed, "ratifications")["status"], only(parsed, "ratifications")["value"]) == (
        "unknown",
        "under study",
    )
    assert remarks(parsed) == ["unread-value"]


def test_a_treaty_without_a_cell_is_remarked():
    parsed = read(TREATIES, "Convention on the Rights of the Child")

    assert parsed.document["ratifications"] == []
    assert remarks(parsed) == ["unplaced"]


# Laws ------------------------------------------------------------------------------------------------------------


def test_a_linked_law_has_title_address_and_date():
    (law,) = laws("[Law on Clubs](https://laws.example/clubs) (June 19, 2024);")

    assert (law["title"], law["url"], law["note"]) == ("Law on Clubs", "https://laws.example/clubs", None)
    assert (law["date"], law["precision"], law["kind"]) == ("2024-06-19", "day", "law")


def test_an_unlinked_law_has_title_and_date():
    (law,) = laws("Law on Clubs (June 2024)")

    assert (law["title"], law["url"], law["date"], law["precision"]) == ("Law on Clubs", None, "2024-06", "month")


def test_a_law_in_a_list_is_a_law():
    assert [law["title"] for law in laws("- Law on Clubs (2019);", "- Hats Act (2020).")] == [
        "Law on Clubs",
        "Hats Act",
    ]


def test_a_law_without_a_date_has_none():
    (law,) = laws("[Law on Clubs](#);")

    assert (law["title"], law["date"], law["precision"], law["note"]) == ("Law on Clubs", None, "none", None)


def test_what_follows_a_law_is_its_note_and_may_hold_date_and_number():
    (law,) = laws("[Rules of the Duck Parade](#) dated September 30, 2021, No. 849.")

    assert (law["date"], law["number"], law["note"]) == ("2021-09-30", "849", "dated September 30, 2021, No. 849")


def test_brackets_of_the_title_stay_in_the_title():
    (law,) = laws(r"[Law on Clubs \(Large\)](#) (2019)")

    assert (law["title"], law["date"]) == ("Law on Clubs (Large)", "2019")


def test_an_impossible_date_is_kept_in_words_and_remarked():
    parsed = read(LAWS, "[Law on Clubs](#) (June 31, 2024)")

    assert (only(parsed, "laws")["date"], only(parsed, "laws")["note"]) == (None, "(June 31, 2024)")
    assert remarks(parsed) == ["impossible-date"]


def test_a_title_cut_off_at_the_end_is_remarked():
    assert remarks(read(LAWS, "[Resolution on the Parade of the Mayor of](#)")) == ["cut-off"]


def test_a_line_that_leads_to_laws_and_a_row_are_no_laws():
    parsed = read(LAWS, "These are the laws:", "Law\t2019")

    assert parsed.document["laws"] == []
    assert remarks(parsed) == ["unplaced", "unplaced"]


def test_only_an_address_of_the_web_is_an_address():
    assert [law["url"] for law in laws("[A Law](ftp://x.example)", "[B Law](/b)", "[C Law](javascript:x)")] == [
        None
    ] * 3


def test_a_range_of_dates_of_a_law_is_not_lost():
    (law,) = laws("[Law on Clubs](#) (March–April 2024)")

    assert law["note"] is not None


def test_markup_in_a_linked_title_and_its_tail_is_taken_out():
    (law,) = laws("[Law on <em>Clubs</em><script>x</script>](#) <b>of</b> 2019")

    assert "<" not in f"{law['title']} {law['note']}"


def test_a_second_link_of_a_law_is_not_lost():
    parsed = read(LAWS, "[Law on Clubs](https://laws.example/clubs) ([English](#)) (2019)")

    assert [gap.text for gap in parsed.gaps] == ["English"] or remarks(parsed)


# Initiatives -----------------------------------------------------------------------------------------------------


def test_an_initiative_is_a_title_and_the_texts_under_it():
    first, second = records(
        "initiatives",
        INITIATIVES,
        "Draft Law on Hats",
        "It is long.",
        "- It has tails.",
        "Draft Law on Ducks",
        "Brief.",
    )

    assert (first["title"], first["body"]) == ("Draft Law on Hats", "<p>It is long.</p><ul><li>It has tails.</li></ul>")
    assert (second["title"], second["body"]) == ("Draft Law on Ducks", "<p>Brief.</p>")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("It is expected to be tabled in May 2026.", "2026-05"),
        ("The vote is expected to be held on May 4, 2026.", "2026-05-04"),
        ("It is expected to pass by 2027.", "2027"),
        ("It was tabled in May 2026.", None),
    ],
)
def test_an_expected_date_is_read(words: str, expected: str | None):
    assert records("initiatives", INITIATIVES, "Draft Law on Hats", words)[0]["expected"] == expected


def test_texts_before_the_first_title_are_remarked():
    parsed = read(INITIATIVES, "Three bills are pending.", "Draft Law on Hats", "It is long.")

    assert only(parsed, "initiatives")["title"] == "Draft Law on Hats"
    assert [remark["line"] for remark in parsed.ledger.remarks] == [7]


def test_initiatives_without_any_title_are_remarked():
    parsed = read(INITIATIVES, "Nothing is pending.")

    assert parsed.document["initiatives"] == []
    assert remarks(parsed) == ["unplaced"]


# Rankings and reports --------------------------------------------------------------------------------------------


def test_a_ranking_has_index_rank_year_and_scale():
    (row,) = records("rankings", "GLOBAL INDEX RANKINGS", "[Index of Cheer](https://cheer.example)\t12 (2024)\t1 - 190")

    assert (row["index"], row["url"], row["scale"]) == ("Index of Cheer", "https://cheer.example", "1 - 190")
    assert (row["value"], row["rank"], row["year"]) == ("12 (2024)", 12, 2024)


def test_a_ranking_of_several_figures_keeps_its_words():
    (row,) = records("rankings", "GLOBAL INDEX RANKINGS", "Index of Cheer\tSongs: 5 Hats: 8 (2025)")

    assert (row["value"], row["rank"], row["year"], row["scale"]) == ("Songs: 5 Hats: 8 (2025)", None, 2025, None)


def test_an_index_with_an_endless_name_is_remarked():
    assert remarks(read("GLOBAL INDEX RANKINGS", f"{'Index ' * 40}\t12")) == ["unplaced"]


def test_a_report_has_publisher_and_links():
    (row,) = records("reports", "REPORTS", "League of Small States\t[One](https://one.example) and [two](#)")

    assert (row["publisher"], row["links"]) == (
        "League of Small States",
        [{"text": "One", "url": "https://one.example"}],
    )
    assert row["value"] == '<p><a href="https://one.example">One</a> and two</p>'


@pytest.mark.parametrize("heading", ["REPORTS", "At a Glance", TREATIES])
def test_a_link_in_the_first_cell_is_not_lost(heading: str):
    parsed = read(heading, "[Convention on the Rights of the Child](#)\t1994")

    assert [gap.text for gap in parsed.gaps] == ["Convention on the Rights of the Child"]


# News ------------------------------------------------------------------------------------------------------------


def test_a_headline_has_date_language_and_summary():
    (item,) = news("[Hats are counted](https://news.example/1) (July 2024) *(English)*", "There are three.", "Or four.")

    assert (item["title"], item["url"]) == ("Hats are counted", "https://news.example/1")
    assert (item["date"], item["precision"], item["language"]) == ("2024-07", "month", "en")
    assert (item["summary"], item["archived"]) == ("There are three.\n\nOr four.", False)


def test_a_range_of_days_is_a_range():
    (item,) = news("[Hats are counted](#) (July 3-5, 2024)")

    assert (item["date"], item["date_end"], item["precision"]) == ("2024-07-03", "2024-07-05", "day")


def test_a_headline_without_link_is_known_by_its_date():
    (item,) = news("Hats are counted (July 2024) (Russian)", "There are three.")

    assert (item["title"], item["url"], item["date"], item["language"]) == ("Hats are counted", None, "2024-07", "ru")


def test_a_headline_without_a_date_has_none():
    (item,) = news("[Hats are counted](#)")

    assert (item["date"], item["precision"], item["language"], item["summary"]) == (None, "none", None, None)


def test_archived_news_is_archived():
    parsed = read("NEWS", "[New](#) (2026)", "ARCHIVED NEWS", "[Old](#) (2019)")

    assert [(item["title"], item["archived"]) for item in parsed.document["news"]] == [("New", False), ("Old", True)]


def test_an_unread_value_stays_in_the_title_and_is_remarked():
    parsed = read("NEWS", "[Hats are counted](#) (July 32, 2024) (Duckish)")

    assert only(parsed, "news")["title"] == "Hats are counted (July 32, 2024) (Duckish)"
    assert remarks(parsed) == ["unread-value", "unread-value"]


def test_a_summary_that_ends_with_a_date_is_no_headline():
    assert len(news("[Hats are counted](#) (July 2024)", "The count was held in the hall (July 3, 2024).")) == 1


def test_a_text_before_the_first_headline_is_remarked():
    parsed = read("NEWS", "This is the news.", "[Hats are counted](#) (July 2024)")

    assert only(parsed, "news")["title"] == "Hats are counted"
    assert remarks(parsed) == ["unplaced"]


def test_news_without_any_headline_is_remarked():
    parsed = read("NEWS", "There is no news.")

    assert parsed.document["news"] == []
    assert remarks(parsed) == ["unplaced"]


def test_a_long_headline_without_link_is_a_headline():
    (item,) = news(f"The mayor speaks of {LONG} (July 2024)", "There were questions.")

    assert item["summary"] == "There were questions."


@pytest.mark.parametrize("link", ["[hall](#)", "[hall](https://hall.example)"])
def test_a_link_in_a_summary_is_not_lost(link: str):
    parsed = read("NEWS", "[Hats are counted](https://news.example/1) (July 2024)", f"The {link} was full.")

    assert parsed.gaps or "https://hall.example" in only(parsed, "news")["summary"]
