"""The address of every kind of public page, and of every state that a kind can be in, on the crowded site."""

from typing import Any
from urllib.parse import quote

from django.urls import reverse

from tests.public.crawl import public_patterns

SLUGS = {"public:treaty": "iccpr"}
STATES = {
    "a filtered list": "/laws/?topic=formation&country=invented-india&sort=title",
    "a filtered list without a result": "/laws/?words=xyzzy",
    "initiatives that are overdue": "/initiatives/?overdue=yes",
    "a page with all subheadings open": "/countries/kazakhstan/?open=all",
    "an invented page": "/countries/invented-india/",
    "an archived page": "/countries/invented-laos/",
    "the first edition": "/countries/kazakhstan/editions/1/",
    "what the first edition holds": "/countries/kazakhstan/changes/1/",
    "changes over several editions": "/countries/kazakhstan/changes/4/?since=1",
    "a passage that stands": "/cite/{unchanged}/",
    "a passage that was reworded": "/cite/{reworded}",
    "a passage that was removed": "/cite/{removed}/",
    "a search": "/search/?q=association",
    "a search among one kind of one country": "/search/?q=law&country=kazakhstan&kind=laws",
    "a search with a suggestion": "/search/?q=asociation",
    "a search for a country": "/search/?q=kazakhstan",
    "a search that finds nothing": "/search/?q=xyzzyplugh",
    "two countries side by side": "/compare/?country=kazakhstan&country=invented-india",
    "two countries on one topic": "/compare/?country=kazakhstan&country=invented-india&topic=formation",
    "five countries side by side": "/compare/?{five}",
    "one country to be put beside another": "/compare/?country=kazakhstan",
    "treaties filtered": "/treaties/?treaty=iccpr&status=signed",
    "treaties without a result": "/treaties/?treaty=iccpr&status=withdrawn&covered=on",
    "a country with treaties and no page": "/treaties/countries/fr/",
    "updates of one country and topic": "/updates/?country=kazakhstan&topic=formation",
}
REFUSED = {
    "a list asked for nonsense": (400, "/laws/?topic=nonsense&year_from=soon"),
    "a place after the end of a list": (400, "/news/?after=99999"),
    "a day that is none": (400, "/countries/kazakhstan/on/?date=2026-02-31"),
    "a day before the first edition": (404, "/countries/kazakhstan/on/1999-01-01/"),
    "an edition that is not there": (404, "/countries/kazakhstan/editions/99/"),
    "a withdrawn page": (410, "/countries/erewhon/"),
    "a page that never was": (404, "/countries/nowhere/"),
    "a record that never was": (404, "/laws/00000000-0000-4000-8000-000000000000/"),
    "a passage that never was": (404, "/cite/00000000-0000-4000-8000-000000000000/"),
    "a request that makes no sense": (400, "/cite/{unchanged}/?edition=soon"),
    "an address that cannot be read": (400, "/countries/?sort=%00"),
    "a search for too much": (400, f"/search/?q={quote('long ' * 70)}"),
}


def every_kind(made: dict[str, Any]) -> dict[str, tuple[int, str]]:
    """Return the status and address of every public pattern, and of every state; KeyError: give it an example."""
    five = "&".join(f"country={slug}" for slug in made["countries"][:5])
    kinds = {name: (200, _address(name, pattern, made["arguments"])) for name, pattern in public_patterns()}
    kinds |= {name: (200, address.format(five=five, **made)) for name, address in STATES.items()}
    return kinds | {name: (status, address.format(**made)) for name, (status, address) in REFUSED.items()}


def _address(name: str, pattern: Any, examples: dict[str, Any]) -> str:
    values = {argument: examples[argument] for argument in pattern.pattern.converters}
    if "record_id" in values:
        values["record_id"] = examples["record_id"]["laws" if name == "public:law" else "initiatives"]
    if name in SLUGS:
        values["slug"] = SLUGS[name]
    return reverse(name, kwargs=values)
