"""Who is counted when log-in tries are counted, without keeping who it was.

A name is counted as an HMAC, an address as an HMAC under a key that lives in this process and is thrown away every day:
neither can be read back from the cache.  The cost is that each worker counts addresses on its own; names, which lock an
account, are counted by all workers together.
"""

import datetime
import hashlib
import hmac
import ipaddress
import secrets

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

_key = (datetime.date.min, b"")


def name_mark(name: str) -> str:
    """Return what stands for a user name; letters count alike in upper and lower case, as they do at log-in."""
    return salted_hmac("monitor.accounts.name", name.lower(), algorithm="sha256").hexdigest()


def address_mark(request: HttpRequest) -> str:
    """Return what stands for the sender's address (its /64 network, if IPv6) until midnight UTC."""
    return hmac.new(_key_of_today(), _network(_address(request)).encode(), hashlib.sha256).hexdigest()


def _address(request: HttpRequest) -> str:
    """Return the address that our own proxies saw; what a sender claims to have been forwarded for is not believed."""
    claimed = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    if settings.PROXIES and len(claimed) >= settings.PROXIES:
        return str(claimed[-settings.PROXIES].strip())
    return str(request.META.get("REMOTE_ADDR", ""))


def _network(address: str) -> str:
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv6Address):
        return str(parsed.ipv4_mapped or ipaddress.ip_network(f"{parsed}/64", strict=False))
    return str(parsed)


def _key_of_today() -> bytes:
    global _key  # noqa: PLW0603 - it has to be forgotten
    today = datetime.datetime.now(datetime.UTC).date()
    if _key[0] != today:
        _key = (today, secrets.token_bytes(32))
    return _key[1]
