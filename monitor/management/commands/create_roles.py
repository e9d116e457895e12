"""manage.py create_roles: the groups of the five roles, with exactly their rights."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from monitor.desk.roles import create_roles


class Command(BaseCommand):
    help = "Bring the groups of the five roles up to date; touches no person."

    def handle(self, **options: Any) -> None:
        try:
            said = create_roles()
        except LookupError as error:
            raise CommandError(str(error)) from None
        for line in said or ["The roles were up to date; nothing has changed."]:
            self.stdout.write(line)
