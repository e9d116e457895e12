"""manage.py get_ready: what `make run` does before it serves."""

from io import StringIO

import pytest
from django.core.management import call_command

from countries.models import Country
from monitor.management.commands import get_ready
from monitor.publishing.models import Page, TreatyReference
from tests.builders import make_editor


@pytest.fixture(autouse=True)
def _one_neighbour(monkeypatch) -> None:
    """Six invented pages take their time."""
    monkeypatch.setattr(get_ready, "NEIGHBOURS", 1)


def _said() -> str:
    out = StringIO()
    call_command("get_ready", port="8123", stdout=out)
    return out.getvalue()


def test_an_empty_database_gets_the_sample(db):
    _said()

    assert Country.objects.get(slug="kazakhstan").sample
    assert TreatyReference.objects.of_country("KZ").count() == 18


def test_an_empty_database_gets_a_few_invented_pages_to_compare(db, monkeypatch):
    monkeypatch.setattr(get_ready, "NEIGHBOURS", 2)
    _said()

    assert Country.objects.filter(name__startswith="Invented ", sample=True).count() == 2


def test_it_says_where_the_site_is_and_how_to_make_an_editor(db):
    said = _said()

    for words in ("http://127.0.0.1:8123/", "http://127.0.0.1:8123/admin/", "make editor"):
        assert words in said


def test_it_does_not_ask_for_an_editor_when_there_is_one(db):
    make_editor()

    assert "make editor" not in _said()


def test_it_says_where_the_key_lies_that_opens_tips(db, settings, tmp_path):
    settings.TIP_KEYS, settings.DEVELOPMENT, settings.VAR_DIR = [], True, tmp_path

    assert f"the key {tmp_path / 'tip-key-development.age'}, its passphrase: for development only" in _said()
    assert (tmp_path / "tip-key-development.age").exists()


def test_a_second_time_it_loads_nothing(db):
    _said()
    Country.objects.all().delete()
    _said()

    assert not Country.objects.exists()


def test_pages_prepared_by_other_code_are_prepared_again(db, monkeypatch):
    _said()
    Page.objects.update(name="As it was")
    monkeypatch.setattr(get_ready, "_code", lambda: "newer")
    _said()

    assert not Page.objects.filter(name="As it was").exists()


def test_pages_that_the_same_code_prepared_are_left_as_they_are(db):
    _said()
    Page.objects.update(name="As it was")
    _said()

    assert Page.objects.filter(name="As it was").count() == Page.objects.count() == 2
