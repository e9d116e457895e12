"""What publishing can make ahead of readers: anchors, footnotes, dates in words, the contents list.

`prepare` turns a Document into plain values for the templates (JSON, no objects) and `rendered` its lists into HTML, so
that showing a page is one query and little else.  Both are derived: `rebuild_register` makes them again.
"""

import re
from itertools import count
from typing import Any

from django.template.loader import render_to_string

from countries.partial_dates import PartialDate

from .blocks import text_of
from .document import Document, GlanceRow, Initiative, Law, NewsItem, Ratification, Section, records
from .headings import anchor_of, headline
from .models.redaction import WHY
from .passage_links import Citing

Prepared = dict[str, Any]

LANGUAGES = {
    "ar": "Arabic", "az": "Azerbaijani", "de": "German", "en": "English", "es": "Spanish", "fa": "Persian",
    "fr": "French", "hy": "Armenian", "ka": "Georgian", "kk": "Kazakh", "ku": "Kurdish", "ky": "Kyrgyz",
    "mn": "Mongolian", "pt": "Portuguese", "ru": "Russian", "tg": "Tajik", "tk": "Turkmen", "tr": "Turkish",
    "uk": "Ukrainian", "uz": "Uzbek", "zh": "Chinese",
}  # fmt: skip
_STATUS = {"party": "Party", "signed": "Signed", "none": "No", "withdrawn": "Withdrawn", "unknown": "Unknown"}
_BLOCK = re.compile(r"<(p|h4|h5|li|tr|hr)\b")
_ADDRESS = re.compile(r"://|www\.|@|\.(?:com|edu|gov|int|mil|net|org)\b", re.I)
_NOTE = re.compile(r'<small class="fn">(.*?)</small>', re.S)


def prepare(document: Document, citing: Citing | None = None) -> Prepared:
    """Return what the page's template shows, part by part in page order; with `citing`, a link beside every passage."""
    places = Places(places_of(document), citing)
    country = document["country"]
    return {
        "title": country["name"],
        "stamp": _date(document["last_updated"]),
        "sample": country.get("sample", False),
        "archived": country["state"] == "archived",
        "sources": _sources(document),
        "redactions": _redactions(document),
        "sections": _sections(document, places),
        "tips": {name: citing.tip(anchor) for name, anchor in LISTED_AT.items()} if citing else {},
        **_lists(document, places),
    }


def _lists(document: Document, places: "Places") -> Prepared:
    news = [_news(item, places) for item in document["news"]]
    laws = document["laws"]
    return {
        "glance": [_glance(row, places) for row in document["glance"]],
        "ratifications": [_ratification(row, places) for row in document["ratifications"]],
        "laws": [_law(law, places, laws) for law in laws],
        "initiatives": [_initiative(row, places) for row in document["initiatives"]],
        "rankings": [_picked(row, places, "index", "url", "value", "scale") for row in document["rankings"]],
        "reports": [{**_picked(row, places, "publisher"), "html": row["value"]} for row in document["reports"]],
        "news": [item for item in news if not item["archived"]],
        "archived_news": [item for item in news if item["archived"]],
        "key_facts": [_picked(row, places, "label", "value") for row in document["key_facts"]],
        "members": [_picked(row, places, "name", "group", "note") for row in document["members"]],
    }


def _sections(document: Document, places: "Places") -> dict[str, list[Prepared]]:
    """Return the sections by part; every anchor on the page is another, and none is the template's own."""
    parts: dict[str, list[Prepared]] = {part: [] for part in PARTS}
    taken = set(RESERVED)
    for section in document["sections"]:
        shown = _section(section, places)
        anchors = (shown["anchor"] + (f"-{n}" if n > 1 else "") for n in count(1))
        shown["anchor"] = next(anchor for anchor in anchors if anchor not in taken)
        taken.add(shown["anchor"])
        parts[section["part"]].append(shown)
    return parts


PARTS = ("overview", "legal_overview", "legal_analysis", "resources")
RESERVED = {
    "main", "contents-title", "key-facts", "at-a-glance", "legal-overview", "agreements", "laws", "initiatives",
    "members", "legal-analysis", "additional-resources", "rankings", "reports", "news", "archived-news",
}  # fmt: skip
"""The anchors that the page's template has."""

LISTS = (
    "glance", "key_facts", "ratifications", "laws", "initiatives", "members", "rankings", "reports", "news",
    "archived_news",
)  # fmt: skip

LISTED_AT = {  # the anchor of each list
    "glance": "at-a-glance", "key_facts": "key-facts", "ratifications": "agreements", "laws": "laws",
    "initiatives": "initiatives", "members": "members", "rankings": "rankings", "reports": "reports", "news": "news",
}  # fmt: skip


def rendered(page: Prepared) -> Prepared:
    """Return a prepared page with its lists as HTML under `html` (empty text for an empty list)."""
    html = {
        name: render_to_string(f"public/lists/{name}.html", {"rows": page[name]}).strip() if page[name] else ""
        for name in LISTS
    }
    return {**{key: value for key, value in page.items() if key not in LISTS}, "html": html}


def _sources(document: Document) -> list[str]:
    """Return the addresses that the page's sections name as their source, each once."""
    named = dict.fromkeys(section["source"] for section in document["sections"])
    return [source for source in named if source and source.startswith(("https://", "http://"))]


def _redactions(document: Document) -> list[Prepared]:
    """Return when, where and why (in kind) words were taken out of the edition."""
    facts = document["edition"].get("redactions", []) if "edition" in document else []
    return [
        {**_dated(fact["day"]), "why": WHY[fact["reason"]], "place": fact["place"], "sha256": fact["sha256"]}
        for fact in facts
    ]


def places_of(document: Document) -> dict[str, str]:
    """Give every block and record a short fragment of its own: the first digits of its id, as many as it takes."""
    ids = [str(record["id"]) for _, record in records(document)]
    ids += [str(block["id"]) for section in document["sections"] for block in section["blocks"]]
    places: dict[str, str] = {}
    taken: set[str] = set()
    for full in ids:
        plain = full.replace("-", "")
        short = next((f"p{plain[:length]}" for length in range(4, 33) if f"p{plain[:length]}" not in taken), full)
        taken.add(short)
        places[full] = short
    return places


def place_of(document: Document, record_id: object) -> str:
    """Return the fragment by which a record or block is reached on the page; nothing if it is not there."""
    return places_of(document).get(str(record_id), "")


class Places(dict[str, str]):
    """The fragment of every block and record, where each is cited, and where something is told about it."""

    def __init__(self, places: dict[str, str], citing: Citing | None) -> None:
        super().__init__(places)
        self.citing = citing

    def cite(self, record_id: object) -> str:
        return self.citing.address(self[str(record_id)]) if self.citing else ""

    def tip(self, record_id: object) -> str:
        return self.citing.tip(self[str(record_id)]) if self.citing else ""


def _placed(record: Any, places: "Places") -> Prepared:
    return {
        "at": places[str(record["id"])],
        "as_of": _date(record["as_of"]),
        "checked": _date(record["last_checked"]),
        "cite": places.cite(record["id"]),
        "tip": places.tip(record["id"]),
    }


def _date(iso: str | None, end: str | None = None) -> Prepared | None:
    """Return an ISO date as `{"iso", "words"}`; HTML has no form for a range, so `iso` is where it begins."""
    if not iso:
        return None
    return {"iso": iso, "words": PartialDate(iso, end or "").in_words()}


def _dated(iso: str) -> Prepared:
    return {"iso": iso, "words": PartialDate(iso, "").in_words()}


def _picked(record: Any, places: "Places", *keys: str) -> Prepared:
    return {**_placed(record, places), **{key: record[key] for key in keys}}


def _initiative(row: Initiative, places: "Places") -> Prepared:
    place = places[str(row["id"])]
    return {
        **_placed(row, places),
        "title": row["title"],
        "html": noted(row["body"], place),
        "stage": _worded(row["stage"]) if row["stage"] != "unknown" else "",
        "introduced": _date(row["introduced"]),
        "expected": _date(row["expected"]),
        "events": [
            {"date": _date(event["date"]), "stage": _worded(event["stage"]), "note": event["note"]}
            for event in row["events"]
        ],
    }


def _worded(value: str) -> str:
    return value.replace("-", " ").capitalize()


def _section(section: Section, places: "Places") -> Prepared:
    body = "".join(_anchored(block["html"], places[str(block["id"])], places.citing) for block in section["blocks"])
    return {
        "topic": section["topic"],
        **_placed(section, places),
        "cite": "",  # its passages are cited one by one
        "anchor": anchor_of(section["heading"]),
        "heading": headline(section["heading"]),
        "html": noted(body, places[str(section["id"])]),
    }


def _anchored(block: str, place: str, citing: Citing | None) -> str:
    anchored = _BLOCK.sub(rf'<\1 id="{place}"', block, count=1)
    return citing.beside(anchored, place) if citing and anchored != block and text_of(block) else anchored


def noted(body: str, place: str) -> str:
    """Number the footnotes of a text, and put the notes under it, linked both ways."""
    notes: list[str] = []

    def mark(match: re.Match[str]) -> str:
        notes.append(match[1])
        number = len(notes)
        return f'<sup><a href="#{place}-n{number}" id="{place}-m{number}" role="doc-noteref">[{number}]</a></sup>'

    text = _NOTE.sub(mark, body)
    under = "".join(
        f'<p id="{place}-n{n}"><a href="#{place}-m{n}" aria-label="Back to mark {n}">[{n}]</a> {note}</p>'
        for n, note in enumerate(notes, 1)
    )
    return f'{text}<div class="notes" role="doc-endnotes">{under}</div>' if notes else text


def _glance(row: GlanceRow, places: "Places") -> Prepared:
    return {**_placed(row, places), "label": row["label"], "html": noted(row["value"], places[str(row["id"])])}


def _ratification(row: Ratification, places: "Places") -> Prepared:
    treaty = row["treaty"]
    return {
        **_placed(row, places),
        "name": treaty["name"],
        "abbr": treaty["abbr"],
        "regional": treaty["scope"] == "regional",
        "value": _standing(row),
        "how": (row["how"] or "").capitalize()
        if row["how"] and row["how"] not in (row["value"] or "").casefold()
        else "",
        "note": row["note"],
    }


def _standing(row: Ratification) -> str:
    """Return where the country stands in the page's own words, unless an editor's status or year says otherwise."""
    said, status, year = row["value"] or "", row["status"], row["year"]
    agrees = {
        "party": str(year) in said if year else not said.casefold().startswith("no"),
        "signed": "sign" in said.casefold(),
        "none": not re.search(r"\d{4}", said),
        "withdrawn": bool(re.search("withdr|denoun", said.casefold())),
        "unknown": True,
    }[status]
    if said and agrees:
        return said
    return str(year) if status == "party" and year else f"{_STATUS[status]} ({year})" if year else _STATUS[status]


def _law(law: Law, places: "Places", laws: list[Law]) -> Prepared:
    date = _date(law["date"])
    dated = bool(date and law["note"] and (date["words"] in law["note"] or date["iso"] in law["note"]))
    successor = (
        next((other for other in laws if other["id"] == law["replaced_by"]), None) if law["replaced_by"] else None
    )
    return {
        **_placed(law, places),
        "title": law["title"],
        "original": law["original_title"],
        "url": law["url"],
        "date": None if dated else date,
        "note": law["note"],
        "status": _worded(law["status"]) if law["status"] not in ("unknown", "in-force") else "",
        "successor": {"at": places[str(successor["id"])], "title": successor["title"]} if successor else None,
    }


def _news(item: NewsItem, places: "Places") -> Prepared:
    return {
        **_placed(item, places),
        "title": item["title"],
        "url": item["url"],
        "date": _date(item["date"], item["date_end"]),
        "language": LANGUAGES.get(item["language"] or "", item["language"]),
        "code": item["language"],
        "summary": item["summary"],
        "names_an_address": bool(_ADDRESS.search(item["summary"] or "")),  # few do, and to look is slow
        "archived": item["archived"],
    }
