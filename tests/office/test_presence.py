"""The office knows who else has a record open."""

import datetime
import uuid

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from countries.models import Assignment, Country
from legal.models import Law
from monitor.desk.models import Presence
from tests.builders import make_editor, make_law

from .browser import office_address

HERE = "/admin/here/"


@pytest.fixture
def there(db) -> Client:
    """The browser of charles."""
    client = Client()
    client.force_login(make_editor("charles"))
    return client


def at(law: Law, **more: str) -> dict[str, str]:
    return {"kind": "legal.law", "record": str(law.pk), **more}


def test_others_at_a_record_are_named(office: Client, there: Client, published: Country):
    law = Law.objects.get()
    there.post(HERE, at(law))

    assert office.post(HERE, at(law)).json() == {"others": ["charles"]}


def test_who_leaves_is_gone_at_once(office: Client, there: Client, published: Country):
    law = Law.objects.get()
    there.post(HERE, at(law))
    there.post(HERE, at(law, gone="on"))

    assert office.post(HERE, at(law)).json() == {"others": []}


def test_who_is_silent_is_gone_soon(office: Client, there: Client, published: Country):
    law = Law.objects.get()
    there.post(HERE, at(law))
    Presence.objects.update(seen_at=timezone.now() - datetime.timedelta(minutes=2))

    assert office.post(HERE, at(law)).json() == {"others": []}


def test_the_desk_says_who_has_a_changed_record_open(office: Client, there: Client, published: Country):
    there.post(HERE, at(make_law("Law on Charity", country=published)))

    page = office.get(office_address(published, "desk"))
    assertContains(page, "open right now")
    assertContains(page, "charles")
    assertNotContains(there.get(office_address(published, "desk")), "open right now")


@pytest.mark.parametrize("typed", [{}, {"record": "x"}, {"kind": "auth.user", "record": str(uuid.uuid4())}])
def test_a_made_up_record_is_refused(office: Client, typed):
    assert office.post(HERE, typed).status_code == 400


def test_a_record_that_there_is_not_is_not_kept(office: Client):
    assert office.post(HERE, {"kind": "legal.law", "record": str(uuid.uuid4())}).status_code == 404
    assert not Presence.objects.exists()


def test_a_record_of_another_country_is_not_found(published: Country):
    rosa = make_editor("rosa", rights=("legal",))
    rosa.user_permissions.add(*make_editor("x").user_permissions.filter(codename="view_country"))
    Assignment.objects.create(user=rosa, country=Country.objects.create(name="Sylvania", slug="sylvania"))
    client = Client()
    client.force_login(rosa)

    assert client.post(HERE, at(Law.objects.get())).status_code == 404
