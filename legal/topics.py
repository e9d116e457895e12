"""A column of several topics, ticked in the admin."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst

from countries.vocabulary import Topic

if TYPE_CHECKING:
    _Column = models.JSONField[list[str], list[str]]
else:
    _Column = models.JSONField


def check_topics(topics: list[str]) -> None:
    """Raise ValidationError for a topic that is not in the closed list."""
    unknown = [topic for topic in topics if topic not in Topic.values]
    if unknown:
        raise ValidationError(f"Not a topic: {', '.join(map(str, unknown))}.")


def _place(topic: object) -> int:
    return Topic.values.index(str(topic)) if topic in Topic.values else len(Topic.values)


class TopicsField(_Column):
    """A list of topic slugs, in the order of the closed list."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.update(default=list, blank=True)
        super().__init__(*args, **kwargs)
        self.validators = [*self.validators, check_topics]

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("default", None)
        kwargs.pop("blank", None)
        return name, path, args, kwargs

    def clean(self, value: Any, model_instance: models.Model | None) -> Any:
        """Keep the order of the closed list, in whatever order topics were ticked."""
        return sorted(super().clean(value, model_instance), key=_place)

    def formfield(self, **kwargs: Any) -> Any:
        return forms.MultipleChoiceField(
            label=capfirst(self.verbose_name),
            choices=Topic.choices,
            required=False,
            widget=forms.CheckboxSelectMultiple,
            help_text=self.help_text,
        )
