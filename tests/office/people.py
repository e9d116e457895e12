"""Members of staff by their role."""

from django.contrib.auth.models import Group, User
from django.test import Client

from countries.models import Assignment, Country
from monitor.desk.roles import create_roles
from tests.builders import make_editor


def make_person(name: str, *roles: str, of: tuple[Country, ...] = ()) -> User:
    """Someone of the staff in these groups, with these countries assigned."""
    create_roles()
    user = make_editor(name, rights=())
    user.groups.set(Group.objects.filter(name__in=roles))
    Assignment.objects.bulk_create(Assignment(user=user, country=country) for country in of)
    return user


def browser_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client
