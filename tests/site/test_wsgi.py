"""The door: whatever a client says of its content, a page of ours answers."""

import io

import pytest
from django.conf import settings

from monitor.wsgi import application

pytestmark = pytest.mark.django_db  # a request begins by looking after the connection

NONSENSE = [
    "x/y; a*=zzz''z",
    "x*=undefined''%41",
    "x*=idna''%ff",
    "x*=a%00b''%41",
    "multipart/form-data; boundary*=zzz''X",
    *[f"text/plain; charset={name}" for name in ("hex", "base64", "rot13", "idna", "undefined", "utf-16", "zzz")],
]


@pytest.mark.parametrize("content_type", NONSENSE)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_made_up_content_type_is_no_failure(content_type: str, method: str):
    said: list[str] = []
    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": "/robots.txt",
        "QUERY_STRING": "region=%ff",
        "CONTENT_TYPE": content_type,
        "SERVER_NAME": settings.ALLOWED_HOSTS[0],
        "SERVER_PORT": "80",
        "wsgi.input": io.BytesIO(b""),
        "wsgi.url_scheme": "http",
    }
    application(environ, lambda status, headers: said.append(status))

    assert said[0][:3] in ("200", "403")
