"""The forms on the page of a tip: what each asks, when it is offered, and what it does."""

import uuid
from typing import Any

from django import forms

from monitor.publishing.models import Edition

from ..models import State, Tip
from . import deeds
from .passages import Passage, passages_of
from .rights import readers_of, tips_for
from .used import places


class DeedForm(forms.Form):
    """One deed; `seen` says how the tip stood when the page was opened."""

    button, deed, summary = "", "", ""
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, tip: Tip, user: Any, data: Any = None) -> None:
        super().__init__(data, auto_id=f"{self.deed}-%s", initial={"seen": deeds.mark_of(tip)})
        self.tip, self.user = tip, user

    def do(self) -> None:
        """Do it; raise CannotError."""
        with deeds.held(self.tip.pk, self.cleaned_data["seen"]) as tip:
            self.act(tip, self.cleaned_data)

    @property
    def is_possible(self) -> bool:
        """Say whether there is anything to choose from."""
        return True

    def renew(self) -> None:
        """Take the tip for seen as it stands now; what was typed stays."""
        self.data = self.data.copy()  # type: ignore[attr-defined]
        self.data["seen"] = deeds.mark_of(Tip.objects.without_words().get(pk=self.tip.pk))  # type: ignore[index]

    def act(self, tip: Tip, said: dict[str, Any]) -> None:
        raise NotImplementedError


class Assign(DeedForm):
    button, deed, summary = "Assign", "assign", "Assign it"
    to = forms.ModelChoiceField(Tip.objects.none(), label="To", empty_label=None)

    def __init__(self, tip: Tip, user: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(tip, user, *args, **kwargs)
        self.fields["to"].queryset = readers_of(tip.country_id)  # type: ignore[attr-defined]
        self.fields["to"].initial = tip.assigned_to_id or user.pk

    def act(self, tip: Tip, said: dict[str, Any]) -> None:
        deeds.assign(tip, said["to"], by=self.user)


class HandBack(DeedForm):
    button, deed, summary = "Hand back", "hand-back", "It goes to whoever takes it next."

    def act(self, tip: Tip, said: dict[str, Any]) -> None:
        deeds.hand_back(tip, by=self.user)


class Look(DeedForm):
    button, deed, summary = "Being looked at", "look", "The sender reads this as its state."

    def act(self, tip: Tip, said: dict[str, Any]) -> None:
        deeds.look(tip, by=self.user)


class WordsForm(DeedForm):
    """Words for the sender, sealed in the request.  (A form with `words` is not kept when it comes too late.)"""

    words = forms.CharField(
        max_length=5000,
        error_messages={"required": "Nothing is written here yet."},
        widget=forms.Textarea(attrs={"rows": 5, "autocomplete": "off", "dir": "auto", "class": "vLargeTextField"}),
        help_text="Do not repeat what the tip says, and write nothing that harms the sender if somebody reads along. "
        "It is sealed as you send it, and kept nowhere else.",
    )


class Ask(WordsForm):
    button, deed, summary = "Ask", "ask", "Ask the sender"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = "Question to the sender"

    def act(self, tip: Tip, said: dict[str, Any]) -> None:
        deeds.ask(tip, said["words"], by=self.user)


class Answer(WordsForm):
    button, deed, summary = "Send", "answer", "Tell the sender something"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = "Message that needs no reply"

    def act(self, tip: Tip, said: dict[str, Any]) -> None:
        deeds.answer(tip, said["words"], by=self.user)


class Refuse(WordsForm):
    button, deed, summary = "Not used", "refuse", "It was not used"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = "Why it was not used, for the sender"

    def act(self, tip: Tip, said: dict[str, Any]) -> None:
        deeds.refuse(tip, said["words"], by=self.user)


class Use(DeedForm):
    """Which edition used it, and which record of it; those that touch the passage come first."""

    button, deed, summary = "Used", "use", "It was used"
    where = forms.ChoiceField(label="Edition, and what it changed")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["where"].choices = places(self.tip)  # type: ignore[attr-defined]

    @property
    def is_possible(self) -> bool:
        return bool(self.fields["where"].choices)  # type: ignore[attr-defined]

    def act(self, tip: Tip, said: dict[str, Any]) -> None:
        edition_id, _, record_id = said["where"].partition(":")
        edition = Edition.objects.headings().get(pk=edition_id)
        deeds.use(tip, edition, uuid.UUID(record_id) if record_id else None, by=self.user)


class TipField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Tips by what they are about."""

    passages: dict[Any, Passage]

    def label_from_instance(self, obj: Any) -> str:
        about = str(self.passages.get(obj.pk) or "")
        return f"{obj}: {about}" if about else str(obj)


class Merge(DeedForm):
    button, deed, summary = "Merge", "merge", "It is a double of another"
    main = TipField(Tip.objects.none(), label="This is a double of", empty_label="—")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["main"]
        field.queryset = tips_for(self.user).open().not_merged().of(self.tip.country_id).exclude(pk=self.tip.pk)
        field.passages = passages_of(field.queryset)

    @property
    def is_possible(self) -> bool:
        return bool(self.fields["main"].passages)  # type: ignore[attr-defined]

    def act(self, tip: Tip, said: dict[str, Any]) -> None:
        deeds.merge(tip, said["main"], by=self.user)


class Part(DeedForm):
    button, deed, summary = "No double after all", "part", "It stands by itself again."

    def act(self, tip: Tip, said: dict[str, Any]) -> None:
        deeds.part(tip, by=self.user)


class Reopen(DeedForm):
    button, deed, summary = "Open again", "reopen", "It was closed too early."

    def act(self, tip: Tip, said: dict[str, Any]) -> None:
        deeds.reopen(tip, by=self.user)


FORMS: dict[str, type[DeedForm]] = {
    form.deed: form for form in (Assign, HandBack, Look, Ask, Answer, Use, Refuse, Merge, Part, Reopen)
}


def offered_for(tip: Tip) -> list[type[DeedForm]]:
    """Return what can be done with a tip as it stands."""
    if tip.is_closed:
        return [Answer] if tip.merged_into_id else [Answer, Reopen]
    if tip.merged_into_id:
        return [Ask, Answer, Part]
    taken = [HandBack] if tip.assigned_to_id else []
    asked = [Look] if tip.state in (State.RECEIVED, State.ASKED) else []
    return [Assign, *taken, *asked, Ask, Answer, Use, Refuse, Merge]
