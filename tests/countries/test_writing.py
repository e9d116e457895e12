"""The form field of HTML: what it takes in, and when it leaves a row as it is."""

from pathlib import Path

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.forms import modelform_factory

from countries.fields import HTMLField
from countries.models import Section
from countries.sanitise import MAX_DEPTH
from countries.tidy import tidy
from countries.writing import ProseFormField, ProseWidget
from tests.builders import make_section

STORED = "<p>One <b>bold</b></p>\n<ul>\n<li>item</li>\n</ul>"
SAME = "<p>One <strong>bold</strong></p><ul><li><p>item</p></li></ul><p></p>"


def _save(section: Section, body: str) -> str:
    form = modelform_factory(Section, fields=["body"])({"body": body}, instance=section)
    assert form.is_valid(), form.errors
    form.save()
    section.refresh_from_db()
    return section.body


@pytest.mark.django_db
def test_other_markup_of_the_same_words_leaves_the_stored_bytes():
    assert _save(make_section(body=STORED), SAME) == STORED


@pytest.mark.django_db
def test_other_words_are_stored_in_the_one_way_of_writing():
    assert _save(make_section(body=STORED), SAME.replace("One", "Two")) == (
        "<p>Two <strong>bold</strong></p><ul><li>item</li></ul>"
    )


@pytest.mark.django_db
def test_words_can_be_taken_away():
    assert _save(make_section(body=STORED), "<p></p>") == ""


def test_other_markup_is_no_change_and_other_words_are():
    field = ProseFormField()

    assert not field.has_changed(STORED, SAME.replace("\n", "\r\n"))
    assert field.has_changed(STORED, SAME.replace("One", "Two"))
    assert field.has_changed(None, "<p>One</p>")


@pytest.mark.django_db
def test_the_sample_is_written_in_the_one_way_already():
    call_command("load_sample")

    assert {body: tidy(body) for body in _texts()} == {body: body for body in _texts()}


@pytest.mark.django_db
def test_the_real_page_comes_in_written_in_the_one_way(seed: Path):
    call_command("import_page", str(seed))

    assert {body: tidy(body) for body in _texts()} == {body: body for body in _texts()}


def _texts() -> set[str]:
    columns = [(model, field) for model in apps.get_models() for field in model._meta.fields]
    return {
        text
        for model, field in columns
        if isinstance(field, HTMLField)
        for text in model._default_manager.values_list(field.attname, flat=True)
    }


def test_it_is_sanitised_as_it_is_read():
    assert ProseFormField().clean('<p onclick="x()">a<script>alert(1)</script></p>') == "<p>a</p>"


def test_what_is_nested_too_deeply_is_refused_in_words():
    deep = "<blockquote>" * (MAX_DEPTH + 1)

    with pytest.raises(ValidationError, match="levels deep"):
        ProseFormField().clean(deep)
    assert ProseFormField().has_changed("", deep)


def test_a_required_text_is_not_an_empty_paragraph():
    with pytest.raises(ValidationError, match="required"):
        ProseFormField().clean("<p></p>")


def test_every_module_of_the_editor_comes_from_this_site():
    rendered = str(ProseWidget().media) + str(ProseWidget().render("body", "<p>a</p>", {"id": "id_body"}))

    assert "prose.js" in rendered
    assert "//" not in rendered
