"""What a tip is about: a country's page, and a passage of it as the sender read it."""

import uuid
from dataclasses import dataclass

from django import forms

from monitor.public.cite.found import Standing, contents, standing
from monitor.publishing.blocks import text_of
from monitor.publishing.models import Edition, Page

_SHOWN = 280  # letters of a passage


@dataclass(frozen=True)
class Subject:
    """A page, an edition and a passage of it; `passage` is None where a tip is about a page as a whole."""

    page: Page
    edition: Edition
    passage_id: uuid.UUID | None = None
    passage: Standing | None = None

    @property
    def words(self) -> str:
        """The passage in words, cut; of a record what its fields say."""
        if self.passage is None:
            return ""
        fields = [(name, text_of(value)) for name, value in self.passage.fields]
        text = "; ".join(said if name == "text" else f"{name}: {said}" for name, said in fields) or self.passage.text
        return text if len(text) <= _SHOWN else f"{text[:_SHOWN].rsplit(' ', 1)[0]} …"


class SubjectForm(forms.Form):
    """The address of the form, or its hidden fields: what is nonsense counts as not said."""

    country = forms.SlugField(max_length=120, required=False)
    edition = forms.IntegerField(min_value=1, max_value=2**31 - 1, required=False)
    passage_id = forms.UUIDField(required=False)

    @property
    def subject(self) -> Subject | None:
        """Return what was asked about, as far as it is there to be read."""
        self.is_valid()
        said = self.cleaned_data
        page = Page.objects.shown().at([said.get("country") or ""]).select_related("edition").defer("prepared").first()
        if page is None:
            return None
        edition = page.edition
        if said.get("edition") and said["edition"] != edition.number:
            edition = Edition.objects.of(page.country_id).filter(number=said["edition"]).first() or edition
        passage_id = said.get("passage_id")
        passage = standing(contents(edition), passage_id) if passage_id else None
        return Subject(page, edition, passage_id if passage else None, passage)


def asked_for(query: dict[str, str]) -> Subject | None:
    """Return what the address of the form names: `?country=<slug>&edition=<number>&passage=<id>`."""
    return SubjectForm({**query, "passage_id": query.get("passage", "")}).subject
