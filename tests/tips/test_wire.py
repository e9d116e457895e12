"""No answer below /tips/, whatever was asked, is kept on a sender's device or on the way to it."""

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/tips", 301),
        ("GET", "/tips/", 200),
        ("GET", "/tips/nothing/", 404),
        ("GET", "/tips/?x=%00", 400),
        ("PUT", "/tips/send/", 405),
        ("POST", "/tips/send/", 413),
    ],
)
def test_no_answer_is_kept_anywhere(client, method, path, status):
    too_large = {"CONTENT_LENGTH": "99999999"} if status == 413 else {}
    answer = client.generic(method, path, b"", "multipart/form-data; boundary=x", **too_large)

    assert (answer.status_code, answer.headers.get("Cache-Control")) == (status, "no-store")
