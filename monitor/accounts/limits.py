"""Who is counted when log-in tries are counted, without keeping who it was.

A name is counted as an HMAC under the site's key, an address as a mark that ends with the day (monitor/visitors.py):
neither can be read back from the cache.  All workers count together.
"""

from django.utils.crypto import salted_hmac


def name_mark(name: str) -> str:
    """Return what stands for a user name; letters count alike in upper and lower case, as they do at log-in."""
    return salted_hmac("monitor.accounts.name", name.lower(), algorithm="sha256").hexdigest()
