"""The form in which an initiative moves: one step, and three proposals that are taken or left."""

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.contrib.admin.widgets import AdminTextInputWidget, AdminURLFieldWidget
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict
from django.http import QueryDict

from countries.fields import PartialDateFormField
from countries.models import NewsItem
from countries.stale import state_of
from legal.models import Initiative, InitiativeEvent, Law
from legal.vocabulary import LawStatus, Stage

from .proposed import ENDS, MAKES_LAW, doubts, law_title, next_stage, proposed

if TYPE_CHECKING:
    _StepForm = forms.ModelForm[InitiativeEvent]
    _LawForm = forms.ModelForm[Law]
    _NewsForm = forms.ModelForm[NewsItem]
else:
    _StepForm = _LawForm = _NewsForm = forms.ModelForm

DATE_OF_STEP = "Empty: the date of the step."
_WIDE = {"class": "vLargeTextField", "rows": 3}


class StepForm(_StepForm):
    """What happened; `sure` holds the doubts that the editor has seen and sets aside, `seen` the mark of `before`."""

    expected = PartialDateFormField(
        label="Next step expected", required=False, help_text="Empty: not known, or there is none."
    )
    revision_comment = forms.CharField(
        label="Comment for the history",
        required=False,
        max_length=500,
        help_text="For your colleagues: why, and from where. Readers never see it.",
        widget=AdminTextInputWidget,
    )
    leave = forms.BooleanField(
        label="Take the initiative off the page",
        required=False,
        help_text="Only after it was adopted, signed, rejected or withdrawn. The history keeps it.",
    )
    sure = forms.CharField(required=False, widget=forms.HiddenInput)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = InitiativeEvent
        fields = ["date", "stage", "note", "source"]

    def __init__(self, *args: Any, before: Initiative, may_delete: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.before = before
        self.doubts: dict[str, str] = {}
        self.fields["seen"].initial = state_of(before)
        if before.expected:
            self.fields["expected"].help_text += f" Until now it is {before.expected}."
        self.fields["stage"].choices = [("", "Choose …"), *(one for one in Stage.choices if one[0] != Stage.UNKNOWN)]  # type: ignore[attr-defined]
        if not may_delete:
            del self.fields["leave"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("seen") != self.fields["seen"].initial:
            self._say_what_stands()
        if cleaned.get("leave") and cleaned.get("stage") not in ENDS:
            self.add_error("leave", "It leaves the page only after it was adopted, signed, rejected or withdrawn.")
        if "stage" in cleaned and "date" in cleaned:
            steps = [(step.stage, step.date) for step in self.before.events.all()]
            self.doubts = doubts(cleaned["stage"], cleaned["date"], steps)
        if self.doubts and cleaned.get("sure") != " ".join(self.doubts):
            raise ValidationError("Is this step right? Look at what is asked below; nothing is saved yet.")
        return cleaned

    def _say_what_stands(self) -> None:
        """Refuse a form that was opened before another save, and renew its mark: what stands has been shown now."""
        before, steps = self.before, self.before.events.count()
        self.add_error(
            None,
            "Somebody has saved this initiative since you opened this page: its stage is now "
            f"“{before.get_stage_display()}”, next step expected: {before.expected or 'not known'}, "
            f"{steps} step{'' if steps == 1 else 's'}. Look, then send again.",
        )
        self.data = data = cast("Any", self.data).copy()
        data[self.add_prefix("seen")] = self.fields["seen"].initial


class Taken(forms.BaseForm):
    """A proposal: unless it is ticked, nothing in it is read."""

    def full_clean(self) -> None:
        if self.is_bound and not self.is_taken:
            self._errors = ErrorDict()
            self.cleaned_data: dict[str, Any] = {}
            return
        super().full_clean()

    @property
    def is_taken(self) -> bool:
        box = self.fields["take"]
        return bool(box.widget.value_from_datadict(self.data, {}, self.add_prefix("take")))


class LawForm(Taken, _LawForm):
    heading = "The law"
    field_order = ["take"]
    take = forms.BooleanField(label="Add the law", required=False)
    replaces = forms.ModelChoiceField(
        Law.objects.none(),
        required=False,
        label="It replaces",
        help_text="Marks that law as replaced by this one, and lists what cites it as tasks.",
    )

    class Meta:
        model = Law
        fields = ["title", "kind", "number", "date", "status", "url"]

    def __init__(self, *args: Any, country: Any, may_replace: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.country = country
        self.fields["date"].help_text = DATE_OF_STEP
        if may_replace:
            standing = Law.objects.filter(country=country, replaced_by=None).exclude(
                status__in=[LawStatus.REPLACED, LawStatus.REPEALED]
            )
            self.fields["replaces"].queryset = standing  # type: ignore[attr-defined]
        else:
            del self.fields["replaces"]

    def clean(self) -> dict[str, Any]:
        """Ask when the country has a law of this title, unless it is the one that is replaced."""
        cleaned = super().clean() or self.cleaned_data
        same = Law.objects.filter(country=self.instance.country, title__iexact=cleaned.get("title", ""))
        old = cleaned.get("replaces")
        if (same.exclude(pk=old.pk) if old else same).exists():
            self.add_error("title", "There is a law of this title already: leave it, or say that this one replaces it.")
        return cleaned


class NewsForm(Taken, _NewsForm):
    heading = "The news item"
    field_order = ["take"]
    take = forms.BooleanField(label="Add a news item", required=False)

    class Meta:
        model = NewsItem
        fields = ["title", "url", "date", "language", "summary"]
        widgets = {"summary": forms.Textarea(attrs=_WIDE), "url": AdminURLFieldWidget}

    def __init__(self, *args: Any, country: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.country = country
        self.fields["date"].help_text = DATE_OF_STEP


class NoteForm(Taken, forms.Form):
    heading = "The change note"
    take = forms.BooleanField(label="Suggest a change note", required=False)
    text = forms.CharField(
        label="Change note",
        max_length=1000,
        widget=forms.Textarea(attrs=_WIDE),
        help_text="For readers. It waits on the desk as the note of the next edition.",
    )


class ShownForm(forms.Form):
    """For which stage and date the proposals on the page were made."""

    stage = forms.CharField(required=False, widget=forms.HiddenInput)
    date = PartialDateFormField(required=False, widget=forms.HiddenInput)


class Move:
    """The whole form: the step, and the proposals that this member of staff may take."""

    def __init__(self, initiative: Initiative, user: Any, data: QueryDict | None = None) -> None:
        self.initiative, country, may = initiative, initiative.country, user.has_perm
        stage = next_stage(initiative.stage)
        self.has_law, self.namesake = _laws_so_called(initiative)
        values = self.values({"stage": stage})
        step = InitiativeEvent(initiative=initiative)
        may_delete = may("legal.delete_initiative")
        self.step = StepForm(
            data, prefix="step", instance=step, initial={"stage": stage}, before=initiative, may_delete=may_delete
        )
        self.shown = ShownForm(data, prefix="shown", initial={"stage": stage, "date": ""})
        law, news = {"initial": values["law"], "prefix": "law"}, {"initial": values["news"], "prefix": "news"}
        may_replace = may("legal.change_law")
        self.law = LawForm(data, country=country, may_replace=may_replace, **law) if may("legal.add_law") else None
        self.news = NewsForm(data, country=country, **news) if may("countries.add_newsitem") else None
        self.note = NoteForm(data, prefix="note", initial=values["note"])

    @property
    def proposals(self) -> list[Any]:
        return [form for form in (self.law, self.news, self.note) if form is not None]

    @property
    def stages_that_make_law(self) -> str:
        return "" if self.has_law else " ".join(MAKES_LAW)

    @property
    def errors(self) -> bool:
        return any(form.errors for form in (self.step, *self.proposals))

    def is_valid(self) -> bool:
        return all([self.step.is_valid(), *(form.is_valid() for form in self.proposals)])

    def values(self, said: dict[str, Any]) -> dict[str, dict[str, Any]]:
        """Return what the boxes of each proposal say of their own accord for a stage and date."""
        stage, date = said.get("stage") or "", said.get("date") or None
        words = proposed(self.initiative.title, stage, date, has_law=self.has_law)
        return {
            "law": {
                "take": words.makes_law,
                "title": words.law_title,
                "kind": words.law_kind,
                "status": words.law_status,
                "replaces": str(self.namesake.pk) if self.namesake else "",
            },
            "news": {"take": False, "title": words.news_title},
            "note": {"take": True, "text": words.note},
        }


def _laws_so_called(initiative: Initiative) -> tuple[bool, Law | None]:
    """Return whether the initiative has made its law already, and else the law of that title that it would replace."""
    same = Law.objects.filter(country=initiative.country, title__iexact=law_title(initiative.title))
    fresh = same.filter(status=LawStatus.NOT_YET_IN_FORCE).exists()
    passed = initiative.stage in MAKES_LAW and same.exists()
    standing = same.exclude(status__in=[LawStatus.REPLACED, LawStatus.REPEALED]).filter(replaced_by=None)
    return (True, None) if fresh or passed else (False, standing.first())


def filled_in(move: Move, data: QueryDict, *, ticks: bool) -> QueryDict:
    """Return what was sent, with the words for its stage and date in every box that nobody has typed into.

    `ticks`: the tick boxes too, where they stand as they were proposed.
    """
    step, shown = move.step, move.shown
    step.is_valid(), shown.is_valid()
    before, now = move.values(shown.cleaned_data), move.values(step.cleaned_data)
    sent = data.copy()
    for name, boxes in now.items():
        for box, value in boxes.items():
            key, was = f"{name}-{box}", before[name][box]
            if box == "take":
                if ticks and (key in sent) == was:
                    sent.setlist(key, ["on"] if value else [])
            elif sent.get(key, "").strip() == was:
                sent[key] = value
    date = step.cleaned_data.get("date")
    sent["shown-stage"], sent["shown-date"] = step.cleaned_data.get("stage", ""), date.iso if date else ""
    return sent
