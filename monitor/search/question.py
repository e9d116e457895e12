"""What a reader asks, and the same as an expression for FTS5 or a tsquery, made of stems alone."""

import re
from dataclasses import dataclass, replace

from django.db import connection

from .words import STOP_WORDS, fold, plain, stem, tokens

MOST_TERMS = 12
SHORTEST_BEGINNING = 3
_PIECE = re.compile(r'"([^"]*)"|“([^”]*)”|«([^»]*)»|([^\s"“”«»]+)')
_NOTHING = "xz0none"  # a word that no entry has


@dataclass(frozen=True, slots=True)
class Term:
    """One word, or the words of a phrase in order; `beginning` is set where words that begin so are meant as well.

    `marks` are countries that count in the word's place, when it is a country's name.
    """

    words: tuple[str, ...]
    stems: tuple[str, ...]
    beginning: str = ""
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """What an entry must have: every term, and every mark."""

    terms: tuple[Term, ...]
    marks: tuple[str, ...] = ()

    @property
    def stems(self) -> frozenset[str]:
        return frozenset(each for term in self.terms for each in term.stems)

    @property
    def words(self) -> list[str]:
        return [word for term in self.terms for word in term.words]

    @property
    def beginning(self) -> str:
        return self.terms[-1].beginning if self.terms else ""

    def with_beginning(self) -> "Question | None":
        """Return the question with its last word taken as a beginning too; None where it is a phrase, or too short."""
        last = self.terms[-1] if self.terms else None
        if last is None or last.beginning or len(last.words) > 1 or len(last.words[0]) < SHORTEST_BEGINNING:
            return None
        return replace(self, terms=(*self.terms[:-1], replace(last, beginning=last.words[0])))


def read(words: str, marks: tuple[str, ...] = ()) -> Question:
    """Read what was typed: words that must all be there, phrases in quotes, and beginnings that end in a star."""
    terms: list[Term] = []
    for piece in _PIECE.finditer(plain(words)):
        phrase = piece[1] or piece[2] or piece[3]
        found = [match[0] for match in tokens(phrase or piece[4] or "")]
        if phrase:
            terms += [_term(found)] if found else []
        else:
            terms += [_term([word]) for word in found]
            if found and piece[4].endswith("*") and len(terms[-1].words[0]) >= SHORTEST_BEGINNING:
                terms[-1] = replace(terms[-1], beginning=terms[-1].words[0])
    said = [term for term in terms if len(term.words) > 1 or term.words[0] not in STOP_WORDS]
    return Question(tuple(dict.fromkeys(said or terms))[:MOST_TERMS], marks)


def _term(found: list[str]) -> Term:
    return Term(tuple(fold(word) or "0" for word in found), tuple(stem(word) for word in found))


def country_mark(country_id: object) -> str:
    return f"xc0{str(country_id).replace('-', '')}"


def kind_mark(kind: str) -> str:
    return f"xk0{kind.replace('_', '')}"


def topic_mark(topic: str) -> str:
    return f"xt0{topic.replace('-', '')}"


# In the databases' words ----------------------------------------------------------------------------------------------


def found_ids(question: Question) -> tuple[str, list[str]]:
    """Return the SQL that gives the ids of all entries that answer a question, and its parameters."""
    expression, params = _expression(question)
    if connection.vendor == "postgresql":
        sql = "SELECT id FROM search_index WHERE words @@ to_tsquery('simple', "
    else:
        sql = "SELECT rowid FROM search_index WHERE search_index MATCH ("
    return f"{sql}{expression})", params


def _expression(question: Question) -> tuple[str, list[str]]:
    """Return the expression as SQL: a parameter, or parameters round a list of words that is looked up."""
    if not question.terms:
        return "%s", [_quoted((_NOTHING,))]
    both, either = (" & ", " | ") if connection.vendor == "postgresql" else (" AND ", " OR ")
    parts, params = ["%s"], [""]
    for number, term in enumerate(question.terms):
        others = [_quoted((mark,)) for mark in term.marks]
        params[-1] += (both if number else "") + "(" + either.join([_quoted(term.stems), *others])
        if term.beginning:
            params[-1] += either
            parts += [_FORMS[connection.vendor], "%s"]
            params += [_FROM[connection.vendor].format(term.beginning), ")"]
        else:
            params[-1] += ")"
    params[-1] += "".join(both + _quoted((mark,)) for mark in question.marks)
    return f"({' || '.join(parts)})", params


def _quoted(stems: tuple[str, ...]) -> str:
    """Quote stems, which are letters and digits only, as one word or phrase."""
    if connection.vendor == "postgresql":
        return "(" + " <-> ".join(f"'{each}'" for each in stems) + ")"
    return '"' + " ".join(stems) + '"'


_FROM = {"sqlite": "{}*", "postgresql": "{}%"}
_FORMS = {
    "sqlite": """(SELECT coalesce(group_concat('"' || stem || '"', ' OR '), '"xz0none"') FROM (
        SELECT DISTINCT stem FROM search_searchword WHERE word GLOB %s LIMIT 80))""",
    "postgresql": """(SELECT coalesce(string_agg('''' || stem || '''', ' | '), 'xz0none') FROM (
        SELECT DISTINCT stem FROM search_searchword WHERE word LIKE %s LIMIT 80) AS forms)""",
}  # the words that begin so, of which a stem may be shorter than what was typed (“associati”)
