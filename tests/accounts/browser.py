"""A browser at the log-in pages, and a clock that can be moved."""

from typing import Any

from django.test import Client

from tests.builders import PASSWORD, code_for

LOG_IN, SECOND = "/accounts/login/", "/accounts/2fa/authenticate/"


def give_password(client: Client, name: str = "ada", password: str = PASSWORD, **more: Any) -> Any:
    fields = {"login": name, "password": password, **more.pop("fields", {})}
    return client.post(LOG_IN, fields, **more)


def log_in(client: Client, name: str = "ada", *, steps: int = 0, **more: Any) -> Any:
    """Log in with password and code, as the pages ask; return the last answer."""
    give_password(client, name, **more)
    return client.post(SECOND, {"code": code_for(steps=steps)})


def is_in(client: Client) -> bool:
    return client.get("/admin/").status_code == 200


class Clock:
    """What `time.time` says, to be moved by the test."""

    def __init__(self, now: float) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now

    def pass_by(self, **span: float) -> None:
        self.now += span.get("minutes", 0) * 60 + span.get("hours", 0) * 3600 + span.get("seconds", 0)
