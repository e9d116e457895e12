"""What a browser does in the office: open a page, type into its form, send it."""

from html.parser import HTMLParser
from typing import Any

from django.contrib.admin.utils import quote
from django.db.models import Model
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse


def office_address(model: type[Model] | Model, page: str, *args: object) -> str:
    """The address of an admin page of a model, or of a row: `office_address(law, "change")`."""
    if isinstance(model, Model):
        args = (quote(str(model.pk)), *args)
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def send(client: Client, address: str, /, **typed: Any) -> HttpResponse:
    """Send the form that stands at `address`, with what was `typed` in place of what stood there."""
    page = client.get(address)
    assert page.status_code == 200, f"{address} answers {page.status_code}"
    form = Form()
    form.feed(page.content.decode())
    assert set(typed) <= form.boxes, f"{address} has no box for {set(typed) - form.boxes}"
    return client.post(address, {**form.fields, **typed})


class Form(HTMLParser):
    """Gathers what a browser would send of the forms of a page; of buttons it only knows that they are there."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, Any] = {}
        self.boxes: set[str] = set()
        self.ticks: set[str] = set()  # what a box that is not ticked would send
        self.forms: set[str] = set()  # ids of forms whose boxes may stand elsewhere on the page
        self.inside = False
        self.name = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {key: value or "" for key, value in attrs}
        if tag == "form":
            self.inside = said.get("method") == "post" and said.get("id") != "logout-form"
            self.inside = self.inside and "hidden" not in said
            if self.inside and "id" in said:
                self.forms.add(said["id"])
        if not (said["form"] in self.forms if "form" in said else self.inside):
            return
        if tag == "input" and said.get("name"):
            self._input(said)
        elif tag == "button" and said.get("name"):
            self.boxes.add(said["name"])
        elif tag in ("select", "textarea"):
            self.name = said.get("name", "")
            self.boxes.add(self.name)
            self.fields.setdefault(self.name, "")
        elif tag == "option" and "selected" in said:
            self.fields[self.name] = said.get("value", "")

    def handle_data(self, data: str) -> None:
        if self.name and self.lasttag == "textarea":
            self.fields[self.name] = (self.fields[self.name] + data).removeprefix("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("select", "textarea"):
            self.name = ""
        self.inside = self.inside and tag != "form"

    def _input(self, said: dict[str, str]) -> None:
        kind, name, value = said.get("type", "text"), said["name"], said.get("value", "on")
        self.boxes.add(name)
        if kind == "checkbox" and "checked" not in said:
            self.ticks.add(value)
        elif kind == "checkbox":
            self.fields.setdefault(name, []).append(value)
        elif kind == "radio" and "checked" in said:
            self.fields[name] = value
        elif kind not in ("checkbox", "radio", "submit", "button", "file"):
            self.fields[name] = said.get("value", "")
