"""Is the site up, and can it reach its records; and does it come back by itself."""

import time

from django.test import Client

from .outage import Served


def test_healthz_needs_no_database(client: Client):
    assert client.get("/healthz").content == b"ok\n"


def test_a_probe_by_address_is_answered_whatever_the_sites_name(settings):
    settings.ALLOWED_HOSTS = ["monitor.example"]

    assert Client(headers={"host": "10.0.0.7:8000"}).get("/healthz").status_code == 200
    assert Client(headers={"host": "10.0.0.7:8000"}).get("/countries/").status_code == 400


def test_readyz_asks_the_database(db, client: Client):
    assert client.get("/readyz").content == b"ready\n"


def test_without_its_database_the_site_says_so_and_comes_back_by_itself(served: Served):
    assert served.status("/readyz", wanted=200) == 200

    served.cut_the_database_off()
    assert served.status("/countries/", wanted=503) == 503
    assert served.retry_after == "30"
    assert served.status("/healthz", wanted=200) == 200

    served.bring_the_database_back()
    back = time.monotonic()
    assert served.status("/countries/", wanted=200) == 200
    assert time.monotonic() - back < 5


def test_the_server_ends_when_it_is_told_to(served: Served):
    assert served.status("/healthz", wanted=200) == 200

    served.server.terminate()
    assert served.server.wait(timeout=30) == 0
