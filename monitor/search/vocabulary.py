"""The words that shown pages have, each with the number of pages that have it."""

from collections import Counter
from collections.abc import Iterable

from django.db import connection, transaction

from .models import SearchEntry, SearchWord
from .words import fold, stem, tokens

_SHORTEST = 3
_AT_ONCE = 300


def words_of(entries: Iterable[SearchEntry]) -> set[str]:
    """Return the words of a page that are worth offering: no figures, and none of a letter or two."""
    texts = {text for entry in entries for text in (entry.title, entry.text, entry.country_name)}
    return _words(texts)


def count(before: set[str], after: set[str]) -> None:
    """Keep the words of one page as they are now; a word that no page has any more leaves the table."""
    by = dict.fromkeys(after - before, 1) | dict.fromkeys(before - after, -1)
    changed = sorted(by)  # always in one order, so that two who publish at once do not wait for one another
    with connection.cursor() as cursor:
        for start in range(0, len(changed), _AT_ONCE):
            some = changed[start : start + _AT_ONCE]
            cursor.execute(
                f"INSERT INTO search_searchword (word, stem, pages) VALUES {', '.join(['(%s, %s, %s)'] * len(some))} "  # noqa: S608  # nosec B608
                "ON CONFLICT (word) DO UPDATE SET pages = search_searchword.pages + excluded.pages",
                [value for word in some for value in (word, stem(word), by[word])],
            )
    SearchWord.objects.filter(pages__lte=0).delete()


@transaction.atomic
def recount() -> bool:
    """Count the words of every page again; say whether that changed anything."""
    pages: dict[object, set[str]] = {}
    columns = ("country_id", "country_name", "title", "text")
    for country_id, *texts in SearchEntry.objects.values_list(*columns).iterator(chunk_size=2000):
        pages.setdefault(country_id, set()).update(_words(texts))
    wanted = Counter(word for words in pages.values() for word in words)
    if dict(SearchWord.objects.values_list("word", "pages")) == wanted:
        return False
    SearchWord.objects.all().delete()
    rows = [SearchWord(word=word, stem=stem(word), pages=number) for word, number in sorted(wanted.items())]
    SearchWord.objects.bulk_create(rows, batch_size=1000)
    return True


def _words(texts: Iterable[str]) -> set[str]:
    found = {fold(match[0]) for text in texts for match in tokens(text)}
    return {word for word in found if len(word) >= _SHORTEST and word.isalpha()}
