"""An edition is for ever."""

import pytest
from django.db import IntegrityError

from countries.models import Country
from monitor.publishing.models import Edition
from monitor.publishing.models.edition import EditionIsForeverError
from tests.builders import newest_edition


def test_an_edition_cannot_be_saved_again(published: Country):
    with pytest.raises(EditionIsForeverError):
        newest_edition(published).save()


def test_an_edition_cannot_be_deleted(published: Country):
    with pytest.raises(EditionIsForeverError):
        newest_edition(published).delete()


def test_editions_cannot_be_updated_in_bulk(published: Country):
    with pytest.raises(EditionIsForeverError):
        Edition.objects.update(change_note="Other.")


def test_editions_cannot_be_deleted_in_bulk(published: Country):
    with pytest.raises(EditionIsForeverError):
        Edition.objects.all().delete()


def test_a_number_is_given_once(published: Country):
    edition = newest_edition(published)
    edition.pk, edition._state.adding = None, True

    with pytest.raises(IntegrityError):
        edition.save()


def test_an_edition_survives_the_deletion_of_its_country(published: Country):
    published.delete()

    assert Edition.objects.get().document["country"]["name"] == "Freedonia"
