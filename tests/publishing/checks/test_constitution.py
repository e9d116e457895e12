"""Articles and words of a constitution that another section says was replaced."""

import pytest

from .pages import codes, found, glance, section

NEW = section(
    "The 1995 Constitution was superseded by a new Constitution approved on March 15, 2026.",
    "Article 34 “Citizens have the right to peaceful assembly, restricted only by statute in the public interest.”",
    "Where the previous version of the Constitution used the term “morals of the ducks,” the new one does not.",
    topic="constitution", heading="Constitutional Framework",
)  # fmt: skip
OLD = section("The 1978 Constitution was replaced by the Constitution of 1995.", topic="constitution", heading="x")


@pytest.mark.parametrize(
    "text",
    [
        "Assembly is free (Article 32 of the Constitution).",
        "Assembly is free (Article 32(1) of the Constitution).",
        "The Constitution says that assembly is free (Article 32).",
        "Under Articles 34 and 35 of the Constitution, assembly is free.",
        "Under Article 32, paragraph 2 of the Constitution, assembly is free.",
        "Article 32 of the 1995 Constitution makes assembly free.",
    ],
)
def test_an_article_that_the_page_does_not_give_of_the_new_constitution(text: str):
    [finding] = found(sections=[NEW, section(text)])

    assert (finding.code, finding.level) == ("former-article", "warning")
    assert finding.also[0][2] == "Constitutional Framework"


def test_the_article_of_like_words_is_named():
    text = "Citizens have the right to peaceful assembly, restricted by statute (Article 32 of the Constitution)."

    assert "Similar words are in its Article 34." in found(sections=[NEW, section(text)])[0].says


@pytest.mark.parametrize(
    "text",
    [
        "Assembly is free (Article 34 of the Constitution).",
        "Assembly was free (Article 32 of the former Constitution).",
        "Assembly is free (Article 99 of the 2026 Constitution).",
        "The Constitution is silent, but Article 32 of the Law on Ducks is not.",
        "The Constitution is silent. Assembly is free (Article 32).",
        "The Constitution and the Law on Ducks (Article 18(4)) agree.",
    ],
)
def test_an_article_that_is_given_or_is_of_something_else(text: str):
    assert codes(sections=[NEW, section(text)]) == []


def test_a_constitution_that_was_replaced_long_ago():
    assert codes(sections=[OLD, section("Assembly is free (Article 32 of the Constitution).")]) == []


def test_a_constitution_that_no_section_says_was_replaced():
    assert codes(sections=[section("Assembly is free (Article 32 of the Constitution).")]) == []


def test_a_replaced_constitution_whose_articles_the_page_does_not_give():
    new = section("A new Constitution takes effect on July 1, 2026.", heading="Recent Developments")

    assert codes(sections=[new, section("Free (Article 32 of the Constitution).")]) == [("former-article", "warning")]


def test_words_of_the_previous_constitution():
    text = "The Constitution allows limits for “the morals of the ducks,” which nobody has defined."
    [finding] = found(sections=[NEW], glance=[glance(text)])

    assert (finding.code, finding.kind, finding.words) == ("former-article", "glance", text)


@pytest.mark.parametrize(
    "text",
    ["The former Constitution spoke of the morals of the ducks.", "The Constitution speaks of the morals of geese."],
)
def test_words_that_are_said_to_be_former_or_are_others(text: str):
    assert codes(sections=[NEW], glance=[glance(text)]) == []
