"""Which countries and which topic an address asks for; what is wrong with it; where it should lead instead."""

from functools import cached_property
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.urls import reverse

from monitor.publishing.labels import TOPICS
from monitor.publishing.models import FormerSlug, Page

from .known import Known

MOST = 5
MORE_TOPICS = {"treaties": "Treaties", "rankings": "Rankings"}
CHOICES: list[tuple[str, str]] = [("", "All topics"), *TOPICS.items(), *MORE_TOPICS.items()]
_MOST_PAIRS = 6


class CompareForm(forms.Form):
    """The countries in the order of the address, each once, and a topic."""

    country = forms.MultipleChoiceField(required=False, error_messages={"invalid_choice": "There is no such page."})
    topic = forms.ChoiceField(
        required=False, choices=CHOICES, error_messages={"invalid_choice": "There is no such topic."}
    )

    def __init__(self, data: dict[str, Any], slugs: list[str]) -> None:
        super().__init__(data)
        self.fields["country"].choices = [(slug, slug) for slug in slugs]  # type: ignore[attr-defined]

    def clean_country(self) -> list[str]:
        slugs: list[str] = self.cleaned_data["country"]
        if len(slugs) > MOST:
            raise ValidationError(f"At most {MOST} countries stand side by side; choose which to leave out.")
        return slugs


class Asked:
    """An address of the comparison, read; one query, and another where it names a page that is not there."""

    def __init__(self, query: QueryDict) -> None:
        self.pages = {page[0]: Known(*page) for page in Page.objects.by_name().values_list(*Known._fields)}
        self._given = query.getlist("country")
        self._today = list(dict.fromkeys(self._former.get(slug, slug) for slug in self._given if slug))
        self.form = CompareForm({"country": self._today, "topic": query.get("topic", "")}, list(self.pages))
        self.valid = self.form.is_valid()

    @cached_property
    def _former(self) -> dict[str, str]:
        """Today's addresses of the pages that are asked for by a former one."""
        unknown = [slug for slug in self._given if slug and slug not in self.pages][:MOST]
        today = {page.country_id: page.slug for page in self.pages.values()}
        moved = FormerSlug.objects.in_bulk(unknown) if unknown else {}
        return {slug: today[row.country_id] for slug, row in moved.items() if row.country_id in today}

    @property
    def moved_to(self) -> str:
        """The address to send on to, where this one names former addresses, a page twice or boxes left empty."""
        return self.address if self.valid and self._today != self._given else ""

    @property
    def status(self) -> int:
        """200, 404 for a page that is not there, 400 for anything else that cannot be read."""
        if self.valid:
            return 200
        return 404 if self.form.has_error("country", "invalid_choice") else 400

    @property
    def chosen(self) -> list[Known]:
        """The pages that are compared, in the order of the address."""
        slugs = self.form.cleaned_data.get("country", [])
        return [self.pages[slug] for slug in slugs if not self.pages[slug].withdrawn_on]

    @property
    def withdrawn(self) -> list[Known]:
        """The pages asked for that are taken from readers."""
        slugs = self.form.cleaned_data.get("country", [])
        return [self.pages[slug] for slug in slugs if self.pages[slug].withdrawn_on]

    @property
    def topic(self) -> str:
        return str(self.form.cleaned_data.get("topic", ""))

    @property
    def topic_name(self) -> str:
        return dict(CHOICES)[self.topic] if self.topic else ""

    @property
    def address(self) -> str:
        return address_of(self.form.cleaned_data["country"], self.topic)

    @property
    def on_all_topics(self) -> str:
        return address_of([page.slug for page in self.chosen])

    @property
    def shown(self) -> list[Known]:
        """Every page that can be chosen."""
        return [page for page in self.pages.values() if not page.withdrawn_on]

    def boxes(self) -> list[str]:
        """Return what stands in each of the boxes: the countries chosen, then nothing."""
        slugs = [page.slug for page in self.chosen]
        return [*slugs, *[""] * (MOST - len(slugs))]

    def pairs(self) -> list[tuple[Known, Known, str]]:
        """Return ready-made pairs with their addresses: in each region the two pages that were updated last."""
        by_region = sorted((page for page in self.shown if page.region), key=lambda page: page.region)
        newest = [
            sorted(pages, key=lambda page: page.last_updated, reverse=True)[:2]
            for _, pages in groupby(by_region, key=lambda page: page.region)
        ]
        pairs = [(pair[0], pair[1], address_of([pair[0].slug, pair[1].slug])) for pair in newest if len(pair) > 1]
        return sorted(pairs, key=lambda pair: pair[0].last_updated, reverse=True)[:_MOST_PAIRS]


def address_of(slugs: list[str], topic: str = "") -> str:
    """Return the address of a comparison, the same one for the same choices."""
    asked = [("country", slug) for slug in slugs] + ([("topic", topic)] if topic else [])
    return f"{reverse('public:compare')}{'?' if asked else ''}{urlencode(asked)}"
