"""No word that editors keep reaches a reader before it is published."""

from collections.abc import Iterator

import pytest
import reversion
from django.apps import apps
from django.db import models
from django.test import Client
from django.utils import timezone

from countries.fields import HTMLField
from countries.models import Country, GlanceRow, NewsItem
from legal.models import Law
from monitor.desk import audit
from monitor.desk.look import look_at
from monitor.desk.models import PreviewLink, SuggestedNote, Waiver
from monitor.desk.review import Note, approve, ask, remark
from monitor.importing.models import ImportedRecord, MissingLink
from monitor.publishing.checked import confirm
from tests.builders import edit, make_editor, make_published, make_whole_country

from .crawl import crawl

SECRET = "xyzzysecret"


def _words(model: type[models.Model]) -> Iterator[models.Field]:
    """Yield every column of a working row that can hold a word of its own."""
    for field in model._meta.concrete_fields:
        text = isinstance(field, models.CharField | models.TextField) and not field.choices
        if text and not field.primary_key and field.name != "slug" and field.get_internal_type() != "SlugField":
            yield field


def _fill_with_secrets() -> int:
    """Write the secret into every working field of every row, past all forms; return how many were written."""
    written = 0
    for label in ("countries", "legal"):
        for model in apps.get_app_config(label).get_models():
            for row in model._default_manager.all():
                for field in _words(model):
                    if field.get_internal_type() == "CharField" and (field.max_length or 999) < 30:
                        continue  # a code or a date has no room for a word
                    word = f"{SECRET} {row.pk} {field.name}"
                    value = f"<p>{word}</p>" if isinstance(field, HTMLField) else word
                    written += model._default_manager.filter(pk=row.pk).update(
                        **{field.attname: value[: field.max_length]}
                    )
    return written


def _fill_the_desk_with_secrets(country: Country) -> None:
    """Let the office have worked on a published page under secret names, with secret notes, reasons and comments."""
    author, reviewer = (make_editor(f"{name}{SECRET}") for name in ("edith", "rene"))
    edit(Law, by=author, title="Law on Clubs")
    look = look_at(country)
    waiting = ask(country, look.keys, Note(f"{SECRET} note"), by=author, seen=look.seen)
    remark(waiting, by=reviewer, comment=f"{SECRET} comment")
    edit(GlanceRow, by=author, value="<p>The court</p>")
    look = look_at(country)
    done = ask(country, [look.changes[0].key], Note("The court registers."), by=author, seen=look.seen)
    approve(done, by=reviewer, comment=f"{SECRET} reason")
    confirm(country.pk, [str(NewsItem.objects.first().pk)], reviewer)
    link = PreviewLink.objects.create(
        country_id=country.pk, label=SECRET, token_sha256=SECRET, made_by=author, expires_at=timezone.now()
    )
    link.comments.create(day=timezone.now().date(), text=f"{SECRET} advice", seen="")
    Waiver.objects.create(country_id=country.pk, key="k", code="c", words=SECRET, reason=SECRET, by=author)
    SuggestedNote.objects.create(country_id=country.pk, text=SECRET)
    audit.note(author, SECRET, country_id=country.pk, about=SECRET)


@pytest.fixture
def site_full_of_secrets(db) -> None:
    with reversion.create_revision():
        reversion.set_comment(f"{SECRET} of the history")
        published = make_published("Freedonia")
    _fill_the_desk_with_secrets(published)
    make_whole_country("Sylvania")
    ImportedRecord.objects.create(country=published, kind="laws", record_id=published.pk, content={"title": SECRET})
    MissingLink.objects.create(
        country=published, kind="laws", record_id=published.pk, record=SECRET, text=SECRET, line=1
    )
    assert _fill_with_secrets() > 60


def test_no_secret_word_is_on_any_public_address(site_full_of_secrets: None, client: Client):
    answers = crawl(client)

    assert "/countries/freedonia/" in answers
    assert "Law on Associations" in answers["/countries/freedonia/"]
    assert "The court" in answers["/countries/freedonia/"]
    assert [address for address, answer in answers.items() if SECRET in answer] == []


def test_an_unpublished_country_is_named_nowhere(site_full_of_secrets: None, client: Client):
    Country.objects.filter(slug="sylvania").update(name="Ruritania")

    assert [address for address, answer in crawl(client).items() if "Ruritania" in answer] == []


def test_the_crawl_would_find_a_secret_that_was_published(db, client: Client):
    published = make_published("Freedonia")
    _fill_with_secrets()
    from monitor.publishing.publish import publish

    publish(published, note="Out with it.")

    found = [address for address, answer in crawl(client).items() if SECRET in answer]
    assert {
        "/countries/",
        "/countries/freedonia/",
        "/countries/freedonia.json",
        "/countries/freedonia/editions/2/",
    } <= set(found)
