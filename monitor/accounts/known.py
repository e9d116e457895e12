"""Browsers in which a person has logged in before: their tries are counted apart, so that no stranger locks them out.

The cookie holds no more than a signed mark that a password change makes worthless; logging out takes it away.
"""

import secrets
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core import signing
from django.http import HttpRequest, HttpResponse

DAYS = 60
COOKIE = f"{settings.SESSION_COOKIE_NAME}-known"


def remember(response: HttpResponse, user: Any) -> None:
    """Let a browser show from now on that this person has logged in with it."""
    mark = signing.dumps([str(user.pk), secrets.token_hex(8), _password_of(user)], salt="monitor.accounts.known")
    response.set_cookie(
        COOKIE, mark, max_age=DAYS * 86400, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax"
    )


def device_of(request: HttpRequest, name: str) -> str:
    """Return what tells this browser from others in which this person has logged in; nothing for any other browser."""
    try:
        pk, device, password = signing.loads(
            request.COOKIES.get(COOKIE, ""), salt="monitor.accounts.known", max_age=DAYS * 86400
        )
    except (signing.BadSignature, ValueError, TypeError):
        return ""
    user = get_user_model()._default_manager.filter(pk=pk, username__iexact=name).first()
    return str(device) if user and secrets.compare_digest(password, _password_of(user)) else ""


def _password_of(user: Any) -> str:
    """Return a mark of the password as it is now; nothing can be read from it."""
    return str(user.get_session_auth_hash())[:16]
