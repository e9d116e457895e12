"""Since when a record says what it says."""

import datetime

from countries.models import Country, Section
from legal.models import Law
from monitor.publishing.models import PublishedRecord
from monitor.publishing.publish import publish

FIRST, SECOND, THIRD = (datetime.date(2026, month, 1) for month in (1, 3, 5))


def _since(kind: str) -> list[datetime.date | None]:
    return list(PublishedRecord.objects.of_kind(kind).order_by("position").values_list("changed_on", flat=True))


def test_a_record_says_it_since_the_edition_that_changed_it(country: Country):
    publish(country, note="First.", dated=FIRST)
    Law.objects.update(title="New title")
    publish(country, note="Second.", dated=SECOND)
    Section.objects.filter(topic="introduction").update(body="<p>New.</p>")
    publish(country, note="Third.", dated=THIRD)

    assert (_since("laws"), _since("sections"), _since("glance")) == ([SECOND], [FIRST, THIRD], [FIRST])


def test_a_record_that_came_back_says_it_since_it_came_back(country: Country):
    for title, day in (("One", FIRST), ("Two", SECOND), ("One", THIRD)):
        Law.objects.update(title=title)
        publish(country, note="Changed.", dated=day)

    assert _since("laws") == [THIRD]
