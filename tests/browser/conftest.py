"""The real site in a real browser: granian, collected static files, Chromium."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from monitor.accounts.sample import PEOPLE
from tests.builders import PASSWORD, code_for
from tests.conftest import SEED, missing
from tests.tips.offline import SEALED_PUBLIC

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = next(
    (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
)
NEWCOMERS = 12
PASSWORDS = {"ada": PASSWORD, **{person.name: person.password for person in PEOPLE}}
PREPARE = f"""
from tests.builders import PASSWORD, User, enrol
for user in User.objects.all(): enrol(user)
for number in range({NEWCOMERS}): User.objects.create_superuser(f"new-{{number}}", password=PASSWORD)
"""
MAKE_PUBLIC = (
    "import json; from tests.browser.public_states import make_public_states as make; print(json.dumps(make()))"
)
_newcomers = iter(range(NEWCOMERS))
_sessions: dict[tuple[str, str], list[Any]] = {}
_site_env: dict[str, str] = {}


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    if not CHROMIUM:
        missing("Chromium")
    quiet = [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ]
    return {"executable_path": CHROMIUM, "args": quiet}


def manage(*command: str, typed: str = "", env: dict[str, str] = _site_env) -> str:  # filled by `site`
    """Run a command on a site that the browser opens, and return what it wrote."""
    whole = [sys.executable, "manage.py", *command]
    return subprocess.run(whole, cwd=ROOT, env=env, check=True, input=typed, text=True, stdout=subprocess.PIPE).stdout


@pytest.fixture(scope="session")
def static_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The collected static files, for every site."""
    folder = tmp_path_factory.mktemp("static")
    manage("collectstatic", "--noinput", "-v0", env=_environment(folder, folder))
    return folder


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, static_root: Path) -> Iterator[str]:
    """Serve the sample, and the real page over it where it is there; yields the site's address.

    ada, whose password is that of the builders, may do all; rosa, edith, rene and tina are the sample's people.
    """
    if not CHROMIUM:
        missing("Chromium")
    _site_env.update(_environment(tmp_path_factory.mktemp("browser"), static_root))
    manage("migrate", "-v0")
    manage("load_sample")
    if SEED.exists():
        manage("import_page", str(SEED), "--publish", "--note", "The page as it came.")
    manage("make_editor", typed=f"ada\n{PASSWORD}\n")
    manage("shell", "-v0", "-c", PREPARE)
    with serving(_site_env) as address:
        yield address


@pytest.fixture(scope="session")
def crowded(tmp_path_factory: pytest.TempPathFactory, static_root: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Serve the sample among pages in every state; yields the site's address and what `make_public_states` tells."""
    if not CHROMIUM:
        missing("Chromium")
    env = _environment(tmp_path_factory.mktemp("crowded"), static_root)
    manage("migrate", "-v0", env=env)
    manage("load_sample", env=env)
    made = json.loads(manage("shell", "-v0", "-c", MAKE_PUBLIC, env=env).splitlines()[-1])
    with serving(env) as address:
        yield address, made


def _environment(folder: Path, static: Path) -> dict[str, str]:
    env = {**os.environ, "MONITOR_DEBUG": "1", "MONITOR_COLLECT": "1", "MONITOR_STATIC_ROOT": str(static)}
    tips = {"MONITOR_TIP_KEYS": SEALED_PUBLIC, "MONITOR_MEDIA_ROOT": str(folder / "media")}
    return {**env, **tips, "DATABASE_URL": f"sqlite:///{folder / 'site.sqlite3'}"}


@contextmanager
def serving(env: dict[str, str]) -> Iterator[str]:
    """Serve a site in that environment; yields its address."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        port = sock.getsockname()[1]
    command = f"-m granian --interface wsgi --port {port} --no-ws --blocking-threads 4 --log-level error"
    application = ["--workers-kill-timeout", "5", "monitor.wsgi:application"]
    server = subprocess.Popen([sys.executable, *command.split(), *application], cwd=ROOT, env=env)
    try:
        _wait_for(f"http://127.0.0.1:{port}/healthz")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=30)


def log_in(page: Page, site: str, name: str = "ada") -> None:
    """Log in and open the office; a session that is still good is used again, for a code gets in only once."""
    if known := _sessions.get((site, name)):
        page.context.add_cookies(known)
    page.goto(f"{site}/admin/")
    if "/accounts/login/" in page.url:
        _log_in_anew(page, name)
        page.wait_for_url(f"{site}/admin/")
    _sessions[site, name] = [cookie for cookie in page.context.cookies() if cookie["name"] == "session"]


def _log_in_anew(page: Page, name: str) -> None:
    page.fill("#id_login", name)
    page.fill("#id_password", PASSWORDS[name])
    page.click("button >> text=Log in")
    for steps in (0, 1, -1):  # each may have been used
        page.fill("#id_code", code_for(steps=steps))
        page.click("button >> text=Log in")
        if "/2fa/authenticate/" not in page.url:
            return


@pytest.fixture
def newcomer(site: str) -> str:
    """The name of someone who has not logged in yet and has no second factor; the password is ada's."""
    return f"new-{next(_newcomers)}"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A tab of its own for one test."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


def _wait_for(address: str) -> None:
    for _ in range(150):
        try:
            urllib.request.urlopen(address, timeout=5)
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"{address} does not answer.")
