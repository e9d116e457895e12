"""Put the address of a link that an import lacked where its words stand."""

import html
import re
from collections.abc import Iterable
from typing import Any

import reversion
from django.db.models import Model

from .inline import plain
from .models import MissingLink
from .write import MODELS

HTML_FIELDS = {"sections": "body", "glance": "value", "initiatives": "body", "reports": "value"}
_BETWEEN_WORDS = r"(?:\s|<(?!/?(?:a|p|li|td|tr)\b)[^>]*>)+"


def supply(link: MissingLink) -> bool:
    """Write the link's address into its record, in a revision; return False when there is no place for it any more."""
    model: type[Model] = MODELS[link.kind]
    row: Any = model._default_manager.filter(pk=link.record_id).first()
    field = HTML_FIELDS.get(link.kind, "url")
    if row is None or not hasattr(row, field):
        return False
    value = with_link(getattr(row, field), link) if link.kind in HTML_FIELDS else link.address
    if value is None:
        return False
    with reversion.create_revision():
        reversion.set_comment(f"Link supplied for “{link.text[:80]}”")
        setattr(row, field, value)
        row.save()
    return True


def with_supplied(kind: str, content: dict[str, Any], links: Iterable[MissingLink]) -> dict[str, Any]:
    """Return a record as a page has it, with the addresses that an editor has supplied for it since."""
    content = dict(content)
    for link in links:
        field = HTML_FIELDS.get(kind, "url")
        if field == "url" and "url" in content:
            content["url"] = content["url"] or link.address
        elif field in content:
            content[field] = with_link(content[field], link) or content[field]
    return content


def with_link(body: str, link: MissingLink) -> str | None:
    """Make the link's words in `body` a link, where the words before them are its own, else where they first stand."""
    words = _BETWEEN_WORDS.join(re.escape(html.escape(word, quote=False)) for word in link.text.split())
    pattern = re.compile(rf"(?:<a\b[^>]*>.*?</a>|<[^>]*>)|(?P<words>(?<!\w){words}(?!\w))", re.S)
    places = [found for found in pattern.finditer(body) if found["words"]]
    own = [found for found in places if _comes_after(body[: found.start()], link.before)]
    if not places:
        return None
    place = (own or places)[0]
    linked = f'<a href="{html.escape(link.address)}">{place["words"]}</a>'
    return body[: place.start()] + linked + body[place.end() :]


def _comes_after(text: str, before: str) -> bool:
    return plain(text).endswith(before) if before else text.rstrip().endswith(">")
