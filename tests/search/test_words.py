"""The analysis of words."""

import pytest

from monitor.search.words import fold, plain, stem, stems, tokens


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("association", "Associations"),
        ("country’s", "countries"),
        ("registered", "registration"),
        ("объединения", "объединений"),
        ("Закон", "законах"),
        ("ещё", "еще"),
        ("étrangères", "ETRANGERES"),
        ("jamʿiyya", "jamiyya"),
        ("الجَمْعِيَّة", "الجمعيه"),
        ("зако\u0301н", "закон"),
    ],
)
def test_forms_of_a_word_have_one_stem(one: str, other: str):
    assert [stem(match[0]) for match in tokens(plain(one))] == [stem(match[0]) for match in tokens(plain(other))]


def test_words_that_differ_stay_apart():
    assert len({stem(word) for word in ("law", "lawyer", "закон", "конституция", "27", "2026")}) == 6


def test_every_word_has_exactly_one_stem():
    text = plain("Law № 27-FZ of 12.01.1996 “On NGOs’ status” — о НКО: 5 % (1,000 rubles), ﷺ ʿayn ²")

    assert len(stems(text).split()) == len(list(tokens(text)))


def test_an_endless_word_is_cut():
    assert len(fold("x" * 5000)) == 40
