"""manage.py import_page: bring one monitor page in."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from monitor.importing.files import UnreadableError, read_text
from monitor.importing.page import Imported, import_page, read_page
from monitor.importing.parts import Parsed
from monitor.importing.report import in_words, report
from monitor.publishing.publish import CannotPublishError


class Command(BaseCommand):
    help = "Read a monitor page from a text file into rows, and account for every line of it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--country", metavar="SLUG", help="the page's country; refused if the file names another")
        parser.add_argument("--force", action="store_true", help="import all the same when it names another")
        parser.add_argument("--report", type=Path, metavar="REPORT.json", help="write what became of every line")
        parser.add_argument("--document", type=Path, metavar="DOC.json", help="write the page as a Document")
        parser.add_argument("--publish", action="store_true", help="make an edition dated with the page's own date")
        parser.add_argument("--note", metavar="TEXT", help="the edition's change note; needed with --publish")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen and write no row")

    def handle(self, *, file: Path, country: str | None, **options: Any) -> None:
        if options["publish"] and not (options["note"] or "").strip():
            raise CommandError("--publish needs --note: what readers are told of this edition.")
        try:
            parsed = read_page(read_text(file), str(file), slug=country, force=options["force"])
        except UnreadableError as error:
            raise CommandError(str(error)) from None
        with transaction.atomic():
            imported = self._import(parsed, country, file, options)
            if options["report"]:
                _write_json(options["report"], report(imported.parsed, imported.outcome))
            if options["document"]:
                _write_json(options["document"], imported.document)
            transaction.set_rollback(options["dry_run"])
        self._say(imported, options)

    def _import(self, parsed: Parsed, country: str | None, file: Path, options: dict[str, Any]) -> Imported:
        note = options["note"] if options["publish"] else None
        try:
            return import_page(parsed, slug=country, comment=f"Imported from {file.name}", publish_note=note)
        except CannotPublishError as error:
            raise CommandError(str(error)) from None

    def _say(self, imported: Imported, options: dict[str, Any]) -> None:
        for line in in_words(imported.parsed, imported.outcome):
            self.stdout.write(line)
        if options["dry_run"]:
            self.stdout.write("Dry run: nothing was written.")
        elif imported.edition:
            self.stdout.write(f"Published: {imported.edition}.")
        elif imported.drafts:
            self.stdout.write("Not published: editors have changes here that are not published yet. See the admin.")
        elif options["publish"]:
            self.stdout.write("No new edition: readers already see this page.")


def _write_json(path: Path, content: object) -> None:
    try:
        path.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    except OSError as error:
        raise CommandError(f"{path} cannot be written: {error.strerror}.") from None
