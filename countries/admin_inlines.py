"""Tables of rows within a form of the office."""

from typing import TYPE_CHECKING, Any

from django import forms

if TYPE_CHECKING:
    _FormSet = forms.BaseInlineFormSet[Any, Any, Any]
else:
    _FormSet = forms.BaseInlineFormSet


class NamedBoxes(_FormSet):
    """Rows whose boxes say their names: in a table Django gives the name to the column alone."""

    def add_fields(self, form: Any, index: Any) -> None:
        super().add_fields(form, index)
        for field in form.fields.values():
            box = getattr(field.widget, "widget", field.widget)  # a key's box stands within another
            if field.label and not box.is_hidden:
                box.attrs.setdefault("aria-label", field.label)
