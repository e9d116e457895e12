"""What a reader may ask of the matrix in its address."""

from django import forms
from django.http import QueryDict

from monitor.errors import UnreadableRequest
from monitor.publishing.instruments import INSTRUMENTS

from .matrix import Grid

STATUSES = {
    "party": "Party",
    "signed": "Signed, not ratified",
    "none": "Not signed",
    "withdrawn": "Withdrawn",
    "unknown": "Not known",
}


class MatrixForm(forms.Form):
    """The choices beside the matrix."""

    region = forms.ChoiceField(required=False)
    treaty = forms.ChoiceField(
        required=False,
        choices=[("", "All eighteen"), *((known.slug, f"{known.abbr}: {known.name}") for known in INSTRUMENTS)],
    )
    status = forms.ChoiceField(required=False, choices=[("", "Any"), *STATUSES.items()])
    covered = forms.BooleanField(required=False, label="Only countries with a page here")

    def __init__(self, data: QueryDict, whole: Grid) -> None:
        super().__init__(data, auto_id="%s", label_suffix="")
        regions = sorted({row.region for row in whole.rows if row.region})
        self.fields["region"] = forms.ChoiceField(
            required=False, choices=[("", "All regions"), *((region, region) for region in regions)]
        )
        self.whole = whole

    @property
    def grid(self) -> Grid:
        """What is asked for; all of it where the choices cannot be read."""
        return self.whole.narrowed(**self.cleaned_data) if self.is_valid() else self.whole

    def grid_or_refusal(self) -> Grid:
        """Return what is asked for, or raise UnreadableRequest: a file must not hold more than its reader asked for."""
        if not self.is_valid():
            raise UnreadableRequest("There is no such choice of treaties. Choose again from the page of all treaties.")
        return self.grid
