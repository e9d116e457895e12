"""The staff who read tips, and tips as they stand in the inbox."""

from typing import Any

from django.contrib.auth.models import Permission, User
from django.test import Client

from countries.models import Country
from monitor.tips import store
from monitor.tips.models import Tip, TipFile
from tests.builders import newest_edition
from tests.office.people import browser_of, make_person
from tests.tips.builders import TEXT, send

LIST = "/admin/tips/tip/"


def make_reader(name: str = "tina", *roles: str, of: tuple[Country, ...] = ()) -> User:
    return make_person(name, *(roles or ("Tip readers",)), of=of)


def make_local_reader(country: Country, name: str = "rosa") -> User:
    """Who reads the tips of one country alone: a researcher to whom the right was given by itself."""
    user = make_person(name, "Researchers", of=(country,))
    user.user_permissions.add(Permission.objects.get(codename="read_tips"))
    return user


def reading(user: User | None = None) -> Client:
    return browser_of(user or make_reader())


def make_tip(country: Country | None = None, passage: Any = None, text: str = TEXT, **told: Any) -> Tip:
    """A tip about a passage (a record) of the newest edition of a country."""
    if country is not None:
        told = {"country_id": country.pk, "edition_number": newest_edition(country).number, **told}
    return send(text, passage_id=getattr(passage, "pk", passage), **told)[0]


def make_file(tip: Tip) -> TipFile:
    row = TipFile.objects.create(tip=tip, number=1, kind="text", ending="txt")
    for which in (store.ORIGINAL, store.CLEAN):
        store.keep(row.pk, which, f"sealed {which}".encode())
    return row


def do(client: Client, tip: Tip, deed: str, **typed: Any) -> Any:
    """Send a form of the page of a tip, as it stands there now."""
    form = client.get(tip.get_absolute_url()).context["forms"].get(deed)
    seen = form["seen"].value() if form else ""
    answer = client.post(f"{LIST}{tip.pk}/{deed}/", {"seen": seen, **typed})
    tip.refresh_from_db()
    return answer
