"""What stands beside a choice is what choosing it finds: for pages of random records, on every register."""

import random
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client

from monitor.public.registers.lists import REGISTERS
from monitor.publishing.checked import confirm
from monitor.publishing.models import PublishedRecord
from monitor.publishing.publish import publish
from monitor.publishing.withdraw import withdraw
from tests.builders import make_country, make_editor, make_initiative, make_law, make_news

TOPICS = ["formation", "funding", "assembly", "other"]
DATES = [None, "2019", "2024-02", "2024-12-31", "2025-01-01", "2026-03-04", "2024-12/2025-02"]
"""Some unknown, some vague, one in two years."""


@pytest.fixture(params=range(3))
def chance(db, request) -> random.Random:
    """Six pages of random records, one of them withdrawn."""
    chance = random.Random(request.param)
    for name in ("Arcadia", "Élan", "Freedonia", "Gerolstein", "Sylvania", "Zenda"):
        _page(name, chance)
    return chance


def _page(name: str, chance: random.Random) -> None:
    page = make_country(name, slug=name.casefold().replace("é", "e"), region=chance.choice(["Europe", "Asia", ""]))
    for at in range(1, 6):
        some = {"country": page, "position": at}
        topics = chance.sample(TOPICS, chance.randrange(4))
        kind, status = chance.choice(["law", "code"]), chance.choice(["in-force", "repealed"])
        make_law(f"Law {at}", date=chance.choice(DATES[:-1]), topics=topics, kind=kind, status=status, **some)
        expected = chance.choice([None, "2020", "2026-12", "2027-06-01", "2040"])
        stage = chance.choice(["submitted", "adopted"])
        make_initiative(f"Bill {at}", expected=expected, topics=topics, stage=stage, **some)
        language, archived = chance.choice(["en", "ru", ""]), chance.random() < 0.3
        make_news(f"News {at}", date=chance.choice(DATES), language=language, archived=archived, **some)
    publish(page, note="First edition.")
    if name == "Gerolstein":
        withdraw(page, "At risk.", None)
    if name == "Zenda":
        confirm(page.pk, [str(PublishedRecord.objects.of_kind("laws").in_country("zenda")[0].record_id)], make_editor())


def _asked(name: str, chosen: dict[str, Any]) -> Any:
    query = QueryDict(mutable=True)
    query.update(chosen)
    return REGISTERS[name].filters(query)


def _offered(asked: Any) -> list[tuple[str, str, int]]:
    """Return every choice with the number beside it."""
    asked.count()
    beside = [(name, choice) for name in asked.facets for choice in asked.form.fields[name].choices]
    return [(name, value, int(words.rsplit("(")[-1].rstrip(")"))) for name, (value, words) in beside if value]


@pytest.mark.parametrize("name", REGISTERS)
def test_every_choice_finds_as_many_as_it_says(chance: random.Random, name: str):
    chosen: dict[str, str] = {}
    for _ in range(3):
        offered = _offered(_asked(name, chosen))
        for choice, value, number in offered:
            assert _asked(name, {**chosen, choice: value}).rows.count() == number, (chosen, choice, value)
        choice, value, _ = chance.choice(offered)
        chosen[choice] = value


@pytest.mark.parametrize("name", REGISTERS)
def test_every_order_leads_through_every_entry_once(chance: random.Random, name: str, client: Client, monkeypatch):
    monkeypatch.setattr("monitor.public.registers.paging.page_of.__kwdefaults__", {"kept": None, "size": 2})
    for sort in REGISTERS[name].filters.orders:
        address, seen = f"/{name}/?sort={sort}", []
        while address:
            leaf = client.get(address).context["leaf"]
            seen += [row.pk for row in leaf.rows]
            address = leaf.next
        assert sorted(seen) == sorted(_asked(name, {}).rows.values_list("pk", flat=True)), sort
