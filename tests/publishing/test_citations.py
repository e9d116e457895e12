"""Where a page cites a law: pure, on invented lines and on the real page."""

import time
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from monitor.importing.parts import parse
from monitor.publishing.citations import MOST_LETTERS, Citation, citations, names_of, sentences_in, stands_in
from monitor.publishing.document import Document, records
from monitor.publishing.sentences import sentences


def law(title: str, **facts: Any) -> dict[str, Any]:
    return {"id": title, "title": title, "kind": "law", "date": None, "number": None, **facts}


CONSTITUTION = law("Constitution of the Republic of Freedonia", kind="constitution")
ASSOCIATIONS = law("Law on Public Associations", date="1996-05-31")


def page(*paragraphs: str, laws: tuple[dict[str, Any], ...] = (), topic: str = "other", **lists: Any) -> Document:
    """A page of Freedonia with one section."""
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    section = {"id": "section", "heading": "BARRIERS", "topic": topic, "body": body}
    empty: dict[str, Any] = {
        kind: [] for kind in ("glance", "ratifications", "initiatives", "rankings", "reports", "news", "members")
    }
    return {  # type: ignore[return-value]
        "country": {"name": "Freedonia"},
        "sections": [section],
        "laws": list(laws),
        "key_facts": [],
        **empty,
        **lists,
    }


def found(wanted: dict[str, Any], *paragraphs: str, **page_of: Any) -> list[tuple[str, tuple[str, ...]]]:
    return [(place.words, place.articles) for place in citations(page(*paragraphs, **page_of), wanted)]


def articles(wanted: dict[str, Any], text: str, **page_of: Any) -> tuple[str, ...]:
    (place,) = found(wanted, text, **page_of)
    return place[1]


# Sentences -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("One. Two.", ["One.", "Two."]),
        ("Order No. 66 of 2020. It stands.", ["Order No. 66 of 2020.", "It stands."]),
        ("As in Article 5. The law goes on.", ["As in Article 5.", "The law goes on."]),
        ("Article 5. Freedom of speech.", ["Article 5. Freedom of speech."]),
        ("1. An item. 2. Another.", ["1. An item.", "2. Another."]),
        ("See Art. 7 and Arts. 8, 9. Then this.", ["See Art. 7 and Arts. 8, 9.", "Then this."]),
        ("The fee (see No. 4. Or not) is due. Pay it.", ["The fee (see No. 4. Or not) is due.", "Pay it."]),
        ("It says “A. B. C.” (Article 33). Then.", ["It says “A. B. C.” (Article 33).", "Then."]),
        ("Mr. S.M. Groucho spoke. He left!", ["Mr. S.M. Groucho spoke.", "He left!"]),
        ("It is 6.5 units, i.e. Much. No?", ["It is 6.5 units, i.e. Much.", "No?"]),
        ("Согласно ст. 5 Конституции. И далее.", ["Согласно ст. 5 Конституции.", "И далее."]),
        ("A quotation “never ends. It goes on.", ["A quotation “never ends.", "It goes on."]),
        ("", []),
    ],
)
def test_a_text_is_cut_into_its_sentences(text: str, cut: list[str]):
    assert list(sentences(text)) == cut


# Names ---------------------------------------------------------------------------------------------------------------


def said_of(wanted: dict[str, Any], *texts: str) -> set[str]:
    names = names_of(wanted, texts, "Freedonia")
    return {" ".join(name.words) for name in names.sure | names.short}


def test_a_title_is_known_without_its_country():
    assert {"tax code of republic of freedonia", "tax code"} <= said_of(law("Tax Code of the Republic of Freedonia"))
    assert "tax code" in said_of(law("Tax Code of Freedonia"))


def test_a_country_in_the_middle_of_a_title_may_be_left_out():
    assert "code on administrative offense" in said_of(
        law("Code of the Republic of Freedonia on Administrative Offences")
    )


def test_a_constitution_is_the_constitution():
    assert "constitution" in said_of(law("Basic Charter of Freedonia", kind="constitution"))


def test_the_abbreviations_that_a_page_defines_are_names():
    assert "pa law" in said_of(ASSOCIATIONS, "The Law on Public Associations (PA Law) says more.")
    assert "cc" in said_of(law("Civil Code of Freedonia, Part 1"), "The Civil Code (“CC”) of Freedonia.")


def test_what_a_law_is_on_may_be_abbreviated():
    names = said_of(law("Law on Noncommercial Organizations"), "A non-commercial organization (NCO) is a legal entity.")

    assert {"nco law", "law on nco"} <= names


def test_brackets_that_define_nothing_make_no_name():
    names = said_of(ASSOCIATIONS, "The Law on Public Associations (the law) and the Law on Public Associations (1996).")

    assert not names & {"law", "1996"}


# What counts ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "The Law on Public Associations is old.",
        "the LAW ON PUBLIC ASSOCIATIONS is old.",
        "Freedonia’s Law on Public Associations’ text.",
        "The 1996 Law on Public Associations is old.",
        "The Law on Public Associations (1996) is old.",
        "Since the Law on the Public Associations of May 1996 much has changed.",
    ],
)
def test_a_sentence_that_names_the_law_counts(text: str):
    assert found(ASSOCIATIONS, text) == [(text, ())]


@pytest.mark.parametrize(
    "text",
    [
        "The Law on Religious Associations is old.",
        "The Law on Public Associationism is old.",
        "The draft Law on Public Associations is new.",
        "The 2011 Law on Public Associations is another.",
        "The Law on Public Associations of Sylvania is another.",
        "The Constitutional Law on Public Associations is another.",
        "Public associations follow the law.",
    ],
)
def test_a_sentence_that_names_another_law_does_not(text: str):
    assert found(ASSOCIATIONS, text) == []


def test_the_longest_title_wins():
    longer = law("Law on Public Associations and Their Unions")

    assert found(ASSOCIATIONS, "The Law on Public Associations and Their Unions is new.", laws=(longer,)) == []


def test_the_beginning_of_a_title_is_enough_when_no_other_law_has_it():
    platforms = law("Law on Online Platforms and Online Advertising")
    other = law("Law on Online Platforms")

    assert found(platforms, "Under the Law on Online Platforms, owners pay.")
    assert not found(platforms, "Under the Law on Online Platforms, owners pay.", laws=(other,))


@pytest.mark.parametrize(
    "text", ["The Constitutional Court sits.", "The Constitution of Sylvania is old.", "A constitution."]
)
def test_what_is_not_our_constitution_does_not_count(text: str):
    assert found(CONSTITUTION, text) == []


def test_a_constitution_of_another_year_does_not_count():
    old = {**CONSTITUTION, "date": "1995-08-30"}

    assert found(old, "The 2026 Constitution brings changes.") == []
    assert found(old, "The 1995 Constitution brought changes.")


def test_the_spelling_of_england_and_america_is_one():
    code = law("Code on Administrative Offences", kind="code")

    assert found(code, "The Code on Administrative Offenses sets fines.")


def test_russian_names_count_in_every_case():
    russian = law("Закон об общественных объединениях")

    assert articles(russian, "Согласно статье 5 Закона об общественных объединениях, сбор уплачивается.") == ("5",)


def test_an_order_is_known_by_its_number():
    order = law("Order No. 685 of the Minister of Finance on Certain Matters", number="685", kind="order")

    assert found(order, "Order No. 685 brings amendments.")
    assert not found(order, "Order No. 68 brings amendments.")


def test_the_record_of_the_law_does_not_cite_itself_nor_does_its_namesake():
    namesake = {**law("Law on Public Associations"), "id": "new"}
    amending = law("Law on Amendments to the Law on Public Associations")
    places = citations(page(laws=(ASSOCIATIONS, namesake, amending)), ASSOCIATIONS)

    assert [(place.kind, place.record_id) for place in places] == [("laws", amending["id"])]


def test_a_glance_row_an_initiative_and_news_are_looked_at_but_not_archived_news():
    news = {"id": "n", "title": "Amends the Law on Public Associations", "archived": False}
    lists = {
        "glance": [
            {
                "id": "g",
                "label": "Formation",
                "topic": "formation",
                "value": "<p>See the Law on Public Associations.</p>",
            }
        ],
        "initiatives": [{"id": "i", "title": "Amendments to the Law on Public Associations", "body": "", "events": []}],
        "news": [news, {**news, "id": "a", "archived": True}],
    }

    assert [place.record_id for place in citations(page(**lists), ASSOCIATIONS)] == ["g", "i", "n"]


def test_the_same_sentence_of_a_record_is_one_place():
    assert len(found(ASSOCIATIONS, "See the Law on Public Associations.", "See the Law on Public Associations.")) == 1


# Articles ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("See Article 7 of the Law on Public Associations.", ("7",)),
        ("The Law on Public Associations (Article 18(4), part 3) says so.", ("18(4)",)),
        ("Articles 105, 106 and 107-1 of the Law on Public Associations.", ("105", "106", "107-1")),
        ("Under Article 7, the Law on Public Associations sorts them.", ("7",)),
        ("Article 7 of the Law on Public Associations and Article 489 of the Tax Code.", ("7",)),
        ("The Law on Public Associations follows Article 22 of the Covenant.", ()),
        ("The Law on Public Associations has 20 articles.", ()),
    ],
)
def test_the_articles_of_the_law_are_read(text: str, numbers: tuple[str, ...]):
    assert articles(ASSOCIATIONS, text, laws=(law("Tax Code"),)) == numbers


def test_an_article_after_a_quotation_is_the_quoted_laws():
    assert articles(CONSTITUTION, 'The Constitution states that "Citizens may. By law, meet" (Article 33).') == ("33",)


def test_a_quotation_in_its_own_sentence_is_the_last_named_laws():
    places = found(CONSTITUTION, "The Constitution says:", "“Citizens may meet” (Article 33).")

    assert places[1] == ("“Citizens may meet” (Article 33).", ("33",))


def test_a_quotation_of_another_law_is_not_ours():
    places = found(CONSTITUTION, "The Constitution is high. The Law on Meetings says: “One may meet” (Article 2).")

    assert places == [("The Constitution is high.", ())]


def test_the_constitutional_framework_quotes_the_constitution():
    places = found(
        CONSTITUTION, 'Article 5 "The state is one."', "Article 22 of the Covenant is old.", topic="constitution"
    )

    assert places == [('Article 5 "The state is one."', ("5",))]


# On other countries' pages -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("The Constitution guarantees much.", False),
        ("The Constitution of Freedonia guarantees much.", True),
        ("Freedonia's Constitution guarantees much.", True),
        ("The Constitution of the Republic of Freedonia guarantees much.", True),
        ("Freedonia is near. The Constitution guarantees much.", False),
        ("Unlike in Freedonia, the Constitution guarantees much.", False),
    ],
)
def test_on_another_countrys_page_the_country_must_be_named(text: str, counts: bool):
    sylvania = {**page(text), "country": {"name": "Sylvania"}}

    assert bool(list(citations(sylvania, CONSTITUTION, home="Freedonia"))) is counts  # type: ignore[arg-type]


def test_a_law_of_the_same_title_is_the_other_countrys_own():
    own = {
        **page("The Law on Public Associations. The Law on Public Associations of Freedonia."),
        "country": {"name": "Sylvania"},
    }
    own["laws"] = [{**ASSOCIATIONS, "id": "sylvania"}]
    places = citations(own, ASSOCIATIONS, home="Freedonia")  # type: ignore[arg-type]

    assert [place.words for place in places] == ["The Law on Public Associations of Freedonia."]


# Whatever is in it ---------------------------------------------------------------------------------------------------


def test_a_long_sentence_is_cut_around_the_name():
    (place,) = citations(page("word " * 300 + "the Law on Public Associations " + "word " * 300), ASSOCIATIONS)

    assert len(place.words) <= MOST_LETTERS
    assert "Law on Public Associations" in place.words
    assert stands_in(
        sentences_in(page("word " * 300 + "the Law on Public Associations " + "word " * 300)["sections"][0]),
        place.words,
    )


def test_words_that_are_gone_no_longer_stand():
    said = sentences_in({"title": "Draft Law on Charity"})

    assert stands_in(said, "Draft Law on Charity")
    assert not stands_in(said, "Law on Charity")


@pytest.mark.parametrize(
    "text",
    ["(" * 100_000, '"a. ' * 25_000, "“" * 100_000, ". " * 50_000, "Law on " * 15_000, "(a" * 50_000, "No. 5 " * 15_000,
     "Article 5, " * 10_000, "\u0301" * 50_000, "Law on Public " * 8_000, "’" * 100_000, ("(" + "x" * 880) * 100],
    ids=lambda text: text[:8],
)  # fmt: skip
def test_a_hostile_text_takes_no_longer_than_a_long_one(text: str):
    start = time.perf_counter()
    list(citations(page(text), ASSOCIATIONS))

    assert time.perf_counter() - start < 4


@pytest.mark.parametrize(
    "title", ["", " ", "(((", "Law", "the", "и", "Law on " * 3_000, "Code on Code on Code", "\x00", "No. No."]
)
def test_any_title_can_be_looked_for(title: str):
    places = list(citations(page("The law on laws. Code on Code on Code. (((."), {**law(title), "number": "5"}))

    assert len(places) <= 1


# The real page -------------------------------------------------------------------------------------------------------


@cache
def real_page(file: Path) -> Document:
    document = parse(file.read_text(encoding="utf-8")).document
    for number, (_, record) in enumerate(records(document)):
        record["id"] = str(number)
    return document


def on_real_page(file: Path, beginning: str) -> list[Citation]:
    document = real_page(file)
    wanted = next(dict(one) for one in document["laws"] if one["title"].startswith(beginning))
    return list(citations(document, wanted))


def outline(places: list[Citation]) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(place.title, place.words[:40], place.articles) for place in places]


def test_the_law_on_public_associations_on_the_real_page(seed: Path):
    assert outline(on_real_page(seed, "Law on Public Associations")) == [
        ("Introduction", "CSOs are primarily regulated under the L", ()),
        ("ORGANIZATIONAL FORMS", "The Law on Public Associations (PA Law) ", ()),
        ("ORGANIZATIONAL FORMS", "Local public associations are associatio", ("7",)),
        ("BARRIERS TO FORMATION", "The age requirements for members of othe", ("11",)),
        ("BARRIERS TO FORMATION", "The PA Law (Article 7) categorizes PAs b", ("7",)),
        ("BARRIERS TO OPERATIONS", "In accordance with Article 7 of the PA L", ("7",)),
        ("BARRIERS TO EXPRESSION", "According to Article 19 of the Law on PA", ("19",)),
    ]


def test_the_code_on_administrative_offences_on_the_real_page(seed: Path):
    places = on_real_page(seed, "Code of the Republic of Kazakhstan on Administrative")

    assert [(place.title.removeprefix("BARRIERS TO "), place.articles) for place in places] == [
        ("OPERATIONS", ("489",)),
        ("OPERATIONS", ()),
        ("RESOURCES", ("460-1",)),
        ("RESOURCES", ("460-2",)),
        ("ASSEMBLY", ("488",)),
    ]


def test_the_tax_code_on_the_real_page(seed: Path):
    places = on_real_page(seed, "Tax Code")

    assert [place.articles for place in places if place.articles] == [
        ("329(1)",),
        ("9",),
        ("330",),
        ("15(1)", "15"),
        ("15(2)",),
        ("15(3)",),
    ]
    assert len(places) == 15


def test_the_civil_code_on_the_real_page(seed: Path):
    places = on_real_page(seed, "Civil Code")

    assert [place.articles for place in places if place.articles] == [(str(number),) for number in range(105, 111)]


def test_the_constitution_on_the_real_page(seed: Path):
    places = on_real_page(seed, "Constitution of")
    numbers = {place.articles: place for place in places if place.articles}

    framework = [place.articles for place in places if place.title == "CONSTITUTIONAL FRAMEWORK" and place.articles]
    assert framework == [(str(number),) for number in (5, 6, 16, 21, 23, 25, 26, 34, 35, 41)]
    assert numbers[("33",)].words.startswith('The Constitution states that "Citizens')
    assert numbers[("18(3)",)].words.startswith("“State bodies, public associations")
    assert numbers[("32",)].words.startswith("This right can be restricted")
    assert [place.title for place in places if place.kind == "glance"] == ["Barriers to Expression"]
    assert [place.title[:18] for place in places if place.kind == "laws"] == ["Resolution No. 857"]
    assert len(places) == 32


def test_the_constitution_of_1995_is_not_that_of_2026(seed: Path):
    old = law("Constitution of the Republic of Kazakhstan", kind="constitution", date="1995-08-30")
    words = [place.words for place in citations(real_page(seed), old)]

    assert not any(text.startswith("The 2026 Constitution") for text in words)
    assert any(text.startswith("Kazakhstan's Constitution guarantees") for text in words)


def test_an_initiative_that_amends_a_law_is_named_and_a_draft_is_not(seed: Path):
    platforms = [place.title for place in on_real_page(seed, "Law on Online Platforms") if place.kind == "initiatives"]

    assert platforms == ["Amendments to the Law on Online Platforms"]
    assert [place.kind for place in on_real_page(seed, "Law on Charity")] == ["sections"]
