"""Whether every edition is still what was published, and each follows from the one before."""

from collections.abc import Iterator

from .document import canonical
from .models import Edition, Page


def problems() -> Iterator[str]:
    """Yield a sentence for everything that is wrong: bytes, hashes, columns, the chain, the pointer to the newest."""
    newest: dict[object, Edition] = {}
    for edition in Edition.objects.order_by("country_id", "number"):
        before = newest.get(edition.country_id)
        name = f"{edition.country_id}, edition {edition.number}"
        if not edition.is_intact():
            yield f"{name}: the content is not what was published."
        elif canonical(edition.document) != bytes(edition.content):
            yield f"{name}: the content is not canonical JSON."
        if edition.number != (before.number if before else 0) + 1:
            yield f"{name}: an edition before it is missing."
        if edition.previous_sha256 != (before.sha256 if before else ""):
            yield f"{name}: it does not follow from the edition before."
        newest[edition.country_id] = edition
    shown = dict(Page.objects.values_list("country_id", "edition_id"))
    for country_id, edition in newest.items():
        if shown.get(country_id) != edition.pk:  # type: ignore[call-overload]
            yield f"{country_id}: readers do not see the newest edition; run rebuild_register."
