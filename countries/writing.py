"""The editor in which HTML is written, and the form field that reads what comes out of it.

What can be written is what the sanitiser lets through.  Without scripts the editor is a box of HTML.
"""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.templatetags.static import static
from django_prose_editor.widgets import AdminProseEditorWidget, prose_editor_admin_media, prose_editor_media
from js_asset import ImportMap, Media

from .sanitise import TooDeepError, sanitise
from .tidy import tidy

EXTENSIONS: dict[str, Any] = {
    "Heading": {"levels": [4, 5]},
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "Blockquote": True,
    "HorizontalRule": True,
    "HardBreak": True,
    "Bold": True,
    "Italic": True,
    "Subscript": True,
    "Superscript": True,
    "Link": True,
    "Table": True,
    "TableRow": True,
    "TableHeader": True,
    "TableCell": True,
    # our own: static/js/prose.js and prose-desk.js
    "Footnote": True,
    "Quotation": True,
    "Cite": True,
    "Small": True,
    "Passage": True,
    "Languages": True,
    "Source": True,
    "Paste": True,
    "Desk": True,
    "NoSpellCheck": False,
    "Menu": {
        "groups": [
            {"group": "headings"},
            {"group": "lists"},
            {"group": "blocks"},
            {"group": "marks"},
            {"group": "link"},
            {"group": "passage"},
            {"group": "table"},
            {"group": "history"},
            {"group": "source"},
        ]
    },
}
OUR_MODULES = ImportMap({"prose/dialog": "js/prose-dialog.js", "prose/paste": "js/prose-paste.js"})


class ProseWidget(AdminProseEditorWidget):  # type: ignore[misc]  # it has no types
    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(
            attrs={"class": "vLargeTextField", **(attrs or {})},
            config={"extensions": EXTENSIONS},
            preset="configurable",
        )

    def get_config(self) -> dict[str, Any]:
        return {**super().get_config(), "js_modules": [static("js/prose.js"), static("js/prose-desk.js")]}

    @property
    def media(self) -> Any:
        media = prose_editor_media(base=prose_editor_admin_media, preset="configurable")
        return media + Media(importmap=OUR_MODULES, css={"all": ["css/prose.css"]})


def written(html: str) -> str:
    """Return what was typed, sanitised and in the one way of writing; raise ValidationError in an editor's words."""
    try:
        return tidy(sanitise(html))
    except TooDeepError as error:
        raise ValidationError(str(error), code="too_deep") from None


def says_the_same(one: str, other: str) -> bool:
    """Whether two texts differ in nothing but the way their markup is written."""
    try:
        return one == other or written(one) == written(other)
    except ValidationError:
        return False


class ProseFormField(forms.CharField):
    widget = ProseWidget

    def to_python(self, value: Any) -> str:
        return written(super().to_python(value) or "")

    def has_changed(self, initial: Any, data: Any) -> bool:
        return not says_the_same(initial or "", data or "")
