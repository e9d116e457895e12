"""Whom a limit counts: addresses as our own proxies saw them, an IPv6 network as one."""

import pytest
from django.test import RequestFactory

from monitor.visitors import address_mark


def _mark(address: str, forwarded: str | None = None) -> str:
    facts = {"REMOTE_ADDR": address} | ({"HTTP_X_FORWARDED_FOR": forwarded} if forwarded is not None else {})
    return address_mark(RequestFactory().get("/", **facts))


@pytest.mark.parametrize(
    ("one", "other"),
    [("2001:db8::1", "2001:db8::ffff:2"), ("::ffff:203.0.113.7", "203.0.113.7"), ("203.0.113.7:4000", "203.0.113.7"),
     ("[2001:db8::1]:4000", "2001:db8::2"), ("fe80::1%eth0", "fe80::2%eth1")],
)  # fmt: skip
def test_these_count_as_one(one: str, other: str):
    assert _mark(one) == _mark(other)


@pytest.mark.parametrize(
    ("one", "other"), [("203.0.113.7", "203.0.113.8"), ("2001:db8::1", "2001:db8:0:1::1"), ("", "unknown")]
)
def test_these_are_told_apart(one: str, other: str):
    assert _mark(one) != _mark(other)


def test_what_a_sender_claims_is_not_believed(settings):
    settings.PROXIES = 0
    assert _mark("203.0.113.7", "198.51.100.1") == _mark("203.0.113.7")
    settings.PROXIES = 1
    assert _mark("10.0.0.1", "198.51.100.1, 203.0.113.7") == _mark("10.0.0.1", "203.0.113.7")


@pytest.mark.parametrize("forwarded", [None, "", "203.0.113.7"])
def test_too_few_proxies_count_the_nearest(settings, forwarded: str | None):
    settings.PROXIES = 2

    assert _mark("10.0.0.1", forwarded) == _mark("10.0.0.1")
