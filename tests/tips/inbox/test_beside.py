"""A tip stands beside its passage on the desk of the country, and on the first page, for who may read it."""

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from monitor.tips.inbox.first_page import waiting
from monitor.tips.models import Tip
from tests.office.people import browser_of, make_person

from .builders import make_local_reader, make_reader, make_tip, reading

pytestmark = pytest.mark.django_db


def desk(country) -> str:
    return f"/admin/countries/country/{country.pk}/desk/"


def test_a_tip_stands_on_the_desk_beside_its_passage(published):
    law = published.law_set.get()
    tip = make_tip(published, law)
    page = reading().get(desk(published))

    for words in ("Tips (1)", "Law on Associations", tip.get_absolute_url(), f"/admin/legal/law/{law.pk}/change/"):
        assertContains(page, words)


def test_the_difference_that_it_is_about_is_marked(published):
    law = published.law_set.get()
    tip = make_tip(published, law)
    law.title = "Law on Clubs"
    law.save()
    page = reading(make_local_reader(published)).get(desk(published))

    assertContains(page, f'<a class="badge" href="{tip.get_absolute_url()}">Tip {tip.short}</a>', html=True)


def test_others_see_no_tip_on_the_desk(published):
    tip = make_tip(published, published.law_set.get())
    page = browser_of(make_person("ed", "Editors")).get(desk(published))

    assertNotContains(page, tip.short)
    assertNotContains(page, "Tips (")


def test_closed_tips_and_doubles_stand_on_no_desk(published):
    main, double, closed = (make_tip(published, text=f"Words {number}.") for number in range(3))
    Tip.objects.filter(pk=double.pk).update(merged_into=main)
    Tip.objects.filter(pk=closed.pk).update(state="not-used", closed_on=closed.day)

    assertContains(reading().get(desk(published)), "Tips (1)")


def test_the_first_page_counts_what_is_new_and_what_is_mine(published):
    tina = make_reader()
    make_tip(published)
    mine = make_tip(text="Another.")
    Tip.objects.filter(pk=mine.pk).update(assigned_to=tina, state="looking")
    found = waiting(tina)

    assert found
    assert (found["count"], found["new"], found["mine"], found["days"]) == (2, 1, 1, 0)
    assert waiting(make_person("ed", "Editors")) is None
