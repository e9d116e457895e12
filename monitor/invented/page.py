"""The texts and standing facts of one invented page: sections, rows at a glance, treaties, rankings, reports.  Pure.

Each list holds the columns of its rows; a list's place in `Rows` is its name in the Document.
"""

import datetime
import uuid
from typing import Any

from countries.vocabulary import Part, Topic
from legal.catalogue import INSTRUMENTS

from .initiatives import initiatives
from .lands import Load, dice
from .laws import laws
from .news import news
from .prose import INVENTED, Writer
from .words import BODIES

Fields = dict[str, Any]
Rows = dict[str, list[Fields]]

_SECTIONS = (
    (Part.OVERVIEW, Topic.RECENT_DEVELOPMENTS, "Recent Developments", 2),
    (Part.OVERVIEW, Topic.INTRODUCTION, "Introduction", 3),
    (Part.LEGAL_OVERVIEW, Topic.CONSTITUTION, "CONSTITUTIONAL FRAMEWORK", 6),
    (Part.LEGAL_ANALYSIS, Topic.ORGANIZATIONAL_FORMS, "ORGANIZATIONAL FORMS", 5),
    (Part.LEGAL_ANALYSIS, Topic.PUBLIC_BENEFIT, "PUBLIC BENEFIT STATUS", 6),
    (Part.LEGAL_ANALYSIS, Topic.PUBLIC_PARTICIPATION, "PUBLIC PARTICIPATION", 4),
    (Part.LEGAL_ANALYSIS, Topic.FORMATION, "BARRIERS TO FORMATION", 5),
    (Part.LEGAL_ANALYSIS, Topic.OPERATIONS, "BARRIERS TO OPERATIONS", 5),
    (Part.LEGAL_ANALYSIS, Topic.RESOURCES, "BARRIERS TO RESOURCES", 6),
    (Part.LEGAL_ANALYSIS, Topic.EXPRESSION, "BARRIERS TO EXPRESSION", 6),
    (Part.LEGAL_ANALYSIS, Topic.ASSEMBLY, "BARRIERS TO ASSEMBLY", 6),
    (Part.LEGAL_ANALYSIS, Topic.INTERNATIONAL_CONTACT, "BARRIERS TO INTERNATIONAL CONTACT", 3),
    (Part.LEGAL_ANALYSIS, Topic.COUNTER_TERRORISM, "COUNTER-TERRORISM", 3),
    (Part.RESOURCES, Topic.HISTORICAL_NOTES, "historical notes", 4),
)
_GLANCE = (
    (Topic.ORGANIZATIONAL_FORMS, "Organizational Forms"),
    (Topic.REGISTRATION_BODY, "Registration Body"),
    (Topic.APPROXIMATE_NUMBER, "Approximate Number"),
    (Topic.PUBLIC_BENEFIT, "Public Benefit Status"),
    (Topic.PUBLIC_PARTICIPATION, "Public Participation"),
    (Topic.FORMATION, "Barriers to Formation"),
    (Topic.OPERATIONS, "Barriers to Operations"),
    (Topic.RESOURCES, "Barriers to Resources"),
    (Topic.EXPRESSION, "Barriers to Expression"),
    (Topic.ASSEMBLY, "Barriers to Assembly"),
    (Topic.INTERNATIONAL_CONTACT, "Barriers to International Contact"),
    (Topic.CONSTITUTION, "Constitutional Framework"),
    (Topic.COUNTER_TERRORISM, "Counter-terrorism"),
)
_STANDINGS = ("party",) * 12 + ("signed", "signed", "none", "none", "none", "withdrawn", "unknown")
_INDEXES = (
    ("UN Human Development Index", 193, "1 - {most}"),
    ("World Justice Project Rule of Law Index", 143, "1 - {most}"),
    ("Transparency International Corruption Perceptions Index", 180, "1 - {most}"),
    ("Fund for Peace Fragile States Index", 179, "{most} - 1"),
)
_PUBLISHERS = ("UN Universal Periodic Review Reports", "UN Human Rights Reports", "IMF Country Reports")


def rows_of(load: Load, seed: int, today: datetime.date) -> Rows:
    """Return all that the page of one invented country says; the same on the same day for the same seed."""
    writer = Writer(dice(seed, load.land.slug), today.year)
    rows: Rows = {
        "sections": _sections(writer, load.land.name),
        "glance": _glance(writer),
        "ratifications": [_ratification(writer, instrument.slug) for instrument in INSTRUMENTS],
        "laws": laws(writer, load.laws, load.land.region),
        "initiatives": initiatives(writer, today),
        "rankings": [_ranking(writer, *index) for index in _INDEXES],
        "reports": [_report(publisher, load.land.name) for publisher in _PUBLISHERS],
        "news": news(writer, load.news, today, load.land.region),
        "key_facts": [{"label": "Population", "value": f"{writer.picks.randrange(1, 90)} million (invented)"}],
    }
    for records in rows.values():
        for position, record in enumerate(records, 1):
            record.setdefault("id", uuid.UUID(int=writer.picks.getrandbits(128), version=4))
            record["position"] = position
    return rows


def _sections(writer: Writer, name: str) -> list[Fields]:
    warning = f"<p>{INVENTED} It is here to try the site with, and says nothing of any real country.</p>"
    return [
        {
            "part": part,
            "topic": topic,
            "heading": heading,
            "body": (warning if topic == Topic.INTRODUCTION else "") + writer.section(paragraphs),
        }
        for part, topic, heading, paragraphs in _SECTIONS
    ]


def _glance(writer: Writer) -> list[Fields]:
    said = {
        Topic.REGISTRATION_BODY: f"<p>{writer.picks.choice(BODIES)[4:]}</p>",
        Topic.APPROXIMATE_NUMBER: f"<p>{writer.picks.randrange(200, 90_000):,} (invented)</p>",
    }
    return [
        {"topic": topic, "label": label, "value": said.get(topic) or writer.paragraphs(1)} for topic, label in _GLANCE
    ]


def _ratification(writer: Writer, treaty: str) -> Fields:
    status = writer.picks.choice(_STANDINGS)
    year = writer.picks.randrange(1970, writer.year)
    party = status == "party"
    return {
        "treaty": treaty,
        "status": status,
        "how": writer.picks.choice(("ratification", "accession", "succession", "")) if party else "",
        "year": year if status in ("party", "withdrawn") else None,
        "note": "With a reservation; invented." if party and writer.picks.random() < 0.1 else "",
        "value": {"party": str(year), "signed": "Signed", "none": "No", "withdrawn": f"Withdrawn in {year}"}.get(
            status, ""
        ),
    }


def _ranking(writer: Writer, index: str, most: int, scale: str) -> Fields:
    rank, year = writer.picks.randrange(1, most), writer.year - writer.picks.randrange(1, 3)
    return {
        "index": index, "value": f"{rank} ({year})", "rank": rank, "year": year, "scale": scale.format(most=most),
    }  # fmt: skip


def _report(publisher: str, name: str) -> Fields:
    return {"publisher": publisher, "value": f'<p><a href="https://reports.example/">{name} (invented)</a></p>'}
