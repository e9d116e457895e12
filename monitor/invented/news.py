"""The news of one invented page, newest first: several languages, ranges of days, archived when they are old.  Pure."""

import datetime
from typing import Any

from .laws import SPOKEN
from .prose import Writer
from .words import FOREIGN, NEWS_TITLES

_YEARS = 12
_ARCHIVED_AFTER = 3 * 365
_LANGUAGES = ("en",) * 8 + ("", "", "fr", "es", "kk")


def news(writer: Writer, number: int, today: datetime.date, region: str) -> list[dict[str, Any]]:
    """Return so many reports of the last twelve years."""
    spans = sorted(int(writer.picks.random() ** 2 * _YEARS * 365) + 1 for _ in range(number))
    return [_item(writer, today - datetime.timedelta(span), span, SPOKEN.get(region, "")) for span in spans]


def _item(writer: Writer, day: datetime.date, age: int, spoken: str) -> dict[str, Any]:
    picks = writer.picks
    language, title = _title(writer, spoken)
    archived = age > _ARCHIVED_AFTER
    return {
        "title": title,
        "url": f"https://news.example/{day.year}/{picks.randrange(10**6)}" if picks.random() < 0.8 else "",
        "date": _date(writer, day),
        "language": language,
        "summary": writer.text(picks.randrange(1, 3)) if not archived or picks.random() < 0.2 else "",
        "archived": archived,
    }


def _title(writer: Writer, spoken: str) -> tuple[str, str]:
    """Return the language of a report and its title, in that language where it has another script."""
    spoken = spoken if writer.picks.random() < 0.4 else "ru" if writer.picks.random() < 0.02 else ""
    if spoken:
        _, titles, subjects = FOREIGN[spoken]
        return spoken, writer.picks.choice(titles).format(subject=writer.picks.choice(subjects))
    return writer.picks.choice(_LANGUAGES), writer.filled(writer.picks.choice(NEWS_TITLES))


def _date(writer: Writer, day: datetime.date) -> str | None:
    end = day + datetime.timedelta(writer.picks.randrange(1, 5))
    forms = (day.isoformat(), day.isoformat()[:7], str(day.year), f"{day}/{end}", None)
    return writer.picks.choices(forms, (56, 36, 3, 3, 2))[0]
