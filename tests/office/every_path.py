"""Every address of the office, found by walking its patterns, filled with what belongs to one country."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import reversion
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.urls import URLPattern, URLResolver, get_resolver
from reversion.models import Version

from countries.models import Country
from monitor.desk.models import Proposal
from monitor.publishing.models import Edition
from monitor.tips.models import TipFile

ROUTE = re.compile(r"<(?:(?P<kind>\w+):)?(?P<name>\w+)>")
DIGITS, SEGMENT, APP, REST = r"(\d+)", "([^/]+)", "(?P<app_label>", "(?P<url>.*)"


@dataclass(frozen=True)
class Place:
    """One pattern of the office: its address, and the model and page that it is of, as far as Django names them."""

    pattern: str
    name: str
    model: type[Model] | None

    @property
    def page(self) -> str:
        """The last part of the pattern's name: change, add, recover, publish …"""
        prefix = f"{self.model._meta.app_label}_{self.model._meta.model_name}_" if self.model else ""
        return self.name.removeprefix(prefix)

    @property
    def of_a_row(self) -> bool:
        return bool(self.name) and ("<" in self.pattern.replace(APP, "") or DIGITS in self.pattern)


def places() -> list[Place]:
    admin = next(one for one in get_resolver().url_patterns if str(one.pattern) == "admin/")
    return list(_walk(admin.url_patterns, "/admin/"))


def _walk(patterns: list[Any], before: str) -> Iterator[Place]:
    for one in patterns:
        whole = before + str(one.pattern).removeprefix("^").removesuffix("$")
        if isinstance(one, URLResolver):
            yield from _walk(one.url_patterns, whole)
        elif isinstance(one, URLPattern):
            yield Place(whole, one.name or "", _model_of(whole))


def _model_of(pattern: str) -> type[Model] | None:
    parts = pattern.split("/")
    try:
        return apps.get_model(parts[2], parts[3])
    except (LookupError, IndexError):
        return None


def address_of(place: Place, country: Country) -> str:
    """Fill a pattern with a row of this country, a version of it, a proposal of it."""
    row = row_of(place.model, country) if place.model else None
    version = version_of(place, row, country)
    address = place.pattern.replace(DIGITS, str(version)).replace(SEGMENT, str(row.pk if row else "zzz"))
    address = re.sub(r"\(\?P<app_label>(\w+)[^)]*\)", r"\1", address).replace(REST, "nowhere")
    return ROUTE.sub(lambda found: _value(found["name"], row, version, country), address)


def _value(name: str, row: Model | None, version: int, country: Country) -> str:
    edition = Edition.objects.of(country.pk).newest_first()[0]
    known: dict[str, Any] = {
        "country_id": country.pk,
        "content_type_id": ContentType.objects.get_for_model(Edition).pk,
        "version_id": version,
        "file_id": TipFile.objects.filter(tip__country_id=country.pk).values_list("pk", flat=True).first(),
        "which": "clean",
        "deed": "look",
    }
    if known.get(name):
        return str(known[name])
    if name == "object_id" and row is None:  # the way from the office to the site
        return str(edition.pk)
    proposal = Proposal.objects.of(country.pk).first()
    return str(row.pk if row is not None else proposal.pk)


def row_of(model: type[Model], country: Country) -> Model | None:
    """A row of the country; of what belongs to no country, any."""
    names = {field.attname for field in model._meta.concrete_fields}
    rows = model._default_manager.order_by("pk")
    if model is Country:
        return country
    if "country_id" in names:
        return rows.filter(country_id=country.pk).first()
    return next(
        (row for row in rows if reversion.is_registered(model) and Version.objects.get_for_object(row)), rows[0]
    )


def version_of(place: Place, row: Model | None, country: Country) -> int:
    """The newest version of a row; to be recovered, of a record of the country that was deleted."""
    if row is None or not reversion.is_registered(type(row)):
        return 0
    versions = list(Version.objects.get_for_object(row))
    if place.page == "recover":
        deleted = Version.objects.get_deleted(type(row))
        versions = [one for one in deleted if one.field_dict.get("country_id") == country.pk] or versions
    return max((version.pk for version in versions), default=0)
