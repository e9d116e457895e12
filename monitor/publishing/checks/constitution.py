"""What a text takes from a constitution that another section says was replaced: article numbers and words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..document import Document
from .dates_in_text import YEAR
from .finding import WARNING, Around, Finding, found
from .law_names import words_of
from .passages import Passage, passages, sentences

_RECENT = 5  # years in which old numbers are still about; what was replaced long ago has been put right
_REPLACED = re.compile(
    r"\b(?:supersed|replac|repeal|abrogat)\w*\b[^.]{0,200}\bConstitution\b"
    r"|\bConstitution\b[^.]{0,200}\b(?:supersed|replac|repeal|abrogat)"
    r"|\bnew Constitution\b[^.]{0,100}\b(?:approved|adopted|enacted|enters?|entered|takes?|took|in force|effective)\b"
)
_NEAR = 500  # letters before a citation that tell what it is about
_LISTED = re.compile(r"Article ([0-9]{1,3})\b(?!\()")
_CITED = re.compile(r"\bArticles? ([0-9]{1,3}(?:\([0-9a-z]{1,3}\))?(?:(?:,| and|, and|–|-) ?[0-9]{1,3}){0,9})")
_OF = re.compile(
    r"(?:,? (?:paragraphs?|para\.?|parts?|clauses?) [0-9]{1,3})? of the "
    rf"(?:(?P<year>{YEAR}) |(?P<past>former|previous|earlier|old) |new )?Constitution\b"
)
_OF_ELSE = re.compile(r"[^.;]{0,40}? of (?:the|this|that) ")
_BY = re.compile(rf"(?:(?P<year>{YEAR}) |(?P<past>[Ff]ormer|[Pp]revious|[Ee]arlier|[Oo]ld) |[Nn]ew )?Constitution\b")
_OTHER_LAW = re.compile(r"\b(?:Law|Code|Act|Order|Decree|Rules|Resolution|Covenant|Convention|Charter|law)\b")
_FORMER_WORDS = re.compile(
    r"\b(?:previous|former|earlier|old)\b[^.“\"]{0,40}\bConstitution\b[^.“\"]{0,60}[“\"]([^“”\"]{8,80})[”\"]"
)
_PAST = re.compile(r"\b(?:previous|former|earlier|old|superseded|replaced)\b", re.I)


_ELSEWHERE = ("constitution", "historical-notes")  # where former articles may be named as such


@dataclass(frozen=True, slots=True)
class _Replacement:
    """The passage that says a constitution was replaced, the new one's year, and its articles as the page has them."""

    passage: Passage
    words: str
    year: int | None
    articles: dict[str, Passage]


def former_article(document: Document, around: Around) -> Iterator[Finding]:
    """Report an article that is not among those which the page gives of the new constitution."""
    texts = [passage for passage in passages(document) if passage.kind not in ("news", "laws")]
    new = _replacement(texts, (around.stamp or around.today).year)
    if not new:
        return
    seen = set()
    for passage in texts:
        if passage.topic in _ELSEWHERE or passage.record_id == new.passage.record_id != "":
            continue
        for sentence in sentences(passage.text) if "Article" in passage.text else ():
            for cited in _CITED.finditer(sentence):
                unknown = _unknown(cited[1], new)
                place = (passage.kind, passage.record_id, passage.title, cited[0])
                if unknown and place not in seen and _is_constitutional(sentence, cited, new.year):
                    seen.add(place)
                    yield _former(passage, sentence, cited, unknown, new)


def _unknown(numbers: str, new: _Replacement) -> str | None:
    """Return the first article of these that the page does not give of the new constitution."""
    plain = re.findall(r"[0-9]+", re.sub(r"\([^()]*\)", "", numbers))
    return next((number for number in plain if number not in new.articles), None)


def _replacement(texts: list[Passage], year: int) -> _Replacement | None:
    """Return what the page says of a recent change of constitution; the section on the constitution knows best."""
    said = [
        (passage.topic != "constitution", at, passage, sentence)
        for at, passage in enumerate(texts)
        if passage.kind == "sections" and "Constitution" in passage.text
        for sentence in sentences(passage.text)
        if _REPLACED.search(sentence) and _is_recent(sentence, year)
    ]
    if not said:
        return None
    _, _, passage, words = min(said, key=lambda one: one[:2])
    articles: dict[str, Passage] = {}
    for text in texts:
        article = _LISTED.match(text.text)
        if article and text.topic == "constitution":
            articles[article[1]] = text
    years = [int(one) for one in re.findall(rf"\b{YEAR}\b", words)]
    return _Replacement(passage, words, max(years, default=None), articles)


def _is_recent(sentence: str, year: int) -> bool:
    years = [int(one) for one in re.findall(rf"\b{YEAR}\b", sentence)]
    return not years or max(years) >= year - _RECENT


def _is_constitutional(sentence: str, cited: re.Match[str], new_year: int | None) -> bool:
    """Say whether the article is one of the constitution as it stands, going by the words around it."""
    of = _OF.match(sentence, cited.end())
    near = sentence[max(cited.start() - _NEAR, 0) : cited.start()]
    after = sentence[cited.end() : cited.end() + 100]
    if not of and (_OF_ELSE.match(after) or _OTHER_LAW.search(near) or _OTHER_LAW.search(after)):
        return False
    by = of or next(reversed([*_BY.finditer(near)]), None)
    return by is not None and not by["past"] and not (by["year"] and int(by["year"]) == new_year)


def _former(passage: Passage, sentence: str, cited: re.Match[str], number: str, new: _Replacement) -> Finding:
    at = passage.text.find(sentence) + cited.end()
    like = _most_alike(passage.text[max(at - _NEAR, 0) : at], new.articles)
    says = (
        f"Article {number} is cited here, but “{new.passage.title}” says that the Constitution was replaced"
        + (" and does not give this article of the new one. " if new.articles else ". ")
        + (f"Similar words are in its Article {like}. " if like else "")
        + "Cite the new article and its words, or say that the former Constitution is meant."
    )
    others = [new.passage.place(new.words)] + ([new.articles[like].place(new.articles[like].text)] if like else [])
    of = _OF.match(sentence, cited.end())
    return found("former-article", WARNING, passage.place(cited[0] + (of[0] if of else "")), says, others)


def _most_alike(text: str, articles: dict[str, Passage]) -> str | None:
    """Return the article that has the most long words of a text, by their stems, when they are enough to tell."""
    words = _stems(text)
    shared = {number: len(words & _stems(article.text)) for number, article in articles.items()}
    like = {number: shared[number] / len(words | _stems(article.text)) for number, article in articles.items() if words}
    best = max(like, key=lambda number: like[number], default=None)
    return best if best and shared[best] >= 4 else None


def _stems(text: str) -> set[str]:
    return {word[:6] for word in words_of(text) if len(word) > 5}


def former_words(document: Document, around: Around) -> Iterator[Finding]:
    """Report words quoted as the constitution's that another section says the previous one used."""
    texts = [passage for passage in passages(document) if passage.kind in ("sections", "glance", "initiatives")]
    former = {
        said[1].strip(" .,;").casefold(): (passage, said[0])
        for passage in texts
        for said in _FORMER_WORDS.finditer(passage.text)
    }
    for words, (source, said) in former.items():
        for passage in texts:
            if words not in passage.text.casefold() or passage.title == source.title:
                continue
            for sentence in sentences(passage.text):
                if words in sentence.casefold() and "Constitution" in sentence and not _PAST.search(sentence):
                    says = f"“{source.title}” calls these words of the previous Constitution. Quote the present one."
                    place = passage.place(sentence)
                    yield found("former-article", WARNING, place, says, [source.place(said)])
