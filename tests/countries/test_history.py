"""What a saved version said, beside what stands now."""

import pytest
import reversion
from django.db.models import Model
from reversion.models import Version

from countries.history import FieldChange, RecordChange, changes_since
from countries.models import Country, Section
from legal.models import InitiativeEvent
from tests.builders import (
    make_country,
    make_event,
    make_initiative,
    make_law,
    make_ratification,
    make_section,
    make_treaty,
    make_whole_country,
)

pytestmark = pytest.mark.django_db


def keep(row: Model) -> Version:
    """Save a row as the admin does, and return its version."""
    with reversion.create_revision():
        row.save()
    return Version.objects.get_for_object(row).latest("pk")


def change(row: Model, **fields: object) -> None:
    for name, value in fields.items():
        setattr(row, name, value)
    row.save()


def briefly(version: Version) -> list[tuple[str, str, str]]:
    return [(found.kind, found.title, found.what) for found in changes_since(version)]


def test_an_untouched_record_has_not_changed():
    assert changes_since(keep(make_law())) == []


def test_a_changed_field_is_shown_with_its_words_marked():
    section = make_section(body="<p>A fee of 10.</p>")
    version = keep(section)
    change(section, body="<p>A fee of 25.</p>")

    assert changes_since(version) == [
        RecordChange(
            "section",
            "Introduction",
            "changed",
            [FieldChange("body", "<p>A fee of <del>10</del>.</p>", "<p>A fee of <ins>25</ins>.</p>")],
        )
    ]


def test_fields_stand_under_the_names_that_the_form_gives_them():
    law = make_law()
    version = keep(law)
    change(law, url="https://a.example/", as_of="2024")

    assert [field.name for field in changes_since(version)[0].fields] == ["as of", "address"]


def test_a_plain_line_is_escaped_and_marked():
    law = make_law("Law <b>1</b> & more")
    version = keep(law)
    change(law, title="Law <b>2</b> & more")
    (field,) = changes_since(version)[0].fields

    assert field.then == "Law &lt;b&gt;<del>1</del>&lt;/b&gt; &amp; more"
    assert field.now == "Law &lt;b&gt;<ins>2</ins>&lt;/b&gt; &amp; more"


def test_a_version_from_before_the_sanitiser_is_shown_clean():
    section = make_section()
    version = keep(section)
    version.serialized_data = version.serialized_data.replace("Text.", "Old<script>alert(1)</script>.")

    assert "script" not in changes_since(version)[0].fields[0].then


def test_a_date_is_shown_as_it_is_kept():
    law = make_law(date="2023")
    version = keep(law)
    change(law, date="2024-06")

    assert changes_since(version)[0].fields == [FieldChange("date", "<del>2023</del>", "<ins>2024-06</ins>")]


def test_a_date_not_known_is_shown_as_nothing():
    law = make_law(date=None)
    version = keep(law)
    change(law, date="2024")

    assert changes_since(version)[0].fields == [FieldChange("date", "", "<ins>2024</ins>")]


def test_a_record_deleted_since_is_named():
    law = make_law("Law on Assemblies")
    version = keep(law)
    law.delete()

    assert briefly(version) == [("law", "Law on Assemblies", "removed since")]


def test_an_untouched_country_has_not_changed():
    assert changes_since(keep(make_whole_country())) == []


def test_a_country_is_compared_with_all_its_parts():
    country = make_country()
    section, law = make_section(), make_law()
    version = keep(country)
    change(country, region="Central Asia")
    change(section, heading="Preface")
    law.delete()
    make_ratification()

    assert sorted(briefly(version)) == [
        ("country", "Freedonia", "changed"),
        ("law", "Law on Associations", "removed since"),
        ("ratification", "International Covenant on Civil and Political Rights (ICCPR): 2006", "added since"),
        ("section", "Preface", "changed"),
    ]


def test_a_record_is_compared_alone_though_saved_with_its_country():
    country, section, law = make_country(), make_section(), make_law()
    keep(country)
    change(section, heading="Preface")

    assert changes_since(Version.objects.get_for_object(law).get()) == []


def test_another_country_is_not_compared():
    version = keep(make_country())
    make_section(country=make_country("Sylvania"))

    assert changes_since(version) == []


def test_a_deleted_country_and_its_parts_are_named():
    country = make_country()
    make_section()
    version = keep(country)
    country.delete()

    assert sorted(briefly(version)) == [
        ("country", "Freedonia", "removed since"),
        ("section", "Introduction", "removed since"),
    ]


def test_a_step_of_an_initiative_is_compared_with_its_country():
    country = make_country()
    event = make_event(make_initiative())
    version = keep(country)
    change(event, stage="adopted")

    assert briefly(version) == [("initiative event", "undated: Adopted", "changed")]


def test_a_step_is_compared_with_its_initiative():
    initiative = make_initiative()
    event = make_event(initiative)
    version = keep(initiative)
    change(event, stage="adopted")

    assert briefly(version) == [("initiative event", "undated: Adopted", "changed")]


def test_a_step_added_since_is_named():
    country, initiative = make_country(), make_initiative()
    version = keep(country)
    make_event(initiative)

    assert briefly(version) == [("initiative event", "undated: Submitted", "added since")]


def test_a_named_record_is_shown_by_its_name():
    ratification = make_ratification()
    version = keep(ratification)
    change(ratification, treaty=make_treaty("cat"))
    (field,) = changes_since(version)[0].fields

    assert "Torture" in field.now


def test_every_kind_of_record_is_kept_with_its_country():
    version = keep(make_whole_country())
    kept = {saved._model for saved in version.revision.version_set.all()}

    assert len(kept) == 12
    assert {Country, Section, InitiativeEvent} < kept
