"""Tips beside the passages that they are about, on the desk of a country."""

from typing import Any

from django.urls import reverse

from countries.models import Country
from monitor.desk.beside import Beside
from monitor.desk.places import edit_address

from .passages import passages_of
from .rights import tips_for


def tips_beside(user: Any, country: Country) -> list[Beside]:
    """Return the open tips about a country, the oldest first, to who may read them; 2 queries, 0 for others."""
    tips = list(tips_for(user).of(country.pk).open().not_merged().order_by("day", "pk"))
    passages = passages_of(tips)
    return [
        Beside(
            what="Tips",
            record_id=passages[tip.pk].record_id,
            name=f"Tip {tip.short}",
            words=str(passages[tip.pk]) or "The page as a whole",
            said=f"{tip.day:%B} {tip.day.day}, {tip.day.year}; {tip.get_risk_display()}; {tip.get_state_display()}",
            address=reverse("admin:tips_tip_change", args=[tip.pk]),
            form=edit_address(passages[tip.pk].kind, passages[tip.pk].record_id) if passages[tip.pk].record_id else "",
        )
        for tip in tips
    ]
