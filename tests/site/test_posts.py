"""Posts that come slowly leave room for readers, and for other senders."""

import threading

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from monitor import posts

REQUESTS = RequestFactory()


class Slow:
    """A site on which posts hang until they are let go."""

    def __init__(self) -> None:
        self.go_on, self.begun = threading.Event(), threading.Semaphore(0)
        self.site = posts.few_at_once(self.answer)
        self.threads: list[threading.Thread] = []

    def answer(self, request):
        if request.method == "POST":
            self.begun.release()
            self.go_on.wait(10)
        return HttpResponse()

    def post(self, source: str) -> None:
        thread = threading.Thread(target=self.site, args=[REQUESTS.post("/tips/send/", REMOTE_ADDR=source)])
        thread.start()
        self.threads.append(thread)
        assert self.begun.acquire(timeout=10)


@pytest.fixture
def slow():
    site = Slow()
    yield site
    site.go_on.set()
    for thread in site.threads:
        thread.join()
    assert posts._open.total() == 0


def test_one_source_takes_four_threads_and_the_next_one_gets_in(slow):
    for _ in range(posts.MOST_FROM_ONE):
        slow.post("192.0.2.1")

    refused = slow.site(REQUESTS.post("/tips/send/", REMOTE_ADDR="192.0.2.1"))
    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "60")
    slow.post("192.0.2.2")


def test_all_together_leave_threads_for_readers(slow):
    for number in range(posts.MOST):
        slow.post(f"192.0.2.{number}")

    assert slow.site(REQUESTS.post("/tips/send/", REMOTE_ADDR="198.51.100.1")).status_code == 429
    assert slow.site(REQUESTS.get("/")).status_code == 200


def test_what_is_refused_is_not_read(slow):
    class Unread:
        def read(self, *_):
            raise AssertionError

    for _ in range(posts.MOST_FROM_ONE):
        slow.post("192.0.2.1")
    request = REQUESTS.post("/tips/send/", REMOTE_ADDR="192.0.2.1")
    request._stream = Unread()

    assert slow.site(request).status_code == 429
