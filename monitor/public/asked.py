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
