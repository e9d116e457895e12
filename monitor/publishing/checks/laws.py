"""One law with two dates; a law replaced by none that is on the page, or replaced and still cited."""

import re
from collections.abc import Iterator

from countries.partial_dates import PartialDate

from ..document import Document, Law
from .finding import ERROR, WARNING, Also, Around, Finding, also, dated, disagree, found
from .finding import day_of as day_from
from .law_names import LawNames, words_of
from .mentions import Mention, mentions
from .passages import passages, sentences

_GONE = ("replaced", "repealed")
_PAST_TOPICS = ("historical-notes", "recent-developments")
_SAYS_SO = re.compile(r"\b(?:supersed|replac|repeal|abrogat|amend|former|previous|earlier|until|no longer|old)", re.I)


def two_dates(document: Document, around: Around) -> Iterator[Finding]:
    """Report a law whose date differs, or is known more exactly, elsewhere in the list or in a text."""
    names = LawNames(document)
    yield from _in_the_list(names)
    undated: dict[tuple[str, ...], Mention] = {}
    for mention in mentions(passages(document), names):
        if any(law["date"] for law in mention.laws):
            yield from _against_the_list(mention)
        elif mention.cited:
            first = undated.setdefault(mention.name, mention)
            if disagree(first.day, mention.day):
                yield _two_dates(ERROR, mention.place, mention.day, first.place, first.day)


def _in_the_list(names: LawNames) -> Iterator[Finding]:
    for laws in names.same():
        first, *others = [law for law in laws if law["status"] not in _GONE] or laws[:1]
        for law in others:
            one, other = day_from(first["date"]), day_from(law["date"])
            if one and other and one != other:
                level = ERROR if disagree(one, other) else WARNING
                yield _two_dates(level, _listed(law), other, _listed(first), one)


def _against_the_list(mention: Mention) -> Iterator[Finding]:
    known = [(law, day) for law in mention.laws if (day := day_from(law["date"]))]
    agreeing = [(law, day) for law, day in known if not disagree(mention.day, day)]
    if known and not agreeing:
        law, day = known[0]
        level = ERROR if mention.cited else WARNING
        yield _two_dates(level, mention.place, mention.day, _listed(law), day)
    elif agreeing and not any(_as_exact(mention, day.precision) for _, day in agreeing):
        law, day = agreeing[0]
        yield _two_dates(WARNING, mention.place, mention.day, _listed(law), day)


def _as_exact(mention: Mention, precision: str) -> bool:
    """A text may be less exact than the list, but a date in brackets is a citation and should be the same."""
    exact = {"year": 0, "month": 1, "day": 2}
    one, other = exact[mention.day.precision], exact.get(precision, 0)
    return one == other or (one < other and (one == 0 or not mention.cited))


def _two_dates(level: str, place: Also, day: PartialDate, other: Also, other_day: PartialDate) -> Finding:
    how = "differently" if disagree(day, other_day) else "more exactly in one place than in the other"
    says = f"This law is dated {how}: {day} here, {other_day} there. Find the right date and use it in both places."
    return found("two-dates", level, place, says, [other])


def _listed(law: Law) -> Also:
    return also("laws", law, dated(law["title"], law["date"]))


def missing_successor(document: Document, around: Around) -> Iterator[Finding]:
    """Report a law that gives way to one that the page does not have."""
    ids = {law["id"] for law in document["laws"] if law["id"]}
    for law in document["laws"]:
        if law["replaced_by"] and law["replaced_by"] not in ids:
            says = "It is said to be replaced by a law that is not on this page. Add the new law, or choose another."
            yield found("missing-successor", ERROR, _listed(law), says)


def replaced_but_cited(document: Document, around: Around) -> Iterator[Finding]:
    """Report a text that goes on citing a law which the list calls replaced or repealed."""
    names = LawNames(document)
    gone = {
        name: laws[0]
        for name, laws in names.items()
        if all(law["status"] in _GONE or law["replaced_by"] for law in laws)
    }
    if not gone:
        return
    seen = set()
    for passage in passages(document):
        if passage.topic in _PAST_TOPICS or passage.kind in ("laws", "news"):
            continue
        for sentence in sentences(passage.text):
            law = _first_of(gone, sentence)
            if not law or _SAYS_SO.search(sentence) or (passage.record_id, law["id"], passage.title) in seen:
                continue
            seen.add((passage.record_id, law["id"], passage.title))
            says = (
                "The list of laws has this law as replaced or repealed. Cite the one in force, or say that it is past."
            )
            yield found("replaced-but-cited", WARNING, passage.place(sentence), says, [_listed(law)])


def _first_of(gone: dict[tuple[str, ...], Law], sentence: str) -> Law | None:
    words = words_of(sentence)
    starts = {name[0] for name in gone}
    longest = max(len(name) for name in gone)
    for at, word in enumerate(words):
        if word in starts:
            for length in range(longest, 1, -1):
                if law := gone.get(tuple(words[at : at + length])):
                    return law
    return None
