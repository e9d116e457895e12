"""The topics of a law or initiative: several, from a closed list."""

import pytest
from django.core import serializers
from django.core.exceptions import ValidationError
from django.forms import modelform_factory

from countries.vocabulary import Topic
from legal.models import Law
from legal.topics import TopicsField, check_topics
from tests.builders import make_law

LawForm = modelform_factory(Law, fields=["title", "topics"])


def test_every_topic_is_known():
    check_topics(Topic.values)


@pytest.mark.parametrize("topics", [["weather"], ["formation", "Formation"], [""], [7]])
def test_an_unknown_topic_is_refused_by_name(topics):
    with pytest.raises(ValidationError, match=f"Not a topic: {topics[-1]}"):
        check_topics(topics)


def test_a_record_has_no_topics_unless_given():
    assert Law().topics == Law().topics == []


def test_two_records_do_not_share_their_topics():
    first, second = Law(), Law()
    first.topics.append("assembly")

    assert second.topics == []


def test_topics_are_kept(db):
    make_law(topics=["formation", "resources"])

    assert Law.objects.get().topics == ["formation", "resources"]


def test_a_form_offers_every_topic():
    assert [value for value, _ in LawForm().fields["topics"].choices] == Topic.values


def test_ticked_topics_are_kept(db):
    form = LawForm({"title": "Law", "topics": ["formation", "assembly"]})

    assert form.is_valid()
    assert form.instance.topics == ["formation", "assembly"]


def test_topics_follow_the_order_of_the_list(db):
    form = LawForm({"title": "Law", "topics": ["assembly", "formation"]})

    assert form.is_valid()
    assert form.instance.topics == ["formation", "assembly"]


def test_no_topic_need_be_ticked(db):
    form = LawForm({"title": "Law"})

    assert form.is_valid()
    assert form.instance.topics == []


def test_a_form_refuses_a_topic_that_it_did_not_offer():
    assert "topics" in LawForm({"title": "Law", "topics": ["weather"]}).errors


def test_a_form_shows_what_is_ticked(db):
    page = str(LawForm(instance=make_law(topics=["assembly"]))["topics"])

    assert page.count("checked") == 1


def test_the_same_ticks_are_no_change(db):
    law = make_law(topics=["formation", "assembly"])

    assert LawForm({"title": law.title, "topics": ["assembly", "formation"]}, instance=law).changed_data == []


def test_topics_survive_being_written_out_and_read_back(db):
    make_law(topics=["assembly"])
    (read,) = serializers.deserialize("json", serializers.serialize("json", Law.objects.all()))

    assert read.object.topics == ["assembly"]


def test_a_migration_says_only_what_is_not_always_so():
    *_, kwargs = TopicsField(help_text="Any that fit.").deconstruct()

    assert kwargs == {"help_text": "Any that fit."}


def test_a_shell_is_refused_an_unknown_topic_when_it_asks(db):
    law = make_law(topics=["weather"])
    with pytest.raises(ValidationError, match="weather"):
        law.full_clean()
