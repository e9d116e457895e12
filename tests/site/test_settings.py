"""Settings: unset is safe, and nonsense refuses to start."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SAFE = {
    "MONITOR_SECRET_KEY": "a-long-and-random-text-of-many-characters-0123456789",
    "MONITOR_ALLOWED_HOSTS": "monitor.example",
}


def _settings(names: str, **env: str) -> subprocess.CompletedProcess[str]:
    code = f"import django; from django.conf import settings as s; print({names})"
    clean = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "monitor.settings", **env}
    return subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=clean, capture_output=True, text=True, check=False
    )


def test_without_a_secret_key_nothing_starts():
    assert "Set MONITOR_SECRET_KEY" in _settings("s.DEBUG").stderr


def test_without_host_names_nothing_starts():
    assert "Set MONITOR_ALLOWED_HOSTS" in _settings("s.DEBUG", MONITOR_SECRET_KEY="x").stderr


@pytest.mark.parametrize("value", ["yes", "true", "2", "on"])
def test_a_switch_that_is_neither_0_nor_1_refuses_to_start(value: str):
    assert "MONITOR_DEBUG is 0 or 1" in _settings("s.DEBUG", MONITOR_DEBUG=value).stderr


def test_a_command_says_in_one_line_what_is_missing():
    env = {"PATH": os.environ["PATH"]}
    out = subprocess.run(
        [sys.executable, "manage.py", "check"], cwd=ROOT, env=env, capture_output=True, text=True, check=False
    )

    assert (out.returncode, len(out.stderr.splitlines())) == (1, 1)


def test_with_debug_alone_everything_is_set():
    assert _settings("s.DEVELOPMENT, s.DEBUG", MONITOR_DEBUG="1").stdout.strip() == "True False"


def test_a_site_in_production_sends_cookies_over_tls_only():
    out = _settings("s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_NAME, s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_AGE", **SAFE)

    assert out.stdout.strip() == "True __Host-csrf __Host-session None"


def test_a_site_in_production_is_reached_over_tls_only():
    assert _settings("s.SECURE_SSL_REDIRECT, s.SECURE_HSTS_SECONDS", **SAFE).stdout.strip() == "True 63072000"


def test_an_onion_service_is_reached_without_tls_and_with_plain_cookie_names():
    out = _settings("s.SECURE_SSL_REDIRECT, s.SECURE_HSTS_SECONDS, s.CSRF_COOKIE_NAME", **SAFE, MONITOR_ONION="1")

    assert out.stdout.strip() == "False 0 csrf"


def test_the_database_is_chosen_by_its_address():
    out = _settings("s.DATABASES['default']['ENGINE']", **SAFE, DATABASE_URL="postgres://u@db/monitor")

    assert out.stdout.strip() == "django.db.backends.postgresql"


@pytest.mark.parametrize("written", ["AGE-SECRET-KEY-1QQQ", " age-secret-key-1qqq", "age1x,AGE-SECRET-KEY-1QQQ"])
def test_a_private_key_refuses_to_start_and_is_not_repeated(written: str):
    said = _settings("s.TIP_KEYS", **SAFE, MONITOR_TIP_KEYS=written).stderr

    assert "MONITOR_TIP_KEYS has a private key" in said
    assert "1qqq" not in said.casefold()


@pytest.mark.parametrize("days", ["0", "366", "-1"])
def test_a_tip_is_kept_for_a_day_at_least_and_a_year_at_most(days: str):
    assert "MONITOR_TIP_DAYS is a number" in _settings("s.TIP_DAYS", **SAFE, MONITOR_TIP_DAYS=days).stderr


def test_mail_goes_where_its_address_says():
    out = _settings("s.MAILERS['default']['OPTIONS']['host']", **SAFE, EMAIL_URL="smtp://mail.example:25")

    assert out.stdout.strip() == "mail.example"
