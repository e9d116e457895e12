"""What a sender is asked."""

import re
from typing import Any

from django import forms

from monitor.publishing.models import Page

from .models import Risk

LONGEST = 20_000  # characters
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_OFF = {"autocomplete": "off"}
_WORDS = {**_OFF, "dir": "auto"}  # in whatever letters


class WordsField(forms.CharField):
    """Words as typed; what no keyboard types is dropped, so that nothing valid is refused for it."""

    def to_python(self, value: Any) -> str:
        text = str(value or "").replace("\r\n", "\n").replace("\r", "\n")
        return str(super().to_python(_CONTROL.sub("", text)))


class ManyFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class RiskForm(forms.Form):
    """The first question."""

    risk = forms.ChoiceField(choices=Risk)


class TipForm(forms.Form):
    """The tip itself.  At “dangerous” there is no way to reach the sender, and no file."""

    risk = forms.CharField(required=False, widget=forms.HiddenInput)
    edition = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    passage_id = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    ticket = forms.CharField(max_length=300, required=False, widget=forms.HiddenInput)
    proof = forms.CharField(max_length=20, required=False, widget=forms.HiddenInput(attrs={"data-proof": ""}))
    text = WordsField(
        label="What is wrong, missing or new",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 10, **_WORDS}),
        error_messages={
            "required": "Write what is wrong, missing or new.",
            "max_length": "This is too long: at most %(limit_value)d characters are taken, these are %(show_value)d. "
            "Send the rest as a second one.",
        },
    )
    country = forms.ChoiceField(label="Country or body", required=False, widget=forms.Select(attrs=_OFF))
    passage = WordsField(
        label="Which part of the page",
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs=_WORDS),
        help_text="If you know: a heading, or a law.",
    )
    link = WordsField(
        label="A link to something that shows it",
        required=False,
        max_length=2000,
        widget=forms.TextInput(attrs={"inputmode": "url", **_OFF}),
        help_text="A law’s text, a report, a decision. We do not open it from your tip; a colleague does, elsewhere.",
    )
    files = forms.FileField(  # type: ignore[assignment]  # the metaclass takes it away
        label="Files", required=False, widget=ManyFilesInput(attrs=_OFF),
        help_text="Up to five, up to 10 MB each: PDF, pictures, Word, Excel, PowerPoint or OpenDocument, text.",
    )  # fmt: skip
    contact = WordsField(
        label="How we can reach you",
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs=_WORDS),
        help_text="Leave it empty if you can: you get a code with which you can read our answer here.",
    )
    website = forms.CharField(
        label="Leave this empty", required=False, widget=forms.TextInput(attrs={"tabindex": "-1", **_OFF})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pages = Page.objects.shown().by_name().values_list("slug", "name")
        self.fields["country"].choices = [("", "Not sure, or not on this list"), *pages]  # type: ignore[attr-defined]
        if self.danger == Risk.DANGEROUS:
            del self.fields["files"], self.fields["contact"]

    @property
    def danger(self) -> Risk:
        """What the sender said of the danger; whatever else was sent in its place counts as dangerous."""
        said = self.data.get("risk") if self.is_bound else self.initial.get("risk")
        return Risk(said) if said in Risk.values else Risk.DANGEROUS

    def clean_risk(self) -> Risk:
        return self.danger

    @property
    def offers_files(self) -> bool:
        return "files" in self.fields

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise forms.ValidationError(
                "This one has to stay empty. Something filled it in: empty it, then send again."
            )
        return ""
