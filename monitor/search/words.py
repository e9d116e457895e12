"""The one analysis of texts and questions: words, folded and cut to their stems, the same on both databases.  Pure.

English and Russian word forms meet in one stem, whatever the page's language: Cyrillic words are stemmed as Russian,
Latin ones as English; accents, case and vowel points do not count.  Every word of a text has exactly one stem, so that
the stems beside a text say which of its words a question means (highlight.py).
"""

import re
import threading
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

import Stemmer

MOST_WORDS = 10_000  # of one text; what lies behind them is not found
_LONGEST = 40
_POINTS = "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670"  # accents and vowel points, set apart
WORD = re.compile(rf"[^\W_]+(?:[{_POINTS}]+[^\W_]*)*(?:['’]s\b)?")
_POSSESSIVE = re.compile("['’]s$")
_NO_SOUND = re.compile("[\u0640ʰ-˿]")  # the Arabic stroke, and what transliterations have for ʿayn and hamza
_ARABIC = str.maketrans("ىة", "يه")
_ONE_FAMILY = {"registr": "regist", "registri": "regist"}  # the English stemmer parts registration from register
_here = threading.local()

_SAY_LITTLE = """
    a an and any are as at be been by can did do does for from had has have how if in into is it its may no not of on or
    s so such that the their there these this those to was were what when where which who will with
    а без бы в во для до же за и из или к как ко ли на не но о об от по при с со так то у что это
"""
STOP_WORDS = frozenset(_SAY_LITTLE.split())


def tokens(text: str) -> Iterator[re.Match[str]]:
    """Yield the words of a text (in NFC) with where they stand, at most MOST_WORDS."""
    return islice(WORD.finditer(text), MOST_WORDS)


def plain(text: str) -> str:
    """Return a text as it is kept: composed, white space folded, without what no database keeps."""
    return " ".join(unicodedata.normalize("NFC", text).replace("\0", " ").split())


@lru_cache(maxsize=65_536)
def fold(word: str) -> str:
    """Return a word without case, accents and vowel points."""
    word = _NO_SOUND.sub("", _POSSESSIVE.sub("", word).casefold())
    if is_cyrillic(word):
        letters = "".join(letter for letter in unicodedata.normalize("NFC", word) if letter.isalnum())
        return letters.replace("ё", "е")[:_LONGEST]  # й stays: it is a letter of its own
    apart = unicodedata.normalize("NFKD", word)
    return "".join(letter for letter in apart if letter.isalnum()).translate(_ARABIC)[:_LONGEST]


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """Return the stem of a word as it stands in a text; never empty."""
    folded = fold(word)
    if is_cyrillic(folded):
        return _stemmer("russian").stemWord(folded) or folded
    if folded.isascii() and not folded.isdigit():
        found = _stemmer("english").stemWord(folded)
        return _ONE_FAMILY.get(found, found) or "0"
    return folded or "0"


def stems(text: str) -> str:
    """Return the stems of a text, one for each word, between blanks."""
    return " ".join(stem(match[0]) for match in tokens(text))


def is_cyrillic(word: str) -> bool:
    return bool(word) and "\u0400" <= word[0] <= "\u052f"


def _stemmer(language: str) -> Stemmer.Stemmer:
    """A stemmer keeps a state of its own: each thread has another."""
    stemmers = _here.__dict__
    if language not in stemmers:
        stemmers[language] = Stemmer.Stemmer(language)
    return stemmers[language]
