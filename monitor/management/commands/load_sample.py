"""manage.py load_sample: something to look at on a new machine."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from countries.models import Country
from monitor.accounts.sample import make_people
from monitor.desk.roles import create_roles
from monitor.importing import treaty_status
from monitor.importing.files import read_text
from monitor.importing.page import import_page, read_page
from monitor.publishing.models import Edition
from monitor.publishing.publish import Making, lock, make_edition, with_known_blocks
from monitor.sample.history import editions_of

SAMPLE = Path(__file__).resolve().parent.parent.parent / "sample"


class Command(BaseCommand):
    help = (
        "Load the sample page with its past editions, unless it is there already, the UN treaty status, and the roles."
    )

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
        self.stdout.write(f"Kazakhstan (sample): {_publish_with_its_past()}.")


@transaction.atomic
def _publish_with_its_past() -> Edition | None:
    """Import the page and publish its editions, each dated the day it stands for; return the newest."""
    file = SAMPLE / "kazakhstan.txt"
    imported = import_page(read_page(read_text(file), file.name), sample=True, comment="Sample content")
    country = lock(imported.outcome.country.pk)
    edition = None
    for one in editions_of(imported.document):
        document = with_known_blocks(one.document, edition.document if edition else None)
        edition = make_edition(country, document, edition, Making(one.note, imported=True, dated=one.dated))
    return edition
