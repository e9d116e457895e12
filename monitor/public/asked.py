"""What a reader may ask of a page in its address."""

from django import forms
from django.http import HttpRequest

from monitor.errors import UnreadableRequest


class OpenForm(forms.Form):
    open = forms.ChoiceField(choices=[("all", "All subheadings")], required=False)


def asks_for_all_open(request: HttpRequest) -> bool:
    """Say whether every subheading is to stand open; raise UnreadableRequest for anything but `?open=all`."""
    form = OpenForm(request.GET)
    if not form.is_valid():
        raise UnreadableRequest("A page can be asked to open all its subheadings with ?open=all, and nothing else.")
    return bool(form.cleaned_data["open"])


class EditionForm(forms.Form):
    """Which edition is meant; none is today's."""

    edition = forms.IntegerField(min_value=1, max_value=2**31 - 1, required=False)


def edition_asked(request: HttpRequest) -> int | None:
    """Return the number of the edition asked for; raise UnreadableRequest for nonsense."""
    form = EditionForm(request.GET)
    if not form.is_valid():
        raise UnreadableRequest("An edition is asked for by its number: ?edition=1, for example.")
    number: int | None = form.cleaned_data["edition"]
    return number
