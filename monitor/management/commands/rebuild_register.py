"""manage.py rebuild_register: derive what readers list and search, again, from the editions."""

from typing import Any

from django.core.management.base import BaseCommand

from monitor.publishing.register import rebuild


class Command(BaseCommand):
    help = "Make the published records and prepared pages again from the current editions; changes no edition."

    def handle(self, **options: Any) -> None:
        pages, differed = rebuild()
        self.stdout.write(f"{pages} pages; {differed} differed from their edition and were made again.")
