"""Loaded before Django's settings: the tests run as on a development machine, whatever the shell says."""

import os

os.environ["MONITOR_DEBUG"] = "1"
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # the browser's driver keeps a loop running beside the tests
for name in (
    "MONITOR_ONION",
    "MONITOR_ONION_HOST",
    "MONITOR_ONE_PERSON",
    "MONITOR_SECRET_KEY",
    "MONITOR_ALLOWED_HOSTS",
    "MONITOR_MEDIA_ROOT",
    "MONITOR_PROXIES",
    "MONITOR_TIP_DAYS",
    "MONITOR_TIP_KEYS",
    "CACHE_URL",
    "EMAIL_URL",
):
    os.environ.pop(name, None)
