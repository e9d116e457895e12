"""Where a request comes from, as far as limits must know: a mark until midnight, never an address that is kept."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest

from . import day_memory


def address_mark(request: HttpRequest) -> str:
    """Return what stands for the sender's address (its /64 network, if IPv6) until midnight UTC, for all workers."""
    return day_memory.mark(f"address:{_network(_address(request))}")


def _address(request: HttpRequest) -> str:
    """Return the address that our own proxies saw; what a sender claims to have been forwarded for is not believed."""
    claimed = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    seen = claimed[-settings.PROXIES].strip() if 0 < settings.PROXIES <= len(claimed) else ""
    return str(seen or request.META.get("REMOTE_ADDR", ""))


def _network(address: str) -> str:
    try:
        parsed = ipaddress.ip_address(_without_port(address))
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv6Address):
        return str(parsed.ipv4_mapped or ipaddress.ip_network((int(parsed) >> 64 << 64, 64)))
    return str(parsed)


def _without_port(address: str) -> str:
    """Some proxies add the port, which is another one for each connection."""
    if address.startswith("["):
        return address[1:].partition("]")[0]
    return address.partition(":")[0] if address.count(":") == 1 else address
