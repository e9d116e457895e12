"""The page's checks on the desk: what blocks, what was let pass and why, what readers see already."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from countries.models import Country
from monitor.importing.models import MissingLink
from monitor.publishing.checks import Around, Finding, findings
from monitor.publishing.document import Document
from monitor.publishing.models import TreatyReference

from .models import Waiver


@dataclass(frozen=True, slots=True)
class Checked:
    """A finding, and whether it stands in the way: an error does, a warning until someone says why it may pass.

    What the current edition has already, in the same words of the same record, does not: a figure can be put right
    while an older slip waits for its turn.
    """

    finding: Finding
    public: bool
    waiver: Waiver | None

    @property
    def blocks(self) -> bool:
        return not self.public and (self.finding.level == "error" or self.waiver is None)


def check(country: Country, document: Document, current: Document | None) -> list[Checked]:
    """Return every finding on a page that is about to be sent for review."""
    around = _around(country)
    public = {_words(finding) for finding in findings(current, around)} if current else set()
    waivers = {waiver.key: waiver for waiver in Waiver.objects.filter(country_id=country.pk).select_related("by")}
    found = findings(document, around)
    return [Checked(finding, _words(finding) in public, waivers.get(finding.key)) for finding in found]


def _words(finding: Finding) -> tuple[str, str, str]:
    return finding.code, finding.record_id, finding.words


def errors_in(country: Country, document: Document, current: Document | None) -> list[Finding]:
    """Return the errors that publishing `document` over `current` would bring before readers."""
    return [one.finding for one in check(country, document, current) if one.blocks and one.finding.level == "error"]


def let_pass(country: Country, checked: Iterable[Checked], reasons: dict[str, str], by: Any) -> None:
    """Keep why warnings may pass; `reasons` is by the finding's key, and an error's is not taken."""
    for one in checked:
        reason = reasons.get(one.finding.key, "").strip()
        if reason and one.finding.level == "warning" and one.waiver is None:
            Waiver.objects.get_or_create(
                country_id=country.pk,
                key=one.finding.key,
                defaults={"code": one.finding.code, "words": one.finding.words, "reason": reason, "by": by},
            )


def _around(country: Country) -> Around:
    today: datetime.date = timezone.now().date()
    references = TreatyReference.objects.of_country(country.iso2) if country.iso2 else ()
    missing = MissingLink.objects.of(country).open()
    return Around(
        today=today,
        stamp=today,
        treaties={reference.treaty: (reference.status, reference.year) for reference in references},
        missing_links=[(link.kind, str(link.record_id), link.text) for link in missing],
    )
