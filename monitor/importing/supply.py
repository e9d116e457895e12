"""Put the address of a link that an import lacked where its words stand."""

import html
import re
from collections.abc import Iterable
from typing import Any

import reversion
from django.db import transaction
from django.db.models import Model

from countries.stale import held

from .inline import plain
from .match import Content
from .models import MissingLink
from .write import MODELS

_BODIES = {"sections": "body", "glance": "value", "initiatives": "body", "reports": "value"}
_NAMES = {"laws": "title", "news": "title", "rankings": "index"}
_BETWEEN_WORDS = r"(?:\s|<(?!/?(?:a|p|li|td|tr)\b)[^>]*>)+"


@transaction.atomic
def supply(link: MissingLink, *, editor: Any = None) -> bool:
    """Write the link's address into its record, in a revision; return False when it has no place there any more."""
    model: type[Model] = MODELS[link.kind]
    found = model._default_manager.filter(pk=link.record_id).first()
    if found is None:
        return False
    row: Any = held(found)  # an editor may be saving it right now
    fields = ("title", "url", "summary", "body", "value", "index")
    change = _change(link, {name: str(getattr(row, name)) for name in fields if hasattr(row, name)})
    if not change:
        return False
    with reversion.create_revision():
        if editor:
            reversion.set_user(editor)
        reversion.set_comment(f"Link supplied for “{link.text[:80]}”")
        for name, value in change.items():
            setattr(row, name, value)
        row.save()
    return True


def with_supplied(content: Content, links: Iterable[MissingLink]) -> Content:
    """Return a record as a page has it, with the addresses that an editor has supplied for it since."""
    for link in links:
        content = {**content, **_change(link, content)}
    return content


def _change(link: MissingLink, record: Content) -> Content:
    """Return the field that the address belongs in with the address in it; nothing when there is no such place."""
    if link.kind in _BODIES:
        field = _BODIES[link.kind]
        body = with_link(record[field] or "", link)
        return {field: body} if body is not None else {}
    if "url" in record and record.get(_NAMES.get(link.kind, "")) == link.text:
        return {"url": link.address}
    summary = record.get("summary") or ""
    if link.text in summary:
        beside = f"{link.text} ({link.address})"
        return {"summary": summary if beside in summary else summary.replace(link.text, beside, 1)}
    return {}


def with_link(body: str, link: MissingLink) -> str | None:
    """Make the link's words in `body` a link, where the words before them are its own, else where they first stand.

    Words that are a link already get the new address; words inside a longer link are passed over.
    """
    words = _BETWEEN_WORDS.join(re.escape(html.escape(word, quote=False)) for word in link.text.split())
    pattern = re.compile(rf"<a\b[^>]*>(?P<linked>.*?)</a>|<[^>]*>|(?P<words>(?<!\w){words}(?!\w))", re.S)
    places = [found for found in pattern.finditer(body) if found["words"] or plain(found["linked"] or "") == link.text]
    places = [found for found in places if found["words"]] or places
    own = [found for found in places if _comes_after(body[: found.start()], link.before)]
    if not places or not words:
        return None
    place = (own or places)[0]
    linked = f'<a href="{html.escape(link.address)}">{place["words"] or place["linked"]}</a>'
    return body[: place.start()] + linked + body[place.end() :]


def _comes_after(text: str, before: str) -> bool:
    return plain(text).endswith(before) if before else text.rstrip().endswith(">")
