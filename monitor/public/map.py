"""The world map of the front page: every country's shape, and which of them have a page.

`map.json` is drawn once by scripts/map from Natural Earth's public-domain shapes; a country too small to see has a
circle (`at`) beside its shape.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from monitor.publishing.models import Page

_FILE = Path(__file__).with_name("map.json")


@dataclass(frozen=True, slots=True)
class Shape:
    """A country that has a page: its outlines as an SVG path, and the middle of its circle if it needs one."""

    page: Page
    path: str
    at: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class WorldMap:
    """`rest` is the outlines of all countries without a page; `shapes` are in the order of the pages."""

    width: int
    height: int
    rest: str
    shapes: list[Shape]


@cache
def _drawn() -> dict[str, Any]:
    return dict(json.loads(_FILE.read_text(encoding="utf-8")))


def world_map(pages: Sequence[Page]) -> WorldMap:
    """Return the map with these pages on it; a page without a shape of its own, as a body's, is not."""
    drawn = _drawn()
    outlines: dict[str, Any] = drawn["countries"]
    shapes = [
        Shape(page, outline["d"], tuple(outline["at"]) if "at" in outline else None)
        for page in pages
        if (outline := outlines.get(page.iso2))
    ]
    covered = {shape.page.iso2 for shape in shapes}
    rest = "".join(outline["d"] for code, outline in outlines.items() if code not in covered)
    return WorldMap(drawn["width"], drawn["height"], drawn["rest"] + rest, shapes)
