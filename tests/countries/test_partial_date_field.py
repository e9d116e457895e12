"""A partial date as a column and as a box in a form."""

import pytest
from django.core import serializers
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection
from django.forms import modelform_factory

from countries.fields import PartialDateField
from countries.models import NewsItem
from countries.partial_dates import PartialDate
from legal.models import Law
from tests.builders import make_country, make_law, make_news

pytestmark = pytest.mark.django_db
LawForm = modelform_factory(Law, fields=["title", "date"])
NewsForm = modelform_factory(NewsItem, fields=["title", "date"])
IN_ORDER = [
    None,
    "2024",
    "2024-06",
    "2024-06-19",
    "2024-06-19/2024-06-21",
    "2024-06/2024-07",
    "2024-07",
    "2024/2025",
    "2025",
]


def isos(news) -> list[str | None]:
    return [item.date.iso if item.date else None for item in news]


@pytest.mark.parametrize(
    ("given", "text"),
    [
        ("2024", "2024"),
        ("19 June 2024", "2024-06-19"),
        (PartialDate("2024-03", "2024-04"), "2024-03/2024-04"),
        (None, ""),
        ("", ""),
    ],
)
def test_the_column_holds_iso_text(given, text):
    make_news(date=given)
    with connection.cursor() as cursor:
        cursor.execute("SELECT date FROM countries_newsitem")

        assert cursor.fetchone()[0] == text


@pytest.mark.parametrize("iso", [iso for iso in IN_ORDER if iso])
def test_what_was_stored_comes_back(iso):
    make_news(date=iso)

    assert NewsItem.objects.get().date == PartialDate.from_iso(iso)


def test_unknown_comes_back_as_none():
    make_news(date=None)

    assert NewsItem.objects.get().date is None


def test_unknown_is_what_a_new_record_has():
    assert Law().date is None


def test_nonsense_is_refused_from_a_shell_too():
    with pytest.raises(ValidationError, match="soon"):
        make_news(date="soon")


def test_dates_sort_unknown_first_and_the_less_exact_before_the_exact():
    for iso in reversed(IN_ORDER):
        make_news(date=iso)

    assert isos(NewsItem.objects.order_by("date")) == IN_ORDER


@pytest.mark.parametrize("order", ["date", "-date"])
def test_order_can_be_turned_round(order):
    for iso in ["2024-06", "2024"]:
        make_news(date=iso)

    assert isos(NewsItem.objects.order_by(order)) == sorted(["2024-06", "2024"], reverse=order == "-date")


def test_a_year_finds_every_date_in_it():
    for iso in IN_ORDER:
        make_news(date=iso)

    assert isos(NewsItem.objects.filter(date__year="2024").order_by("date")) == IN_ORDER[1:-1]


@pytest.mark.parametrize(
    ("precision", "iso"),
    [("none", None), ("year", "2024"), ("month", "2024-06"), ("day", "2024-06-19"), ("range", "2024-03/2024-04")],
)
def test_a_precision_finds_its_dates(precision, iso):
    for each in [None, "2024", "2024-06", "2024-06-19", "2024-03/2024-04"]:
        make_news(date=each)

    assert isos(NewsItem.objects.filter(date__precision=precision)) == [iso]


def test_years_can_be_listed():
    for iso in ["2024-06", "2023", None]:
        make_news(date=iso)

    assert set(NewsItem.objects.values_list("date__year", flat=True)) == {"", "2023", "2024"}


def test_an_exact_date_is_found_in_words():
    make_news(date="2024-06")

    assert NewsItem.objects.filter(date="June 2024").exists()


@pytest.mark.parametrize("typed", ["2024-06-19", "June 19, 2024", "19 June 2024", " 2024-06-19 "])
def test_a_form_takes_a_date_as_the_source_words_it(typed):
    form = LawForm({"title": "Law", "date": typed})

    assert form.is_valid()
    assert form.cleaned_data["date"] == PartialDate("2024-06-19")


@pytest.mark.parametrize("typed", ["", "   "])
def test_a_form_takes_no_date_as_unknown(typed):
    form = LawForm({"title": "Law", "date": typed})

    assert form.is_valid()
    assert form.cleaned_data["date"] is None


@pytest.mark.parametrize("typed", ["soon", "2024-02-30", "19.06.2024", "2024; DROP TABLE law", "<b>2024"])
def test_a_form_refuses_nonsense_and_says_what_it_takes(typed):
    (said,) = LawForm({"title": "Law", "date": typed}).errors["date"]

    assert said.startswith(f"“{typed}” is not")
    assert "2024-06-19 or June 2024" in said


def test_a_refused_date_with_a_slash_is_quoted_whole():
    form = LawForm({"title": "Law", "date": "06/19/2024"})

    assert form.errors["date"][0].startswith("“06/19/2024” is not")


def test_a_refused_form_keeps_what_was_typed():
    form = LawForm({"title": "Law", "date": "Juneish 2024"})

    assert 'value="Juneish 2024"' in str(form["date"])


def test_a_form_shows_the_date_so_that_it_can_be_typed_again():
    make_law(date="June 2024")

    assert 'value="2024-06"' in str(LawForm(instance=Law.objects.get())["date"])


def test_a_form_says_when_a_date_has_changed():
    law = make_law(date="2024-06")

    assert LawForm({"title": law.title, "date": "2024"}, instance=law).changed_data == ["date"]


@pytest.mark.parametrize("typed", ["2024-06", "June 2024"])
def test_the_same_date_in_other_words_is_no_change(typed):
    law = make_law(date="2024-06")

    assert LawForm({"title": law.title, "date": typed}, instance=law).changed_data == []


def test_news_may_span_a_range():
    form = NewsForm({"title": "News", "date": "March-April 2024"})

    assert form.is_valid()
    assert form.cleaned_data["date"].iso == "2024-03/2024-04"


def test_a_law_has_one_date():
    form = LawForm({"title": "Law", "date": "2024-03/2024-04"})

    assert form.errors["date"][0].startswith("One date, not a range.")


@pytest.mark.parametrize(("form", "offers"), [(LawForm, False), (NewsForm, True)])
def test_the_help_offers_a_range_only_where_it_is_taken(form, offers):
    assert ("a range" in form().fields["date"].help_text) is offers


@pytest.mark.parametrize("iso", ["2024", "2024-06-19", "2024-03/2024-04", None])
def test_a_record_survives_being_written_out_and_read_back(iso):
    item = make_news(date=iso)
    (read,) = serializers.deserialize("json", serializers.serialize("json", [NewsItem.objects.get()]))

    assert read.object.date == (PartialDate.from_iso(iso) if iso else None)
    assert read.object == item


@pytest.mark.parametrize("ranges", [True, False])
def test_a_migration_says_only_what_is_not_always_so(ranges):
    *_, kwargs = PartialDateField("adopted", ranges=ranges, help_text="When.").deconstruct()

    assert kwargs == {"verbose_name": "adopted", **({"ranges": True} if ranges else {})}


def test_a_copy_of_the_column_is_the_same():
    copy = PartialDateField(ranges=True).clone()

    assert (copy.ranges, copy.max_length, copy.blank) == (True, 21, True)


def test_the_models_need_no_migration():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_a_date_may_be_looked_up_by_country():
    country = make_country()
    make_law(country=country, date="2024-06")

    assert country.law_set.filter(date__year="2024").count() == 1
