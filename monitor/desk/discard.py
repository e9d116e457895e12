"""Back to the current edition: picked changes are taken out of the rows, in one revision that can be brought back."""

from collections.abc import Collection
from typing import Any, cast

import reversion
from django.db import IntegrityError, connection, transaction

from countries.fields import to_partial_date
from countries.models import Country
from monitor.importing.write import MODELS, write
from monitor.publishing.changes import differing, pick
from monitor.publishing.document import KINDS, Document, content_of, records

from . import audit
from .look import look_at
from .review import CannotReviewError, hold


@transaction.atomic
def discard(country: Country, keys: Collection[str], *, by: Any, seen: str) -> int:
    """Undo the picked changes of a page in its rows; return how many, or raise CannotReviewError."""
    look = look_at(hold(country.pk))
    if look.seen != seen:
        raise CannotReviewError("The page has changed since you opened it here. Look at it again before you discard.")
    if look.before is None or look.current is None:
        raise CannotReviewError("There is no edition yet to go back to.")
    undone = set(look.keys) & set(keys)
    if not undone:
        raise CannotReviewError("Pick at least one change.")
    target = pick(look.before, look.after, set(look.keys) - undone)
    _keep_what_goes(look.after, target, by)
    with reversion.create_revision():
        reversion.set_user(by)
        reversion.set_comment(f"Discarded: back to edition {look.current.number}")
        try:
            with transaction.atomic():
                _bring(look.country, look.after, target)
                connection.check_constraints([model._meta.db_table for model in MODELS.values()])
        except IntegrityError:
            raise CannotReviewError(
                "These cannot be discarded alone: a record that would come back clashes with one that was added since, "
                "or names one that is gone. Discard both."
            ) from None
    audit.note(by, "discarded", country_id=country.pk, about=f"{country.name}: {len(undone)} changes")
    return len(undone)


def _keep_what_goes(rows: Document, target: Document, by: Any) -> None:
    """Make a revision of the rows that will be deleted: one that is made with the deletion would not hold them."""
    stays = {record["id"] for _, record in records(target)}
    going = [(kind, record["id"]) for kind, record in records(rows) if record["id"] not in stays]
    if going:
        with reversion.create_revision():
            reversion.set_user(by)
            reversion.set_comment("As it was when it was discarded")
            for kind, record_id in going:
                reversion.add_to_revision(_rows(kind).get(pk=record_id))


def _bring(country: Country, rows: Document, target: Document) -> None:
    """Make the rows of a country, now `rows`, say what `target` says."""
    if rows["country"] != target["country"]:
        _bring_country(country, target)
    for kind in KINDS:
        stands, wanted = _list(rows, kind), _list(target, kind)
        known = {record["id"]: record for record in stands}
        _rows(kind).filter(pk__in=set(known) - {record["id"] for record in wanted}).delete()
        for record in wanted:
            if record["id"] not in known or differing(known[record["id"]], record):
                _write(country, kind, record)
        if [record["id"] for record in stands] != [record["id"] for record in wanted]:
            put_in_order(kind, [record["id"] for record in wanted])


def put_in_order(kind: str, ids: list[str]) -> None:
    """Number the rows of one list as `ids` has them, saving only those whose place changes."""
    rows = {str(row.pk): row for row in _rows(kind).filter(pk__in=ids)}
    for position, record_id in enumerate(ids, 1):
        row = rows[record_id]
        if row.position != position:
            row.position = position
            row.save()


def _write(country: Country, kind: str, record: dict[str, Any]) -> None:
    content = content_of(record)
    content.pop("blocks", None)
    write(country, kind, record["id"], content)
    row = _rows(kind).get(pk=record["id"])
    row.as_of, row.source = to_partial_date(record["as_of"]), record["source"] or ""
    row.save()


def _bring_country(country: Country, target: Document) -> None:
    for name, value in target["country"].items():
        setattr(country, name, value or "")
    country.sample = target["country"].get("sample", False)
    country.save()


def _list(document: Document, kind: str) -> list[dict[str, Any]]:
    return cast("list[dict[str, Any]]", document[kind])  # type: ignore[literal-required]


def _rows(kind: str) -> Any:
    return cast("Any", MODELS[kind])._default_manager.all()
