"""What the database refuses of a country and of what we know of it, whoever asks."""

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db.models import Model

from countries.models import Assignment, Index, Section
from legal.models import Law
from tests.builders import (
    make_country,
    make_event,
    make_glance_row,
    make_initiative,
    make_law,
    make_ratification,
    make_section,
    make_treaty,
)

pytestmark = pytest.mark.django_db


def change(row: Model, **fields: object) -> None:
    for name, value in fields.items():
        setattr(row, name, value)
    row.save()


def replace_by_itself(law: Law) -> None:
    change(law, replaced_by=law)


def assign_twice() -> None:
    country, user = make_country(), User.objects.create_user("rosa")
    for _ in range(2):
        Assignment.objects.create(user=user, country=country)


REFUSED = {
    "countries_assignment_once": assign_twice,
    "countries_country_kind_is_known": lambda: make_country(kind="empire"),
    "countries_country_state_is_known": lambda: make_country(state="draft"),
    "countries_country_iso2_is_upper": lambda: make_country(iso2="kz"),
    "countries_section_part_is_known": lambda: make_section(part="appendix"),
    "countries_section_topic_is_known": lambda: make_section(topic="weather"),
    "countries_glancerow_topic_is_known": lambda: make_glance_row(topic="weather"),
    "legal_treaty_scope_is_known": lambda: change(make_treaty(), scope="galactic"),
    "legal_ratification_status_is_known": lambda: make_ratification(status="perhaps"),
    "legal_ratification_how_is_known": lambda: make_ratification(how="by handshake"),
    "legal_ratification_once_per_treaty": lambda: [make_ratification(), make_ratification()],
    "legal_law_kind_is_known": lambda: make_law(kind="custom"),
    "legal_law_status_is_known": lambda: make_law(status="ignored"),
    "legal_law_does_not_replace_itself": lambda: replace_by_itself(make_law()),
    "legal_initiative_stage_is_known": lambda: make_initiative(stage="asleep"),
    "legal_initiativeevent_stage_is_known": lambda: make_event(make_initiative(), stage="asleep"),
}


@pytest.mark.parametrize("rule", REFUSED)
def test_a_value_outside_the_rule_is_refused(rule):
    with pytest.raises(IntegrityError):
        REFUSED[rule]()


@pytest.mark.parametrize("app", ["countries", "legal"])
def test_every_rule_has_its_test(app):
    rules = {rule.name for model in apps.get_app_config(app).get_models() for rule in model._meta.constraints}

    assert rules <= set(REFUSED)


@pytest.mark.parametrize(("given", "again"), [({}, {"slug": "other"}), ({}, {"name": "Other"})])
def test_a_name_and_an_address_belong_to_one_country(given, again):
    make_country(**{"name": "Freedonia", "slug": "freedonia", **given})
    with pytest.raises(IntegrityError):
        make_country(**{"name": "Freedonia", "slug": "freedonia", **again})


def test_an_index_has_its_name_to_itself():
    Index.objects.create(name="Rule of Law Index")
    with pytest.raises(IntegrityError):
        Index.objects.create(name="Rule of Law Index")


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "//evil.example/", " https://x.example"]
)
def test_an_address_that_is_none_on_the_web_is_not_kept_whoever_saves_it(address):
    with pytest.raises(ValidationError):
        make_law(url=address)


def test_two_countries_may_join_the_same_treaty():
    make_ratification(country=make_country())
    make_ratification(country=make_country("Sylvania"))

    assert make_treaty().ratifications.count() == 2


def test_how_a_country_joined_may_be_unknown():
    assert make_ratification(how="").how == ""


@pytest.mark.parametrize("iso2", ["", "KZ"])
def test_a_body_has_no_code_and_a_country_has_two_capitals(iso2):
    assert make_country(iso2=iso2).iso2 == iso2


def test_a_record_goes_with_its_country():
    make_section().country.delete()

    assert not Section.objects.exists()
