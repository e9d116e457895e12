"""What is published or withdrawn while an answer is being made: no query of it sees all that another saw."""

from countries.models import Country
from monitor.public.treaties.matrix import covered, rows_of
from monitor.publishing.models import PublishedRecord, TreatyReference
from monitor.publishing.withdraw import withdraw
from monitor.search.find import find
from monitor.search.groups import grouped
from monitor.search.question import read
from tests.builders import make_published


def test_a_page_published_meanwhile_is_not_in_the_matrix_yet(published: Country):
    pages = covered()
    make_published("Sylvania")

    rows = rows_of(TreatyReference.objects.none(), PublishedRecord.objects.of_kind("ratifications"), pages)
    assert [row.name for row in rows] == ["Freedonia"]


def test_what_is_withdrawn_meanwhile_is_not_in_the_results(published: Country):
    make_published("Sylvania")
    found = find(read("ministry"))
    withdraw(published, "At risk.", None)

    assert [group.name for group in grouped(found, country="", kind="")] == ["Sylvania"]
