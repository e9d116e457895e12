"""The records of a list are put in order."""

import pytest
from django.test import Client
from pytest_django.asserts import assertContains
from reversion.models import Revision

from countries.models import Country
from legal.models import Law
from tests.builders import make_editor, make_law

from .browser import office_address


@pytest.fixture
def laws(published: Country) -> list[Law]:
    Law.objects.all().delete()
    return [make_law(title, country=published, position=at) for at, title in enumerate("ABC", 1)]


def titles() -> list[str]:
    return list(Law.objects.values_list("title", flat=True))


def test_a_whole_list_is_put_in_order(office: Client, published: Country, laws):
    wanted = ",".join(str(laws[at].pk) for at in (2, 0, 1))

    office.post(office_address(published, "order"), {"kind": "laws", "order": wanted})

    assert titles() == ["C", "A", "B"]


@pytest.mark.parametrize(
    ("way", "which", "then"),
    [("up", 1, "BAC"), ("down", 0, "BAC"), ("up", 0, "ABC"), ("down", 2, "ABC"), ("down", 1, "ACB")],
)
def test_one_is_moved_a_step_without_scripts(office: Client, published: Country, laws, way, which, then):
    office.post(office_address(published, "order"), {"kind": "laws", way: str(laws[which].pk)})

    assert "".join(titles()) == then


def test_it_is_one_revision_of_whoever_did_it(office: Client, published: Country, laws):
    office.post(office_address(published, "order"), {"kind": "laws", "up": str(laws[2].pk)})

    revision = Revision.objects.latest("pk")
    assert (revision.user.username, revision.comment) == ("ada", "Put in another order")
    assert revision.version_set.count() == 2  # those two that changed places


def test_a_list_that_has_another_record_now_is_refused(office: Client, published: Country, laws):
    stale = ",".join(str(law.pk) for law in reversed(laws))
    make_law("D", country=published, position=4)

    page = office.post(office_address(published, "order"), {"kind": "laws", "order": stale}, follow=True)

    assertContains(page, "Somebody has added or removed a record since")
    assert titles() == ["A", "B", "C", "D"]


@pytest.mark.parametrize(
    "typed", [{}, {"kind": "users"}, {"kind": "laws", "up": "x"}, {"kind": "laws", "order": "x,y"}]
)
def test_nonsense_changes_nothing(office: Client, published: Country, laws, typed):
    assert office.post(office_address(published, "order"), typed).status_code in (302, 400)
    assert titles() == ["A", "B", "C"]


def test_a_record_of_another_country_is_not_taken_in(office: Client, published: Country, laws):
    other = make_law("Elsewhere", country=Country.objects.create(name="Sylvania", slug="sylvania"))

    office.post(office_address(published, "order"), {"kind": "laws", "up": str(other.pk)})

    assert other.country.name == "Sylvania"


def test_without_the_right_nothing_is_moved(published: Country, laws):
    client = Client()
    client.force_login(make_editor("rosa", rights=("countries",)))

    answer = client.post(office_address(published, "order"), {"kind": "laws", "up": str(laws[1].pk)})
    assert answer.status_code == 403
    assert titles() == ["A", "B", "C"]


def test_a_look_at_the_address_is_no_order(office: Client, published: Country):
    assert office.get(office_address(published, "order")).status_code == 405
