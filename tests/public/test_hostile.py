"""What hostile readers ask of every public address, and what hostile words do to every answer."""

import csv
import io
import json
import random
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import quote
from xml.dom import minidom

import pytest
from django.apps import apps
from django.db import models
from django.test import Client

from countries.fields import AddressField, HTMLField, PartialDateField
from countries.models import Country, Section
from legal.models import Law
from monitor.publishing.publish import publish
from tests.builders import make_published, make_ratification, make_whole_country

from .crawl import EXAMPLES, crawl, public_patterns

SEED, REQUESTS = 20_260_331, 300
_PIECES = [
    "0", "-1", "99999", "9" * 40, "%ff", "%ed%a0%80", "٣", "..", "%2e%2e%2f", "%0d%0aX:y", "a" * 3000, "1e309",
    "x.json",
    "\u202ex", "e\u0301" * 300, "{{7*7}}", "'--", "\\evil", "0001-01-01", "9999-12-31", "99999-01-01", "2026-02-31",
    "2147483648", "9223372036854775808", "exe",
]  # fmt: skip
_VALUES = [
    *_PIECES, "", "NEAR(", "a* AND", '"', '""""', "“", ":*", "!", "-", "^", "col:x", "law OR", "(((", "[abc*", "a*",
    "%%%*",
    "law <-> law", "\\", "😀" * 100, "\ud800", "\ufffe", "\x01\x0b", "\u0301" * 1000, "ﷺ" * 100, "q" * 10_000, "İß",
    "law " * 60, "asociatoin lwa", "{}", "[null]", "null", "NaN", "freedonia", "formation", "newest", "title", "year",
]  # fmt: skip
_KEYS = [
    f"{value}~{tie}"
    for value in ("freedonia", "2026", "", "~", "2026-03-01T00:00:00", "2026-03-01T00:00:00+23:59",
                  "9999-12-31T23:59:59-23:59", "0001-01-01T00:00:00+23:59", "99999-01-01", "9" * 50, "1e309")
    for tie in ("1", "-1", "9" * 19, "9" * 100, "1.5", "x", "", "٣", "00000000-0000-4000-8000-000000000000")
]  # fmt: skip
_NAMES = [
    "q", "country", "kind", "topic", "words", "region", "status", "year_from", "year_to", "year", "language",
    "archived",
    "expected", "overdue", "stage", "updated", "checked", "state", "sort", "page", "open", "since", "date", "treaty",
    "covered", "edition", "changes",
]  # fmt: skip
_HEADERS: list[dict[str, str]] = [
    {},
    {"accept-encoding": "br;q=x, ,;;" * 50},
    {"if-none-match": 'W/"' * 50},
    {"if-modified-since": "Sun, 99 Nov 99999 99:99:99 GMT"},
    {"range": "bytes=9-1,a-"},
    {"x-forwarded-host": "evil.example"},
    {"x-forwarded-proto": "javascript"},
    {"cookie": f"session={'x' * 40}; csrf={'a' * 500}; theme=<script>"},
]
_INTERNALS = re.compile(r"Traceback|site-packages|psycopg|sqlite3\.|fts5:|DataError")

BREAKS_OUT = (
    "=1+1\"'><script>alert(1)</script><img src=x onerror=alert(2)>]]></title></script></style><!--{{ 7*7 }}{% now %}"
    '\x01\x0b\ufffe\u2028\u202e javascript:alert(3) http://a.example/"onmouseover="alert(4) \\ } @misc{x,\r\n'
    "TY  - JOUR\r\n"
    "&lt;script&gt;alert(5)&lt;/script&gt; <mark>"
)
_MARKUP = (
    f'<p onclick="alert(6)">{BREAKS_OUT.replace("<!--", "")}</p><p>&amp;lt;img src=x onerror=alert(7)&amp;gt; '
    '<a href="javascript:alert(8)">a</a> <a href="data:text/html,x">b</a> <a href="//evil.example/">c</a> '
    '<a href="http://a.example/?&quot; onmouseover=&quot;alert(9)">d</a> <small class="fn">e <script>f</script></small>'
    "</p>"
)
_RUNS = {"script", "iframe", "object", "embed", "base", "style", "img", "meta-refresh", "applet", "frame"}


def _asked(chance: random.Random) -> dict[str, list[str]]:
    """Make up a query: sometimes places in lists, sometimes one name many times, often several nonsense choices."""
    dice = chance.random()
    if dice < 0.15:
        return {chance.choice(["after", "before"]): [chance.choice([*_KEYS, *_VALUES])]}
    if dice < 0.2:
        return {"country": ["freedonia", "nowhere", ""] * 20}
    if dice < 0.22:
        return {f"x{number}": ["1"] for number in range(600)}
    return {chance.choice(_NAMES): [chance.choice(_VALUES)] for _ in range(chance.randrange(4))}


def _address(pattern: str, chance: random.Random) -> str:
    """Fill an address's places with what belongs there, or with a hostile piece."""

    def piece(place: re.Match[str]) -> str:
        known = [str(value) for value in EXAMPLES[place[1]]]
        return quote(chance.choice(known if chance.random() < 0.6 else _PIECES), safe="%/.")

    return "/" + re.sub(r"<(?:\w+:)?(\w+)>", piece, pattern)


def _requests() -> Iterator[tuple[str, str, dict[str, str]]]:
    """Yield method, address with query, and headers: every route in turn, the same at every run."""
    chance = random.Random(SEED)
    patterns = [str(pattern.pattern) for _, pattern in public_patterns()]
    for number in range(REQUESTS):
        address = _address(patterns[number % len(patterns)], chance)
        pairs = [
            (name, one) for name, value in _asked(chance).items() for one in (value if type(value) is list else [value])
        ]
        query = "&".join(f"{name}={quote(value.encode(errors='surrogatepass'))}" for name, value in pairs)
        yield (
            chance.choice(["get"] * 12 + ["head", "post", "options", "trace"]),
            f"{address}?{query}",
            chance.choice(_HEADERS),
        )


def test_no_hostile_request_is_a_fault_or_tells_of_our_insides(published: Country):
    client, faults = Client(raise_request_exception=False), []
    for method, address, headers in _requests():
        answer = getattr(client, method)(address, headers=headers)
        said = f"{answer.headers}{answer.getvalue().decode()}"
        cookies = [name for name in answer.cookies if (address[:6], name) != ("/tips/", "csrf")]
        told = _INTERNALS.findall(said) + re.findall("evil.example", said) + cookies
        if answer.status_code >= 500 or told:
            faults.append((answer.status_code, method, address[:100], told))

    assert faults == []


def test_the_same_is_asked_at_every_run():
    assert list(_requests()) == list(_requests())


@pytest.mark.parametrize("key", _KEYS)
def test_the_stream_goes_on_from_no_nonsense(published: Country, client: Client, key: str):
    assert client.get("/updates/", {"after": key}).status_code in (200, 400)


# What is said of hostile words ---------------------------------------------------------------------------------------


def _hostile(field: models.Field) -> str | None:
    """Return the worst that a column can hold past all forms; None for one that is no free text."""
    if isinstance(field, HTMLField):
        return _MARKUP
    free = isinstance(field, models.CharField | models.TextField) and not (field.choices or field.primary_key)
    if not free or isinstance(field, PartialDateField | AddressField | models.SlugField) or field.name == "iso2":
        return None
    return BREAKS_OUT if (field.max_length or 999) > 30 else '"><b>'


def _fill(country: Country, prefix: str = "") -> None:
    """Write hostile words into every text of a page and save it as an import or a shell would."""
    for label in ("countries", "legal"):
        for model in apps.get_app_config(label).get_models():
            for row in model._default_manager.all():
                for field in model._meta.concrete_fields:
                    if (words := _hostile(field)) is not None:
                        start = "" if isinstance(row, Country) else prefix
                        setattr(row, field.attname, f"{start}{words}"[: field.max_length])
                row.save()


@pytest.fixture
def hostile(db) -> Country:
    """A page in two editions whose every text wants to break out; in the second all of it changed."""
    country = make_whole_country("Freedonia", region="x")
    make_ratification("icescr", country=country)
    Law.objects.create(country=country, title="Another", kind="law")
    _fill(country)
    publish(country, note=BREAKS_OUT)
    _fill(country, "-changed ")
    Section.objects.filter(country=country, topic="introduction").delete()
    publish(country, note=f"@{BREAKS_OUT}")
    return country


class _Page(HTMLParser):
    """Gathers what of a page could run, load or lead astray."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []
        self._data = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._data = tag == "script" and given.get("type") == "application/ld+json"
        ours = self._data or (tag == "script" and given.get("src", "").startswith("/static/"))
        if tag in _RUNS and not ours:
            self.faults.append(f"<{tag} {given}>"[:200])
        self.faults += [
            f"{tag} {name}" for name in given if name.startswith("on") or not re.fullmatch("[a-z:-]+[12]?", name)
        ]
        self.faults += [
            f"{tag} {name}={given[name]}"
            for name in ("href", "src", "action")
            if re.match(r"\s*(//|(?!https?:|mailto:|data:image/svg)[a-z]+:)", given.get(name, ""), re.I)
        ]

    def handle_endtag(self, tag: str) -> None:
        self._data = False

    def handle_data(self, data: str) -> None:
        if self._data:
            json.loads(data)


def _faults_of(address: str, answer: str) -> list[str]:
    """Return what is wrong with an answer, read as what it says that it is; raise where it cannot be read."""
    head, body = answer.split("\n", 1)
    if "text/html" in head:
        page = _Page()
        page.feed(body)
        return page.faults
    if "xml" in head:
        minidom.parseString(body)  # nosec B318  # our own
    elif "json" in head:
        json.loads(body)
    elif "text/csv" in head:
        cells = [cell for row in csv.reader(io.StringIO(body, newline="")) for cell in row]
        return [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))]
    elif "bibtex" in head:
        return [address] if body.count("{") != body.count("}") or re.search("^@", body[1:], re.M) else []
    elif "research-info" in head:
        return [line for line in body.split("\r\n") if line and not re.match("[A-Z][A-Z0-9]  - [^\n]*$", line)]
    return []


def test_no_stored_word_runs_leads_astray_or_breaks_a_file(hostile: Country, client: Client):
    make_published("Sylvania")
    answers = crawl(client)
    answers |= {
        address: f"{answer.headers}\n{answer.getvalue().decode()}"
        for address in ["/search/?q=alert", '/search/?q="script alert"', "/search/?q=alret", "/search/?q=aler*",
                        "/compare/?country=freedonia&country=sylvania", "/?q=<script>", "/<script>alert(1)</script>"]
        for answer in [client.get(address)]
    }  # fmt: skip

    assert len(answers) > 100
    found = {address: faults[:3] for address, answer in answers.items() if (faults := _faults_of(address, answer))}
    assert found == {}


# What staff see ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address", ["/", "/countries/", "/countries/freedonia/", "/laws/", "/search/?q=fee", "/nowhere/"]
)
def test_who_works_here_reads_what_all_read(published: Country, office: Client, client: Client, address: str):
    ours, theirs = office.get(address), client.get(address)

    assert ours.content == theirs.content
    assert (ours.headers, dict(ours.cookies)) == (theirs.headers, {})
