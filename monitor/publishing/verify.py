"""Whether every edition is still what was published, each follows from the one before, and readers see the newest."""

from collections.abc import Iterator

from .document import canonical
from .models import Edition, Page, Withdrawal


def problems() -> Iterator[str]:
    """Yield a sentence for everything that is wrong: bytes, hashes, columns, the chain, what readers see of it."""
    newest: dict[object, Edition] = {}
    for edition in Edition.objects.with_redactions().order_by("country_id", "number"):
        yield from _wrong(edition, newest.get(edition.country_id))
        newest[edition.country_id] = edition
    pages = {page.country_id: page for page in Page.objects.for_lists()}
    withdrawn = set(Withdrawal.objects.in_force().values_list("country_id", flat=True))
    for country_id, edition in newest.items():
        page = pages.get(edition.country_id)
        if page is None or page.edition_id != edition.pk:
            yield f"{country_id}: readers do not see the newest edition; run rebuild_register."
        elif (page.withdrawn_on is not None) != (country_id in withdrawn):
            yield f"{country_id}: a withdrawn page is shown, or one that was given back is not; run rebuild_register."


def _wrong(edition: Edition, before: Edition | None) -> Iterator[str]:
    name = f"{edition.country_id}, edition {edition.number}"
    if not edition.is_intact():
        yield f"{name}: the content is not what was published."
    elif canonical(edition.document) != bytes(edition.content):
        yield f"{name}: the content is not canonical JSON."
    if edition.number != (before.number if before else 0) + 1:
        yield f"{name}: an edition before it is missing."
    if edition.previous_sha256 != (before.sha256 if before else ""):
        yield f"{name}: it does not follow from the edition before."
