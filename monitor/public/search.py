"""Search over all current editions: one box, and results that lead to the very paragraph."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from monitor.publishing.labels import TOPICS
from monitor.publishing.models import Page
from monitor.search.find import Found, Place, counting_for, find, named
from monitor.search.groups import KINDS, OfCountry, grouped
from monitor.search.question import country_mark, kind_mark, read, topic_mark
from monitor.search.spelling import corrected

from .wire import kept_a_minute

_FEW = 2  # answers, with which another spelling is offered too
_LONGEST = 300


class SearchForm(forms.Form):
    """The box, and the choices beside it."""

    q = forms.CharField(
        label="Search for",
        required=False,
        max_length=_LONGEST,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
        error_messages={"max_length": f"Search for at most {_LONGEST} letters."},
    )
    country = forms.ChoiceField(required=False)
    kind = forms.ChoiceField(required=False, choices=[("", "All kinds"), *KINDS.items()])
    topic = forms.ChoiceField(required=False, choices=[("", "All topics"), *TOPICS.items()])

    def __init__(self, data: Any, pages: list[Page]) -> None:
        super().__init__(data, auto_id="search-%s")
        country = self.fields["country"]
        assert isinstance(country, forms.ChoiceField)  # noqa: S101  # nosec B101  # for the types
        country.choices = [("", "All countries"), *((page.slug, page.name) for page in pages)]


@dataclass(frozen=True)
class Search:
    """What a reader asked of which pages, and what there is."""

    asked: dict[str, str]
    pages: list[Page]

    @cached_property
    def named(self) -> list[Page]:
        """The pages that the words name: they come first."""
        slugs = [place.slug for place in named(read(self.asked["q"]), self._places)]
        return [page for page in self.pages if page.slug in slugs]

    @cached_property
    def found(self) -> Found:
        chosen = {page.slug: country_mark(page.country_id) for page in self.pages}
        marks = [chosen.get(self.asked["country"], "")]
        marks += [kind_mark(kind) for kind in [self.asked["kind"]] if kind]
        marks += [topic_mark(topic) for topic in [self.asked["topic"]] if topic]
        question = read(self.asked["q"], tuple(mark for mark in marks if mark))
        return find(counting_for(question, [place for place in self._places if place.slug in self._named_slugs]))

    @cached_property
    def countries(self) -> list[OfCountry]:
        return grouped(self.found, country=self.asked["country"], kind=self.asked["kind"])

    @cached_property
    def suggestion(self) -> str:
        """What was perhaps meant, where next to nothing was found for what was typed."""
        answers = len(self.found.candidates)
        if answers > _FEW or (answers and self.found.question.beginning) or self.named:
            return ""
        return corrected(self.asked["q"], self.found.question)

    @property
    def number(self) -> int:
        return len(self.found.candidates)

    @property
    def shown(self) -> int:
        return sum(country.shown for country in self.countries)

    @property
    def single_words(self) -> list[str]:
        """The words one by one, where they are nowhere together."""
        words = list(dict.fromkeys(self.found.question.words))
        return words if len(words) > 1 else []

    @property
    def filtered(self) -> bool:
        return any(self.asked[name] for name in ("country", "kind", "topic"))

    @property
    def address(self) -> str:
        """The question with its topic: a country and a kind are added to it."""
        return f"?{urlencode({name: self.asked[name] for name in ('q', 'topic') if self.asked[name]})}"

    @property
    def _places(self) -> list[Place]:
        return [Place(page.country_id, page.slug, page.name) for page in self.pages]

    @property
    def _named_slugs(self) -> list[str]:
        return [page.slug for page in self.named]


@require_safe
@kept_a_minute
def search(request: HttpRequest) -> HttpResponse:
    """Show the box, and what was found; a choice that is not offered is a 400 that says so."""
    pages = list(Page.objects.by_name().shown().names())
    form = SearchForm(request.GET, pages)
    valid = form.is_valid()
    asked = Search(form.cleaned_data, pages) if valid and form.cleaned_data["q"] else None
    return render(request, "public/search.html", {"form": form, "search": asked}, status=200 if valid else 400)
