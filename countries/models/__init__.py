"""The rows that editors keep of a country; legal/ keeps what its law says."""

from .assignment import Assignment
from .country import Country
from .pages import GlanceRow, Section
from .record import CountryRecord, Record
from .resources import Index, KeyFact, Member, NewsItem, Ranking, Report

__all__ = [
    "Assignment",
    "Country",
    "CountryRecord",
    "GlanceRow",
    "Index",
    "KeyFact",
    "Member",
    "NewsItem",
    "Ranking",
    "Record",
    "Report",
    "Section",
]
