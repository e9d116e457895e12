"""How much is taken at once, without knowing from whom: counts under marks that live for a day in memory.

Spans are of ten minutes, so that a flood that has ended shuts nobody out for longer.
"""

from django.conf import settings
from django.http import HttpRequest

from monitor import day_memory
from monitor.visitors import address_mark

SPAN = 10 * 60  # seconds
FROM_ONE_SOURCE = {"send": 12, "status": 30}
FROM_ALL = {"send-worked": 100, "send-waited": 40, "status": 600}
"""In one span: 600 tips an hour for which a browser worked, 240 for which one waited."""


def may_send(request: HttpRequest, *, worked: bool) -> bool:
    """Count one sending; say whether it is still within what is taken."""
    return _may(request, "send", "send-worked" if worked else "send-waited")


def may_ask(request: HttpRequest) -> bool:
    """Count one try of a code; say whether it is still within what is answered."""
    return _may(request, "status", "status")


def _may(request: HttpRequest, deed: str, over_all: str) -> bool:
    """One source that is over its limit takes nothing from the others: it is not counted with them."""
    if not settings.ONION:  # where all come from one address
        source = day_memory.count(f"{deed} from {address_mark(request)}", SPAN)
        if source > FROM_ONE_SOURCE[deed]:
            return False
    return day_memory.count(over_all, SPAN) <= FROM_ALL[over_all]
