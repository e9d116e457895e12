"""What is said with files that are served as they lie.  No Django: the settings import this."""

from typing import Any


def hold_workers(headers: Any, path: str, url: str) -> None:
    """Let what holds a reader's private key load its library, and reach nothing else."""
    if "js/tip-open-worker." in url:
        headers["Content-Security-Policy"] = "default-src 'none'; script-src 'self'"
