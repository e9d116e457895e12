"""The real server, on a PostgreSQL database that can be cut off: a wire between the two that the test holds."""

import contextlib
import os
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


class Wire:
    """Carries bytes from a local port to PostgreSQL, until it is cut."""

    def __init__(self, target: tuple[str, int]) -> None:
        self.target, self.port = target, free_port()
        self.ends: list[socket.socket] = []
        self.connect()

    def connect(self) -> None:
        self.listener = socket.create_server(("127.0.0.1", self.port))
        threading.Thread(target=self._accept, args=(self.listener,), daemon=True).start()

    def cut(self) -> None:
        with contextlib.suppress(OSError):
            self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        for end in self.ends:
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
        self.ends.clear()

    def _accept(self, listener: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while True:
                near = listener.accept()[0]
                far = socket.create_connection(self.target)
                self.ends += [near, far]
                for one, other in ((near, far), (far, near)):
                    threading.Thread(target=self._carry, args=(one, other), daemon=True).start()

    @staticmethod
    def _carry(one: socket.socket, other: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := one.recv(65_536):
                other.sendall(data)
            other.shutdown(socket.SHUT_WR)


class Served:
    """The site, served by granian with what the test gives it."""

    def __init__(self, wire: Wire, database: str) -> None:
        self.wire, self.port, self.retry_after = wire, free_port(), None
        url = f"postgres://postgres@127.0.0.1:{wire.port}/{database}"
        env = {**os.environ, "MONITOR_DEBUG": "1", "DATABASE_URL": url}
        subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], cwd=ROOT, env=env, check=True)
        command = f"-m granian --interface wsgi --port {self.port} --no-ws --blocking-threads 2 --log-level error"
        self.server = subprocess.Popen(
            [sys.executable, *command.split(), "--workers-kill-timeout", "5", "monitor.wsgi:application"],
            cwd=ROOT,
            env=env,
            stderr=subprocess.DEVNULL,
        )

    def cut_the_database_off(self) -> None:
        self.wire.cut()

    def bring_the_database_back(self) -> None:
        self.wire.connect()

    def status(self, path: str, *, wanted: int, within: float = 20) -> int:
        """Ask until the answer is `wanted` or the time is up; return the last status, 0 for no answer."""
        status, end = 0, time.monotonic() + within
        while status != wanted and time.monotonic() < end:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=10) as answer:
                    status = answer.status
            except urllib.error.HTTPError as error:
                status, self.retry_after = error.code, error.headers["Retry-After"]
            except OSError:
                time.sleep(0.1)
        return status

    def stop(self) -> None:
        self.server.terminate()
        try:
            self.server.wait(timeout=30)
        except subprocess.TimeoutExpired:
            self.server.kill()
        self.wire.cut()
