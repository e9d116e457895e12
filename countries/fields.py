"""Two kinds of column that every record uses: a partial date and sanitised HTML."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.admin.widgets import AdminTextInputWidget
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.text import capfirst

from .partial_dates import PartialDate
from .sanitise import TooDeepError, sanitise
from .writing import ProseFormField, ProseWidget, says_the_same

if TYPE_CHECKING:
    _DateColumn = models.CharField[PartialDate | str | None, PartialDate | None]
    _TextColumn = models.TextField[str, str]
    _AddressColumn = models.URLField[str, str]
else:
    _DateColumn, _TextColumn, _AddressColumn = models.CharField, models.TextField, models.URLField

DATE_HELP = "As exactly as the source says: 2024, 2024-06, 2024-06-19 or June 2024."
RANGE_HELP = "As exactly as the source says: 2024, 2024-06, 2024-06-19, June 2024, or a range: 2024-03/2024-04."


def to_partial_date(value: object) -> PartialDate | None:
    """Read a partial date for a form or a column; raise ValidationError in an editor's words."""
    if value is None or isinstance(value, PartialDate):
        return value
    text = str(value).strip()
    if not text:
        return None
    try:
        return PartialDate.parse(text)
    except ValueError as error:
        raise ValidationError(f"{error} {DATE_HELP}", code="invalid") from None


class PartialDateInput(forms.TextInput):
    """One box that takes a date the way a source gives it."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"size": 24, "placeholder": "2024-06-19", "autocomplete": "off", **(attrs or {})})

    def format_value(self, value: Any) -> str:
        return value.iso if isinstance(value, PartialDate) else str(value or "")


class PartialDateFormField(forms.CharField):
    widget = PartialDateInput

    def to_python(self, value: Any) -> Any:
        return to_partial_date(value)

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return to_partial_date(initial) != to_partial_date(data)
        except ValidationError:
            return True

    def run_validators(self, value: Any) -> None:
        """The parser is the validator."""


class PartialDateField(_DateColumn):
    """A day, month, year or range, or nothing; None in Python, empty text in the column.

    Sorts as text (`2024` before `2024-06` before `2024-06-19`; unknown first) the same on both databases.
    Lookups: `date__year="2024"`, `date__precision="day"|"month"|"year"|"range"|"none"`.
    """

    description = "A date as exact as its source"

    def __init__(self, *args: Any, ranges: bool = False, **kwargs: Any) -> None:
        self.ranges = ranges
        kwargs.update(max_length=21, default="", blank=True)
        kwargs["help_text"] = f"{kwargs.get('help_text', '')} {RANGE_HELP if ranges else DATE_HELP}".strip()
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        for fixed in ("max_length", "default", "blank", "help_text"):
            kwargs.pop(fixed, None)
        return name, path, args, {**kwargs, "ranges": True} if self.ranges else kwargs

    def db_parameters(self, connection: BaseDatabaseWrapper) -> Any:
        """Compare byte by byte on PostgreSQL too, whatever the language of its server."""
        collation = "C" if connection.vendor == "postgresql" else None
        return {**super().db_parameters(connection), "collation": collation}

    def from_db_value(self, value: str, *_: object) -> PartialDate | None:
        return PartialDate.from_iso(value) if value else None

    def to_python(self, value: Any) -> Any:
        return to_partial_date(value)

    def get_default(self) -> None:
        return None

    def get_prep_value(self, value: Any) -> str:
        date = to_partial_date(value)
        return date.iso if date else ""

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """Refuse a range where one date belongs, also from a shell."""
        return self.clean(super().pre_save(model_instance, add), model_instance)

    def value_to_string(self, obj: models.Model) -> str:
        return self.get_prep_value(self.value_from_object(obj))

    def clean(self, value: Any, model_instance: models.Model | None) -> Any:
        date = to_partial_date(value)
        if date and date.end and not self.ranges:
            raise ValidationError(f"One date, not a range. {DATE_HELP}", code="range")
        return date

    def formfield(self, **kwargs: Any) -> Any:
        return PartialDateFormField(label=capfirst(self.verbose_name), required=False, help_text=self.help_text)


@PartialDateField.register_lookup
class Year(models.Transform):
    lookup_name = "year"
    template = "SUBSTR(%(expressions)s, 1, 4)"
    output_field = models.CharField()


@PartialDateField.register_lookup
class PrecisionOf(models.Transform):
    lookup_name = "precision"
    template = (
        "CASE LENGTH(%(expressions)s) WHEN 0 THEN 'none' WHEN 4 THEN 'year' "
        "WHEN 7 THEN 'month' WHEN 10 THEN 'day' ELSE 'range' END"
    )
    output_field = models.CharField()


class LineField(_TextColumn):
    """A title, heading or note: one line, as long as its source has it."""

    description = "A line of text"

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{**kwargs, "widget": AdminTextInputWidget})


class AddressField(_AddressColumn):
    """An address on the web: http or https, nothing else."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 2000)
        kwargs["validators"] = [URLValidator(schemes=["http", "https"])]
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("validators", None)
        return name, path, args, kwargs

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """Refuse an address that would run or hold something (javascript:, data:), also from a shell."""
        address = super().pre_save(model_instance, add)
        if isinstance(address, str) and address and not address.casefold().startswith(("http://", "https://")):
            raise ValidationError("An address on the web begins with https:// or http://.", code="invalid")
        return address


class HTMLField(_TextColumn):
    """An editor's HTML, sanitised when a form is cleaned and a row is saved (not by `QuerySet.update`)."""

    description = "Sanitised HTML"

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        clean = sanitise(super().pre_save(model_instance, add) or "")
        setattr(model_instance, self.attname, clean)
        return clean

    def clean(self, value: Any, model_instance: models.Model | None) -> str:
        try:
            return sanitise(super().clean(value, model_instance) or "")
        except TooDeepError as error:
            raise ValidationError(str(error), code="too_deep") from None

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{**kwargs, "form_class": ProseFormField, "widget": ProseWidget})

    def save_form_data(self, instance: models.Model, data: Any) -> None:
        """Keep the stored bytes where a form brings the same words in other markup."""
        if not says_the_same(self.value_from_object(instance) or "", data or ""):
            super().save_form_data(instance, data)
