"""What the form bears: a thousand hostile posts, a flood, and a tip with a large file.  A table, and no test.

    MONITOR_DEBUG=1 DATABASE_URL=… MONITOR_MEDIA_ROOT=/tmp/bench-media .venv/bin/python manage.py migrate
    MONITOR_DEBUG=1 DATABASE_URL=… MONITOR_MEDIA_ROOT=… .venv/bin/granian --interface wsgi --port 8000 --workers 2 \
        --blocking-threads 16 --no-ws --workers-kill-timeout 10 --log-level warning monitor.wsgi:application
    MONITOR_DEBUG=1 DATABASE_URL=… .venv/bin/python -m tests.bench.tips http://127.0.0.1:8000 [--seconds 30] [--rate 50]

The server is on this machine, with the same MONITOR_SECRET_KEY.  Each sender comes from an address of its own
(127.x.y.z), each bad thing with a ticket of its own, and counts begin again now and then: else limits and spent tickets
would turn nearly all away at the door, and the table would say nothing.

It knows what was answered with a code, and asks the database what was kept: nothing valid lost, nothing kept twice.
Memory is that of the server's processes together (proportional set size), read from /proc while it works.
"""

import argparse
import contextlib
import hashlib
import http.client
import os
import random
import re
import statistics
import sys
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlencode, urlsplit

BITS = 16
BOUNDARY = "edge"


class Browser:
    """A sender without a memory: one connection a request, the one cookie kept."""

    def __init__(self, site: str) -> None:
        self.site, self.cookie = urlsplit(site), ""
        self.source = ".".join(["127", *(str(random.randrange(1, 255)) for _ in range(3))])

    def ask(self, method: str, path: str, body: bytes = b"", kind: str = "", **headers: str) -> tuple[int, str]:
        line = http.client.HTTPConnection(self.site.netloc, timeout=120, source_address=(self.source, 0))
        sent = {"Cookie": self.cookie, "Origin": self.site.geturl(), **headers}
        if kind:
            sent["Content-Type"] = kind
        try:
            line.request(method, path, body, sent)
            answer = line.getresponse()
            if cookie := answer.headers.get("Set-Cookie"):
                self.cookie = cookie.split(";")[0]
            return answer.status, answer.read().decode(errors="replace")
        except (OSError, http.client.HTTPException) as error:
            return 0, type(error).__name__
        finally:
            line.close()

    def form(self, risk: str = "some") -> dict[str, str]:
        """Answer the first question and work for the ticket; return what the form holds."""
        _, first = self.ask("GET", "/tips/")
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', first)[1]
        asked = urlencode({"csrfmiddlewaretoken": token, "risk": risk}).encode()
        _, html = self.ask("POST", "/tips/", asked, "application/x-www-form-urlencoded")
        found = re.findall(r'<input[^>]*type="hidden"[^>]*name="([^"]+)"(?: value="([^"]*)")?', html)
        fields = dict(found)
        return {**fields, "proof": _proof(fields["ticket"])}

    def send(self, fields: dict[str, str], files: list[tuple[str, str, bytes]] = [], **headers: str) -> tuple[int, str]:  # noqa: B006
        return self.ask(
            "POST", "/tips/send/", multipart(fields, files), f"multipart/form-data; boundary={BOUNDARY}", **headers
        )


def multipart(fields: dict[str, str], files: list[tuple[str, str, bytes]]) -> bytes:
    parts = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    for name, kind, content in files:
        head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n'
        parts.append(f"{head}Content-Type: {kind}\r\n\r\n".encode() + content + b"\r\n")
    return b"".join([*parts, f"--{BOUNDARY}--\r\n".encode()])


def _proof(ticket: str) -> str:
    number = 0
    while int.from_bytes(hashlib.sha256(f"{ticket}:{number}".encode()).digest()[:4]) >> (32 - BITS):
        number += 1
    return str(number)


def hostile(number: int, browser: Browser, form: dict[str, str]) -> tuple[int, str]:
    """Send one bad thing; which, goes round with the number."""
    told = {**form, "text": f"hostile {number}"}
    once = random.Random(number)
    deeds = [
        lambda: browser.send({**told, "text": "x" * 30_000}),
        lambda: browser.send({**told, "text": "x" * 1_500_000}),
        lambda: browser.send({**told, "text": f"{number} " + "a\0b\0" * 500}),
        lambda: browser.send({**told, "text": "🌍𝕏" * 10_001}),
        lambda: browser.send({**told, "text": f"{number} \ud800".encode("utf-8", "surrogatepass").decode("latin-1")}),
        lambda: browser.send({**told, "contact": "a@b.example\r\nBcc: all@b.example"}),
        lambda: browser.send({**told, "link": "javascript:alert(1)\r\nX: y", "country": "no-such-place"}),
        lambda: browser.send({**told, "ticket": "forged:ticket:here"}),
        lambda: browser.send({**told, "passage_id": "' OR 1=1 --", "edition": "9" * 400}),
        lambda: browser.send({**told, "website": "http://spam.example"}),
        lambda: browser.send(told, [("a.zip", "application/zip", b"PK\x03\x04" + once.randbytes(5000))]),
        lambda: browser.send(told, [("a.pdf", "application/pdf", b"%PDF-1.7\n" + once.randbytes(200_000))]),
        lambda: browser.send(told, [("a.jpg", "image/jpeg", b"\xff\xd8\xff\xe0" + once.randbytes(50_000))]),
        lambda: browser.send(told, [("a.exe", "text/plain", b"MZ" + once.randbytes(500))]),
        lambda: browser.send(told, [(f"{n}.txt", "text/plain", b"words") for n in range(9)]),
        lambda: browser.send(told, [("big.txt", "text/plain", b"w" * 11_000_000)]),
        lambda: browser.ask("POST", "/tips/send/", once.randbytes(3000), "multipart/form-data; boundary=nothing"),
        lambda: browser.ask(
            "POST", "/tips/send/", multipart(told, [])[:-50], f"multipart/form-data; boundary={BOUNDARY}"
        ),
        lambda: browser.ask("POST", "/tips/send/", b"text=%00%ff%fe&risk=%c3%28", "application/x-www-form-urlencoded"),
        lambda: browser.ask(
            "POST", "/tips/status/", urlencode({"code": "abacus " * 5000}).encode(), "application/x-www-form-urlencoded"
        ),
        lambda: browser.ask("POST", "/tips/take-back/", b"token=abc&what=\x00", "application/x-www-form-urlencoded"),
        lambda: browser.ask("POST", "/tips/status/add/", b"token=abc&destroy=yes", "application/x-www-form-urlencoded"),
        lambda: browser.ask("GET", f"/tips/?country={'%F0%9F%8C%8D' * 50}&edition=-1&passage=%27"),
        lambda: browser.send(told, Cookie="csrf=short", **{"X-Forwarded-For": "1.2.3.4\t, 9"}),
    ]
    return deeds[number % len(deeds)]()


class Memory(threading.Thread):
    """Reads, ten times a second, what the server's processes hold together; MB."""

    def __init__(self, port: int) -> None:
        super().__init__(daemon=True)
        self.port, self.most, self.over = port, 0.0, False

    def run(self) -> None:
        while not self.over:
            self.most = max(self.most, self.now())
            time.sleep(0.1)

    def now(self) -> float:
        return sum(self._held(one) for one in Path("/proc").glob("[0-9]*")) / 1024

    def _serves(self, process: Path) -> bool:
        line = (process / "cmdline").read_bytes()
        return b"granian" in line and str(self.port).encode() in line

    def _held(self, process: Path) -> int:
        with contextlib.suppress(OSError):
            parent = (process / "stat").read_text().rpartition(")")[2].split()[1]
            cleans = b"monitor.tips.cleaning" in (process / "cmdline").read_bytes()
            if self._serves(process) or (cleans and self._serves(Path("/proc") / parent)):
                return int(re.search(r"Pss:\s+(\d+)", (process / "smaps_rollup").read_text())[1])
        return 0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("site")
    parser.add_argument("--posts", type=int, default=1000)
    parser.add_argument("--seconds", type=int, default=30)
    parser.add_argument("--rate", type=int, default=50)
    asked = parser.parse_args()
    _django()
    memory = Memory(urlsplit(asked.site).port or 80)
    sys.stdout.write(f"memory before: {memory.now():.0f} MB\n")
    memory.start()
    before = _kept()
    codes = _thousand(asked.site, asked.posts)
    codes += _flood(asked.site, asked.seconds, asked.rate)
    sys.stdout.write(f"answered with a code: {codes}; kept: {_kept() - before}\n")
    sys.stdout.write(f"most memory: {memory.most:.0f} MB\n")
    _normal_again(asked.site)
    _large(asked.site, memory)
    memory.over = True


def _django() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "monitor.settings")
    import django

    django.setup()


def _begin_again() -> None:
    from monitor import day_memory

    day_memory.begin_again()


def _kept() -> int:
    from django.db import connection

    from monitor.tips.models import Tip

    number = Tip.objects.count()
    connection.close()
    return number


def _forms(site: str, number: int) -> list[tuple[Browser, dict[str, str]]]:
    """Open forms, each by a sender of its own; wait until they may be sent."""

    def one(_: int) -> tuple[Browser, dict[str, str]]:
        browser = Browser(site)
        return browser, browser.form()

    with ThreadPoolExecutor(8) as pool:
        forms = list(pool.map(one, range(number)))
    time.sleep(4)  # what is sent sooner is told to wait
    return forms


def _thousand(site: str, posts: int) -> int:
    """Send bad things from eight at once; return how many were answered with a code."""

    def one(number: int) -> tuple[int, str]:
        if number % 40 == 0:
            _begin_again()
        return hostile(number, *forms[number])

    forms = _forms(site, posts)
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(one, range(posts)))
    _say(f"{posts} hostile posts", answers)
    return sum("data-code" in html for _, html in answers)


def _flood(site: str, seconds: int, rate: int) -> int:
    """Send good tips, each twice with the same ticket, at a rate; return how many were answered with a code."""
    forms = _forms(site, seconds * rate // 2)
    _begin_again()
    took: list[float] = []

    def one(number: int) -> tuple[int, str]:
        browser, form = forms[number // 2]
        began = time.perf_counter()
        answer = browser.send({**form, "text": f"flood {number // 2}"})
        took.append(time.perf_counter() - began)
        return answer

    with ThreadPoolExecutor(rate) as pool:
        waiting = []
        began = time.perf_counter()
        for number in range(seconds * rate):
            waiting.append(pool.submit(one, number))
            time.sleep(max(0.0, began + number / rate - time.perf_counter()))
        answers = [each.result() for each in waiting]
    _say(f"flood of {rate}/s for {seconds} s (it took {time.perf_counter() - began:.0f} s)", answers)
    sys.stdout.write(f"  each: median {statistics.median(took):.2f} s, longest {max(took):.2f} s\n")
    return sum("data-code" in html for _, html in answers)


def _normal_again(site: str) -> None:
    """Send as anyone would, until it is taken; say how long that took."""
    began = time.perf_counter()
    while time.perf_counter() - began < 660:
        browser = Browser(site)
        form = browser.form()
        time.sleep(4)
        if "data-code" in browser.send({**form, "text": f"after the flood {time.time()}"})[1]:
            sys.stdout.write(f"normal sending again after {time.perf_counter() - began:.0f} s\n")
            return
        time.sleep(10)
    sys.stdout.write("normal sending NOT possible again within 11 minutes\n")


def _large(site: str, memory: Memory) -> None:
    """Send a tip with a text file of 10 MB and say what it cost."""
    browser = Browser(site)
    form = browser.form()
    time.sleep(4)
    before, memory.most = memory.now(), 0.0
    began = time.perf_counter()
    content = b"\n".join(b"a line of a letter, number %d" % n for n in range(300_000))[:10_000_000]
    status, html = browser.send({**form, "text": "with a file"}, [("letter.txt", "text/plain", content)])
    sys.stdout.write(
        f"10 MB file: {status}, {'taken' if 'data-code' in html else 'NOT taken'}, "
        f"{time.perf_counter() - began:.2f} s, {memory.most - before:.0f} MB more\n"
    )


def _say(what: str, answers: list[tuple[int, str]]) -> None:
    counted = Counter(status for status, _ in answers)
    sys.stdout.write(f"{what}: {dict(sorted(counted.items()))}\n")


if __name__ == "__main__":
    main()
