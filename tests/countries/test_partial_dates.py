"""A date as exactly as its source says it: read, kept, and put into words."""

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from countries.partial_dates import MONTHS, PartialDate

SINGLE = [
    ("2024", "2024"),
    ("2024-06", "2024-06"),
    ("2024-06-19", "2024-06-19"),
    ("June 2024", "2024-06"),
    ("June, 2024", "2024-06"),
    ("June 19, 2024", "2024-06-19"),
    ("June 19 2024", "2024-06-19"),
    ("19 June 2024", "2024-06-19"),
    ("9 June, 2024", "2024-06-09"),
    ("june 2024", "2024-06"),
    ("JUNE 19, 2024", "2024-06-19"),
    ("February 29, 2024", "2024-02-29"),
]
RANGES = [
    ("2024-03/2024-04", "2024-03/2024-04"),
    ("2024-03 / 2024-04", "2024-03/2024-04"),
    ("2023/2025", "2023/2025"),
    ("June 19-21, 2024", "2024-06-19/2024-06-21"),
    ("June 19–21, 2024", "2024-06-19/2024-06-21"),
    ("June 19 — 21, 2024", "2024-06-19/2024-06-21"),
    ("19-21 June 2024", "2024-06-19/2024-06-21"),
    ("March-April 2024", "2024-03/2024-04"),
    ("March 2024 - January 2025", "2024-03/2025-01"),
    ("Mar. 2024 – Jan. 2025", "2024-03/2025-01"),
]
ABBREVIATED = [("Jan. 5, 2024", 1), ("Jan 5, 2024", 1), ("5 Feb 2024", 2), ("Sept. 5, 2024", 9), ("Sept 5, 2024", 9),
               ("Sep 5, 2024", 9), ("May 5, 2024", 5), ("5 Dec. 2024", 12)]  # fmt: skip
NO_DATE = ["", "soon", "24", "2024-6", "2024/06", "19.06.2024", "06/19/2024", "about 2024", "2024-06-19T00:00",
           "1st June 2024", "Juneteenth 2024", "June", "12345", "2024-06-19 or so"]  # fmt: skip
IMPOSSIBLE = [
    "2024-13",
    "2024-00",
    "2024-02-30",
    "2023-02-29",
    "0000",
    "February 30, 2024",
    "31 June 2024",
    "June 0, 2024",
]
BACKWARDS = ["2025/2024", "2024-04/2024-03", "June 21-19, 2024", "March-January 2024", "2024-03-15/2024-03"]

CALENDAR = st.dates(datetime.date(1000, 1, 1), datetime.date(9999, 12, 31)).map(datetime.date.isoformat)


@st.composite
def single_dates(draw: st.DrawFn) -> str:
    """A day, a month or a year."""
    return draw(CALENDAR)[: draw(st.sampled_from([4, 7, 10]))]


@st.composite
def worded_ranges(draw: st.DrawFn) -> str:
    """Months, or days of one month: the ranges that pages word."""
    one, other = draw(CALENDAR), draw(CALENDAR)
    if draw(st.booleans()):
        return "/".join(sorted([one[:7], other[:7]]))
    return "/".join(sorted([one, one[:8] + f"{draw(st.integers(1, 28)):02d}"]))


@pytest.mark.parametrize(("text", "iso"), SINGLE)
def test_a_single_date_is_read_in_every_form(text, iso):
    assert PartialDate.parse(text).iso == iso


@pytest.mark.parametrize(("text", "iso"), RANGES)
def test_a_range_is_read_in_every_form(text, iso):
    assert PartialDate.parse(text).iso == iso


@pytest.mark.parametrize(("text", "month"), ABBREVIATED)
def test_an_abbreviated_month_is_read(text, month):
    assert PartialDate.parse(text).start == f"2024-{month:02d}-05"


@pytest.mark.parametrize("month", MONTHS)
def test_every_month_is_read_in_both_orders(month):
    number = MONTHS.index(month) + 1

    assert (
        PartialDate.parse(f"{month} 7, 2024")
        == PartialDate.parse(f"7 {month} 2024")
        == PartialDate(f"2024-{number:02d}-07")
    )


@pytest.mark.parametrize("text", ["June\xa019,\xa02024", "  June  19,\n2024 ", "\t2024-06-19"])
def test_odd_spaces_do_not_matter(text):
    assert PartialDate.parse(text).iso == "2024-06-19"


@pytest.mark.parametrize("text", NO_DATE)
def test_what_is_no_date_is_refused(text):
    with pytest.raises(ValueError, match="is not a year, a month or a day"):
        PartialDate.parse(text)


@pytest.mark.parametrize("text", IMPOSSIBLE)
def test_what_no_calendar_has_is_refused(text):
    with pytest.raises(ValueError, match="is not in the calendar"):
        PartialDate.parse(text)


@pytest.mark.parametrize("text", BACKWARDS)
def test_a_range_that_ends_before_it_begins_is_refused(text):
    with pytest.raises(ValueError, match="ends before it begins"):
        PartialDate.parse(text)


@pytest.mark.parametrize("text", ["٢٠٢٤", "२०२४-०६"])
def test_only_digits_that_sort_are_kept(text):
    with pytest.raises(ValueError, match="is not a year"):
        PartialDate.parse(text)


@pytest.mark.parametrize(("iso", "precision"), [("2024", "year"), ("2024-06", "month"), ("2024-06-19", "day")])
def test_precision_is_what_the_source_gave(iso, precision):
    assert PartialDate.from_iso(iso).precision == precision


@pytest.mark.parametrize("iso", ["2024", "2024-06", "2024-06-19", "2024-06/2025-01"])
def test_the_year_is_a_number(iso):
    assert PartialDate.from_iso(iso).year == 2024


@pytest.mark.parametrize(
    ("iso", "words"),
    [
        ("2024", "2024"),
        ("2024-06", "June 2024"),
        ("2024-06-09", "June 9, 2024"),
        ("2024-03/2024-04", "March–April 2024"),
        ("2024-03/2025-01", "March 2024 – January 2025"),
        ("2024-06-19/2024-06-21", "June 19–21, 2024"),
        ("2024-06-30/2024-07-02", "June 30, 2024 – July 2, 2024"),
        ("2023/2025", "2023 – 2025"),
    ],
)
def test_words_say_no_more_than_is_known(iso, words):
    assert str(PartialDate.from_iso(iso)) == words


@given(single_dates())
@settings(deadline=None)
def test_a_date_in_words_is_read_back(iso):
    date = PartialDate.from_iso(iso)

    assert PartialDate.parse(date.in_words()) == date


@given(worded_ranges())
@settings(deadline=None)
def test_a_range_in_words_is_read_back(iso):
    date = PartialDate.from_iso(iso)

    assert PartialDate.parse(date.in_words()) == date


@pytest.mark.parametrize("iso", ["2023/2025", "2024-06-30/2024-07-02", "2024-03/2024-03-15"])
def test_a_long_range_in_words_is_read_back(iso):
    date = PartialDate.from_iso(iso)

    assert PartialDate.parse(date.in_words()) == date


@given(st.lists(single_dates()))
@settings(deadline=None)
def test_dates_sort_as_text_with_the_less_exact_first(isos):
    by_calendar = sorted(isos, key=lambda iso: [int(part) for part in iso.split("-")])

    assert sorted(isos) == by_calendar


@given(st.text(max_size=40))
@settings(deadline=None)
def test_any_text_is_read_or_refused(text):
    try:
        date = PartialDate.parse(text)
    except ValueError:
        return
    assert PartialDate.from_iso(date.iso) == date
