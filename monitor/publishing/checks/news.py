"""News out of order: the newest stands first."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from ..document import Document, NewsItem
from .finding import WARNING, Around, Finding, also, dated, day_of, found


def news_order(document: Document, around: Around) -> Iterator[Finding]:
    """Report the fewest items that would have to move for the news, and the archive, to go from new to old."""
    for archived in (False, True):
        items = [item for item in document["news"] if item["archived"] is archived]
        yield from _out_of_order([item for item in items if item["precision"] in ("day", "month") and item["date"]])


def _out_of_order(items: Sequence[NewsItem]) -> Iterator[Finding]:
    days = _comparable(items)
    stays = _longest_falling(days)
    oldest = 0  # the place of the oldest before an item
    newest = _newest_after(days)
    for at, item in enumerate(items):
        oldest = min(oldest, at, key=lambda place: days[place])
        if at not in stays and days[newest[at]] > days[at]:
            yield _finding(item, items[newest[at]], "before")
        elif at not in stays:
            yield _finding(item, items[oldest], "after")


def _newest_after(days: Sequence[str]) -> list[int]:
    """Return for each place that of the newest from there on."""
    newest = [len(days) - 1] * len(days)
    for at in reversed(range(len(days) - 1)):
        newest[at] = max(at, newest[at + 1], key=lambda place: days[place])
    return newest


def _finding(item: NewsItem, other: NewsItem, where: str) -> Finding:
    day, other_day = day_of(item["date"]), day_of(other["date"])
    says = (
        f"News of {day} stands {where} news of {other_day}, but the newest comes first. "
        "Move it, or correct the date that is wrong."
    )
    place = also("news", item, dated(item["title"], item["date"]))
    return found("news-order", WARNING, place, says, [also("news", other, dated(other["title"], other["date"]))])


def _comparable(items: Sequence[NewsItem]) -> list[str]:
    """Return days to compare: news of a month takes the day of the news before it in that month, else its last."""
    days: list[str] = []
    for item in items:
        date = item["date"] or ""
        if len(date) == len("2024-06"):
            date = days[-1] if days and days[-1][:7] == date else f"{date}-31"
        days.append(date)
    return days


def _longest_falling(days: Sequence[str]) -> set[int]:
    """Return the places of the longest run of days, gaps allowed, in which none is newer than the one before."""
    tails: list[str] = []  # the newest day that ends a run of each length, read from the end of the list
    lengths = []
    for day in reversed(days):
        at = bisect_right(tails, day)
        tails[at : at + 1] = [day]
        lengths.append(at + 1)
    lengths.reverse()
    stays, wanted = set(), len(tails)
    for at, length in enumerate(lengths):
        if length == wanted:
            stays.add(at)
            wanted -= 1
    return stays
