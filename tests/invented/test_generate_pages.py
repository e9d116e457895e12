"""manage.py generate_pages: invented pages, published, kept as rows, and made once."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django.asserts import assertContains

from countries.models import Country, NewsItem
from legal.models import Law
from monitor.publishing.models import Edition, Page, PublishedChange
from monitor.publishing.publish import same_page
from monitor.publishing.register import rebuild
from monitor.publishing.rows import document_of
from monitor.publishing.verify import problems
from tests.builders import make_published, newest_edition


def generate(countries: int = 2, laws: int = 30, news: int = 40, **options: object) -> str:
    out = StringIO()
    call_command("generate_pages", countries=countries, laws=laws, news=news, stdout=out, **options)
    return out.getvalue()


def test_as_many_laws_and_news_are_made_as_were_asked_for(db):
    generate()

    assert (Page.objects.count(), Law.objects.count(), NewsItem.objects.count()) == (2, 30, 40)


def test_every_page_says_that_it_is_invented(db, client: Client):
    generate()

    for page in Page.objects.all():
        assertContains(client.get(page.get_absolute_url()), "Every fact on this page is invented.")
        assertContains(client.get(page.get_absolute_url()), "Sample page.")
    assert all("invented" in edition.change_note for edition in Edition.objects.all())


def test_what_readers_see_is_what_the_rows_say(db):
    generate()

    for country in Country.objects.all():
        assert same_page(document_of(country), newest_edition(country).document)


def test_a_second_time_the_pages_are_there_already(db):
    generate()

    assert "2 of the 2 pages are there already" in generate()
    assert Law.objects.count() == 30


def test_the_pages_that_were_there_are_left_alone(db):
    make_published("Freedonia", iso2="ES")
    generate(countries=1)

    assert Law.objects.filter(country__name="Freedonia").count() == 1
    assert Country.objects.get(sample=True).iso2 == ""


def test_the_same_seed_makes_the_same_pages_down_to_their_passages(db):
    assert _made(seed=5) == _made(seed=5)
    assert _made(seed=5) != _made(seed=6)


def test_some_pages_have_a_history_that_holds(db):
    generate(countries=16, laws=60, news=60)

    assert Edition.objects.filter(number__gte=3).exists()
    assert {True, False} == set(Edition.objects.values_list("substantive", flat=True))
    assert PublishedChange.objects.exists()
    assert list(problems()) == []


def test_nothing_derived_differs_when_it_is_derived_again(db):
    generate()

    assert rebuild() == (2, 0)


@pytest.mark.parametrize("numbers", [{"countries": 0}, {"countries": -1}, {"laws": -5}, {"news": 10**9}])
def test_numbers_that_make_no_sense_are_refused(db, numbers: dict[str, int]):
    with pytest.raises(CommandError):
        generate(**numbers)
    assert not Country.objects.exists()


def test_a_site_that_is_not_for_development_has_to_be_meant(db, settings):
    settings.DEVELOPMENT = False

    with pytest.raises(CommandError, match="--really"):
        generate()
    assert "1 invented pages made" in generate(countries=1, really=True)


def _made(seed: int) -> list[object]:
    from django.db import transaction

    with transaction.atomic():
        generate(countries=1, seed=seed)
        document = Edition.objects.newest_first()[0].document
        transaction.set_rollback(True)
    return [section["blocks"] for section in document["sections"]] + [document["laws"], document["news"]]
