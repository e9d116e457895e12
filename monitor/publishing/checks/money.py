"""A sum whose conversion into another currency is off, going by the rates that the page itself uses."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median
from typing import Self

from ..document import Document
from .dates_in_text import YEAR
from .finding import ERROR, WARNING, Around, Finding, found
from .passages import Passage, passages

_TENFOLD = 9.5  # a slip of a digit, with room for the rounding of both sums
_A_TENTH = 0.1  # a rate of another year; reported only where the page's other sums agree among themselves
_MANY = 3  # pairs of one kind, of which the middle one is trusted
_ENOUGH = 4
_SCALES = {"thousand": 3, "million": 6, "mln": 6, "billion": 9, "bln": 9, "bn": 9, "trillion": 12}
_FOREIGN = {
    "$": "USD",
    "us$": "USD",
    "usd": "USD",
    "dollar": "USD",
    "€": "EUR",
    "eur": "EUR",
    "euro": "EUR",
    "£": "GBP",
}
_LOCAL = {
    "afghani", "baht", "birr", "bolívar", "boliviano", "cedi", "colón", "dalasi", "denar", "dinar", "dirham", "dobra",
    "dong", "dram", "escudo", "forint", "franc", "gourde", "guaraní", "hryvnia", "kina", "kip", "kwacha", "kwanza",
    "kyat", "lari", "lek", "lempira", "leone", "leu", "lev", "lilangeni", "lira", "loti", "manat", "metical", "naira",
    "nakfa", "ngultrum", "ouguiya", "peso", "pound", "pula", "quetzal", "rand", "real", "rial", "riel", "ringgit",
    "riyal", "rouble", "ruble", "rufiyaa", "rupee", "rupiah", "shekel", "shilling", "sol", "som", "somoni", "soum",
    "sum", "taka", "tenge", "tugrik", "yuan", "zloty",
}  # fmt: skip
"""Names of currencies; on a country's page they are its own."""
_NUMBER = r"(?P<{0}>[0-9]{{1,3}}(?:,[0-9]{{3}}){{1,5}}(?:\.[0-9]{{1,4}})?|[0-9]{{1,15}}(?:\.[0-9]{{1,4}})?)(?![0-9])"
_SCALE = r"(?: (?P<{0}>thousand|million|mln|billion|bln|bn|trillion))?"
_MARK = r"(?P<{0}>US\$|[$€£]|(?<![A-Z])[A-Z]{{3}}(?= |[0-9]))"
_ROUGHLY = (
    r"(?:(?:approximately|approx\.?|about|around|roughly|some|nearly|equivalent to|equal to|or|i\.e\.,?|=|~|≈) ?){0,3}"
)
_CONVERTED = re.compile(
    rf"(?: ?\(|,? or |,? equivalent to ){_ROUGHLY}"
    rf"(?:{_MARK.format('mark')} ?{_NUMBER.format('sum')}{_SCALE.format('scale')}"
    rf"|{_NUMBER.format('sum2')}{_SCALE.format('scale2')} (?P<name>(?:[A-Z][A-Za-z]{{1,20}} )?[A-Za-z]{{3,12}}))"
)
_SOURCE = re.compile(
    rf"(?<![\w.,$€£])(?:{_MARK.format('mark')} ?)?{_NUMBER.format('sum')}{_SCALE.format('scale')}"
    r"(?P<name>(?: [A-Za-z][A-Za-z-]{0,20}){0,4})$"
)
_RATE = re.compile(
    r"\b(?P<unit>[A-Z]{3,6})s?\b\)?(?: in [A-Z]\w{1,20})? (?:is|was|equals|=|has stood at|stands at|amounts to) "
    rf"(?:{_MARK.format('mark')} ?)?{_NUMBER.format('sum')}{_SCALE.format('scale')}"
    r"(?P<name>(?: [A-Za-z]{2,20}){0,2})"
)
_RANGE = re.compile(r" ?(?:[-–—]|to) ?[$€£]?[0-9]")
_AS_OF = re.compile(rf"[^().;]{{0,40}}?\b({YEAR})\b")
_HAS_NUMBER = re.compile(r"[0-9]")
_CLOSES = re.compile(r"[^()]{0,60}\)")
_REACH = 160

_RANGED = re.compile(r"[0-9] ?(?:[-–—]|to) ?$")
_MEASURES = {"unit", "wage", "salary", "salarie", "indicator", "index", "rate", "minimum"}


@dataclass(frozen=True, slots=True)
class _Sum:
    """A number of units; `rounding` is the share by which it may be off as it is written."""

    number: float
    rounding: float
    unit: str
    name: str

    @classmethod
    def read(cls, match: re.Match[str], iso2: str) -> Self | None:
        """Return a sum above nothing, in a unit that sums are given in; the country's own money is `local`."""
        groups = match.groupdict()
        digits = (groups["sum"] or groups["sum2"]).replace(",", "")
        named = (groups["mark"] or groups["name"] or "").split()
        if not named or not float(digits):
            return None
        unit = _unit(named[-1], iso2)
        scale = _SCALES.get(groups["scale"] or groups.get("scale2") or "", 0)
        rounding = 0.5 / 10 ** len(digits.partition(".")[2]) / float(digits)
        name = unit if unit in _FOREIGN.values() else named[-1].removesuffix("s")
        return cls(float(digits) * 10**scale, rounding, unit, name) if unit else None

    @property
    def is_money(self) -> bool:
        return self.unit == "local" or self.unit in _FOREIGN.values()


def _unit(name: str, iso2: str) -> str:
    """Return one name for all the names of a unit; nothing for what is not one, as in “10 members ($50)”."""
    word = name.casefold()
    word = word if word in _FOREIGN or word in _LOCAL else word.removesuffix("s")
    if word in _LOCAL or (iso2 and len(name) == 3 and name.startswith(iso2)):
        return "local"
    abbreviated = sum(letter.isupper() for letter in name) > 1
    return _FOREIGN.get(word, word if abbreviated or word in _MEASURES else "")


@dataclass(frozen=True, slots=True)
class _Pair:
    """One sum in two units, as a text has it."""

    passage: Passage
    words: str
    one: _Sum
    other: _Sum
    year: int | None = None
    stated: bool = False

    @property
    def units(self) -> tuple[str, str]:
        return self.one.unit, self.other.unit

    @property
    def quotient(self) -> float:
        """What one unit of the first is in the second."""
        return self.other.number / self.one.number


def conversion(document: Document, around: Around) -> Iterator[Finding]:
    """Report sums off by a factor of ten, and one that is off by a tenth where all others agree."""
    iso2 = (document["country"]["iso2"] or "").upper()
    rates: dict[tuple[str, str], list[_Pair]] = {}
    for passage in passages(document):
        if _HAS_NUMBER.search(passage.text):
            for pair in (*_stated(passage, iso2), *_pairs(passage, iso2)):
                rates.setdefault(pair.units, []).append(pair)
    trusted = _Trusted()
    for pairs in sorted(rates.values(), key=lambda pairs: (not any(pair.stated for pair in pairs), len(pairs) < _MANY)):
        rate, witness = trusted.reference(pairs)
        for pair in pairs:
            if _factor(pair, rate) >= _TENFOLD:
                yield _finding(ERROR, pair, rate, witness)
        if odd := _odd_one(pairs, rate, (around.stamp or around.today).year):
            yield _finding(WARNING, odd, rate, witness)


def _factor(pair: _Pair, rate: float) -> float:
    return max(rate / pair.quotient, pair.quotient / rate)


def _finding(level: str, pair: _Pair, rate: float, witness: _Pair) -> Finding:
    one, other = pair.one.name, pair.other.name
    factor = _factor(pair, rate)
    how = f"a factor of about {factor:,.0f}" if factor >= 2 else f"about {(factor - 1) * 100:.0f} percent"
    one, other, rate = (one, other, rate) if rate >= 0.1 else (other, one, 1 / rate)
    says = (
        f"This conversion is off by {how}: elsewhere on the page 1 {one} is about {rate:,.2f} {other}. "
        "Work it out again, or correct the sum."
    )
    return found("conversion", level, pair.passage.place(pair.words), says, [witness.passage.place(witness.words)])


class _Trusted:
    """The rates read so far, the surest first: those that a text states, then those that most sums agree on."""

    def __init__(self) -> None:
        self._rates: dict[str, dict[str, tuple[float, _Pair]]] = {}

    def reference(self, pairs: list[_Pair]) -> tuple[float, _Pair]:
        """Return the page's own rate, and a place that has it: of like pairs, else by a third unit, else the first."""
        one, other = pairs[0].units
        rate = median(pair.quotient for pair in pairs)
        witness = min(pairs, key=lambda pair: _factor(pair, rate))
        if len(pairs) < _MANY:
            rate, witness = self._by_a_third(one, other) or (pairs[0].quotient, pairs[0])
        self._rates.setdefault(one, {}).setdefault(other, (rate, witness))
        self._rates.setdefault(other, {}).setdefault(one, (1 / rate, witness))
        return rate, witness

    def _by_a_third(self, one: str, other: str) -> tuple[float, _Pair] | None:
        forth, back = self._rates.get(one, {}), self._rates.get(other, {})
        if other in forth:
            return forth[other]
        middle = min(forth.keys() & back.keys(), default=None)
        return (forth[middle][0] / back[middle][0], back[middle][1]) if middle else None


def _odd_one(pairs: list[_Pair], rate: float, year: int) -> _Pair | None:
    """Return the only pair to depart from a rate on which the others agree, beyond rounding and in the same year."""
    off = [pair for pair in pairs if abs(pair.quotient / rate - 1) > _A_TENTH + pair.one.rounding + pair.other.rounding]
    if len(pairs) < _ENOUGH or len(off) != 1 or _factor(off[0], rate) >= _TENFOLD:
        return None
    return off[0] if off[0].passage.kind != "news" and off[0].year in (None, year) else None


def _pairs(passage: Passage, iso2: str) -> Iterator[_Pair]:
    """Read “6.5 MCIs (approximately $57)” and “150 MCIs, or about $1,345”; a range has no one rate."""
    for converted in _CONVERTED.finditer(passage.text):
        before = _before(passage.text, converted.start())
        source = _last_sum(before)
        if not source or _RANGE.match(passage.text, converted.end()) or _RANGED.search(before[: source.start()][-5:]):
            continue
        one, other = _Sum.read(source, iso2), _Sum.read(converted, iso2)
        if not (one and other) or one.unit == other.unit or not other.is_money:
            continue
        closes = _CLOSES.match(passage.text, converted.end()) if "(" in converted[0] else None
        begin = max(converted.start() - _REACH, 0) + source.start()
        words = passage.text[begin : closes.end() if closes else converted.end()]
        dated = _AS_OF.match(passage.text, converted.end())
        yield _Pair(passage, words, one, other, year=int(dated[1]) if dated else None)


def _before(text: str, end: int) -> str:
    """Return what stands before a conversion, without another bracket between it and its sum."""
    before = text[max(end - _REACH, 0) : end]
    bracket = before.rfind(" (") if before.endswith(")") else -1
    return before[:bracket] if bracket >= 0 else before


def _last_sum(before: str) -> re.Match[str] | None:
    """Return the sum that a text ends with; looking back from its last digit is cheaper than trying each number."""
    digit = max(before.rfind(digit) for digit in "0123456789")
    start = len(before[: digit + 1].rstrip("0123456789,."))
    return _SOURCE.search(before, max(start - 4, 0))


def _stated(passage: Passage, iso2: str) -> Iterator[_Pair]:
    """Read “the Minimum Calculating Indicator (MCI) is 4,325 tenge”."""
    for rate in _RATE.finditer(passage.text):
        one, other = _Sum(1.0, 0.0, rate["unit"].casefold(), rate["unit"]), _Sum.read(rate, iso2)
        if other and other.is_money and other.unit != one.unit:
            yield _Pair(passage, rate[0], one, other, stated=True)
