"""manage.py load_sample: something to look at on a new machine."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from countries.models import Country
from monitor.accounts.sample import make_people
from monitor.desk.roles import create_roles
from monitor.importing import treaty_status
from monitor.importing.files import read_text
from monitor.importing.page import import_page, read_page

SAMPLE = Path(__file__).resolve().parent.parent.parent / "sample"
NOTE = "Sample page: real facts, in this project's own words."


class Command(BaseCommand):
    help = "Load the sample page of Kazakhstan, unless it is there already, the UN treaty status, and the roles."

    def handle(self, **options: Any) -> None:
        create_roles()
        created, changed, _ = treaty_status.load(treaty_status.read(SAMPLE / "treaty_status.csv"))
        self.stdout.write(f"Treaty status: {created} created, {changed} changed.")
        self._load_page()
        make_people()  # on a development machine only

    def _load_page(self) -> None:
        if Country.objects.filter(slug="kazakhstan").exists():
            self.stdout.write("Kazakhstan is there already and was left alone.")
            return
        file = SAMPLE / "kazakhstan.txt"
        imported = import_page(
            read_page(read_text(file), file.name), sample=True, publish_note=NOTE, comment="Sample content"
        )
        self.stdout.write(f"Kazakhstan (sample): {imported.edition}.")
