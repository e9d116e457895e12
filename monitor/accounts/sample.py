"""Four people to try the office with, on a development machine only.

Their passwords stand here for all to read.  So outside development they are not made, and if a database of a
development machine is served for real, they cannot log in.
"""

import time
from typing import Any, NamedTuple

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from allauth.mfa.utils import decrypt
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from countries.models import Assignment, Country
from monitor.desk.roles import EDITORS, RESEARCHERS, REVIEWERS, TIP_READERS, create_roles

MAILBOX = "@sample.invalid"


class Person(NamedTuple):
    name: str
    role: str
    group: str
    password: str


PEOPLE = (
    Person("rosa", "researcher", RESEARCHERS, "rosa reads every law"),
    Person("edith", "editor", EDITORS, "edith weighs each word"),
    Person("rene", "reviewer", REVIEWERS, "rene looks at it twice"),
    Person("tina", "tip reader", TIP_READERS, "tina keeps what she reads"),
)


def may_come_in(user: Any) -> bool:
    return bool(settings.DEVELOPMENT) or not user.email.endswith(MAILBOX)


def make_people() -> list[Person]:
    """Make those that are missing, with a second factor; return all that are the sample's own."""
    if not settings.DEVELOPMENT:
        return []
    create_roles()
    for person in PEOPLE:
        if not get_user_model().objects.filter(username__iexact=person.name).exists():
            _make(person)
    return [person for person in PEOPLE if _found(person.name)]


def code_of(name: str) -> str | None:
    """Return the six digits that the person's app would show now; None for anyone but the sample's people."""
    user = _found(name) if settings.DEVELOPMENT else None
    factor = user and Authenticator.objects.filter(user_id=user.pk, type=Authenticator.Type.TOTP).first()
    if not factor:
        return None
    return str(format_hotp_value(hotp_value(decrypt(factor.data["secret"]), step())))


def step() -> int:
    """Return the half minute that it is."""
    return int(time.time()) // 30


def _make(person: Person) -> None:
    user = get_user_model().objects.create_user(
        person.name, email=f"{person.name}{MAILBOX}", password=person.password, is_staff=True
    )
    user.groups.add(Group.objects.get(name=person.group))
    TOTP.activate(user, generate_totp_secret())
    if person.role == "researcher":
        for country in Country.objects.filter(sample=True):
            Assignment.objects.get_or_create(user=user, country=country)


def _found(name: str) -> Any:
    return get_user_model().objects.filter(username=name, email=f"{name}{MAILBOX}").first()
