"""What a reader may ask of the stream, in the address of the page and of every feed."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.urls import register_converter

from monitor.errors import UnreadableRequest
from monitor.publishing.labels import TOPICS
from monitor.publishing.models import Page


class FeedForm(forms.Form):
    """What any feed can be asked for; what it follows is in its path."""

    changes = forms.ChoiceField(
        required=False, choices=[("", "All changes"), ("substantive", "Without minor corrections")]
    )


class UpdatesForm(FeedForm):
    """The choices above the stream."""

    country = forms.ChoiceField(required=False)
    topic = forms.ChoiceField(required=False, choices=[("", "All topics"), *TOPICS.items()])
    field_order = ("country", "topic", "changes")

    def __init__(self, data: Any, pages: list[Page]) -> None:
        super().__init__(data, auto_id="%s")
        country = self.fields["country"]
        assert isinstance(country, forms.ChoiceField)  # noqa: S101  # nosec B101  # for the types
        country.choices = [("", "All countries"), *((page.slug, page.name) for page in pages)]

    @property
    def chosen(self) -> dict[str, str]:
        """What was chosen, for addresses; nothing where the choices were not understood."""
        return {name: value for name, value in self.cleaned_data.items() if value} if self.is_valid() else {}


def asks_for_substantive(request: HttpRequest) -> bool:
    """Say whether a feed is to leave out minor editions; raise UnreadableRequest for anything else."""
    form = FeedForm(request.GET)
    if not form.is_valid():
        raise UnreadableRequest("A feed can be asked to leave out minor changes with ?changes=substantive.")
    return bool(form.cleaned_data["changes"])


class TopicConverter:
    """A topic in a path: only those that there are, so that no other address is taken for one."""

    regex = "|".join(TOPICS)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(TopicConverter, "topic")
