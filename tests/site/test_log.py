"""What the site writes down of itself: nothing of a visitor."""

import json
import logging
import sys

import pytest
from django.test import Client

from monitor.log import JsonFormatter


def _record(**extra: object) -> logging.LogRecord:
    return logging.LogRecord("monitor", logging.ERROR, "f", 1, "It %s", ("broke",), **{"exc_info": None, **extra})


def test_a_line_is_json():
    line = json.loads(JsonFormatter().format(_record()))

    assert (line["level"], line["logger"], line["message"]) == ("ERROR", "monitor", "It broke")


def test_an_error_brings_its_traceback():
    try:
        raise ValueError("why")
    except ValueError:
        line = json.loads(JsonFormatter().format(_record(exc_info=sys.exc_info())))

    assert "ValueError: why" in line["error"]


@pytest.mark.parametrize("address", ["/countries/nowhere/", "/?q=%00", "/admin/"])
def test_no_request_leaves_a_line_with_the_visitor_in_it(db, capfd: pytest.CaptureFixture[str], address: str):
    visitor = {"user-agent": "Agent-Xyzzy", "referer": "https://from.example/xyzzy"}
    Client(REMOTE_ADDR="203.0.113.77").get(address, headers=visitor)
    Client(REMOTE_ADDR="203.0.113.77").get(address, headers={**visitor, "host": "evil.example"})

    written = "".join(capfd.readouterr())
    assert "203.0.113.77" not in written
    assert "xyzzy" not in written.casefold()
