"""Put the address of a link that an import lacked where its words stand."""

import html
import re
from typing import Any

import reversion
from django.db.models import Model

from .models import MissingLink
from .write import MODELS

_HTML_FIELDS = {"sections": "body", "glance": "value", "initiatives": "body", "reports": "value"}


def supply(link: MissingLink) -> bool:
    """Write the link's address into its record, in a revision; say whether the words were still there."""
    model: type[Model] = MODELS[link.kind]
    row: Any = model._default_manager.filter(pk=link.record_id).first()
    if row is None:
        return False
    with reversion.create_revision():
        reversion.set_comment(f"Link supplied for “{link.text[:80]}”")
        if link.kind in _HTML_FIELDS:
            field = _HTML_FIELDS[link.kind]
            text, found = _linked(getattr(row, field), link.text, link.address)
            setattr(row, field, text)
        else:
            row.url, found = link.address, True
        row.save()
    return found


def _linked(body: str, words: str, address: str) -> tuple[str, bool]:
    """Make the first place where `words` stand outside a link a link to `address`."""
    pattern = re.compile(r"(<a\b.*?</a>)|" + re.escape(html.escape(words, quote=False)), re.S)
    done = False

    def place(match: re.Match[str]) -> str:
        nonlocal done
        if match[1] or done:
            return match[0]
        done = True
        return f'<a href="{html.escape(address)}">{match[0]}</a>'

    return pattern.sub(place, body), done
