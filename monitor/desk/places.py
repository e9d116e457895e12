"""Where in the office a record of a page is edited, and where on a page it stands."""

from typing import Any

from django.urls import reverse

from monitor.importing.write import MODELS
from monitor.publishing.changes import COUNTRY, Change


def edit_address(kind: str, record_id: Any) -> str:
    """Return the address of the form of a record, by its list on the page; `country` is the page itself."""
    if kind == COUNTRY:
        return reverse("admin:countries_country_change", args=[record_id])
    meta = MODELS[kind]._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[record_id])


def form_of(change: Change, country_id: Any) -> str:
    """Return where a changed record is edited; nothing for one that is gone."""
    return "" if change.what == "removed" else edit_address(change.kind, change.record_id or country_id)


def name_of_kind(kind: str) -> str:
    """Return what an editor calls a record of this list: law, section, glance row."""
    return "page" if kind == COUNTRY else str(MODELS[kind]._meta.verbose_name)
