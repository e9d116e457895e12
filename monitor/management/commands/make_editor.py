"""manage.py make_editor: an account for one of the five roles."""

import getpass
import sys
from argparse import ArgumentParser
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email

from monitor.desk.roles import ROLES, create_roles

ROLE = {role.casefold().removesuffix("s").replace(" ", "-"): role for role in ROLES}


class Command(BaseCommand):
    help = "Ask for a name and a password, and make an account for a member of staff."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--role", choices=ROLE, default="editor")

    def handle(self, *, role: str = "editor", **options: Any) -> None:
        User = get_user_model()  # noqa: N806 - a class
        name = self._ask("Name: ", "name").strip()
        if not name or len(name) > 150:
            raise CommandError("A name has 1 to 150 characters.")
        if User.objects.filter(username__iexact=name).exists():  # log-in does not tell “Ada” from “ada”
            raise CommandError(f"There is an account named {name} already.")
        for text in password_validators_help_texts():
            self.stdout.write(f"  {text}")
        password = self._ask_password()
        user = User(username=name, is_staff=True)
        try:
            validate_password(password, user)
            user.email = self._ask_mail()
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
        user.set_password(password)
        user.save()
        create_roles()
        user.groups.add(Group.objects.get(name=ROLE[role]))
        self.stdout.write(f"{name} can log in at /admin/. The first time, it asks to add a second factor.")

    def _ask(self, question: str, what: str) -> str:
        try:
            return input(question)
        except EOFError:
            raise CommandError(f"No {what} was given.") from None

    def _ask_mail(self) -> str:
        """Ask for a mail address, for a forgotten password; a script may leave the line out."""
        try:
            mail = input("Mail address, to reset the password with (may be left empty): ").strip()
        except EOFError:
            return ""
        if mail:
            validate_email(mail)
            if get_user_model().objects.filter(email__iexact=mail).exists():
                raise ValidationError("There is an account with that mail address already.")
        return mail

    def _ask_password(self) -> str:
        if not sys.stdin.isatty():  # a script hands it over on a line of its own
            return self._ask("", "password")
        password = getpass.getpass("Password: ")
        if getpass.getpass("Once more: ") != password:
            raise CommandError("The two passwords differ.")
        return password
